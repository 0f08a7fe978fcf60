#include "registry/port/markdown/markdown_internal.h"

#include <cmark.h>

/* ---- memory for cmark: a thread's current scratch arena, in blocks ---- */

/* Small enough for the arena to put it into a chunk that it keeps. */
#define BUMP_BLOCK ((size_t)15 << 10)

struct bump {
	struct arena *arena;
	char *at, *end;
	char *last; /* the piece given out last; it can grow in place and be taken back */
};

/* Before each piece, for realloc. */
struct bump_head {
	size_t size;
};

static _Thread_local struct bump *bump_mine;

/* Memory from `at` on is zero: the arena's is, and what is taken back is cleared. */
static void *bump_new(struct bump *bump, size_t size)
{
	size_t whole = sizeof(struct bump_head) + ((size + 7) & ~(size_t)7);
	if ((size_t)(bump->end - bump->at) < whole) {
		size_t block = whole > BUMP_BLOCK ? whole : BUMP_BLOCK;
		bump->at = arena_alloc(bump->arena, block, 1);
		bump->end = bump->at + block;
	}
	((struct bump_head *)(void *)bump->at)->size = size;
	bump->last = bump->at + sizeof(struct bump_head);
	bump->at += whole;
	return bump->last;
}

static struct bump_head *bump_head_of(void *piece)
{
	return (struct bump_head *)piece - 1;
}

static void *bump_calloc(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / 2 / size)
		memory_failed();
	return bump_new(bump_mine, count * size);
}

static void *bump_realloc(void *old, size_t size)
{
	struct bump *bump = bump_mine;
	if (!old)
		return bump_new(bump, size);
	struct bump_head *head = bump_head_of(old);
	if (size <= head->size)
		return old;
	if (old == bump->last && size <= (size_t)(bump->end - bump->last) - 7) {
		head->size = size;
		bump->at = bump->last + ((size + 7) & ~(size_t)7);
		return old;
	}
	size_t had = head->size;
	return memcpy(bump_new(bump, size), old, had);
}

static void bump_free(void *old)
{
	struct bump *bump = bump_mine;
	if (!old || old != bump->last)
		return;
	char *head = (char *)(void *)bump_head_of(old);
	memset(head, 0, (size_t)(bump->at - head));
	bump->at = head;
	bump->last = NULL;
}

#define FOOTNOTE_MAX 256 /* bytes of its label */

/* Is the "[" that of a footnote, "[^1]: ..." at the beginning of a line? */
static bool is_footnote(struct str text, size_t at)
{
	size_t close = str_find(str_part(text, at, FOOTNOTE_MAX), STR("]:"), 0);
	if (close == SIZE_MAX || memchr(text.at + at, '\n', close))
		return false;
	while (at > 0 && strchr(" \t>", text.at[at - 1]))
		at--;
	return at == 0 || text.at[at - 1] == '\n';
}

/* What cmark is to read. A carriage return by itself ends a line for cmark and for no one else here: it gets a space instead. A
 * footnote is no definition of a link, as it would be to cmark when it is one word: its bracket is made a parenthesis. */
static struct str text_for_cmark(struct str text, struct arena *scratch)
{
	char *copy = NULL;
	const char *end = text.at + text.n;
	for (const char *cr = text.at; cr < end && (cr = memchr(cr, '\r', (size_t)(end - cr))); cr++) {
		if (cr + 1 < end && cr[1] == '\n')
			continue;
		if (!copy)
			copy = memcpy(arena_alloc(scratch, text.n, 1), text.at, text.n);
		copy[cr - text.at] = ' ';
	}
	for (size_t at = str_find(text, STR("[^"), 0); at != SIZE_MAX; at = str_find(text, STR("[^"), at + 2)) {
		if (!is_footnote(text, at))
			continue;
		if (!copy)
			copy = memcpy(arena_alloc(scratch, text.n, 1), text.at, text.n);
		copy[at] = '(';
	}
	return copy ? (struct str){copy, text.n} : text;
}

