/* An outline as Markdown, to paste into a paper or a comment; pandoc makes a Word file of it. */
#include "bin/write/escape.h"
#include "bin/write/outline.h"

struct writing {
	FILE *out;
	const struct outline *outline;
	bool begun, tight; /* something was written; the next block goes on without a blank line */
};

static void put(const struct writing *writing, const char *before, struct str text, const char *after)
{
	fputs(before, writing->out);
	put_between(writing->out, text, put_markdown);
	fputs(after, writing->out);
}

/* --- in a line ------------------------------------------------------------------------------------------------------ */

static void put_place(const struct writing *writing, const struct node *place)
{
	put(writing, " (", place->text.n ? place->text : place->name, "");
	if (!place->text.n && place->line)
		fprintf(writing->out, ":%u", place->line);
	if (!place->text.n && place->line && place->column)
		fprintf(writing->out, ":%u", place->column);
	if (place->remark.n)
		put(writing, ", ", place->remark, "");
	fputc(')', writing->out);
}

/* An address in angle brackets may hold anything but these and line ends. */
static void put_address(const struct writing *writing, struct str address)
{
	for (size_t i = 0; i < address.n; i++) {
		unsigned char byte = (unsigned char)address.at[i];
		if (byte <= ' ' || byte == '<' || byte == '>' || byte == '\\' || byte >= 0x7F)
			fprintf(writing->out, "%%%02X", byte);
		else
			fputc(byte, writing->out);
	}
}

static void put_inline(const struct writing *writing, const struct node *node)
{
	switch (node->kind) {
	case NODE_STRONG:
	case NODE_INSERTED:
		put(writing, "**", node->text, "**");
		break;
	case NODE_DELETED:
		put(writing, "~~", node->text, "~~");
		break;
	case NODE_QUOTE:
		put(writing, outline_quote(writing->outline, true), node->text, outline_quote(writing->outline, false));
		break;
	case NODE_TAG:
		put(writing, " (", node->text, ")");
		break;
	case NODE_ID:
		break;
	case NODE_STATUS:
		put(writing, ": ", node->text, "");
		break;
	case NODE_LINK: /* Markdown has no anchors to lead to */
		if (str_starts(node->name, STR("#")) || !link_is_safe(node->name)) {
			put(writing, "", node->text, "");
			break;
		}
		put(writing, "[", node->text, "](<");
		put_address(writing, node->name);
		fputs(">)", writing->out);
		break;
	case NODE_PLACE:
		put_place(writing, node);
		break;
	default:
		put(writing, "", node->text, "");
		break;
	}
}

static void put_line(const struct writing *writing, const struct node *child)
{
	for (; child && node_is_inline(child); child = child->next)
		put_inline(writing, child);
}

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static void put_blocks(struct writing *writing, const struct node *parent, int indent, unsigned level);

static void begin_line(struct writing *writing, int indent)
{
	if (writing->begun && !writing->tight)
		fputc('\n', writing->out);
	fprintf(writing->out, "%*s", indent, "");
	writing->begun = true;
	writing->tight = false;
}

static void end_line(struct writing *writing, const struct node *child, bool tight)
{
	put_line(writing, child);
	fputc('\n', writing->out);
	writing->tight = tight;
}

static void put_heading(struct writing *writing, const struct node *node, unsigned level)
{
	begin_line(writing, 0);
	for (unsigned i = 0; i < level; i++)
		fputc('#', writing->out);
	if (node->kind == NODE_CARD && node->name.n)
		put(writing, " ", node->name, ":");
	put(writing, " ", node->text, "");
	end_line(writing, node->first, false);
}

static void put_item(struct writing *writing, const struct node *node, int indent, unsigned level)
{
	begin_line(writing, indent);
	put(writing, "- ", node->text, "");
	end_line(writing, node->first, true);
	put_blocks(writing, node, indent + 2, level);
	writing->tight = node->next && (node->next->kind == NODE_ITEM || node->next->kind == NODE_ENTRY);
}

static void put_fact(struct writing *writing, const struct node *node, int indent, unsigned level)
{
	begin_line(writing, indent);
	put(writing, "- **", node->text, node_is_inline(node->first) ? ":** " : ":**");
	end_line(writing, node->first, true);
	put_blocks(writing, node, indent + 2, level);
	writing->tight = true;
}

