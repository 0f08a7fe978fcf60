/* Word files (.docx, ECMA-376 part 1): the document, page heads and feet, footnotes, styles, automatic numbers, text boxes and properties. */
#include "registry/import/paper.h"

#include "registry/import/word_styles.h"
#include "registry/port/archive.h"

#include <stdio.h>

#define NOTES_MAX 2000u /* references to footnotes */

struct runs { /* of a paragraph, as it is read */
	VEC(char) text;
	bool plain, bold; /* some text is not bold; some is */
};

struct word {
	struct paper *paper;
	struct archive *archive;
	const char *path;
	struct error *error;
	struct word_styles styles;
	enum block_room room;
	uint32_t paragraph, page, table;
	unsigned depth;
	const struct markup_node *notes;
	unsigned noted; /* references that have been followed */
	VEC(struct markup *) trees;
};

static void blocks_read(struct word *word, const struct markup_node *parent);

/* The tree of an entry; NULL where there is none. -1 in *code where it cannot be read. It lives as long as the reading. */
static const struct markup_node *entry_tree(struct word *word, const char *name, int *code)
{
	struct markup *tree = NULL;
	struct str bytes = STR_EMPTY;
	int got = archive_read(&bytes, &word->paper->arena, word->archive, name, word->error);

	if (got > 0 && markup_parse(&tree, MARKUP_XML, bytes, word->path, word->error) < 0)
		got = -1;
	if (got < 0)
		*code = -1;
	if (got <= 0)
		return NULL;
	vec_push(&word->trees, tree);
	return markup_root(tree);
}

/* --- runs -------------------------------------------------------------------------------------------------------------- */

static void runs_put(struct runs *runs, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&runs->text, text.at[i]);
}

static bool is_on(const struct markup_node *flag)
{
	struct str value = markup_attribute(flag, "val");

	return flag && !str_equal(value, STR("0")) && !str_equal(value, STR("false")) && !str_equal(value, STR("none"));
}

/* Text boxes in a paragraph are read after it. */
static void boxes_read(struct word *word, const struct markup_node *parent)
{
	bool chosen = false;

	if (word->depth >= PAPER_DEPTH_MAX)
		return;
	word->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		enum block_room room = word->room;
		if (markup_is(node, "txbxContent")) {
			word->room = room == ROOM_BODY ? ROOM_BOX : room;
			blocks_read(word, node);
			word->room = room;
		} else if (!markup_is(node, "Fallback") || !chosen) {
			chosen = chosen || markup_is(node, "Choice"); /* the same for newer programs */
			boxes_read(word, node);
		}
	}
	word->depth--;
}

static void symbol_put(struct runs *runs, const struct markup_node *node)
{
	static const struct {
		const char *name, *text;
	} signs[] = {{"tab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "-"}, {"ptab", "\t"}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (markup_is(node, signs[i].name))
			runs_put(runs, str_from(signs[i].text));
}

static void run_read(struct word *word, struct runs *runs, const struct markup_node *run, bool bold)
{
	const struct markup_node *look = markup_child(run, "rPr");
	size_t before = runs->text.n;

	if (is_on(markup_child(look, "vanish")))
		return;
	for (const struct markup_node *node = markup_first(run); node; node = markup_next(node)) {
		if (markup_is(node, "t") && markup_first(node))
			runs_put(runs, markup_text(markup_first(node)));
		else if (markup_is(node, "br") && str_equal(markup_attribute(node, "type"), STR("page")))
			word->page++;
		else if (markup_is(node, "lastRenderedPageBreak"))
			word->page++;
		else
			symbol_put(runs, node);
	}
	if (markup_child(look, "b") ? is_on(markup_child(look, "b")) : bold)
		runs->bold = runs->bold || runs->text.n > before;
	else
		runs->plain = runs->plain || runs->text.n > before;
}

static void runs_read(struct word *word, struct runs *runs, const struct markup_node *parent, bool bold)
{
	if (word->depth >= PAPER_DEPTH_MAX)
		return;
	word->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		bool deleted = markup_is(node, "del") || markup_is(node, "moveFrom");
		word->paper->tracked = word->paper->tracked || deleted || markup_is(node, "ins");
		if (markup_is(node, "r"))
			run_read(word, runs, node, bold);
		else if (!deleted && !markup_is(node, "pPr") && !markup_is(node, "AlternateContent"))
			runs_read(word, runs, node, bold);
	}
	word->depth--;
}

/* --- paragraphs -------------------------------------------------------------------------------------------------------- */

/* Footnotes that the paragraph refers to, below it. */
static void notes_read(struct word *word, const struct markup_node *parent)
{
	const struct markup_node *notes = word->notes;

	if (!notes || word->depth >= PAPER_DEPTH_MAX || word->noted >= NOTES_MAX)
		return;
	word->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		struct str id = markup_attribute(node, "id");
		if (!markup_is(node, "footnoteReference")) {
			notes_read(word, node);
			continue;
		}
		word->room = ROOM_NOTE;
		word->notes = NULL; /* none within a note */
		word->noted++;
		for (const struct markup_node *note = markup_first(notes); note; note = markup_next(note))
			if (str_equal(markup_attribute(note, "id"), id) && !markup_attribute(note, "type").n)
				blocks_read(word, note);
		word->notes = notes;
		word->room = ROOM_BODY;
	}
	word->depth--;
}

