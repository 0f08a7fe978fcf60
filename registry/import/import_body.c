/* The text of a paper as Markdown: chapters and sections as headings in the register's legal numbering, lists, tables. */
#include "registry/import/import.h"

#include "registry/base/ascii.h"
#include "registry/import/label.h"
#include "registry/import/lines.h"

#define LEVEL_MAX 6u
#define SECTION_TITLE_MAX 80u
#define HEAD_LINES_MAX 2000u /* bytes of a text of the head that is looked at line by line */
#define SECTIONS_SKIPPED 30u /* numbers that may be left out: sections that were repealed */

struct writing {
	struct arena *arena;
	const struct paper *paper;
	const struct shape *shape;
	VEC(char) out;
	unsigned least;   /* level of the highest heading */
	unsigned level;   /* of the latest heading that is no section, in hashes */
	unsigned section; /* the latest number */
	bool in_list;
};

static void put(struct writing *writing, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&writing->out, text.at[i]);
}

/* --- Markdown ---------------------------------------------------------------------------------------------------------- */

/* What would begin a heading, a quote or a list. */
static size_t mark_at_start(struct str line)
{
	size_t n = 0;

	if (line.n && (line.at[0] == '#' || line.at[0] == '>'))
		return 1;
	if (line.n > 1 && strchr("-+", line.at[0]) && is_space(line.at[1]))
		return 1;
	while (n < line.n && n < 9 && is_digit(line.at[n]))
		n++;
	return n && n + 1 < line.n && strchr(".)", line.at[n]) && is_space(line.at[n + 1]) ? n + 1 : 0;
}

static bool is_marked(struct str text, size_t i)
{
	char c = text.at[i], next = i + 1 < text.n ? text.at[i + 1] : ' ';

	if (c == '_') /* within a word it is a letter */
		return i == 0 || is_space(text.at[i - 1]) || is_space(next);
	return strchr("*`<\\{", c) || (c == '[' && (next == '[' || str_find(text, STR("]("), i) != SIZE_MAX)) ||
	       (c == '&' && (next == '#' || (next >= 'a' && next <= 'z')));
}

/* The text so that Markdown reads it as it stands. */
static void put_escaped(struct writing *writing, struct str text, bool at_start, bool in_table)
{
	size_t mark = at_start ? mark_at_start(text) : 0;

	for (size_t i = 0; i < text.n; i++) {
		if (is_marked(text, i) || (mark && i + 1 == mark) || (in_table && text.at[i] == '|'))
			vec_push(&writing->out, '\\');
		vec_push(&writing->out, text.at[i]);
		if (text.at[i] == '\n')
			mark = at_start ? mark_at_start(str_part(text, i + 1, SIZE_MAX)) : 0,
			mark = mark ? mark + i + 1 : 0;
	}
}

/* In Word a line was ended by hand, and stays one. */
static struct str plain(const struct writing *writing, struct str text)
{
	struct str rest = text, line, out = STR_EMPTY;

	if (writing->paper->unit != UNIT_PARAGRAPH)
		return lines_as_one(writing->arena, text);
	while (str_next_line(&rest, &line)) {
		line = lines_as_one(writing->arena, line);
		out = out.n ? arena_format(writing->arena, "%.*s\n%.*s", STR_ARG(out), STR_ARG(line)) : line;
	}
	return out;
}

static void list_end(struct writing *writing)
{
	if (writing->in_list)
		put(writing, STR("\n"));
	writing->in_list = false;
}

static void put_paragraph(struct writing *writing, struct str text)
{
	text = str_trim(plain(writing, text));
	if (!text.n)
		return;
	list_end(writing);
	put_escaped(writing, text, true, false);
	put(writing, STR("\n\n"));
}

static void put_heading(struct writing *writing, unsigned level, struct str number, struct str text)
{
	static const char hashes[] = "######";

	list_end(writing);
	level = level < 2 ? 2 : level > LEVEL_MAX ? LEVEL_MAX : level;
	put(writing, (struct str){hashes, level});
	put(writing, STR(" "));
	put(writing, number);
	if (number.n && text.n)
		put(writing, STR(" "));
	put_escaped(writing, lines_as_one(writing->arena, text), false, false);
	put(writing, STR("\n\n"));
}

static void put_item(struct writing *writing, const struct block *block)
{
	struct str text = lines_as_one(writing->arena, block->text);
	size_t digits = 0;

	while (digits < block->number.n && is_digit(block->number.at[digits]))
		digits++;
	for (unsigned i = 0; i < block->level && i < 4; i++)
		put(writing, STR("   "));
	if (digits && digits + 1 == block->number.n && strchr(".)", block->number.at[digits])) {
		put(writing, block->number);
	} else {
		put(writing, STR("-"));
		if (block->number.n)
			put(writing, arena_format(writing->arena, " %.*s", STR_ARG(block->number)));
	}
	put(writing, STR(" "));
	put_escaped(writing, text, false, false);
	put(writing, STR("\n"));
	writing->in_list = true;
}

