#include "registry/import/shape.h"

#include "registry/base/ascii.h"
#include "registry/import/label.h"
#include "registry/import/lines.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

#define TITLE_MAX 200u
#define HEADING_MAX 90u     /* bytes of a line that is a heading though nothing but its place says so */
#define HEAD_BLOCKS_MAX 40u /* of a paper without headings */
#define PROSE_FROM 300u     /* bytes of a paragraph that is no fact */
#define LABELLED_MAX 60u    /* bytes of what follows a word that may be a label or a heading: "Ikraftträdande" */
#define CONTENTS_MAX 200u   /* lines of a table of contents */
#define TITLE_SURE 5        /* a title that bears the name of a kind of document */
#define LARGE 108u          /* per cent of the size of most of the text */

static bool is_capital(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'A' && a <= 'Z') || (a == 0xc3 && b >= 0x80 && b <= 0x9e);
}

/* --- headings ---------------------------------------------------------------------------------------------------------- */

bool shape_is_place(struct arena *arena, struct str text)
{
	static const struct str ends[] = {STR(" kommun"), STR(" stad"), STR(" kommuns författningssamling"),
	                                  STR(" landsting"), STR(" kommunfullmäktige")};
	struct str folded = unicode_fold(arena, str_trim(text));
	size_t words = 1;

	if (shape_type(arena, text).n)
		return false; /* "Arbetsordning för kommunfullmäktige" */
	for (size_t i = 0; i < folded.n; i++)
		words += folded.at[i] == ' ';
	if (words <= 3 && (str_starts(folded, STR("region ")) || str_starts(folded, STR("landstinget "))))
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (words <= 3 && str_ends(folded, ends[i]))
			return true;
	return false;
}

static bool is_sentence_end(struct str text)
{
	return text.n && strchr(".:;!?,", text.at[text.n - 1]);
}

static bool is_contents_heading(struct arena *arena, struct str text)
{
	static const struct str names[] = {STR("innehåll"), STR("innehållsförteckning"), STR("innehåll:"),
	                                   STR("contents")};
	struct str folded = unicode_fold(arena, text);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(folded, names[i]))
			return true;
	return false;
}

bool shape_is_facts(struct arena *arena, struct str text)
{
	static const struct str names[] = {STR("fakta om dokument"),
	                                   STR("dokumentinformation"),
	                                   STR("dokumentfakta"),
	                                   STR("om dokumentet"),
	                                   STR("information om dokument"),
	                                   STR("dokumentuppgifter"),
	                                   STR("fakta"),
	                                   STR("revisionshistorik"),
	                                   STR("versionshistorik"),
	                                   STR("ändringshistorik"),
	                                   STR("revideringshistorik"),
	                                   STR("dokumenthistorik"),
	                                   STR("uppgifter om dokument"),
	                                   STR("beslutsuppgifter"),
	                                   STR("styrdokumentets fakta"),
	                                   STR("om styrdokumentet"),
	                                   STR("metadata"),
	                                   STR("ändringsförteckning"),
	                                   STR("ändringslogg"),
	                                   STR("versionshantering")};
	struct str folded = unicode_fold(arena, text);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts(folded, names[i]))
			return true;
	return false;
}

/* A line of a table of contents: dots, or a tab or space and a page's number at its end. */
static bool is_contents_line(struct str text)
{
	size_t end = text.n, dots = 0;

	for (size_t i = 0; i + 2 < text.n; i++)
		if (str_starts(str_part(text, i, 3), STR("...")) || str_starts(str_part(text, i, 3), STR("…")))
			return true;
	while (end && is_digit(text.at[end - 1]))
		end--;
	for (; end && (text.at[end - 1] == ' ' || text.at[end - 1] == '\t' || text.at[end - 1] == '.'); end--)
		dots++;
	return end && end < text.n && dots && text.n - end <= 40 && text.n < 160 &&
	       !is_sentence_end(str_part(text, 0, end));
}

