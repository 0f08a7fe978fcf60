/* Web pages: the text between what surrounds it on the site. */
#include "registry/import/paper.h"

#include "registry/base/ascii.h"
#include "registry/port/markup.h"

struct page {
	struct paper *paper;
	enum block_room room;
	VEC(char) text; /* of the block that is being read */
	uint32_t line, table;
	unsigned depth, list, item;
	bool ordered, title;
	struct str term; /* of a list of terms */
};

static void nodes_read(struct page *page, const struct markup_node *parent);
static bool list_read(struct page *page, const struct markup_node *node);

static bool is_any(const struct markup_node *node, const char *const *names)
{
	for (; *names; names++)
		if (markup_is(node, *names))
			return true;
	return false;
}

/* --- text -------------------------------------------------------------------------------------------------------------- */

/* White space is one space; a line break of the page itself is one. */
static void text_put(struct page *page, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		bool space = is_space(text.at[i]);
		if (!space)
			vec_push(&page->text, text.at[i]);
		else if (page->text.n && !is_space(page->text.at[page->text.n - 1]))
			vec_push(&page->text, ' ');
	}
}

static struct str text_take(struct page *page)
{
	struct str text = arena_copy(&page->paper->arena, str_trim((struct str){page->text.at, page->text.n}));

	page->text.n = 0;
	return text;
}

/* "Senast uppdaterad: 14 november 2023": of the page, not of the document. */
static bool is_of_page(struct str text)
{
	static const struct str begins[] = {
		STR("Senast uppdaterad"), STR("Sidan "),      STR("Senast granskad"), STR("Publicerad"),
		STR("Uppdaterad"),        STR("Sidansvarig"), STR("Skriv ut"),        STR("Dela "),
		STR("Kontakta oss"),      STR("Lyssna"),      STR("Till toppen"),     STR("Hjälpte den"),
		STR("Senast ändrad på")};

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (str_starts(text, begins[i]) && text.n < 100)
			return true;
	return false;
}

static void text_end(struct page *page, struct block block)
{
	block.text = text_take(page);
	block.room = is_of_page(block.text) ? ROOM_FOOTER : page->room;
	block.line = page->line;
	if (block.text.n)
		paper_add(page->paper, block);
}

/* The text of a node, blocks in it parted by lines. */
static void inline_read(struct page *page, const struct markup_node *parent)
{
	static const char *const breaks[] = {"br", "p", "div", "li", "tr", NULL}, *const unseen[] = {
											  "script", "style", "template",
											  "button", "svg",   NULL};

	if (page->depth >= PAPER_DEPTH_MAX)
		return;
	page->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is_text(node))
			text_put(page, markup_text(node));
		else if (!is_any(node, unseen))
			inline_read(page, node);
		if (is_any(node, breaks) && page->text.n)
			vec_push(&page->text, '\n');
	}
	page->depth--;
}

/* --- blocks ------------------------------------------------------------------------------------------------------------ */

static void block_read(struct page *page, const struct markup_node *node, struct block block)
{
	text_end(page, (struct block){0});
	page->line = markup_line(node);
	inline_read(page, node);
	text_end(page, block);
}

static void row_read(struct page *page, const struct markup_node *row)
{
	VEC(struct str) cells = {0};
	struct block block = {.kind = BLOCK_ROW, .room = page->room, .line = markup_line(row), .table = page->table};

	for (const struct markup_node *cell = markup_first(row); cell; cell = markup_next(cell)) {
		if ((!markup_is(cell, "td") && !markup_is(cell, "th")) || cells.n >= 100)
			continue;
		inline_read(page, cell);
		vec_push(&cells, text_take(page));
	}
	block.cell_count = (uint32_t)cells.n;
	block.cells = ARENA_ARRAY(&page->paper->arena, struct str, cells.n + 1);
	for (size_t i = 0; i < cells.n; i++)
		block.cells[i] = cells.at[i];
	block.text = arena_list(&page->paper->arena, cells.at, cells.n, STR("\t"));
	vec_release(&cells);
	paper_add(page->paper, block);
}

