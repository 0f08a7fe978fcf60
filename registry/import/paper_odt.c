/* OpenDocument texts (.odt, OASIS 1.2): the text, page heads and feet, text boxes, numbered lists. */
#include "registry/import/paper.h"

#include "registry/import/word_styles.h"
#include "registry/port/archive.h"
#include "registry/port/markup.h"

#define LISTS_MAX 256u

struct odt_list { /* a list style, and how far it has been counted */
	struct str name;
	struct str prefix[WORD_LEVELS], suffix[WORD_LEVELS];
	bool numbered[WORD_LEVELS];
	uint32_t counts[WORD_LEVELS];
};

struct odt_style {
	struct str name, parent;
	bool bold;
};

struct odt {
	struct paper *paper;
	enum block_room room;
	uint32_t paragraph, page, table;
	unsigned depth;
	VEC(struct odt_list) lists;
	VEC(struct odt_style) styles;
	struct odt_list *list; /* that is being read */
	unsigned level;        /* in it, from 1; 0: in none */
	bool first;            /* paragraph of an item */
	VEC(char) text;
};

static void blocks_read(struct odt *odt, const struct markup_node *parent);

/* --- styles ------------------------------------------------------------------------------------------------------------ */

static void list_read(struct odt *odt, const struct markup_node *node)
{
	struct odt_list list = {.name = markup_attribute(node, "name")};

	for (const struct markup_node *level = markup_first(node); level; level = markup_next(level)) {
		uint32_t at = word_integer(markup_attribute(level, "level"));
		if (!markup_is(level, "list-level-style-number") || at < 1 || at > WORD_LEVELS)
			continue;
		list.numbered[at - 1] = markup_attribute(level, "num-format").n > 0;
		list.prefix[at - 1] = str_part(markup_attribute(level, "num-prefix"), 0, 32);
		list.suffix[at - 1] = str_part(markup_attribute(level, "num-suffix"), 0, 32);
	}
	if (odt->lists.n < LISTS_MAX)
		vec_push(&odt->lists, list);
}

static void styles_read(struct odt *odt, const struct markup_node *parent)
{
	for (const struct markup_node *node = parent ? markup_first(parent) : NULL; node; node = markup_next(node)) {
		struct str weight = markup_attribute(markup_child(node, "text-properties"), "font-weight");
		if (markup_is(node, "list-style"))
			list_read(odt, node);
		else if (markup_is(node, "style") && odt->styles.n < 4096)
			vec_push(&odt->styles, (struct odt_style){markup_attribute(node, "name"),
			                                          markup_attribute(node, "parent-style-name"),
			                                          str_equal(weight, STR("bold"))});
	}
}

static const struct odt_style *style_find(const struct odt *odt, struct str name)
{
	for (size_t i = 0; name.n && i < odt->styles.n; i++)
		if (str_equal(odt->styles.at[i].name, name))
			return &odt->styles.at[i];
	return NULL;
}

/* Is the paragraph of a style that is that one, or made of it? */
static bool is_style(const struct odt *odt, struct str name, struct str wanted)
{
	for (unsigned depth = 0; name.n && depth < 16; depth++) {
		const struct odt_style *style = style_find(odt, name);
		if (str_starts(name, wanted))
			return true;
		name = style ? style->parent : STR_EMPTY;
	}
	return false;
}

/* --- text -------------------------------------------------------------------------------------------------------------- */

static void text_put(struct odt *odt, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&odt->text, text.at[i]);
}

/* The paragraph's own text; boxes and notes in it are read after it. */
static void inline_read(struct odt *odt, const struct markup_node *parent)
{
	if (odt->depth >= PAPER_DEPTH_MAX)
		return;
	odt->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is_text(node))
			text_put(odt, markup_text(node));
		else if (markup_is(node, "tab"))
			text_put(odt, STR("\t"));
		else if (markup_is(node, "line-break"))
			text_put(odt, STR("\n"));
		else if (markup_is(node, "s"))
			text_put(odt, STR(" "));
		else if (markup_is(node, "soft-page-break"))
			odt->page++;
		else if (!markup_is(node, "note") && !markup_is(node, "frame") && !markup_is(node, "annotation"))
			inline_read(odt, node);
	}
	odt->depth--;
}