/* Another block further on says the same: then this one, in a table of contents, leads to it. */
static bool recurs(const struct paper *paper, size_t i)
{
	for (size_t k = i + 1; k < paper->blocks.n; k++)
		if (paper->blocks.at[k].room == ROOM_BODY &&
		    str_equal(paper->blocks.at[k].text, paper->blocks.at[i].text))
			return true;
	return false;
}

/* A block of nothing but lines of a table of contents; below its heading, a page's number may be lacking. */
static bool is_contents_block(struct paper *paper, size_t i, bool within)
{
	const struct block *block = &paper->blocks.at[i];
	struct str rest = block->text, line;

	if (block->kind == BLOCK_ROW || !block->text.n)
		return false;
	str_next_line(&rest, &line);
	if (!is_contents_heading(&paper->arena, str_trim(line)) || !rest.n)
		rest = block->text;
	else
		within = true;
	while (str_next_line(&rest, &line))
		if (!is_contents_line(line))
			return within && recurs(paper, i);
	return within || str_find(block->text, STR("....."), 0) != SIZE_MAX;
}

/* A table of contents: its heading, and the lines below it. Without such lines, it is a heading like others. */
static void contents_mark(struct paper *paper)
{
	size_t heading = SIZE_MAX, lines = 0;

	for (size_t i = 0; i < paper->blocks.n; i++) {
		struct block *block = &paper->blocks.at[i];
		bool within = heading != SIZE_MAX && lines < CONTENTS_MAX;
		if (block->room == ROOM_CONTENTS && within)
			paper->blocks.at[heading].room = ROOM_CONTENTS;
		if (block->room != ROOM_BODY)
			continue;
		if (is_contents_heading(&paper->arena, block->text)) {
			heading = i;
			lines = 0;
		} else if (is_contents_block(paper, i, within)) {
			block->room = ROOM_CONTENTS;
			lines++;
			if (within)
				paper->blocks.at[heading].room = ROOM_CONTENTS;
		} else {
			heading = SIZE_MAX;
		}
	}
}

/* The size of most of the text; 0 when no sizes are known. */
static uint16_t common_size(const struct paper *paper)
{
	size_t most = 0;
	uint16_t size = 0;
	size_t *bytes = memory_new(UINT16_MAX + 1, sizeof *bytes);

	for (size_t i = 0; i < paper->blocks.n; i++) {
		const struct block *block = &paper->blocks.at[i];
		size_t *of = &bytes[block->size];
		*of += block->room == ROOM_BODY ? block->text.n : 0;
		if (block->size && *of > most) {
			most = *of;
			size = block->size;
		}
	}
	free(bytes);
	return size;
}

/* The next block of the text itself, or NULL. */
static const struct block *next_block(const struct paper *paper, size_t i)
{
	for (i++; i < paper->blocks.n; i++)
		if (paper->blocks.at[i].room == ROOM_BODY)
			return &paper->blocks.at[i];
	return NULL;
}

/* A line of its own that says what follows: short, no sentence, no fact. */
static bool is_heading_like(const struct paper *paper, size_t i)
{
	const struct block *block = &paper->blocks.at[i], *next = next_block(paper, i);
	struct label label;

	return block->text.n <= HEADING_MAX && str_find(block->text, STR("\n"), 0) == SIZE_MAX &&
	       is_capital(block->text) && !is_sentence_end(block->text) &&
	       str_find(block->text, STR("\t"), 0) == SIZE_MAX && next &&
	       (next->kind == BLOCK_TEXT || next->kind == BLOCK_ITEM || next->kind == BLOCK_HEADING) &&
	       !(label_find(block->text, &label) &&
	         (label.colon || (label.n == block->text.n && next->text.n < LABELLED_MAX) ||
	          (label.verbal && label.n < block->text.n)));
}

