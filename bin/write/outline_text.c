/* An outline as text for terminals. */
#include "bin/write/outline.h"
#include "bin/write/terminal.h"
#include "registry/base/memory.h"

#include <stdlib.h>

#define LABEL_WIDTH 16  /* of facts in a box, at least */
#define TABLE_WIDTH 120 /* of a table whose columns can still be followed */
#define COLUMNS_MAX 64

struct writing {
	FILE *out;
	const struct outline *outline;
	struct colors colors;
	bool begun, gap; /* something was written; a blank line is to come before the next */
};

static const char *tone_color(const struct colors *colors, enum node_tone tone)
{
	switch (tone) {
	case TONE_GOOD:
		return colors->green;
	case TONE_DOUBTFUL:
		return colors->yellow;
	case TONE_BAD:
		return colors->red;
	case TONE_QUIET:
		return colors->dim;
	case TONE_NONE:
		break;
	}
	return "";
}

static void put_colored(const struct writing *writing, const char *color, const char *before, struct str text,
                        const char *after)
{
	fprintf(writing->out, "%s%s", color, before);
	put_text(writing->out, text);
	fprintf(writing->out, "%s%s", after, *color ? writing->colors.off : "");
}

/* --- in a line ------------------------------------------------------------------------------------------------------ */

static void put_place(const struct writing *writing, const struct node *place)
{
	fprintf(writing->out, "  %s", writing->colors.dim);
	put_text(writing->out, place->name);
	if (place->line)
		fprintf(writing->out, ":%u", place->line);
	if (place->line && place->column)
		fprintf(writing->out, ":%u", place->column);
	if (!place->line && place->text.n) {
		fputc(' ', writing->out);
		put_text(writing->out, place->text);
	}
	if (place->remark.n)
		put_colored(writing, "", " (", place->remark, ")");
	fputs(writing->colors.off, writing->out);
}

static void put_inline(const struct writing *writing, const struct node *node)
{
	const struct colors *colors = &writing->colors;

	switch (node->kind) {
	case NODE_STRONG:
		put_colored(writing, *tone_color(colors, node->tone) ? tone_color(colors, node->tone) : colors->bold,
		            "", node->text, "");
		break;
	case NODE_QUOTE:
		put_colored(writing, "", outline_quote(writing->outline, true), node->text,
		            outline_quote(writing->outline, false));
		break;
	case NODE_TAG:
		put_colored(writing, "", " [", node->text, "]");
		break;
	case NODE_ID:
		fputs("  ", writing->out);
		put_colored(writing, colors->dim, "(", node->text, ")");
		break;
	case NODE_STATUS:
		fputs(": ", writing->out);
		put_colored(writing, tone_color(colors, node->tone), "", node->text, "");
		break;
	case NODE_LINK:
		put_text(writing->out, node->text);
		if (node->name.n && node->name.at[0] != '#')
			put_colored(writing, "", " <", node->name, ">");
		break;
	case NODE_PLACE:
		put_place(writing, node);
		break;
	case NODE_INSERTED:
		put_colored(writing, colors->green, "{+", node->text, "+}");
		break;
	case NODE_DELETED:
		put_colored(writing, colors->red, "[-", node->text, "-]");
		break;
	default:
		put_colored(writing, tone_color(colors, node->tone), "", node->text, "");
		break;
	}
}

/* The inline children, from the first on. */
static void put_line(const struct writing *writing, const struct node *child)
{
	for (; child && node_is_inline(child); child = child->next)
		put_inline(writing, child);
	fputc('\n', writing->out);
}

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static void put_blocks(struct writing *writing, const struct node *parent, int indent);

/* Begins a line; with a blank line before it when one is due, or when the block asks for it. */
static void begin_line(struct writing *writing, bool blank, int indent)
{
	if (writing->begun && (blank || writing->gap))
		fputc('\n', writing->out);
	fprintf(writing->out, "%*s", indent, "");
	writing->begun = true;
	writing->gap = false;
}