static void rows_read(struct page *page, const struct markup_node *parent)
{
	if (page->depth >= PAPER_DEPTH_MAX)
		return;
	page->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is(node, "tr"))
			row_read(page, node);
		else if (!markup_is_text(node))
			rows_read(page, node);
	}
	page->depth--;
}

/* A term and what is said of it: "Diarienummer: KS 2018/12". */
static void definitions_read(struct page *page, const struct markup_node *parent)
{
	if (page->depth >= PAPER_DEPTH_MAX)
		return;
	page->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is(node, "dt")) {
			inline_read(page, node);
			page->term = text_take(page);
			while (page->term.n && strchr(": ", page->term.at[page->term.n - 1]))
				page->term.n--;
		} else if (markup_is(node, "dd")) {
			struct str said;
			inline_read(page, node);
			said = text_take(page);
			paper_add(page->paper,
			          (struct block){.room = page->room == ROOM_BODY ? ROOM_BOX : page->room,
			                         .line = markup_line(node),
			                         .text = arena_format(&page->paper->arena, "%.*s: %.*s",
			                                              STR_ARG(page->term), STR_ARG(said))});
		} else if (!markup_is_text(node)) {
			definitions_read(page, node);
		}
	}
	page->depth--;
}

static void item_read(struct page *page, const struct markup_node *node)
{
	static const char *const lists[] = {"ul", "ol", NULL};
	struct block block = {
		.kind = BLOCK_ITEM, .level = (uint8_t)(page->list ? page->list - 1 : 0), .ordered = page->ordered};

	if (page->ordered)
		block.number = arena_format(&page->paper->arena, "%u.", ++page->item);
	text_end(page, (struct block){0});
	page->line = markup_line(node);
	for (const struct markup_node *child = markup_first(node); child; child = markup_next(child)) {
		if (markup_is_text(child))
			text_put(page, markup_text(child));
		else if (!is_any(child, lists))
			inline_read(page, child);
	}
	text_end(page, block);
	for (const struct markup_node *child = markup_first(node); child; child = markup_next(child))
		list_read(page, child);
}

static bool all_bold(const struct markup_node *node)
{
	bool any = false;

	for (node = markup_first(node); node; node = markup_next(node)) {
		if (markup_is(node, "strong") || markup_is(node, "b"))
			any = true;
		else if (!markup_is_text(node) || str_trim(markup_text(node)).n)
			return false;
	}
	return any;
}

/* The level of h1 to h6; 0 of others. */
static uint8_t level_of(const struct markup_node *node)
{
	struct str name = markup_name(node);

	return name.n == 2 && name.at[0] == 'h' && name.at[1] >= '1' && name.at[1] <= '6' ? (uint8_t)(name.at[1] - '0')
	                                                                                  : 0;
}

/* By its role, or the names that web sites give such things. */
static bool is_aside(const struct markup_node *node)
{
	static const struct str roles[] = {STR("contentinfo"), STR("dialog"), STR("complementary"),
	                                   STR("search"),      STR("alert"),  STR("alertdialog")},
				names[] = {STR("cookie"),   STR("kakor"),          STR("breadcrumb"), STR("brodsmul"),
	                                   STR("sidebar"),  STR("skip"),           STR("share"),      STR("dela"),
	                                   STR("footer"),   STR("sidfot"),         STR("meny"),       STR("menu"),
	                                   STR("feedback"), STR("related"),        STR("relaterad"),  STR("toolbar"),
	                                   STR("sr-only"),  STR("visually-hidden")};
	struct str role = markup_attribute(node, "role"), class = markup_attribute(node, "class"),
		   id = markup_attribute(node, "id");

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_equal(role, roles[i]))
			return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_find(class, names[i], 0) != SIZE_MAX || str_find(id, names[i], 0) != SIZE_MAX)
			return true;
	return str_equal(markup_attribute(node, "aria-hidden"), STR("true"));
}

/* What stands around a page's text: menus, the site's own head and foot. */
static enum block_room room_of(const struct page *page, const struct markup_node *node)
{
	static const char *const heads[] = {"header", "nav", NULL}, *const feet[] = {"footer", "aside", "form", NULL};
	struct str role = markup_attribute(node, "role");