static void number_read(struct word *word, struct block *block, const struct markup_node *format,
                        const struct word_style *style)
{
	const struct markup_node *own = markup_child(format, "numPr");
	struct str level = markup_attribute(markup_child(own, "ilvl"), "val");
	struct str id = markup_attribute(markup_child(own, "numId"), "val");
	uint32_t list = id.n ? word_integer(id) : style->list, at = level.n ? word_integer(level) : style->list_level;
	bool bullet = false;

	if (!list)
		return;
	block->number = word_number_next(&word->styles, list, at, &bullet);
	if (!block->number.n && !bullet)
		return;
	if (block->kind == BLOCK_TEXT)
		block->kind = BLOCK_ITEM;
	block->ordered = !bullet;
	block->level = block->kind == BLOCK_ITEM ? (uint8_t)at : block->level;
}

static struct block block_of(struct word *word, const struct markup_node *format)
{
	struct word_style style = word_style_of(&word->styles, markup_attribute(markup_child(format, "pStyle"), "val"));
	struct str outline = markup_attribute(markup_child(format, "outlineLvl"), "val");
	struct block block = {.room = word->room, .line = ++word->paragraph, .page = word->page};

	block.level =
		outline.n && word_integer(outline) < WORD_LEVELS ? (uint8_t)(word_integer(outline) + 1) : style.level;
	block.title = style.role == WORD_TITLE;
	block.subtitle = style.role == WORD_SUBTITLE;
	block.kind = block.level ? BLOCK_HEADING : BLOCK_TEXT;
	if (style.role == WORD_CONTENTS)
		block.room = ROOM_CONTENTS;
	number_read(word, &block, format, &style);
	block.bold = style.bold;
	return block;
}

static void paragraph_read(struct word *word, const struct markup_node *node)
{
	struct runs runs = {0};
	struct block block = block_of(word, markup_child(node, "pPr"));

	runs_read(word, &runs, node, block.bold);
	block.text = arena_copy(&word->paper->arena, str_trim((struct str){runs.text.at, runs.text.n}));
	block.bold = runs.bold && !runs.plain;
	vec_release(&runs.text);
	if (block.text.n)
		paper_add(word->paper, block);
	boxes_read(word, node);
	notes_read(word, node);
}

/* --- tables ------------------------------------------------------------------------------------------------------------ */

/* A cell's paragraphs, and those of tables in it, one a line. */
static struct str cell_text(struct word *word, const struct markup_node *cell)
{
	size_t before = word->paper->blocks.n, bytes = word->paper->bytes;
	struct str text = STR_EMPTY, *lines = NULL;
	size_t n = 0;

	blocks_read(word, cell);
	n = word->paper->blocks.n - before;
	lines = ARENA_ARRAY(&word->paper->arena, struct str, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct block *block = &word->paper->blocks.at[before + i];
		lines[i] = block->number.n ? arena_format(&word->paper->arena, "%.*s %.*s", STR_ARG(block->number),
		                                          STR_ARG(block->text))
		                           : block->text;
	}
	text = arena_list(&word->paper->arena, lines, n, STR("\n"));
	word->paper->blocks.n = before;
	word->paper->bytes = bytes;
	return text;
}

static void row_read(struct word *word, const struct markup_node *row, uint32_t table)
{
	VEC(struct str) cells = {0};
	struct arena *arena = &word->paper->arena;
	struct block block = {
		.kind = BLOCK_ROW, .room = word->room, .line = word->paragraph + 1, .page = word->page, .table = table};

	for (const struct markup_node *cell = markup_first(row); cell; cell = markup_next(cell)) {
		const struct markup_node *inner =
			markup_is(cell, "sdt") ? markup_child(markup_child(cell, "sdtContent"), "tc") : cell;
		uint32_t span =
			word_integer(markup_attribute(markup_child(markup_child(inner, "tcPr"), "gridSpan"), "val"));
		if (!inner || !markup_is(inner, "tc") || cells.n > 100)
			continue;
		vec_push(&cells, cell_text(word, inner));
		for (uint32_t i = 1; i < span && i < 100; i++)
			vec_push(&cells, STR_EMPTY);
	}
	block.cell_count = (uint32_t)cells.n;
	block.cells = ARENA_ARRAY(arena, struct str, cells.n + 1);
	for (size_t i = 0; i < cells.n; i++)
		block.cells[i] = cells.at[i];
	block.text = arena_list(arena, cells.at, cells.n, STR("\t"));
	vec_release(&cells);
	paper_add(word->paper, block);
}