static void aside_read(struct odt *odt, const struct markup_node *parent)
{
	if (odt->depth >= PAPER_DEPTH_MAX)
		return;
	odt->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		enum block_room room = odt->room;
		if (markup_is(node, "text-box") || markup_is(node, "note-body")) {
			odt->room = markup_is(node, "note-body") ? ROOM_NOTE : room == ROOM_BODY ? ROOM_BOX : room;
			blocks_read(odt, node);
			odt->room = room;
		} else if (!markup_is_text(node)) {
			aside_read(odt, node);
		}
	}
	odt->depth--;
}

static void number_next(struct odt *odt, struct block *block)
{
	struct odt_list *list = odt->list;
	unsigned at = odt->level - 1;

	block->kind = block->kind == BLOCK_TEXT ? BLOCK_ITEM : block->kind;
	if (block->kind == BLOCK_ITEM)
		block->level = (uint8_t)at;
	if (!list || at >= WORD_LEVELS || !list->numbered[at])
		return;
	list->counts[at]++;
	for (unsigned i = at + 1; i < WORD_LEVELS; i++)
		list->counts[i] = 0;
	block->ordered = true;
	block->number = str_trim(arena_format(&odt->paper->arena, "%.*s%u%.*s", STR_ARG(list->prefix[at]),
	                                      list->counts[at], STR_ARG(list->suffix[at])));
}

static void paragraph_read(struct odt *odt, const struct markup_node *node)
{
	struct str style = markup_attribute(node, "style-name"), level = markup_attribute(node, "outline-level");
	const struct odt_style *own = style_find(odt, style);
	struct block block = {.room = odt->room, .line = ++odt->paragraph, .page = odt->page, .bold = own && own->bold};

	block.title = is_style(odt, style, STR("Title"));
	block.subtitle = is_style(odt, style, STR("Subtitle"));
	if (markup_is(node, "h") && !block.title) {
		block.kind = BLOCK_HEADING;
		block.level = (uint8_t)(level.n && word_integer(level) < 10 ? word_integer(level) : 1);
	}
	if (is_style(odt, style, STR("Contents")))
		block.room = ROOM_CONTENTS;
	odt->text.n = 0;
	inline_read(odt, node);
	block.text = arena_copy(&odt->paper->arena, str_trim((struct str){odt->text.at, odt->text.n}));
	if (odt->level && odt->first && block.text.n)
		number_next(odt, &block);
	odt->first = false;
	if (block.text.n)
		paper_add(odt->paper, block);
	aside_read(odt, node);
}

/* --- lists and tables -------------------------------------------------------------------------------------------------- */

static void items_read(struct odt *odt, const struct markup_node *node)
{
	struct odt_list *before = odt->list;
	struct str name = markup_attribute(node, "style-name");

	for (size_t i = 0; name.n && i < odt->lists.n; i++)
		if (str_equal(odt->lists.at[i].name, name))
			odt->list = &odt->lists.at[i];
	if (odt->list && !odt->level && !str_equal(markup_attribute(node, "continue-numbering"), STR("true")) &&
	    !markup_attribute(node, "continue-list").n)
		memset(odt->list->counts, 0, sizeof odt->list->counts);
	odt->level++;
	for (const struct markup_node *item = markup_first(node); item; item = markup_next(item)) {
		odt->first = markup_is(item, "list-item");
		blocks_read(odt, item);
	}
	odt->level--;
	odt->list = before;
}

static struct str cell_text(struct odt *odt, const struct markup_node *cell)
{
	size_t before = odt->paper->blocks.n, bytes = odt->paper->bytes, n;
	struct str *lines, text;

	blocks_read(odt, cell);
	n = odt->paper->blocks.n - before;
	lines = ARENA_ARRAY(&odt->paper->arena, struct str, n + 1);
	for (size_t i = 0; i < n; i++)
		lines[i] = odt->paper->blocks.at[before + i].text;
	text = arena_list(&odt->paper->arena, lines, n, STR("\n"));
	odt->paper->blocks.n = before;
	odt->paper->bytes = bytes;
	return text;
}

