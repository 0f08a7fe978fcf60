#include "bin/write/outline.h"

void outline_init(struct outline *outline, struct arena *arena, enum language language)
{
	*outline = (struct outline){.arena = arena, .language = language, .level = 1};
	outline->root = outline->at = ARENA_NEW(arena, struct node);
}

struct node *outline_put(struct outline *outline, enum node_kind kind, struct str text)
{
	struct node *node = ARENA_NEW(outline->arena, struct node), *parent = outline->at;

	*node = (struct node){.kind = kind, .text = text, .parent = parent};
	*(parent->last ? &parent->last->next : &parent->first) = node;
	parent->last = node;
	return node;
}

struct node *outline_open(struct outline *outline, enum node_kind kind, struct str text)
{
	return outline->at = outline_put(outline, kind, text);
}

void outline_close(struct outline *outline)
{
	outline->at = outline->at->parent;
}

void outline_fact(struct outline *outline, struct str name, struct str text)
{
	outline_open(outline, NODE_FACT, name);
	if (text.n)
		outline_put(outline, NODE_TEXT, text);
	outline_close(outline);
}

struct node *outline_place(struct outline *outline, struct str path, struct location at)
{
	struct node *node = outline_put(outline, NODE_PLACE, STR_EMPTY);

	node->name = path;
	node->line = at.line ? at.line : 1;
	return node;
}

void outline_item(struct outline *outline, struct str text, struct str path, struct location at)
{
	outline_open(outline, NODE_ITEM, text);
	if (path.n)
		outline_place(outline, path, at);
	outline_close(outline);
}

const struct node *node_blocks(const struct node *child)
{
	while (child && node_is_inline(child))
		child = child->next;
	return child;
}

bool node_is_shown(const struct node *node)
{
	if (node->kind == NODE_FACT)
		return node->first;
	if (node->kind != NODE_SECTION && node->kind != NODE_FACTS && node->kind != NODE_ENTRIES &&
	    node->kind != NODE_TABLE && node->kind != NODE_FIGURES)
		return true;
	for (const struct node *child = node->first; child; child = child->next)
		if (!node_is_inline(child) && node_is_shown(child))
			return true;
	return false;
}

bool link_is_safe(struct str address)
{
	size_t colon = str_find(address, STR(":"), 0), slash = str_find(address, STR("/"), 0);

	return str_starts(address, STR("https://")) || str_starts(address, STR("http://")) ||
	       str_starts(address, STR("mailto:")) || str_starts(address, STR("#")) || colon == SIZE_MAX ||
	       slash < colon;
}

const char *outline_quote(const struct outline *outline, bool opening)
{
	bool english = outline->language == LANGUAGE_EN;

	return english && opening ? "“" : "”";
}

void put_between(FILE *out, struct str text, void put(FILE *out, struct str text))
{
	struct str inner = str_trim(text);

	if (text.n && inner.at != text.at)
		fputc(' ', out);
	put(out, inner);
	if (inner.n && inner.at + inner.n != text.at + text.n)
		fputc(' ', out);
}
