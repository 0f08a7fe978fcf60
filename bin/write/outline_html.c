/* An outline as HTML. */
#include "bin/write/escape.h"
#include "bin/write/outline.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"

struct writing {
	FILE *out;
	const struct outline *outline;
	struct str article; /* its anchor, which those in it begin with; or "" */
	/* Places are numbered and told once, at the end, so that the page stays short. */
	struct map numbers;
	VEC(struct str) places;
};

static bool is_english(const struct writing *writing)
{
	return writing->outline->language == LANGUAGE_EN;
}

static void put(const struct writing *writing, const char *before, struct str text, const char *after)
{
	fputs(before, writing->out);
	put_between(writing->out, text, put_html);
	fputs(after, writing->out);
}

/* ` name="text"`, unless the text is "". */
static void put_named(const struct writing *writing, const char *name, struct str text)
{
	if (text.n) {
		fprintf(writing->out, " %s=\"", name);
		put(writing, "", text, "\"");
	}
}

/* An anchor: what it is, within its article. */
static void put_anchor(const struct writing *writing, struct str name)
{
	put(writing, "", writing->article, writing->article.n && name.n ? "-" : "");
	put(writing, "", name, "");
}

static void put_class(const struct writing *writing, const char *tag, struct str class)
{
	fprintf(writing->out, "<%s", tag);
	put_named(writing, "class", class);
	fputc('>', writing->out);
}

/* A text in which the documents that it names are links. */
static void put_told(const struct writing *writing, const char *before, struct str text, const char *after)
{
	fputs(before, writing->out);
	put_html_linked(writing->out, &writing->outline->documents, text);
	fputs(after, writing->out);
}

/* --- in a line ------------------------------------------------------------------------------------------------------ */

static void put_place(struct writing *writing, const struct node *place)
{
	struct arena *arena = writing->outline->arena;
	struct str where = place->name;
	uint32_t number = 0;

	if (place->text.n) {
		put(writing, " (", place->text, ")");
		return;
	}
	if (place->line)
		where = arena_format(arena, "%.*s:%u", STR_ARG(where), place->line);
	if (place->line && place->column)
		where = arena_format(arena, "%.*s:%u", STR_ARG(where), place->column);
	if (place->remark.n)
		where = arena_format(arena, "%.*s, %.*s", STR_ARG(where), STR_ARG(place->remark));
	number = map_add(&writing->numbers, where, (uint32_t)writing->places.n);
	if (number == writing->places.n)
		vec_push(&writing->places, where);
	fputs("\u00a0<a class=\"note\" href=\"#", writing->out);
	put_anchor(writing, arena_format(arena, "s%u", number + 1));
	fprintf(writing->out, "\">[%u]</a>", number + 1);
}

static void put_link(const struct writing *writing, const struct node *node)
{
	bool inner = str_starts(node->name, STR("#"));

	if (!link_is_safe(node->name)) {
		put(writing, "", node->text, "");
		return;
	}
	fputs(inner ? "<a href=\"#" : "<a href=\"", writing->out);
	if (inner)
		put_anchor(writing, str_part(node->name, 1, node->name.n));
	else
		put(writing, "", node->name, "");
	put(writing, "\">", node->text, "</a>");
}

static void put_inline(struct writing *writing, const struct node *node)
{
	switch (node->kind) {
	case NODE_STRONG:
		put(writing, "<strong>", node->text, "</strong>");
		break;
	case NODE_CODE:
		put(writing, "<code>", node->text, "</code>");
		break;
	case NODE_QUOTE:
		fprintf(writing->out, "%s<q", outline_quote(writing->outline, true));
		put_named(writing, "lang", node->language);
		put(writing, ">", node->text, "</q>");
		fputs(outline_quote(writing->outline, false), writing->out);
		break;
	case NODE_TAG:
		put(writing, " (<code>", node->text, "</code>)");
		break;
	case NODE_ID: /* an anchor that no anchor of the page's own is like */
		put(writing, "<a id=\"doc.", node->text, "\"></a>");
		break;
	case NODE_STATUS:
		fputs(": ", writing->out);
		put_class(writing, "span", node->name);
		put(writing, "", node->text, "</span>");
		break;
	case NODE_LINK:
		put_link(writing, node);
		break;
	case NODE_PLACE:
		put_place(writing, node);
		break;
	case NODE_INSERTED:
		put(writing, "<ins>", node->text, "</ins>");
		break;
	case NODE_DELETED:
		put(writing, "<del>", node->text, "</del>");
		break;
	default:
		if (node->language.n) {
			fputs("<span", writing->out);
			put_named(writing, "lang", node->language);
			fputc('>', writing->out);
		}
		put(writing, "", node->text, node->language.n ? "</span>" : "");
		break;
	}
}