static void put_heading(struct writing *writing, const struct node *node, bool blank)
{
	begin_line(writing, blank, 0);
	fputs(writing->colors.bold, writing->out);
	if (node->symbol.n)
		put_colored(writing, "", "", node->symbol, " ");
	put_text(writing->out, node->text);
	fputs(writing->colors.off, writing->out);
	put_line(writing, node->first);
}

/* A paragraph goes on after a title or another paragraph; else it is set apart. */
static void put_paragraph(struct writing *writing, const struct node *node, const struct node *before, int indent)
{
	bool apart = !indent && before && before->kind != NODE_TITLE && before->kind != NODE_PARAGRAPH;
	const char *color = node->kind == NODE_FOOTER ? writing->colors.dim : "";

	begin_line(writing, apart, indent);
	put_colored(writing, color, "", node->text, "");
	put_line(writing, node->first);
}

static void put_item(struct writing *writing, const struct node *node, int indent)
{
	begin_line(writing, false, indent ? indent : 2);
	fputs("– ", writing->out);
	put_text(writing->out, node->text);
	put_line(writing, node->first);
	put_blocks(writing, node, (indent ? indent : 2) + 2);
}

/* "label: text"; in a box, labels are as wide as each other. */
static void put_fact(struct writing *writing, const struct node *node, int indent, size_t width)
{
	begin_line(writing, false, indent);
	if (width) {
		put_padded(writing->out, node->text, width);
		fputc(' ', writing->out);
	} else {
		put_colored(writing, "", "", node->text, node_is_inline(node->first) ? ": " : ":");
	}
	put_line(writing, node->first);
	put_blocks(writing, node, indent + 2);
}

static void put_facts(struct writing *writing, const struct node *node)
{
	size_t width = LABEL_WIDTH;

	for (const struct node *fact = node->first; fact; fact = fact->next)
		if (fact->first && text_width(fact->text) > width)
			width = text_width(fact->text);
	writing->gap = true;
	for (const struct node *fact = node->first; fact; fact = fact->next)
		if (node_is_shown(fact))
			put_fact(writing, fact, 2, width);
	writing->gap = true;
}

static void put_entry(struct writing *writing, const struct node *node, int indent)
{
	begin_line(writing, false, indent);
	put_colored(writing, indent ? "" : writing->colors.bold, "", node->text, "");
	if (node->first && node->first->kind == NODE_TEXT)
		fputs("  ", writing->out);
	put_line(writing, node->first);
	put_blocks(writing, node, indent + 2);
	writing->gap = node->parent->numbered;
}

static void put_card(struct writing *writing, const struct node *node)
{
	begin_line(writing, true, 0);
	put_colored(writing, tone_color(&writing->colors, node->tone), "", node->name, node->name.n ? "  " : "");
	put_text(writing->out, node->text);
	put_line(writing, node->first);
	put_blocks(writing, node, 2);
	writing->gap = true;
}

static void put_figure(struct writing *writing, const struct node *node)
{
	begin_line(writing, false, 2);
	put_colored(writing, tone_color(&writing->colors, node->tone), "", node->symbol, " ");
	fprintf(writing->out, "%*s", node->text.n < 4 ? (int)(4 - node->text.n) : 0, "");
	put_text(writing->out, node->text);
	fputs("  ", writing->out);
	put_line(writing, node->first);
}

/* --- tables --------------------------------------------------------------------------------------------------------- */

/* A cell's text as it is written, owned by the caller. */
static struct str cell_text(const struct writing *writing, const struct node *cell)
{
	struct writing copy = *writing;
	char *buffer = NULL;
	size_t size = 0;

	copy.out = open_memstream(&buffer, &size);
	if (!copy.out)
		memory_failed();
	put_text(copy.out, cell->text);
	for (const struct node *child = cell->first; child && node_is_inline(child); child = child->next)
		put_inline(&copy, child);
	if (fclose(copy.out) != 0)
		memory_failed();
	return (struct str){buffer, size};
}