static void rows_read(struct word *word, const struct markup_node *parent, uint32_t table)
{
	if (word->depth >= PAPER_DEPTH_MAX)
		return;
	word->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is(node, "tr"))
			row_read(word, node, table);
		else if (markup_is(node, "sdt") || markup_is(node, "sdtContent") || markup_is(node, "ins"))
			rows_read(word, node, table);
	}
	word->depth--;
}

/* --- the document ------------------------------------------------------------------------------------------------------ */

/* A table of contents that Word has made. */
static bool is_contents(const struct markup_node *sdt)
{
	const struct markup_node *part = markup_child(markup_child(sdt, "sdtPr"), "docPartObj");

	return str_equal(markup_attribute(markup_child(part, "docPartGallery"), "val"), STR("Table of Contents"));
}

static void blocks_read(struct word *word, const struct markup_node *parent)
{
	if (word->depth >= PAPER_DEPTH_MAX)
		return;
	word->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		enum block_room room = word->room;
		if (markup_is(node, "p")) {
			paragraph_read(word, node);
		} else if (markup_is(node, "tbl")) {
			rows_read(word, node, ++word->table);
		} else if (markup_is(node, "sdt") || markup_is(node, "sdtContent") || markup_is(node, "ins") ||
		           markup_is(node, "smartTag") || markup_is(node, "customXml")) {
			word->room = is_contents(node) ? ROOM_CONTENTS : room;
			blocks_read(word, node);
			word->room = room;
		}
	}
	word->depth--;
}

static int main_read(struct word *word)
{
	static const char *const names[] = {"word/document.xml", "word/document2.xml", "word/document1.xml"};
	const struct markup_node *root = NULL;
	int code = 0;

	for (size_t i = 0; i < sizeof names / sizeof *names && !root && code == 0; i++)
		root = entry_tree(word, names[i], &code);
	if (code < 0)
		return -1;
	if (!root)
		return error_set(word->error,
		                 archive_has(word->archive, "[Content_Types].xml") ? ERROR_FORMAT : ERROR_DAMAGED,
		                 word->path, NULL);
	word->room = ROOM_BODY;
	blocks_read(word, markup_child(root, "body"));
	return 0;
}

/* Page heads and feet: word/header1.xml and on, with the numbers that Word gives them. */
static int furniture_read(struct word *word)
{
	static const struct {
		const char *name;
		enum block_room room;
	} kinds[] = {{"header", ROOM_HEADER}, {"footer", ROOM_FOOTER}};
	int code = 0;

	for (size_t k = 0; k < 2; k++)
		for (unsigned i = 0; i < 20 && code == 0; i++) {
			char name[40];
			const struct markup_node *root = NULL;
			snprintf(name, sizeof name, i ? "word/%s%u.xml" : "word/%s.xml", kinds[k].name, i);
			root = entry_tree(word, name, &code);
			word->room = kinds[k].room;
			word->page = 0;
			if (root)
				blocks_read(word, root);
		}
	return code;
}

static int properties_read(struct word *word)
{
	int code = 0;
	const struct markup_node *root = entry_tree(word, "docProps/core.xml", &code), *title = NULL;
	struct block block = {.room = ROOM_NAME, .title = true};

	title = markup_child(root, "title");
	if (title && markup_first(title))
		block.text = arena_copy(&word->paper->arena, markup_text(markup_first(title)));
	paper_add(word->paper, block);
	return code;
}

static int word_read(struct word *word)
{
	int code = 0;
	const struct markup_node *styles = entry_tree(word, "word/styles.xml", &code), *numbers = NULL;

	if (styles)
		word_styles_read(&word->styles, styles);
	numbers = code == 0 ? entry_tree(word, "word/numbering.xml", &code) : NULL;
	if (numbers)
		word_numbers_read(&word->styles, numbers);
	word->notes = code == 0 ? entry_tree(word, "word/footnotes.xml", &code) : NULL;
	if (code < 0 || main_read(word) < 0 || furniture_read(word) < 0)
		return -1;
	return properties_read(word);
}

int paper_read_word(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct word word = {.paper = paper, .path = path, .error = error, .styles.arena = &paper->arena, .page = 1};
	int code = -1;

	paper->unit = UNIT_PARAGRAPH;
	if (archive_open(&word.archive, bytes, path, error) < 0)
		return -1;
	paper->macros = archive_has(word.archive, "word/vbaProject.bin");
	code = word_read(&word);
	for (size_t i = 0; i < word.trees.n; i++)
		markup_free(word.trees.at[i]);
	vec_release(&word.trees);
	word_styles_release(&word.styles);
	archive_close(word.archive);
	return code;
}