static void put_line(struct writing *writing, const struct node *child)
{
	for (; child && node_is_inline(child); child = child->next)
		put_inline(writing, child);
}

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static void put_blocks(struct writing *writing, const struct node *parent, unsigned level);

static void put_symbol(const struct writing *writing, const struct node *node)
{
	if (node->symbol.n)
		put(writing, "<span aria-hidden=\"true\">", node->symbol, "</span> ");
}

/* The heading has the anchor of what it heads. */
static void put_heading(struct writing *writing, const struct node *node, unsigned level, struct str anchor)
{
	fprintf(writing->out, "<h%u", level < 6 ? level : 6);
	if (anchor.n || (writing->article.n && node->kind == NODE_TITLE)) {
		fputs(" id=\"", writing->out);
		put_anchor(writing, anchor);
		fputc('"', writing->out);
	}
	fputc('>', writing->out);
	put_symbol(writing, node);
	put(writing, "", node->text, "");
	put_line(writing, node->first);
	fprintf(writing->out, "</h%u>\n", level < 6 ? level : 6);
}

/* Opens an element that is named by its heading. */
static void open_labelled(struct writing *writing, const char *tag, struct str class, struct str anchor)
{
	fprintf(writing->out, "<%s", tag);
	put_named(writing, "class", class);
	if (anchor.n || (writing->article.n && strcmp(tag, "article") == 0)) {
		fputs(" aria-labelledby=\"", writing->out);
		put_anchor(writing, anchor);
		fputc('"', writing->out);
	}
	fputs(">\n", writing->out);
}

static void put_section(struct writing *writing, const struct node *node, unsigned level)
{
	open_labelled(writing, "section", node->name, node->name);
	put_heading(writing, node, level, node->name);
	put_blocks(writing, node, level);
	fputs("</section>\n", writing->out);
}

/* Where it is written: the numbered places, in an article or at the end of the page. */
static void put_places(struct writing *writing, unsigned level)
{
	if (!writing->places.n)
		return;
	fprintf(writing->out, "<section class=\"sources\">\n<h%u>%s</h%u>\n<ol>\n", level,
	        is_english(writing) ? "Where it is written" : "Var det står", level);
	for (size_t i = 0; i < writing->places.n; i++) {
		fputs("<li id=\"", writing->out);
		put_anchor(writing, arena_format(writing->outline->arena, "s%zu", i + 1));
		put(writing, "\">", writing->places.at[i], "</li>\n");
	}
	fputs("</ol>\n</section>\n", writing->out);
	map_release(&writing->numbers);
	writing->numbers = (struct map){0};
	writing->places.n = 0;
}

static void put_article(struct writing *writing, const struct node *node, unsigned level)
{
	writing->article = node->name;
	open_labelled(writing, "article", STR_EMPTY, STR_EMPTY);
	put_blocks(writing, node, level);
	put_places(writing, level + 1);
	fputs("</article>\n", writing->out);
	writing->article = STR_EMPTY;
}

static void put_paragraph(struct writing *writing, const struct node *node)
{
	put_class(writing, "p", node->name);
	put_symbol(writing, node);
	put(writing, "", node->text, "");
	put_line(writing, node->first);
	fputs("</p>\n", writing->out);
}

static void put_card(struct writing *writing, const struct node *node, unsigned level)
{
	fputs("<div class=\"item ", writing->out);
	put(writing, "", node->parent->name, "\">\n");
	fprintf(writing->out, "<h%u>", level < 6 ? level : 6);
	if (node->name.n)
		put(writing, "<code>", node->name, "</code> ");
	put(writing, "", node->text, "");
	put_line(writing, node->first);
	fprintf(writing->out, "</h%u>\n", level < 6 ? level : 6);
	put_blocks(writing, node, level);
	fputs("</div>\n", writing->out);
}