/* --- tables ------------------------------------------------------------------------------------------------------------ */

static void put_row(struct writing *writing, const struct block *row, uint32_t columns)
{
	put(writing, STR("|"));
	for (uint32_t i = 0; i < columns; i++) {
		put(writing, STR(" "));
		if (i < row->cell_count)
			put_escaped(writing, lines_as_one(writing->arena, row->cells[i]), false, true);
		put(writing, STR(" |"));
	}
	put(writing, STR("\n"));
}

/* Writes the rows of the table that begins there, but for those that were facts. The block behind it. */
static size_t put_table(struct writing *writing, size_t first)
{
	const struct block *rows = writing->paper->blocks.at;
	size_t end = first, written = 0;
	uint32_t columns = 0;

	for (; end < writing->paper->blocks.n && rows[end].kind == BLOCK_ROW && rows[end].table == rows[first].table;
	     end++)
		if (!rows[end].taken && rows[end].cell_count > columns)
			columns = rows[end].cell_count;
	list_end(writing);
	for (size_t i = first; i < end; i++) {
		if (rows[i].taken)
			continue;
		put_row(writing, &rows[i], columns);
		if (written++ == 0) {
			put(writing, STR("|"));
			for (uint32_t k = 0; k < columns; k++)
				put(writing, STR(" --- |"));
			put(writing, STR("\n"));
		}
	}
	if (written)
		put(writing, STR("\n"));
	return end;
}

/* --- sections ---------------------------------------------------------------------------------------------------------- */

/* A number that may come now: the next, one with a letter, or the first of a chapter. Others begin a line by chance. */
static bool is_due(const struct writing *writing, unsigned number)
{
	return number == 1 || (number >= writing->section && number <= writing->section + 1 + SECTIONS_SKIPPED);
}

/* Words above a text: no sentence, and a sentence begins below them. */
static bool is_caption(struct str line, struct str next)
{
	unsigned char a = (unsigned char)next.at[0], b = next.n > 1 ? (unsigned char)next.at[1] : 0;

	return !strchr(".,:;!?-", line.at[line.n - 1]) && next.n > line.n &&
	       ((a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e));
}

/* "1 §" with its words: a heading if they are one, else the heading and a paragraph. */
static void put_section(struct writing *writing, const struct block *block, struct str number, struct str rest)
{
	size_t at;
	struct str title = str_trim(rest);
	bool short_title = title.n && title.n <= SECTION_TITLE_MAX && !strchr(".:;,!?", title.at[title.n - 1]) &&
	                   str_find(title, STR("\n"), 0) == SIZE_MAX;

	if (block->kind == BLOCK_HEADING ||
	    (short_title && block->kind == BLOCK_TEXT && writing->paper->unit != UNIT_PARAGRAPH) ||
	    (short_title && block->bold)) {
		put_heading(writing, writing->level + 1, number, title);
		return;
	}
	at = str_find(title, STR("\n"), 0);
	if (at != SIZE_MAX && at <= SECTION_TITLE_MAX && at > 1 && writing->paper->unit != UNIT_PARAGRAPH &&
	    is_caption(str_part(title, 0, at), str_part(title, at + 1, SIZE_MAX))) {
		put_heading(writing, writing->level + 1, number, str_part(title, 0, at));
		put_paragraph(writing, str_part(title, at + 1, SIZE_MAX));
		return;
	}
	put_heading(writing, writing->level + 1, number, STR_EMPTY);
	put_paragraph(writing, title);
}

static bool section_try(struct writing *writing, const struct block *block)
{
	unsigned number = 0;
	size_t n = 0;

	if (str_find(block->number, STR("§"), 0) != SIZE_MAX && shape_section(block->number, &number)) {
		writing->section = number;
		put_section(writing, block, block->number, block->text);
		return true;
	}
	n = block->kind == BLOCK_TEXT || block->kind == BLOCK_HEADING ? shape_section(block->text, &number) : 0;
	if (!n || (block->kind != BLOCK_HEADING && !is_due(writing, number)))
		return false;
	writing->section = number;
	put_section(writing, block, lines_as_one(writing->arena, str_part(block->text, 0, n)),
	            str_part(block->text, n, SIZE_MAX));
	return true;
}

/* --- blocks ------------------------------------------------------------------------------------------------------------ */

/* A line of underscores or dashes. */
static bool is_rule(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!strchr("_-*=— \n", text.at[i]))
			return false;
	return true;
}

