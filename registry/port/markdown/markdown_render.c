#include "registry/port/markdown/markdown_render.h"

#include "registry/port/markdown/markdown_internal.h"

#include <cmark.h>
#include <stdio.h>

#define REMARK_MAX 64u /* bytes of the mark of a remark; of a longer line no more is looked at */

struct rendering {
	struct arena *scratch;
	const struct markdown_lines *lines;
	struct str text;
	struct markdown_links links;
	bool link_open;     /* links do not hold links */
	cmark_node *remark; /* the block quote that is the register's own commentary, while it is open */
	cmark_node *hidden; /* up to this node, its mark is not shown */
	VEC(char) piece;
};

static void put(struct rendering *rendering, const char *text, size_t n)
{
	while (rendering->piece.room - rendering->piece.n < n) {
		rendering->piece.room = rendering->piece.room ? rendering->piece.room * 2 : 4096;
		rendering->piece.at = memory_resize(rendering->piece.at, rendering->piece.room, 1);
	}
	if (n)
		memcpy(rendering->piece.at + rendering->piece.n, text, n);
	rendering->piece.n += n;
}

static void put_tag(struct rendering *rendering, const char *tag)
{
	put(rendering, tag, strlen(tag));
}

static void put_plain(struct rendering *rendering, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *instead = text.at[i] == '&'   ? "&amp;"
		                      : text.at[i] == '<' ? "&lt;"
		                      : text.at[i] == '>' ? "&gt;"
		                      : text.at[i] == '"' ? "&quot;"
		                                          : NULL;
		if (!instead)
			continue;
		put(rendering, text.at + from, i - from);
		put_tag(rendering, instead);
		from = i + 1;
	}
	put(rendering, text.at + from, text.n - from);
}

static void put_literal(struct rendering *rendering, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	put_plain(rendering, str_from(literal ? literal : ""));
}

/* --- the register's own commentary -------------------------------------------------------------------------------------- */

/* The text up to the end of the paragraph's first line, which `end` stands behind (NULL: at its end). */
static struct str first_line_of(struct rendering *rendering, cmark_node *paragraph, cmark_node **end)
{
	struct str line = STR_EMPTY;
	cmark_node *node = cmark_node_first_child(paragraph);

	for (; node && cmark_node_get_type(node) == CMARK_NODE_TEXT && line.n < REMARK_MAX;
	     node = cmark_node_next(node))
		line = arena_format(rendering->scratch, "%.*s%s", STR_ARG(line), cmark_node_get_literal(node));
	*end = node;
	return line;
}

static bool is_remark(struct rendering *rendering, cmark_node *quote)
{
	cmark_node *paragraph = cmark_node_first_child(quote), *end = NULL;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
	    !str_equal(str_trim(first_line_of(rendering, paragraph, &end)), STR("[!REGISTER]")) ||
	    (end && cmark_node_get_type(end) != CMARK_NODE_SOFTBREAK))
		return false;
	rendering->hidden = end ? end : cmark_node_last_child(paragraph);
	return true;
}

static void quote_open(struct rendering *rendering, cmark_node *node)
{
	if (!rendering->remark && is_remark(rendering, node)) {
		rendering->remark = node;
		put_tag(rendering, "<aside class=\"remark\">\n");
	} else {
		put_tag(rendering, "<blockquote>\n");
	}
}

static void quote_close(struct rendering *rendering, cmark_node *node)
{
	put_tag(rendering, rendering->remark == node ? "</aside>\n" : "</blockquote>\n");
	if (rendering->remark == node)
		rendering->remark = NULL;
}

/* --- nodes -------------------------------------------------------------------------------------------------------------- */

static void link_open(struct rendering *rendering, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	struct str address = STR_EMPTY;

	if (rendering->links.address && url)
		address = rendering->links.address(rendering->links.context, str_from(url));
	rendering->link_open = address.n > 0;
	if (!rendering->link_open)
		return;
	put_tag(rendering, "<a href=\"");
	put_plain(rendering, address);
	put_tag(rendering, "\">");
}

static void list_open(struct rendering *rendering, cmark_node *node)
{
	int start = cmark_node_get_list_start(node);
	char tag[40];

	if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
		snprintf(tag, sizeof tag, "<ul>\n");
	else if (start == 1)
		snprintf(tag, sizeof tag, "<ol>\n");
	else
		snprintf(tag, sizeof tag, "<ol start=\"%d\">\n", start);
	put_tag(rendering, tag);
}

