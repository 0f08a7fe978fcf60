/* What a text says, whatever its source looks like. */
#include "registry/base/ascii.h"
#include "registry/port/markdown/markdown_internal.h"

#include <cmark.h>
#include <stdio.h>

struct words {
	VEC(char) to;
	bool apart; /* a space comes before the next word, */
	bool ended; /* or a line */
};

static void words_end(struct words *words, bool line)
{
	words->apart = words->to.n > 0;
	words->ended = words->ended || (line && words->to.n > 0);
}

static void words_put(struct words *words, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is_space(text[i])) {
			words_end(words, false);
			continue;
		}
		if (words->apart)
			vec_push(&words->to, words->ended ? '\n' : ' ');
		words->apart = words->ended = false;
		vec_push(&words->to, text[i]);
	}
}

static void words_put_text(struct words *words, const char *text)
{
	if (text)
		words_put(words, text, strlen(text));
}

/* Comments are not shown. One that never ends hides the rest. */
static void words_put_html(struct words *words, const char *html)
{
	struct str rest = str_from(html ? html : "");

	while (rest.n) {
		size_t from = str_find(rest, STR("<!--"), 0), to = 0;
		words_put(words, rest.at, from == SIZE_MAX ? rest.n : from);
		if (from == SIZE_MAX)
			return;
		to = str_find(rest, STR("-->"), from);
		rest = to == SIZE_MAX ? STR_EMPTY : str_part(rest, to + 3, rest.n);
	}
}

static bool is_frame(struct str cell)
{
	for (size_t i = 0; i < cell.n; i++)
		if (cell.at[i] != '-' && cell.at[i] != ':' && cell.at[i] != ' ')
			return false;
	return cell.n > 0 && memchr(cell.at, '-', cell.n);
}

/* A line of a table, cell by cell; the line below the header says nothing. */
static void words_put_row(struct words *words, struct str line)
{
	while (line.n) {
		size_t bar = str_find(line, STR("|"), 0);
		struct str cell = str_trim(str_part(line, 0, bar == SIZE_MAX ? line.n : bar));
		if (!is_frame(cell))
			words_put(words, cell.at, cell.n);
		words_end(words, false);
		if (bar == SIZE_MAX)
			return;
		if (words->to.n && bar)
			words_put(words, "|", 1);
		words_end(words, false);
		line = str_part(line, bar + 1, line.n);
	}
}

static void words_put_table(struct words *words, struct str source)
{
	struct str line = STR_EMPTY;

	while (str_next_line(&source, &line)) {
		line = str_trim(line);
		if (str_starts(line, STR("|")))
			line = str_part(line, 1, line.n);
		if (str_ends(line, STR("|")))
			line.n--;
		words_put_row(words, line);
		words_end(words, true);
	}
}

static void node_number(struct words *words, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item);
	char number[16];

	if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST || cmark_node_previous(item))
		return; /* the first number tells all of them */
	snprintf(number, sizeof number, "%d.", cmark_node_get_list_start(list));
	words_put_text(words, number);
	words_end(words, false);
}

static void node_enter(struct words *words, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		words_put_text(words, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE_BLOCK:
		words_put_text(words, cmark_node_get_literal(node));
		words_end(words, true);
		break;
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_HTML_BLOCK:
		words_put_html(words, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		words_end(words, false);
		break;
	case CMARK_NODE_ITEM:
		node_number(words, node);
		break;
	default:
		break;
	}
}

static void node_leave(struct words *words, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		words_put_text(words, "<");
		words_put_text(words, cmark_node_get_url(node));
		words_put_text(words, ">");
		break;
	case CMARK_NODE_HEADING:
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HTML_BLOCK:
		words_end(words, true);
		break;
	default:
		break;
	}
}

/* The lines that a paragraph stands on. */
static struct str node_source(const struct markdown_lines *lines, struct str text, cmark_node *node)
{
	int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);

	if (first < 1 || last < first || (size_t)last >= lines->n)
		return STR_EMPTY;
	return (struct str){text.at + lines->at[first - 1], lines->at[last] - lines->at[first - 1]};
}

static bool node_is_table(struct str source, cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
	       cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT &&
	       markdown_is_table(source, (uint32_t)cmark_node_get_start_column(node), false);
}

/* Enters a node; true when its children are to be walked as well. */
static bool tree_enter(struct words *words, const struct markdown_lines *lines, struct str text, cmark_node *node)
{
	struct str source =
		cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH ? node_source(lines, text, node) : STR_EMPTY;

	if (source.n && node_is_table(source, node)) {
		words_put_table(words, source);
		return false;
	}
	node_enter(words, node);
	return true;
}

/* No iterator of cmark's: its memory would not be the scratch arena's. */
static void tree_put(struct words *words, const struct markdown_lines *lines, struct str text, cmark_node *root)
{
	cmark_node *node = cmark_node_first_child(root);

	while (node && node != root) {
		cmark_node *next = tree_enter(words, lines, text, node) ? cmark_node_first_child(node) : NULL;
		while (!next && node != root) {
			node_leave(words, node);
			next = cmark_node_next(node);
			if (!next)
				node = cmark_node_parent(node);
		}
		node = next;
	}
}

struct str markdown_words(struct arena *arena, struct arena *scratch, struct str text, struct markdown_limits limits)
{
	struct markdown_lines lines = {0};
	struct location at = {0};
	struct words words = {0};
	struct str found = STR_EMPTY;

	if (!text.n)
		return STR_EMPTY;
	if (markdown_guard(&lines, text, limits, &at) == MARKDOWN_OK)
		tree_put(&words, &lines, text, markdown_tree(text, scratch));
	else
		words_put(&words, text.at, text.n);
	found = arena_copy(arena, (struct str){words.to.at, words.to.n});
	vec_release(&words.to);
	vec_release(&lines);
	return found;
}