/* What is reported in the line of a numbered entry: paragraphs and facts, each with a full stop. */
static void put_sentences(struct writing *writing, const struct node *entry)
{
	for (const struct node *node = node_blocks(entry->first); node; node = node->next) {
		if (node->kind == NODE_PARAGRAPH)
			put(writing, " ", node->text, ".");
		if (node->kind == NODE_FACT && node->first) {
			put(writing, " ", node->text, ": ");
			put_line(writing, node->first);
			fputc('.', writing->out);
		}
	}
}

static void put_numbered(struct writing *writing, const struct node *node, size_t number, unsigned level)
{
	int indent = 0;

	begin_line(writing, 0);
	indent = fprintf(writing->out, "%zu. ", number);
	put(writing, "**", node->text, "**");
	put_line(writing, node->first);
	put_sentences(writing, node);
	fputc('\n', writing->out);
	for (const struct node *child = node_blocks(node->first); child; child = child->next)
		if (child->kind != NODE_PARAGRAPH && child->kind != NODE_FACT)
			put_item(writing, child, indent, level);
	writing->tight = false;
}

/* One of several in a list; a part in it is an item. */
static void put_entry(struct writing *writing, const struct node *node, int indent, unsigned level)
{
	begin_line(writing, indent);
	put(writing, "- **", node->text, "**");
	if (node->first && node->first->kind == NODE_TEXT)
		fputc(' ', writing->out);
	end_line(writing, node->first, true);
	put_blocks(writing, node, indent + 2, level);
	writing->tight = true;
}

static void put_entries(struct writing *writing, const struct node *entries, unsigned level)
{
	size_t number = 0;

	for (const struct node *node = entries->first; node; node = node->next)
		if (entries->numbered)
			put_numbered(writing, node, ++number, level);
		else
			put_entry(writing, node, 0, level);
	writing->tight = false;
}

static void put_figure(struct writing *writing, const struct node *node)
{
	begin_line(writing, 0);
	put(writing, "- ", node->symbol, " ");
	put_line(writing, node->first);
	put(writing, ": ", node->text, "\n");
	writing->tight = true;
}

static void put_table(struct writing *writing, const struct node *table)
{
	for (const struct node *row = table->first; row; row = row->next) {
		begin_line(writing, 0);
		for (const struct node *cell = row->first; cell; cell = cell->next) {
			put(writing, "| ", cell->text, "");
			put_line(writing, cell->first);
			fputc(' ', writing->out);
		}
		fputs("|\n", writing->out);
		if (row == table->first) {
			for (const struct node *cell = row->first; cell; cell = cell->next)
				fputs(cell->right ? "| ---: " : "| --- ", writing->out);
			fputs("|\n", writing->out);
		}
		writing->tight = row->next != NULL;
	}
}

static void put_block(struct writing *writing, const struct node *node, int indent, unsigned level)
{
	switch (node->kind) {
	case NODE_TITLE:
		put_heading(writing, node, level);
		break;
	case NODE_SECTION:
	case NODE_CARD:
		put_heading(writing, node, level + 1);
		put_blocks(writing, node, 0, level + 1);
		writing->tight = false;
		break;
	case NODE_FACT:
		put_fact(writing, node, indent, level);
		break;
	case NODE_FACTS:
	case NODE_FIGURES:
	case NODE_ROOT:
	case NODE_ARTICLE:
		put_blocks(writing, node, indent, level);
		writing->tight = false;
		break;
	case NODE_FIGURE:
		put_figure(writing, node);
		break;
	case NODE_ITEM:
		put_item(writing, node, indent, level);
		break;
	case NODE_ENTRY:
		put_entry(writing, node, indent, level);
		break;
	case NODE_ENTRIES:
		put_entries(writing, node, level);
		break;
	case NODE_TABLE:
		put_table(writing, node);
		break;
	default:
		begin_line(writing, indent);
		put(writing, "", node->text, "");
		end_line(writing, node->first, false);
		break;
	}
}

static void put_blocks(struct writing *writing, const struct node *parent, int indent, unsigned level)
{
	for (const struct node *node = node_blocks(parent->first); node; node = node->next)
		if (node_is_shown(node))
			put_block(writing, node, indent, level);
}

void outline_as_markdown(FILE *out, const struct outline *outline)
{
	struct writing writing = {.out = out, .outline = outline};

	put_blocks(&writing, outline->root, 0, outline->level);
}
