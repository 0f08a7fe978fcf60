/* Links and shown text of one block, from cmark's inline nodes. */
#include "registry/port/markdown/markdown_internal.h"

#include <cmark.h>

static void shown_put(struct markdown_walk *walk, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&walk->shown, text.at[i]);
}

static struct markdown_block *walk_block(struct markdown_walk *walk)
{
	return &walk->blocks.at[walk->blocks.n - 1];
}

/* The place of an offset that lies in the block. */
static struct location location_in_block(struct markdown_walk *walk, size_t offset)
{
	const struct markdown_block *block = walk_block(walk);
	size_t low = block->first_line - walk->first_line, high = block->last_line - walk->first_line;
	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		if (walk->lines.at[middle] <= offset)
			low = middle;
		else
			high = middle - 1;
	}
	return (struct location){walk->first_line + (uint32_t)low, (uint32_t)(offset - walk->lines.at[low]) + 1};
}

static struct location link_location(struct markdown_walk *walk, struct str url)
{
	const struct markdown_block *block = walk_block(walk);
	size_t from = (size_t)(block->source.at - walk->text.at), to = from + block->source.n;
	if (!walk->spots.found)
		markdown_find_spots(&walk->spots, walk->text, from + block->column - 1, to, block->quote);
	size_t found = markdown_find_url(&walk->spots, walk->text, to, url);
	return found == SIZE_MAX ? (struct location){block->first_line, block->column} : location_in_block(walk, found);
}

static int link_add(struct markdown_walk *walk, cmark_node *node)
{
	struct str url = str_from(cmark_node_get_url(node));
	struct location at = link_location(walk, url);
	struct markdown_span span = {walk->begun.at[walk->begun.n - 1], walk->shown.n};
	walk->begun.n--;
	if (walk->links.n >= walk->limits.links) {
		walk->problem = MARKDOWN_TOO_MANY_LINKS;
		walk->at = at;
		return -1;
	}
	vec_push(&walk->spans, span);
	vec_push(&walk->links, (struct markdown_link){.url = arena_copy(walk->arena, url),
	                                              .image = cmark_node_get_type(node) == CMARK_NODE_IMAGE,
	                                              .at = at});
	return 0;
}

static void inline_enter(struct markdown_walk *walk, cmark_node *node, bool all)
{
	bool wanted = all || walk->begun.n > 0;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		walk->ends_in_text = cmark_node_get_type(node) == CMARK_NODE_TEXT;
		if (wanted)
			shown_put(walk, str_from(cmark_node_get_literal(node)));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		if (wanted)
			shown_put(walk, STR(" "));
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		vec_push(&walk->begun, walk->shown.n);
		break;
	default:
		break;
	}
}

/* Links are added where they end: so they come in the order of their URLs, `[![](1)](2)`. */
static int inline_leave(struct markdown_walk *walk, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ? link_add(walk, node) : 0;
}

/* The tree can be deep, so no recursion. */
static int inlines_walk(struct markdown_walk *walk, cmark_node *block, bool all)
{
	cmark_node *node = cmark_node_first_child(block);
	while (node && node != block) {
		cmark_node *next = cmark_node_first_child(node);
		inline_enter(walk, node, all);
		while (!next && node != block) {
			if (inline_leave(walk, node) < 0)
				return -1;
			next = cmark_node_next(node);
			if (!next)
				node = cmark_node_parent(node);
		}
		node = next;
	}
	return 0;
}

/* Links within links share their text, so that a deep nest takes no more room than its source. */
static struct str shown_keep(struct markdown_walk *walk)
{
	struct str shown = arena_copy(walk->arena, (struct str){walk->shown.at, walk->shown.n});
	size_t first = walk->links.n - walk->spans.n;
	for (size_t i = 0; i < walk->spans.n; i++)
		walk->links.at[first + i].text =
			str_part(shown, walk->spans.at[i].from, walk->spans.at[i].to - walk->spans.at[i].from);
	return shown;
}

int markdown_read_inlines(struct markdown_walk *walk, struct cmark_node *node, struct str *title)
{
	struct str source = walk_block(walk)->source;
	/* most paragraphs have no link: no need to look at what cmark made of them */
	if (!title && !memchr(source.at, '[', source.n) && !memchr(source.at, '<', source.n))
		return 0;
	walk->shown.n = walk->spans.n = walk->begun.n = 0;
	walk->spots.n = walk->spots.next = 0;
	walk->spots.found = false;
	walk->ends_in_text = false;
	if (inlines_walk(walk, node, title != NULL) < 0)
		return -1;
	if (title)
		*title = shown_keep(walk);
	else if (walk->spans.n > 0)
		shown_keep(walk);
	return 0;
}