static bool is_annex(struct str text)
{
	struct str rest = str_part(text, 7, SIZE_MAX);

	return str_starts(text, STR("Bilaga ")) && (is_digit(rest.n ? rest.at[0] : ' ') || is_capital(rest)) &&
	       text.n <= HEADING_MAX && !is_sentence_end(text);
}

static bool has_sections(const struct paper *paper)
{
	unsigned number;

	for (size_t i = 0; i < paper->blocks.n; i++)
		if (paper->blocks.at[i].room == ROOM_BODY &&
		    (shape_section(paper->blocks.at[i].text, &number) ||
		     str_find(paper->blocks.at[i].number, STR("§"), 0) != SIZE_MAX))
			return true;
	return false;
}

/* Headings with numbers are its headings: other short lines are none. */
static bool has_numbers(const struct paper *paper)
{
	unsigned depth, n = 0;

	for (size_t i = 0; i < paper->blocks.n; i++) {
		const struct block *block = &paper->blocks.at[i];
		n += block->room == ROOM_BODY && block->kind == BLOCK_TEXT && block->text.n <= HEADING_MAX &&
		     !is_sentence_end(block->text) && shape_heading_number(block->text, &depth);
	}
	return n > 1;
}

static bool next_is_prose(const struct paper *paper, size_t i)
{
	const struct block *next = next_block(paper, i);

	return next && next->kind == BLOCK_TEXT && next->text.n > paper->blocks.at[i].text.n &&
	       strchr(".!?:", next->text.at[next->text.n - 1]);
}

static void heading_make(struct block *block, unsigned level)
{
	block->kind = BLOCK_HEADING;
	block->level = (uint8_t)(level < 6 ? level : 6);
}

static unsigned styled_level(const struct paper *paper)
{
	for (size_t i = 0; i < paper->blocks.n; i++)
		if (paper->blocks.at[i].kind == BLOCK_HEADING && paper->blocks.at[i].room == ROOM_BODY)
			return paper->blocks.at[i].level;
	return 0;
}

/* Headings that no style tells: by their number, their size, their bold type, or because they stand alone between sections. */
static void headings_find(struct paper *paper)
{
	uint16_t size = common_size(paper);
	unsigned styled = styled_level(paper);
	bool sections = has_sections(paper), bare = !styled && !sections && !has_numbers(paper);

	for (size_t i = 0; i < paper->blocks.n; i++) {
		struct block *block = &paper->blocks.at[i];
		unsigned depth = 0, number;
		if (block->kind != BLOCK_TEXT || block->room != ROOM_BODY || shape_section(block->text, &number))
			continue;
		if (shape_is_chapter(block->text) && !is_sentence_end(block->text))
			heading_make(block, 1);
		else if (!styled && shape_heading_number(block->text, &depth) && block->text.n <= HEADING_MAX &&
		         !is_sentence_end(block->text) && str_find(block->text, STR("\n"), 0) == SIZE_MAX)
			heading_make(block, depth);
		else if (!styled && is_annex(block->text))
			heading_make(block, 1);
		else if (is_heading_like(paper, i) && block->bold)
			heading_make(block, styled ? styled : 1);
		else if (is_heading_like(paper, i) && size && block->size * 100u > size * LARGE)
			heading_make(block, 1);
		else if (is_heading_like(paper, i) && !styled && sections && paper->unit != UNIT_PARAGRAPH)
			heading_make(block, 1);
		else if (bare && is_heading_like(paper, i) && next_is_prose(paper, i))
			heading_make(block, 1);
	}
}

/* --- title ------------------------------------------------------------------------------------------------------------- */