	if (is_any(node, feet) || is_aside(node))
		return ROOM_FOOTER;
	if (str_equal(role, STR("navigation")) || str_equal(role, STR("banner")) || markup_is(node, "nav"))
		return ROOM_HEADER;
	return is_any(node, heads) && !markup_child(node, "h1") ? ROOM_HEADER : page->room;
}

static bool list_read(struct page *page, const struct markup_node *node)
{
	bool ordered = page->ordered;
	unsigned item = page->item;

	if (!markup_is(node, "ul") && !markup_is(node, "ol"))
		return false;
	page->ordered = markup_is(node, "ol");
	page->item = 0;
	page->list++;
	nodes_read(page, node);
	page->list--;
	page->ordered = ordered;
	page->item = item;
	return true;
}

static void element_read(struct page *page, const struct markup_node *node)
{
	enum block_room room = page->room;
	uint8_t level = level_of(node);

	if (level) {
		block_read(page, node, (struct block){.kind = BLOCK_HEADING, .level = level});
	} else if (markup_is(node, "p") || markup_is(node, "blockquote") || markup_is(node, "address") ||
	           markup_is(node, "figcaption")) {
		block_read(page, node, (struct block){.bold = all_bold(node)});
	} else if (markup_is(node, "li")) {
		item_read(page, node);
	} else if (markup_is(node, "dl")) {
		text_end(page, (struct block){0});
		definitions_read(page, node);
	} else if (markup_is(node, "table")) {
		text_end(page, (struct block){0});
		page->table++;
		rows_read(page, node);
	} else if (!list_read(page, node)) {
		page->room = room_of(page, node);
		nodes_read(page, node);
		page->room = room;
	}
}

static void nodes_read(struct page *page, const struct markup_node *parent)
{
	static const char *const inner[] = {"a",     "b",    "i",    "em", "strong", "span", "sup", "sub",
	                                    "small", "time", "abbr", "u",  "code",   "mark", NULL},
				 *const unseen[] = {"script", "style",    "template", "button", "svg",
	                                            "head",   "noscript", "select",   "iframe", NULL};

	if (page->depth >= PAPER_DEPTH_MAX)
		return;
	page->depth++;
	for (const struct markup_node *node = markup_first(parent); node; node = markup_next(node)) {
		if (markup_is_text(node))
			text_put(page, markup_text(node));
		else if (is_any(node, inner) && !is_aside(node))
			inline_read(page, node);
		else if (markup_is(node, "br") && page->text.n)
			vec_push(&page->text, '\n');
		else if (!is_any(node, unseen))
			element_read(page, node);
	}
	if (!page->line)
		page->line = markup_line(parent);
	text_end(page, (struct block){0});
	page->depth--;
}

/* The element that the page's own text is in: the first <main>, or one of that role; NULL when there is none. */
static const struct markup_node *main_find(const struct markup_node *parent, unsigned depth)
{
	const struct markup_node *found = NULL;

	for (const struct markup_node *node = markup_first(parent); node && !found && depth < PAPER_DEPTH_MAX;
	     node = markup_next(node)) {
		if (markup_is(node, "main") || str_equal(markup_attribute(node, "role"), STR("main")))
			return node;
		found = main_find(node, depth + 1);
	}
	return found;
}

static const struct markup_node *main_of(const struct markup_node *root)
{
	const struct markup_node *found = main_find(root, 0);

	return found ? found : root;
}

int paper_read_html(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct page page = {.paper = paper};
	struct markup *tree = NULL;
	const struct markup_node *root = NULL, *title = NULL;

	paper->unit = UNIT_LINE;
	if (bytes.n > PAPER_TEXT_MAX * 4)
		return error_set(error, ERROR_CONVERT_LIMIT, path, "HTML > 16 MiB");
	if (markup_parse(&tree, MARKUP_HTML, bytes, path, error) < 0)
		return -1;
	root = markup_root(tree);
	title = markup_child(markup_child(root, "head"), "title");
	if (root)
		nodes_read(&page, main_of(root));
	if (title && markup_first(title))
		paper_add(paper, (struct block){.room = ROOM_NAME,
		                                .text = arena_copy(&paper->arena, markup_text(markup_first(title)))});
	vec_release(&page.text);
	markup_free(tree);
	return 0;
}
