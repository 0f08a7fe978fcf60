#include "registry/document/head_lines.h"

#include "registry/base/ascii.h"

/* --- a tree ---------------------------------------------------------------------------------------------------------- */

static struct yaml_node *scalar_new(struct arena *nodes, struct str text, struct location at)
{
	struct yaml_node *node = ARENA_NEW(nodes, struct yaml_node);

	*node = (struct yaml_node){
		.kind = YAML_SCALAR, .text = text, .at = at, .end = {at.line, at.column + (uint32_t)text.n}};
	return node;
}

struct tree {
	struct yaml_node *root, *last;
};

static struct tree tree_new(struct arena *nodes)
{
	struct tree tree = {.root = ARENA_NEW(nodes, struct yaml_node)};

	tree.root->kind = YAML_MAP;
	return tree;
}

static void tree_add(struct tree *tree, struct yaml_node *key, struct yaml_node *value)
{
	key->value = value;
	if (tree->last)
		tree->last->next = key;
	else
		tree->root->first = key;
	tree->last = key;
}

/* --- headers --------------------------------------------------------------------------------------------------------- */

#define KEY_MAX 40u /* bytes of a key; a longer one is a sentence */

static size_t indent_of(struct str line)
{
	size_t at = 0;

	while (at < line.n && (line.at[at] == ' ' || line.at[at] == '\t'))
		at++;
	return at;
}

static bool is_key_letter(char c)
{
	return (c & 0x80) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || is_digit(c);
}

/* "Post-History: x": the bytes before the colon, of a line without its indentation; 0 when it is not such a line. */
static size_t header_key(struct str line)
{
	size_t n = 0;

	while (n < line.n && n < KEY_MAX && (is_key_letter(line.at[n]) || line.at[n] == '-' || line.at[n] == '_'))
		n++;
	return n && n < line.n && line.at[n] == ':' && (n + 1 == line.n || is_space(line.at[n + 1])) ? n : 0;
}

static bool is_header(struct str line)
{
	return header_key(str_part(line, indent_of(line), SIZE_MAX)) > 0;
}

/* What closes a head that this line opens, or "". */
static struct str frame_of(struct str line)
{
	if (str_equal(str_trim(line), STR("<pre>")))
		return STR("</pre>");
	return str_starts(line, STR("```")) ? STR("```") : STR_EMPTY;
}

static void head_take(struct str text, struct str rest, uint32_t line, struct str frame, struct head *out)
{
	struct str next = STR_EMPTY;
	const char *from = rest.at, *to = from;

	*out = (struct head){.first_line = line, .lines = line - 1};
	while (!out->closed && str_next_line(&rest, &next)) {
		out->lines++;
		out->closed = frame.n ? str_equal(str_trim(next), frame) : !str_trim(next).n;
		to = out->closed ? to : next.at + next.n;
	}
	out->inner = (struct str){from, (size_t)(to - from)};
	out->rest = rest.at ? rest : (struct str){text.at + text.n, 0};
}

bool head_headers_find(struct str text, struct head *out)
{
	struct str rest = text, line = STR_EMPTY, frame = STR_EMPTY, before = text;

	for (uint32_t number = 1; number <= HEAD_LINES_MAX && str_next_line(&rest, &line); number++) {
		if ((number == 1 || frame.n) && is_header(line)) {
			head_take(text, before, number, frame, out);
			return true;
		}
		frame = frame_of(line);
		before = rest;
	}
	return false;
}

static void headers_fault(struct fields *fields, struct location at)
{
	fields_problem(fields, PROBLEM_SYNTAX, at, argument_term(TERM_YAML_REMARK), argument_term(TERM_YAML_HELP));
}

static bool is_double(struct fields *fields, const struct yaml_node *root, struct str key, struct location at)
{
	for (const struct yaml_node *other = root->first; other; other = other->next)
		if (str_equal(other->text, key)) {
			fields_problem(fields, PROBLEM_KEY_DUPLICATE, at, key, STR_EMPTY);
			fields->problems->at[fields->problems->n - 1].other = other->at;
			return true;
		}
	return false;
}

