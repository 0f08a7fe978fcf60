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

static size_t block_end(struct markdown_walk *walk)
{
	struct str source = walk_block(walk)->source;
	return (size_t)(source.at - walk->text.at) + source.n;
}

static const struct markdown_spot *link_spot(struct markdown_walk *walk, struct str url, struct str shown)
{
	const struct markdown_block *block = walk_block(walk);
	size_t from = (size_t)(block->source.at - walk->text.at), to = block_end(walk);
	if (!walk->spots.found)
		markdown_find_spots(&walk->spots, walk->text, from + block->column - 1, to, block->quote);
	return markdown_find_link(&walk->spots, walk->text, to, url, shown);
}

static struct location block_location(const struct markdown_block *block)
{
	return (struct location){block->first_line, block->column};
}

static int link_add(struct markdown_walk *walk, cmark_node *node)
{
	struct str url = str_from(cmark_node_get_url(node));
	struct markdown_span span = {walk->begun.at[walk->begun.n - 1], walk->shown.n};
	const struct markdown_spot *spot =
		link_spot(walk, url, (struct str){walk->shown.at + span.from, span.to - span.from});
	struct markdown_link link = {.url = arena_copy(walk->arena, url),
	                             .image = cmark_node_get_type(node) == CMARK_NODE_IMAGE,
	                             .block = (uint32_t)walk->blocks.n - 1,
	                             .at = block_location(walk_block(walk))};
	walk->begun.n--;
	if (spot) {
		link.at = markdown_location(walk, spot->offset);
		link.inside = (struct str){walk->text.at + spot->from, spot->to - spot->from};
	}
	vec_push(&walk->spans, span);
	vec_push(&walk->spanned, walk->links.n);
	return markdown_add_link(walk, link);
}

static void inline_enter(struct markdown_walk *walk, cmark_node *node, bool all)
{
	bool wanted = all ? walk->images == 0 : walk->begun.n > 0;
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
	case CMARK_NODE_IMAGE:
		walk->images++;
		vec_push(&walk->begun, walk->shown.n);
		break;
	case CMARK_NODE_LINK:
		vec_push(&walk->begun, walk->shown.n);
		break;
	default:
		break;
	}
}

/* Links are added where they end: so they come in the order of their URLs, `[![](1)](2)`. */
static int inline_leave(struct markdown_walk *walk, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_INLINE:
		return markdown_read_html(walk, str_from(cmark_node_get_literal(node)), block_end(walk),
		                          (uint32_t)walk->blocks.n - 1, block_location(walk_block(walk)));
	case CMARK_NODE_IMAGE:
		walk->images--;
		return link_add(walk, node);
	case CMARK_NODE_LINK:
		return link_add(walk, node);
	default:
		return 0;
	}
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
	for (size_t i = 0; i < walk->spans.n; i++)
		walk->links.at[walk->spanned.at[i]].text =
			str_part(shown, walk->spans.at[i].from, walk->spans.at[i].to - walk->spans.at[i].from);
	return shown;
}

int markdown_read_inlines(struct markdown_walk *walk, struct cmark_node *node, struct str *title)
{
	struct str source = walk_block(walk)->source;
	/* most paragraphs have no link: no need to look at what cmark made of them */
	if (!title && !memchr(source.at, '[', source.n) && !memchr(source.at, '<', source.n))
		return 0;
	walk->shown.n = walk->spans.n = walk->spanned.n = walk->begun.n = walk->images = 0;
	walk->html_from = (size_t)(source.at - walk->text.at);
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