struct cmark_node *markdown_tree(struct str text, struct arena *scratch)
{
	static cmark_mem memory = {bump_calloc, bump_realloc, bump_free};
	struct bump bump = {.arena = scratch};
	bump_mine = &bump;
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
	text = text_for_cmark(text, scratch);
	cmark_parser_feed(parser, text.at, text.n);
	cmark_node *root = cmark_parser_finish(parser);
	/* the parser is not freed: all its memory is the scratch arena's */
	bump_mine = NULL;
	return root;
}

/* ---- blocks ---- */

static struct str lines_source(const struct markdown_walk *walk, size_t first, size_t last)
{
	size_t from = walk->lines.at[first], to = walk->lines.at[last + 1];
	while (to > from && (walk->text.at[to - 1] == '\n' || walk->text.at[to - 1] == '\r'))
		to--;
	return (struct str){walk->text.at + from, to - from};
}

/* The node's lines, 0-based, within the text whatever cmark says. */
static size_t node_line(const struct markdown_walk *walk, int line)
{
	size_t count = walk->lines.n - 1;
	size_t number = line > 0 ? (size_t)line - 1 : 0;
	return number < count ? number : count - 1;
}

static bool text_is_all(struct str text, char byte)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] != byte)
			return false;
	}
	return true;
}

/* The line that underlines a heading. cmark's own last line of such a heading is that, or the one behind it. */
static size_t underline_find(const struct markdown_walk *walk, size_t first, size_t last)
{
	for (size_t line = first + 1; line <= last; line++) {
		struct str text = lines_source(walk, line, line);
		while (text.n > 0 && strchr("> \t\r", text.at[0]))
			text = str_part(text, 1, text.n);
		text = str_trim(text);
		if (text.n > 0 && (text.at[0] == '=' || text.at[0] == '-') && text_is_all(text, text.at[0]))
			return line;
	}
	return last;
}

static uint32_t walk_part(const struct markdown_walk *walk)
{
	return walk->open_count > 0 ? walk->open[walk->open_count - 1] : MARKDOWN_NO_PART;
}

static int walk_fail(struct markdown_walk *walk, enum markdown_problem problem, struct location at)
{
	walk->problem = problem;
	walk->at = at;
	return -1;
}

static int block_add(struct markdown_walk *walk, enum markdown_block_kind kind, cmark_node *node)
{
	size_t first = node_line(walk, cmark_node_get_start_line(node));
	size_t last = node_line(walk, cmark_node_get_end_line(node));
	if (last <= first)
		last = first;
	else if (kind == MARKDOWN_HEADING)
		last = underline_find(walk, first, last);
	struct markdown_block block = {
		.kind = kind,
		.item = walk->items > 0,
		.quote = walk->quotes > 0,
		.first_line = walk->first_line + (uint32_t)first,
		.last_line = walk->first_line + (uint32_t)last,
		.column = (uint32_t)cmark_node_get_start_column(node) + (first == 0 ? walk->bom : 0),
		.part = walk_part(walk),
		.source = lines_source(walk, first, last),
	};
	if (walk->blocks.n >= walk->limits.blocks)
		return walk_fail(walk, MARKDOWN_TOO_MANY_BLOCKS, (struct location){block.first_line, block.column});
	vec_push(&walk->blocks, block);
	return 0;
}

static void part_note_text(struct markdown_walk *walk)
{
	if (walk->open_count > 0)
		walk->parts.at[walk_part(walk)].has_text = true;
}

static int paragraph_take(struct markdown_walk *walk, cmark_node *node)
{
	if (block_add(walk, MARKDOWN_PARAGRAPH, node) < 0)
		return -1;
	struct markdown_block *block = &walk->blocks.at[walk->blocks.n - 1];
	part_note_text(walk);
	if (block->last_line > block->first_line && markdown_is_table(block->source, block->column, block->quote))
		block->kind = MARKDOWN_TABLE;
	return markdown_read_inlines(walk, node, NULL);
}