static void widths_find(const struct writing *writing, const struct node *table, size_t widths[COLUMNS_MAX])
{
	for (const struct node *row = table->first; row; row = row->next) {
		size_t column = 0;
		for (const struct node *cell = row->first; cell && column < COLUMNS_MAX; cell = cell->next, column++) {
			struct str text = cell_text(writing, cell);
			size_t width = text_width(text);
			widths[column] = width > widths[column] ? width : widths[column];
			free((char *)text.at);
		}
	}
}

static void put_row(struct writing *writing, const struct node *row, const size_t widths[COLUMNS_MAX])
{
	size_t column = 0;

	begin_line(writing, false, 0);
	for (const struct node *cell = row->first; cell; cell = cell->next, column++) {
		struct str text = cell_text(writing, cell);
		size_t width = text_width(text), room = column < COLUMNS_MAX ? widths[column] : 0;
		int fill = width < room ? (int)(room - width) : 0;
		if (cell->right)
			fprintf(writing->out, "%*s", fill, "");
		fwrite(text.at, 1, text.n, writing->out);
		if (cell->next)
			fprintf(writing->out, "%*s", cell->right ? 2 : fill + 2, "");
		free((char *)text.at);
	}
	fputc('\n', writing->out);
}

/* The rows of a table that is too wide, one by one: the first cell, and below it the others, each with the name of its column. */
static void put_rows_apart(struct writing *writing, const struct node *table)
{
	for (const struct node *row = table->first->next; row; row = row->next) {
		const struct node *name = table->first->first;
		for (const struct node *cell = row->first; cell; cell = cell->next, name = name ? name->next : NULL) {
			begin_line(writing, false, cell == row->first ? 0 : 2);
			if (cell != row->first && name)
				put_colored(writing, "", "", name->text, ": ");
			put_text(writing->out, cell->text);
			put_line(writing, cell->first);
		}
	}
}

static void put_table(struct writing *writing, const struct node *table)
{
	size_t widths[COLUMNS_MAX] = {0}, sum = 0;

	widths_find(writing, table, widths);
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		sum += widths[i];
	writing->gap = true;
	if (sum > TABLE_WIDTH && table->first)
		put_rows_apart(writing, table);
	else
		for (const struct node *row = table->first; row; row = row->next)
			put_row(writing, row, widths);
	writing->gap = true;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void put_section(struct writing *writing, const struct node *node)
{
	put_heading(writing, node, true);
	writing->gap = true;
	put_blocks(writing, node, 0);
	writing->gap = true;
}

static void put_block(struct writing *writing, const struct node *node, const struct node *before, int indent)
{
	switch (node->kind) {
	case NODE_TITLE:
		put_heading(writing, node, true);
		break;
	case NODE_PARAGRAPH:
	case NODE_FOOTER:
		put_paragraph(writing, node, before, indent);
		break;
	case NODE_SECTION:
		put_section(writing, node);
		break;
	case NODE_FACTS:
		put_facts(writing, node);
		break;
	case NODE_FACT:
		put_fact(writing, node, indent, 0);
		break;
	case NODE_ITEM:
		put_item(writing, node, indent);
		break;
	case NODE_ENTRY:
		put_entry(writing, node, indent);
		break;
	case NODE_CARD:
		put_card(writing, node);
		break;
	case NODE_TABLE:
		put_table(writing, node);
		break;
	case NODE_FIGURE:
		put_figure(writing, node);
		break;
	case NODE_ENTRIES:
	case NODE_FIGURES:
		writing->gap = true;
		put_blocks(writing, node, indent);
		writing->gap = true;
		break;
	default:
		put_blocks(writing, node, indent);
		break;
	}
}

static void put_blocks(struct writing *writing, const struct node *parent, int indent)
{
	const struct node *before = NULL;

	for (const struct node *node = node_blocks(parent->first); node; before = node, node = node->next)
		if (node_is_shown(node))
			put_block(writing, node, before, indent);
}

void outline_as_text(FILE *out, const struct outline *outline)
{
	struct writing writing = {.out = out, .outline = outline, .colors = colors_of(outline->color)};

	put_blocks(&writing, outline->root, 0);
}