/* The value of a fact: words, or a list. */
static void put_value(struct writing *writing, const struct node *fact, unsigned level)
{
	put_line(writing, fact->first);
	put_blocks(writing, fact, level);
}

static void put_fact(struct writing *writing, const struct node *node, unsigned level)
{
	put(writing, "<dt>", node->text, "</dt><dd>");
	put_value(writing, node, level);
	fputs("</dd>\n", writing->out);
}

static void put_item(struct writing *writing, const struct node *node, unsigned level)
{
	bool entry = node->kind == NODE_ENTRY;

	put_told(writing, entry ? "<li><strong>" : "<li>", node->text, entry ? "</strong>" : "");
	fputs(entry && node->first && node->first->kind == NODE_TEXT ? " " : "", writing->out);
	put_line(writing, node->first);
	put_blocks(writing, node, level);
	fputs("</li>\n", writing->out);
}

static void put_figure(struct writing *writing, const struct node *node)
{
	put_class(writing, "li", node->name);
	fputs("<strong>", writing->out);
	put_symbol(writing, node);
	put(writing, "", node->text, "</strong> ");
	put_line(writing, node->first);
	fputs("</li>\n", writing->out);
}

/* The address of the document that an entry is of, or "". */
static struct str entry_address(const struct writing *writing, const struct node *entry)
{
	bool named = entry->first && entry->first->kind == NODE_ID;

	return named ? document_address(&writing->outline->documents, entry->first->text) : STR_EMPTY;
}

/* --- tables --------------------------------------------------------------------------------------------------------- */

static void put_cell(struct writing *writing, const struct node *cell, bool heads_column, bool heads_row)
{
	const char *name = heads_column || heads_row ? "th" : "td";

	if (heads_column && !cell->text.n && !cell->first) { /* a corner names nothing */
		fputs("<td></td>", writing->out);
		return;
	}
	fprintf(writing->out, "<%s%s%s>", name,
	        heads_column ? " scope=\"col\""
	        : heads_row  ? " scope=\"row\""
	                     : "",
	        cell->right ? " class=\"number\"" : "");
	put(writing, "", cell->text, "");
	put_line(writing, cell->first);
	fprintf(writing->out, "</%s>", name);
}

static void put_table(struct writing *writing, const struct node *table)
{
	fputs("<table>\n<thead>", writing->out);
	for (const struct node *row = table->first; row; row = row->next) {
		fputs("<tr>", writing->out);
		for (const struct node *cell = row->first; cell; cell = cell->next)
			put_cell(writing, cell, row == table->first, cell == row->first);
		fputs(row == table->first ? "</tr></thead>\n<tbody>\n" : "</tr>\n", writing->out);
	}
	fputs("</tbody>\n</table>\n", writing->out);
}

/* What an entry is called, and its paragraphs and parts: the first cell of its row. */
static void put_name_cell(struct writing *writing, const struct node *entry)
{
	struct str address = entry_address(writing, entry);

	put(writing, address.n ? "<th scope=\"row\"><a href=\"" : "<th scope=\"row\">", address,
	    address.n ? "\">" : "");
	put(writing, "", entry->text, address.n ? "</a>" : "");
	put_line(writing, entry->first);
	for (const struct node *node = node_blocks(entry->first); node; node = node->next)
		if (node->kind == NODE_PARAGRAPH)
			put(writing, "<div class=\"kind\">", node->text, "</div>");
	for (const struct node *node = node_blocks(entry->first), *before = NULL; node;
	     before = node, node = node->next)
		if (node->kind == NODE_ENTRY) {
			put(writing, before && before->kind == NODE_ENTRY ? "" : "<ul class=\"parts\">", STR_EMPTY, "");
			put(writing, "<li>", node->text, "");
			put_line(writing, node->first);
			fputs(node->next && node->next->kind == NODE_ENTRY ? "</li>" : "</li></ul>", writing->out);
		}
	fputs("</th>\n", writing->out);
}