/* A table right above "---" is a heading to cmark, as tables are no part of CommonMark. */
static bool heading_is_table(struct markdown_walk *walk)
{
	struct markdown_block *block = &walk->blocks.at[walk->blocks.n - 1];
	if (block->last_line < block->first_line + 2 || !markdown_is_table(block->source, block->column, block->quote))
		return false;
	size_t first = block->first_line - walk->first_line;
	block->kind = MARKDOWN_TABLE;
	block->last_line--;
	block->source = lines_source(walk, first, first + (block->last_line - block->first_line));
	return true;
}

/* ---- parts ---- */

/* Ends the open parts of this level and deeper before a line (0-based). */
static void parts_close(struct markdown_walk *walk, unsigned level, size_t line)
{
	while (walk->open_count > 0 && walk->parts.at[walk_part(walk)].level >= level) {
		walk->parts.at[walk_part(walk)].last_line = walk->first_line + (uint32_t)line - 1;
		walk->open_count--;
	}
}

static int part_add(struct markdown_walk *walk, unsigned level, struct str title)
{
	struct markdown_block *block = &walk->blocks.at[walk->blocks.n - 1];
	struct markdown_part part = {.title = title, .level = (uint8_t)level};
	part.at = (struct location){block->first_line, block->column};
	if (walk->parts.n >= walk->limits.parts)
		return walk_fail(walk, MARKDOWN_TOO_MANY_PARTS, part.at);
	if (walk->ends_in_text)
		part.anchor = markdown_cut_anchor(&part.title, &part.attributes);
	part.given = part.anchor.n > 0;
	if (part.given)
		part.slug = markdown_anchor(walk->arena, title);
	else /* of all that stands there: a space before an image counts */
		part.anchor = markdown_anchor(walk->arena, title);
	part.title = str_trim(part.title);
	parts_close(walk, level, block->first_line - walk->first_line);
	part.parent = walk_part(walk);
	block->part = (uint32_t)walk->parts.n;
	walk->open[walk->open_count++] = block->part;
	vec_push(&walk->parts, part);
	return 0;
}

static int heading_take(struct markdown_walk *walk, cmark_node *node)
{
	struct str title;
	if (block_add(walk, MARKDOWN_HEADING, node) < 0)
		return -1;
	bool part = walk->quotes == 0 && !heading_is_table(walk);
	if (!part)
		part_note_text(walk);
	if (markdown_read_inlines(walk, node, &title) < 0)
		return -1;
	return part ? part_add(walk, (unsigned)cmark_node_get_heading_level(node), title) : 0;
}

/* ---- the tree ---- */

static bool html_is_comment(struct str html)
{
	return str_starts(str_trim(html), STR("<!--"));
}

/* Text behind a comment is text of the document, though its line belongs to the comment's block. */
static int html_take(struct markdown_walk *walk, cmark_node *node)
{
	struct str html = str_from(cmark_node_get_literal(node));
	size_t first = node_line(walk, cmark_node_get_start_line(node));
	size_t last = node_line(walk, cmark_node_get_end_line(node));
	bool shows = markdown_html_shows(html);
	if (markdown_html_is_open(html))
		walk->comment = (struct location){walk->first_line + (uint32_t)first, 1};
	if (shows)
		part_note_text(walk);
	if (shows && html_is_comment(html) && block_add(walk, MARKDOWN_PARAGRAPH, node) < 0)
		return -1;
	walk->html_from = walk->lines.at[first];
	return markdown_read_html(walk, html, walk->lines.at[(last < first ? first : last) + 1], MARKDOWN_NO_BLOCK,
	                          (struct location){walk->first_line + (uint32_t)first, 1});
}