static bool is_passed_over(const struct writing *writing, size_t i)
{
	const struct block *block = &writing->paper->blocks.at[i];
	bool head = i < writing->shape->head_end;

	if (block->room != ROOM_BODY && block->room != ROOM_NOTE && block->room != ROOM_BOX)
		return true;
	if (block->taken || is_rule(block->text) || i == writing->shape->title ||
	    (head && (block->title || block->subtitle)))
		return true;
	if (block->kind == BLOCK_HEADING && shape_is_facts(writing->arena, block->text) &&
	    i + 1 < writing->paper->blocks.n && writing->paper->blocks.at[i + 1].taken)
		return true;
	return head && (shape_is_place(writing->arena, block->text) ||
	                str_equal(lines_as_one(writing->arena, block->text),
	                          lines_as_one(writing->arena, writing->shape->title_text)) ||
	                (block->kind == BLOCK_HEADING && shape_is_facts(writing->arena, block->text)));
}

static bool is_body_name(struct str line)
{
	static const struct str ends[] = {STR("nämnden"),       STR("styrelsen"), STR("fullmäktige"),
	                                  STR("förvaltningen"), STR("kontoret"),  STR("förbundet")};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(line, ends[i]))
			return true;
	return false;
}

/* A line of the head that the body need not say: the place, the title, a fact, a page's number. */
static bool is_known_line(const struct writing *writing, struct str line)
{
	struct label label;

	if (!line.n || shape_is_place(writing->arena, line) || shape_is_furniture(writing->arena, line))
		return true;
	if (str_find(lines_as_one(writing->arena, writing->shape->title_text), lines_as_one(writing->arena, line), 0) !=
	    SIZE_MAX)
		return true;
	if (line.n < 60 && is_body_name(line))
		return true; /* whose document it is */
	return label_find(line, &label) && (label.colon || label.verbal) && label.role != LABEL_OTHER &&
	       label.role != LABEL_SUPERSEDES && line.n < 160;
}

/* A text of the head without such lines. */
static struct str head_text(const struct writing *writing, struct str text)
{
	struct str rest = text, line, out = STR_EMPTY;

	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		if (!is_known_line(writing, line))
			out = out.n ? arena_format(writing->arena, "%.*s\n%.*s", STR_ARG(out), STR_ARG(line)) : line;
	}
	return out;
}

/* Lines of the block that bears the title, but for the title and the name of the place, and facts that were taken. */
static void put_title_rest(struct writing *writing)
{
	const struct block *block =
		writing->shape->title == SIZE_MAX ? NULL : &writing->paper->blocks.at[writing->shape->title];
	struct str rest = block ? block->text : STR_EMPTY, line;

	while (str_next_line(&rest, &line))
		if (!is_known_line(writing, str_trim(line)) && block->kind != BLOCK_HEADING)
			put_paragraph(writing, line);
}

static void put_block(struct writing *writing, const struct block *block)
{
	if (section_try(writing, block))
		return;
	if (block->kind == BLOCK_HEADING) {
		writing->level = 2 + (block->level > writing->least ? block->level - writing->least : 0);
		put_heading(writing, writing->level, block->number, block->text);
	} else if (block->kind == BLOCK_ITEM) {
		put_item(writing, block);
	} else if (block->room == ROOM_NOTE) {
		put_paragraph(writing, arena_format(writing->arena, "Fotnot: %.*s", STR_ARG(block->text)));
	} else {
		put_paragraph(writing, block->text);
	}
}

static unsigned least_level(const struct writing *writing)
{
	unsigned least = LEVEL_MAX, number;

	for (size_t i = 0; i < writing->paper->blocks.n; i++) {
		const struct block *block = &writing->paper->blocks.at[i];
		if (block->kind == BLOCK_HEADING && !is_passed_over(writing, i) &&
		    !shape_section(block->text, &number) && block->level < least)
			least = block->level;
	}
	return least;
}

struct str import_body(struct arena *arena, const struct paper *paper, const struct shape *shape)
{
	struct writing writing = {.arena = arena, .paper = paper, .shape = shape, .level = 1};
	struct str out;

	writing.least = least_level(&writing);
	put_title_rest(&writing);
	for (size_t i = 0; i < paper->blocks.n;) {
		if (paper->blocks.at[i].kind == BLOCK_ROW &&
		    (paper->blocks.at[i].room == ROOM_BODY || paper->blocks.at[i].room == ROOM_BOX)) {
			i = put_table(&writing, i);
			continue;
		}
		if (!is_passed_over(&writing, i) && i < shape->head_end && paper->blocks.at[i].kind == BLOCK_TEXT &&
		    paper->blocks.at[i].text.n < HEAD_LINES_MAX)
			put_paragraph(&writing, head_text(&writing, paper->blocks.at[i].text));
		else if (!is_passed_over(&writing, i))
			put_block(&writing, &paper->blocks.at[i]);
		i++;
	}
	list_end(&writing);
	out = arena_copy(arena, (struct str){writing.out.at, writing.out.n});
	vec_release(&writing.out);
	return out;
}