static int title_score(struct paper *paper, const struct block *block, struct str line, bool heading_before)
{
	struct label label;
	struct date date;
	struct span at;
	unsigned depth;
	int score = 0;

	if (line.n < 4 || line.n > TITLE_MAX || shape_is_place(&paper->arena, line) ||
	    shape_is_facts(&paper->arena, line))
		return -100;
	if (label_find(line, &label) && (label.colon || label.n == line.n || label.verbal))
		return -100;
	if (shape_section(line, &depth) || shape_is_chapter(line))
		return -100;
	score += block->title ? 8 : 0;
	score += block->kind == BLOCK_HEADING && block->level == 1 && !heading_before ? 3 : 0;
	score += shape_type(&paper->arena, line).n ? 5 : 0;
	score += block->bold || block->size > 160 ? 1 : 0;
	score -= is_sentence_end(line) ? 8 : 0;
	score -= reading_date(line, 0, &date, &at) ? 6 : 0;
	score -= shape_heading_number(line, &depth) ? 6 : 0;
	score -= block->kind == BLOCK_ITEM || block->kind == BLOCK_ROW ? 8 : 0;
	return score;
}

/* A fact begins on the second line: the first is one by itself. */
static bool is_above_facts(struct str text)
{
	size_t at = str_find(text, STR("\n"), 0);
	struct label label;

	return at != SIZE_MAX && label_find(str_trim(str_part(text, at + 1, SIZE_MAX)), &label);
}

/* The lines of a block that are lines of their own: in Word they have been ended by hand. */
static struct str line_next(struct paper *paper, struct str *rest)
{
	struct str line = *rest;

	if (paper->unit != UNIT_PARAGRAPH && !is_above_facts(*rest)) {
		*rest = STR_EMPTY;
		return lines_as_one(&paper->arena, line);
	}
	str_next_line(rest, &line);
	return line;
}

static void title_find(struct paper *paper, struct shape *shape)
{
	int best = 2;
	bool heading_before = false;

	for (size_t i = 0; i < paper->blocks.n && i < HEAD_BLOCKS_MAX; i++) {
		const struct block *block = &paper->blocks.at[i];
		struct str rest = block->text;
		if (block->room != ROOM_BODY)
			continue;
		while (rest.n) {
			struct str line = str_trim(line_next(paper, &rest));
			int score = title_score(paper, block, line, heading_before);
			if (score <= best || (best >= TITLE_SURE && score < best + 3))
				continue;
			best = score;
			shape->title = i;
			shape->title_text = line;
		}
		heading_before = heading_before || block->kind == BLOCK_HEADING;
		if (best >= TITLE_SURE && block->kind == BLOCK_HEADING && i != shape->title)
			break;
		if (block->text.n > PROSE_FROM && shape->title != SIZE_MAX)
			break;
	}
}

/* --- the head ---------------------------------------------------------------------------------------------------------- */

static bool begins_text(struct paper *paper, const struct shape *shape, size_t i)
{
	const struct block *block = &paper->blocks.at[i];
	unsigned number;

	if (block->room != ROOM_BODY || i == shape->title || block->title || block->subtitle)
		return false;
	if (block->kind == BLOCK_HEADING)
		return !shape_is_facts(&paper->arena, block->text) && !shape_is_place(&paper->arena, block->text) &&
		       !str_equal(block->text, shape->title_text);
	return shape_section(block->text, &number) || str_find(block->number, STR("§"), 0) != SIZE_MAX ||
	       shape_is_chapter(block->text);
}

struct shape shape_find(struct paper *paper)
{
	struct shape shape = {.title = SIZE_MAX};
	size_t seen = 0, i;

	contents_mark(paper);
	headings_find(paper);
	title_find(paper, &shape);
	for (i = 0; i < paper->blocks.n && !begins_text(paper, &shape, i); i++)
		;
	shape.head_end = i;
	if (i < paper->blocks.n)
		return shape;
	for (i = 0; i < paper->blocks.n && seen < HEAD_BLOCKS_MAX && paper->blocks.at[i].text.n < PROSE_FROM; i++)
		seen += paper->blocks.at[i].room == ROOM_BODY;
	shape.head_end = i;
	return shape;
}