static void put_entry_row(struct writing *writing, const struct node *entry)
{
	bool begun = false;

	fputs("<tr>\n", writing->out);
	put_name_cell(writing, entry);
	for (const struct node *node = entry->first; node; node = node->next)
		if (node->kind == NODE_FACT) {
			fputs(node->first ? "<td>" : "<td>–", writing->out);
			put_line(writing, node->first);
			fputs("</td>\n", writing->out);
		}
	fputs("<td>", writing->out);
	for (const struct node *node = entry->first; node; node = node->next)
		if (node->kind == NODE_ITEM) {
			put_told(writing, begun ? "; " : "", node->text, "");
			put_line(writing, node->first);
			begun = true;
		}
	fputs("</td>\n</tr>\n", writing->out);
}

static void put_entry_table(struct writing *writing, const struct node *entries)
{
	put(writing, "<table>\n<thead><tr><th scope=\"col\">", entries->text, "</th>");
	for (const struct node *node = entries->first ? entries->first->first : NULL; node; node = node->next)
		if (node->kind == NODE_FACT)
			put(writing, "<th scope=\"col\">", node->text, "</th>");
	put(writing, "<th scope=\"col\">", entries->name, "</th></tr></thead>\n<tbody>\n");
	for (const struct node *entry = entries->first; entry; entry = entry->next)
		put_entry_row(writing, entry);
	fputs("</tbody>\n</table>\n", writing->out);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* What neighbours of one kind stand in together. */
static const char *list_of(const struct node *node)
{
	if (!node)
		return NULL;
	return node->kind == NODE_ITEM || node->kind == NODE_ENTRY ? "ul" : node->kind == NODE_FACT ? "dl" : NULL;
}

static void put_block(struct writing *writing, const struct node *node, unsigned level)
{
	switch (node->kind) {
	case NODE_ARTICLE:
		put_article(writing, node, level);
		break;
	case NODE_TITLE:
		put_heading(writing, node, level, STR_EMPTY);
		break;
	case NODE_SECTION:
		put_section(writing, node, level + 1);
		break;
	case NODE_CARD:
		put_card(writing, node, level + 1);
		break;
	case NODE_FACT:
		put_fact(writing, node, level);
		break;
	case NODE_ITEM:
	case NODE_ENTRY:
		put_item(writing, node, level);
		break;
	case NODE_ENTRIES:
		if (node->numbered)
			put_entry_table(writing, node);
		else
			put_blocks(writing, node, level);
		break;
	case NODE_TABLE:
		put_table(writing, node);
		break;
	case NODE_FIGURES:
		fputs("<ul class=\"counts\">\n", writing->out);
		put_blocks(writing, node, level);
		fputs("</ul>\n", writing->out);
		break;
	case NODE_FIGURE:
		put_figure(writing, node);
		break;
	case NODE_PARAGRAPH:
		put_paragraph(writing, node);
		break;
	case NODE_FOOTER: /* stands behind the content */
		break;
	default:
		put_blocks(writing, node, level);
		break;
	}
}

/* The first of the nodes from `node` on that is shown, or NULL. */
static const struct node *find_shown(const struct node *node)
{
	while (node && (node_is_inline(node) || !node_is_shown(node)))
		node = node->next;
	return node;
}

static void put_blocks(struct writing *writing, const struct node *parent, unsigned level)
{
	const char *open = NULL;

	for (const struct node *node = find_shown(parent->first), *next = NULL; node; node = next) {
		const char *list = list_of(node);
		next = find_shown(node->next);
		if (list && list != open)
			fprintf(writing->out, "<%s>\n", list);
		put_block(writing, node, level);
		if (list && list != list_of(next))
			fprintf(writing->out, "</%s>\n", list);
		open = list && list == list_of(next) ? list : NULL;
	}
}

void outline_html_nodes(FILE *out, const struct outline *outline)
{
	struct writing writing = {.out = out, .outline = outline};

	put_blocks(&writing, outline->root, outline->level);
	put_places(&writing, outline->level + 1);
	map_release(&writing.numbers);
	vec_release(&writing.places);
}