/* What goes on from the line above; behind a comma, the list goes on. */
static void value_go_on(struct arena *nodes, struct yaml_node *value, struct str line, struct location at)
{
	if (!value->text.n)
		value->at = at;
	value->text = value->text.n ? arena_format(nodes, "%.*s %.*s", STR_ARG(value->text), STR_ARG(line)) : line;
	value->broken = true;
}

const struct yaml_node *head_headers_parse(struct fields *fields, struct arena *nodes, const struct head *head)
{
	struct tree tree = tree_new(nodes);
	struct yaml_node *value = NULL;
	struct str rest = head->inner, line = STR_EMPTY;
	size_t margin = indent_of(rest);

	for (uint32_t number = head->first_line; str_next_line(&rest, &line); number++) {
		size_t indent = indent_of(line);
		struct str text = str_trim(line), key = str_part(text, 0, header_key(text));
		struct str stated = str_part(text, key.n + 1, SIZE_MAX);
		struct location at = {number, (uint32_t)indent + 1};
		if (!text.n)
			continue;
		if (indent > margin && value) {
			value_go_on(nodes, value, text, at);
			continue;
		}
		value = NULL;
		if (!key.n) {
			headers_fault(fields, at);
		} else if (!is_double(fields, tree.root, key, at)) {
			uint32_t column = at.column + (uint32_t)key.n + 1 + (uint32_t)indent_of(stated);
			value = scalar_new(nodes, str_trim(stated), (struct location){number, column});
			tree_add(&tree, scalar_new(nodes, key, at), value);
		}
	}
	return tree.root;
}

/* --- lines ------------------------------------------------------------------------------------------------------------ */

/* The marks of lists and emphasis at the beginning. */
static size_t marks_before(struct str line, const char *marks)
{
	size_t at = 0;

	while (at < line.n && strchr(marks, line.at[at]))
		at++;
	return at;
}

static struct str without_marks_behind(struct str text)
{
	while (text.n && strchr("*_` \t", text.at[text.n - 1]))
		text.n--;
	return text;
}

static bool is_underline(struct str line)
{
	line = str_trim(line);
	return line.n > 2 && marks_before(line, "=-") == line.n;
}

/* Letters, figures, blanks, brackets and hyphens before a colon. */
static struct str line_key(struct str text)
{
	size_t colon = str_find(text, STR(":"), 0);

	for (size_t i = 0; i < colon && i < text.n; i++)
		if (!strchr(" -()/*_'", text.at[i]) && !is_key_letter(text.at[i]))
			return STR_EMPTY;
	return colon == SIZE_MAX || colon > KEY_MAX ? STR_EMPTY : without_marks_behind(str_part(text, 0, colon));
}

static void line_read(struct tree *tree, struct arena *nodes, struct str line, uint32_t number)
{
	size_t from = marks_before(line, " \t-*+_"), at = 0;
	struct str text = str_part(line, from, SIZE_MAX), key = line_key(text), value = STR_EMPTY;

	if (!key.n)
		return;
	at = from + str_find(text, STR(":"), 0) + 1;
	at += marks_before(str_part(line, at, SIZE_MAX), "* \t_`");
	value = without_marks_behind(str_part(line, at, SIZE_MAX));
	for (const struct yaml_node *other = tree->root->first; other; other = other->next)
		if (str_equal(other->text, key))
			return; /* in running text, a key may recur */
	tree_add(tree, scalar_new(nodes, key, (struct location){number, (uint32_t)from + 1}),
	         scalar_new(nodes, value, (struct location){number, (uint32_t)at + 1}));
}

const struct yaml_node *head_lines_parse(struct arena *nodes, struct str text)
{
	struct tree tree = tree_new(nodes);
	struct str rest = text, line = STR_EMPTY, next = STR_EMPTY, ahead = STR_EMPTY;

	for (uint32_t number = 1; number <= HEAD_LINES_MAX && str_next_line(&rest, &line); number++) {
		ahead = rest;
		if (str_starts(line, STR("##")) || str_starts(line, STR("```")))
			break;
		if (number > 3 && str_next_line(&ahead, &next) && str_trim(line).n && is_underline(next))
			break;
		line_read(&tree, nodes, line, number);
	}
	return tree.root;
}