/* Enters a node; `inside` tells whether its children are to be walked. */
static int node_enter(struct markdown_walk *walk, cmark_node *node, bool *inside)
{
	*inside = false;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
		return paragraph_take(walk, node);
	case CMARK_NODE_HEADING:
		return heading_take(walk, node);
	case CMARK_NODE_CODE_BLOCK:
		part_note_text(walk);
		return 0;
	case CMARK_NODE_HTML_BLOCK:
		return html_take(walk, node);
	case CMARK_NODE_BLOCK_QUOTE:
		walk->quotes++;
		break;
	case CMARK_NODE_ITEM:
		walk->items++;
		break;
	default:
		break;
	}
	*inside = true;
	return 0;
}

static void node_leave(struct markdown_walk *walk, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_BLOCK_QUOTE)
		walk->quotes--;
	else if (type == CMARK_NODE_ITEM)
		walk->items--;
}

static int tree_walk(struct markdown_walk *walk, cmark_node *root)
{
	cmark_node *node = cmark_node_first_child(root);
	while (node && node != root) {
		bool inside;
		if (node_enter(walk, node, &inside) < 0)
			return -1;
		cmark_node *next = inside ? cmark_node_first_child(node) : NULL;
		while (!next && node != root) {
			node_leave(walk, node);
			next = cmark_node_next(node);
			if (!next)
				node = cmark_node_parent(node);
		}
		node = next;
	}
	return 0;
}

/* ---- the whole ---- */

#define KEEP(walk, out, from, to, type)                                                                                \
	do {                                                                                                           \
		(out)->to##_count = (uint32_t)(walk)->from.n;                                                          \
		(out)->from = ARENA_ARRAY((walk)->arena, type, (walk)->from.n);                                        \
		if ((walk)->from.n > 0)                                                                                \
			memcpy((out)->from, (walk)->from.at, (walk)->from.n * sizeof(type));                           \
	} while (0)

static void walk_keep(struct markdown_walk *walk, struct markdown *out)
{
	out->comment = walk->comment;
	parts_close(walk, 0, walk->lines.n - 1);
	markdown_name_parts(walk->parts.at, walk->parts.n, walk->arena);
	KEEP(walk, out, parts, part, struct markdown_part);
	KEEP(walk, out, links, link, struct markdown_link);
	KEEP(walk, out, blocks, block, struct markdown_block);
	KEEP(walk, out, anchors, anchor, struct str);
}

static void walk_release(struct markdown_walk *walk)
{
	vec_release(&walk->lines);
	vec_release(&walk->parts);
	vec_release(&walk->links);
	vec_release(&walk->blocks);
	vec_release(&walk->shown);
	vec_release(&walk->spans);
	vec_release(&walk->begun);
	vec_release(&walk->spots);
	vec_release(&walk->spots.open);
	vec_release(&walk->spanned);
	vec_release(&walk->anchors);
}

static void walk_run(struct markdown_walk *walk, struct arena *scratch)
{
	walk->problem = markdown_guard(&walk->lines, walk->text, walk->limits, &walk->at);
	if (walk->problem != MARKDOWN_OK) {
		walk->at.line += walk->first_line;
		return;
	}
	cmark_node *root = markdown_tree(walk->text, scratch);
	tree_walk(walk, root);
}

enum markdown_problem markdown_parse(struct markdown *out, struct arena *arena, struct arena *scratch, struct str text,
                                     uint32_t first_line, struct markdown_limits limits, struct location *at)
{
	struct markdown_walk walk = {.arena = arena, .text = text, .first_line = first_line, .limits = limits};
	*out = (struct markdown){0};
	*at = (struct location){0};
	if (text.n == 0)
		return MARKDOWN_OK;
	walk.bom = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
	walk_run(&walk, scratch);
	if (walk.problem == MARKDOWN_OK)
		walk_keep(&walk, out);
	else
		*at = walk.at;
	walk_release(&walk);
	return walk.problem;
}