/* Items of a tight list hold no paragraphs. */
static bool is_tight(cmark_node *paragraph)
{
	cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));

	return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static const struct tag { /* what stands around a node */
	cmark_node_type type;
	const char *before, *after;
} tags[] = {
	{CMARK_NODE_ITEM, "<li>", "</li>\n"},
	{CMARK_NODE_HEADING, "<p class=\"heading\">", "</p>\n"},
	{CMARK_NODE_THEMATIC_BREAK, "<hr>\n", ""},
	{CMARK_NODE_SOFTBREAK, "\n", ""},
	{CMARK_NODE_LINEBREAK, "<br>\n", ""},
	{CMARK_NODE_CODE, "<code>", "</code>"},
	{CMARK_NODE_CODE_BLOCK, "<pre tabindex=\"0\"><code>", "</code></pre>\n"},
	{CMARK_NODE_EMPH, "<em>", "</em>"},
	{CMARK_NODE_STRONG, "<strong>", "</strong>"},
	{CMARK_NODE_IMAGE, "<span class=\"image\">", "</span>"},
};

static const struct tag *tag_of(cmark_node *node)
{
	static const struct tag none = {CMARK_NODE_NONE, "", ""};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (tags[i].type == cmark_node_get_type(node))
			return &tags[i];
	return &none;
}

static void node_enter(struct rendering *rendering, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		put_literal(rendering, node);
		break;
	case CMARK_NODE_CODE:
	case CMARK_NODE_CODE_BLOCK:
		put_tag(rendering, tag_of(node)->before);
		put_literal(rendering, node);
		put_tag(rendering, tag_of(node)->after);
		break;
	case CMARK_NODE_PARAGRAPH:
		put_tag(rendering, is_tight(node) ? "" : "<p>");
		break;
	case CMARK_NODE_LIST:
		list_open(rendering, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		quote_open(rendering, node);
		break;
	case CMARK_NODE_LINK:
		link_open(rendering, node);
		break;
	default:
		put_tag(rendering, tag_of(node)->before);
		break;
	}
}

static void node_leave(struct rendering *rendering, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE:
	case CMARK_NODE_CODE_BLOCK:
		break;
	case CMARK_NODE_PARAGRAPH:
		put_tag(rendering, is_tight(node) ? "" : "</p>\n");
		break;
	case CMARK_NODE_LIST:
		put_tag(rendering, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n");
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		quote_close(rendering, node);
		break;
	case CMARK_NODE_LINK:
		put_tag(rendering, rendering->link_open ? "</a>" : "");
		rendering->link_open = false;
		break;
	default:
		put_tag(rendering, tag_of(node)->after);
		break;
	}
}

/* --- tables ------------------------------------------------------------------------------------------------------------- */

static void put_node(struct rendering *rendering, cmark_node *root);

/* A cell is a line of Markdown: behind a character that is not shown, what would begin a list elsewhere begins none. */
static void put_cell(struct rendering *rendering, struct str cell, const char *before, const char *after)
{
	struct str line = arena_format(rendering->scratch, "\\ %.*s", STR_ARG(cell));
	cmark_node *block = cell.n ? cmark_node_first_child(markdown_tree(line, rendering->scratch)) : NULL;
	cmark_node *node = block ? cmark_node_first_child(block) : NULL;

	put_tag(rendering, before);
	for (; node; node = cmark_node_next(node)) {
		const char *literal = cmark_node_get_literal(node);
		if (node == cmark_node_first_child(block) && literal && literal[0] == '\\')
			put_plain(rendering, str_trim(str_from(literal + 1)));
		else
			put_node(rendering, node);
	}
	put_tag(rendering, after);
}

static void put_table(struct rendering *rendering, const struct markdown_table *table)
{
	put_tag(rendering, "<div class=\"wide\" tabindex=\"0\">\n<table>\n");
	for (uint32_t row = 0; row <= table->rows; row++) {
		put_tag(rendering, row ? "<tr>" : "<thead><tr>");
		for (uint32_t i = 0; i < table->columns; i++)
			put_cell(rendering, table->cells[row * table->columns + i].text, row ? "<td>" : "<th>",
			         row ? "</td>" : "</th>");
		put_tag(rendering, row ? "</tr>\n" : "</tr></thead>\n<tbody>\n");
	}
	put_tag(rendering, "</tbody>\n</table>\n</div>\n");
}