static void row_read(struct odt *odt, const struct markup_node *row, uint32_t table)
{
	VEC(struct str) cells = {0};
	struct arena *arena = &odt->paper->arena;
	struct block block = {
		.kind = BLOCK_ROW, .room = odt->room, .line = odt->paragraph + 1, .page = odt->page, .table = table};

	for (const struct markup_node *cell = markup_first(row); cell && cells.n < 100; cell = markup_next(cell)) {
		if (markup_is(cell, "table-cell"))
			vec_push(&cells, cell_text(odt, cell));
		else if (markup_is(cell, "covered-table-cell"))
			vec_push(&cells, STR_EMPTY);
	}
	block.cell_count = (uint32_t)cells.n;
	block.cells = ARENA_ARRAY(arena, struct str, cells.n + 1);
	for (size_t i = 0; i < cells.n; i++)
		block.cells[i] = cells.at[i];
	block.text = arena_list(arena, cells.at, cells.n, STR("\t"));
	vec_release(&cells);
	paper_add(odt->paper, block);
}

static void rows_read(struct odt *odt, const struct markup_node *parent, uint32_t table)
{
	if (odt->depth >= PAPER_DEPTH_MAX)
		return;
	odt->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is(node, "table-row"))
			row_read(odt, node, table);
		else if (!markup_is_text(node))
			rows_read(odt, node, table);
	}
	odt->depth--;
}

static void blocks_read(struct odt *odt, const struct markup_node *parent)
{
	if (odt->depth >= PAPER_DEPTH_MAX)
		return;
	odt->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		enum block_room room = odt->room;
		if (markup_is(node, "p") || markup_is(node, "h")) {
			paragraph_read(odt, node);
		} else if (markup_is(node, "list")) {
			items_read(odt, node);
		} else if (markup_is(node, "table")) {
			rows_read(odt, node, ++odt->table);
		} else if (markup_is(node, "frame")) {
			aside_read(odt, node);
		} else if (!markup_is_text(node) && !markup_is(node, "tracked-changes")) {
			odt->room = markup_is(node, "table-of-content") ? ROOM_CONTENTS : room;
			blocks_read(odt, node);
			odt->room = room;
		}
	}
	odt->depth--;
}

static void furniture_read(struct odt *odt, const struct markup_node *root)
{
	const struct markup_node *masters = markup_child(root, "master-styles");

	odt->page = 0;
	for (const struct markup_node *master = masters ? markup_first(masters) : NULL; master;
	     master = markup_next(master))
		for (const struct markup_node *node = markup_first(master); node; node = markup_next(node)) {
			bool head = markup_is(node, "header") || markup_is(node, "header-first") ||
			            markup_is(node, "header-left");
			bool foot = markup_is(node, "footer") || markup_is(node, "footer-first") ||
			            markup_is(node, "footer-left");
			odt->room = head ? ROOM_HEADER : ROOM_FOOTER;
			if (head || foot)
				blocks_read(odt, node);
		}
}

static int tree_read(struct markup **tree, struct paper *paper, const struct archive *archive, const char *name,
                     const char *path, struct error *error)
{
	struct str bytes = STR_EMPTY;
	int got = archive_read(&bytes, &paper->arena, archive, name, error);

	return got > 0 ? markup_parse(tree, MARKUP_XML, bytes, path, error) : got;
}

int paper_read_odt(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct odt odt = {.paper = paper, .room = ROOM_BODY, .page = 1};
	struct archive *archive = NULL;
	struct markup *content = NULL, *styles = NULL;
	int code;

	paper->unit = UNIT_PARAGRAPH;
	if (archive_open(&archive, bytes, path, error) < 0)
		return -1;
	code = tree_read(&styles, paper, archive, "styles.xml", path, error);
	if (code == 0)
		code = tree_read(&content, paper, archive, "content.xml", path, error);
	if (code == 0 && content) {
		const struct markup_node *root = markup_root(content), *own = styles ? markup_root(styles) : NULL;
		styles_read(&odt, markup_child(own, "styles"));
		styles_read(&odt, markup_child(own, "automatic-styles"));
		styles_read(&odt, markup_child(root, "automatic-styles"));
		if (markup_child(markup_child(root, "body"), "text"))
			blocks_read(&odt, markup_child(markup_child(root, "body"), "text"));
		if (own)
			furniture_read(&odt, own);
	}
	vec_release(&odt.lists);
	vec_release(&odt.styles);
	vec_release(&odt.text);
	markup_free(content);
	markup_free(styles);
	archive_close(archive);
	return code;
}
