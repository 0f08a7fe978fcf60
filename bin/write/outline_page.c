/* An outline as a page of HTML that needs nothing else. */
#include "bin/write/escape.h"
#include "bin/write/html_page.h"
#include "bin/write/outline.h"

/* The title in one text, with what follows it in its line. */
static struct str title_text(const struct outline *outline, const struct node *title)
{
	struct str text = title ? title->text : STR_EMPTY;

	for (const struct node *child = title ? title->first : NULL; child; child = child->next)
		text = arena_format(outline->arena, "%.*s%.*s", STR_ARG(text), STR_ARG(child->text));
	return text;
}

static const struct node *find_child(const struct node *parent, enum node_kind kind)
{
	const struct node *node = parent->first;

	while (node && node->kind != kind)
		node = node->next;
	return node;
}

void outline_as_html(FILE *out, const struct outline *outline)
{
	const struct node *article = find_child(outline->root, NODE_ARTICLE);
	const struct node *title = find_child(article ? article : outline->root, NODE_TITLE);
	const struct node *footer = find_child(outline->root, NODE_FOOTER);

	page_begin(out, title_text(outline, title), outline->style, outline->language);
	fputs("<main id=\"main\">\n", out);
	outline_html_nodes(out, outline);
	fputs("</main>\n", out);
	if (footer) {
		fputs("<footer>\n<p>", out);
		put_html(out, footer->text);
		fputs("</p>\n</footer>\n", out);
	}
	page_end(out);
}