/* The lines that a paragraph stands on. */
static struct str node_source(const struct rendering *rendering, cmark_node *node)
{
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
	const struct markdown_lines *lines = rendering->lines;

	if (first < 1 || last < first || (size_t)last >= lines->n)
		return STR_EMPTY;
	return (struct str){rendering->text.at + lines->at[first - 1], lines->at[last] - lines->at[first - 1]};
}

static bool table_taken(struct rendering *rendering, cmark_node *node)
{
	bool paragraph = cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
	                 cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
	struct markdown_block block = {.kind = MARKDOWN_TABLE, .first_line = 1};
	struct markdown_table table;

	if (!paragraph)
		return false;
	block.source = node_source(rendering, node);
	block.column = (uint32_t)cmark_node_get_start_column(node);
	if (!block.source.n || !markdown_is_table(block.source, block.column, false) ||
	    !markdown_table(&table, rendering->scratch, &block))
		return false;
	put_table(rendering, &table);
	return true;
}

/* --- the tree ----------------------------------------------------------------------------------------------------------- */

/* Enters a node; true when its children are to be walked as well. */
static bool tree_enter(struct rendering *rendering, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
		return false;
	if (rendering->hidden && type != CMARK_NODE_PARAGRAPH) {
		if (rendering->hidden == node)
			rendering->hidden = NULL;
		return false;
	}
	if (table_taken(rendering, node))
		return false;
	node_enter(rendering, node);
	return true;
}

/* A node and all within it. */
static void put_node(struct rendering *rendering, cmark_node *root)
{
	cmark_node *node = root;

	while (node) {
		bool inside = tree_enter(rendering, node), entered = inside;
		cmark_node *next = inside ? cmark_node_first_child(node) : NULL;
		while (!next) {
			if (entered)
				node_leave(rendering, node);
			next = node == root ? NULL : cmark_node_next(node);
			if (next || node == root)
				break;
			node = cmark_node_parent(node);
			entered = true;
		}
		node = next;
	}
}

/* The part whose heading this is, from `next` on, or part_count. */
static uint32_t part_of(cmark_node *node, const struct markdown_part *parts, uint32_t part_count, uint32_t next,
                        uint32_t first_line)
{
	uint32_t line = first_line + (uint32_t)cmark_node_get_start_line(node) - 1;

	if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
		return part_count;
	while (next < part_count && parts[next].at.line < line)
		next++;
	return next < part_count && parts[next].at.line == line ? next : part_count;
}

static void keep(struct rendering *rendering, struct arena *arena, struct str *piece)
{
	*piece = arena_copy(arena, (struct str){rendering->piece.at, rendering->piece.n});
	rendering->piece.n = 0;
}

static void put_document(struct rendering *rendering, struct str *pieces, const struct markdown_part *parts,
                         uint32_t part_count, struct arena *arena, uint32_t first_line)
{
	cmark_node *node = cmark_node_first_child(markdown_tree(rendering->text, rendering->scratch));
	uint32_t piece = 0;

	for (; node; node = cmark_node_next(node)) {
		uint32_t part = part_of(node, parts, part_count, piece, first_line);
		if (part == part_count) {
			put_node(rendering, node);
			continue;
		}
		keep(rendering, arena, &pieces[piece]);
		piece = part + 1;
	}
	keep(rendering, arena, &pieces[piece]);
}

bool markdown_render(struct str *pieces, const struct markdown_part *parts, uint32_t part_count, struct arena *arena,
                     struct arena *scratch, struct str text, uint32_t first_line, struct markdown_limits limits,
                     struct markdown_links links)
{
	struct markdown_lines lines = {0};
	struct location at = {0};
	struct rendering rendering = {.scratch = scratch, .lines = &lines, .text = text, .links = links};
	bool within = markdown_guard(&lines, text, limits, &at) == MARKDOWN_OK;

	for (uint32_t i = 0; i <= part_count; i++)
		pieces[i] = STR_EMPTY;
	if (within && text.n)
		put_document(&rendering, pieces, parts, part_count, arena, first_line);
	vec_release(&rendering.piece);
	vec_release(&lines);
	return within;
}
