#include "registry/base/ascii.h"
#include "registry/document/head_lines.h"

struct toml {
	struct fields *fields;
	struct arena *nodes;
	struct str text;
	size_t at, line_at; /* where the line begins */
	uint32_t line, depth, count;
	struct yaml_limits limits;
	bool broken;
};

static struct location here(const struct toml *toml)
{
	return (struct location){toml->line, (uint32_t)(toml->at - toml->line_at) + 1};
}

static void fail(struct toml *toml)
{
	if (!toml->broken)
		fields_problem(toml->fields, PROBLEM_SYNTAX, here(toml), argument_term(TERM_TOML), STR_EMPTY);
	toml->broken = true;
}

static char peek(const struct toml *toml)
{
	return toml->at < toml->text.n ? toml->text.at[toml->at] : '\0';
}

static void step(struct toml *toml)
{
	if (peek(toml) == '\n') {
		toml->line++;
		toml->line_at = toml->at + 1;
	}
	toml->at++;
}

/* Blanks and a comment; with `lines`, line ends too. */
static void skip(struct toml *toml, bool lines)
{
	while (peek(toml) == ' ' || peek(toml) == '\t' || peek(toml) == '\r' || peek(toml) == '#' ||
	       (lines && peek(toml) == '\n'))
		if (peek(toml) == '#')
			while (toml->at < toml->text.n && peek(toml) != '\n')
				toml->at++;
		else
			step(toml);
}

static struct yaml_node *node_new(struct toml *toml, enum yaml_kind kind)
{
	struct yaml_node *node = ARENA_NEW(toml->nodes, struct yaml_node);

	node->kind = kind;
	node->at = here(toml);
	node->flow = kind != YAML_SCALAR;
	if (++toml->count > toml->limits.nodes && !toml->broken) {
		fields_problem(toml->fields, PROBLEM_LIMIT_yaml_nodes, node->at,
		               arena_format(toml->fields->arena, "%u", toml->limits.nodes), STR_EMPTY);
		toml->broken = true;
	}
	return node;
}

static uint32_t hex_read(struct toml *toml, int digits)
{
	uint32_t code = 0;

	for (; digits-- > 0; toml->at++) {
		char c = peek(toml);
		uint32_t digit = is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a') + 10;
		if (digit > 15)
			return UINT32_MAX;
		code = code * 16 + digit;
	}
	return code;
}

/* A code point as UTF-8; how many bytes that are. */
static size_t utf8_put(char *out, uint32_t code)
{
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

	for (size_t i = n; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3F));
	out[0] = (char)(n == 1 ? code : (0xF00u >> n & 0xFF) | code);
	return n;
}

/* What stands behind a backslash; false when it means nothing. */
static bool escape_read(struct toml *toml, char *out, size_t *n)
{
	static const char codes[] = "btnfr\"\\/", means[] = "\b\t\n\f\r\"\\/";
	char c = peek(toml);
	const char *known = c ? strchr(codes, c) : NULL;
	uint32_t code = 0;

	toml->at++;
	if (known) {
		out[(*n)++] = means[known - codes];
		return true;
	}
	code = c == 'u' ? hex_read(toml, 4) : c == 'U' ? hex_read(toml, 8) : UINT32_MAX;
	if (!code || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		return false;
	*n += utf8_put(out + *n, code);
	return true;
}

/* "basic" or 'literal', in one line. */
static struct yaml_node *string_read(struct toml *toml)
{
	struct yaml_node *node = node_new(toml, YAML_SCALAR);
	char quote = peek(toml), *out = arena_alloc(toml->nodes, toml->text.n - toml->at + 1, 1);
	size_t n = 0;

	node->quoted = true;
	toml->at++;
	while (peek(toml) != quote) {
		char c = peek(toml);
		if (toml->at >= toml->text.n || c == '\n') {
			fail(toml);
			return node;
		}
		toml->at++;
		if (c != '\\' || quote == '\'')
			out[n++] = c;
		else if (!escape_read(toml, out, &n)) {
			fail(toml);
			return node;
		}
	}
	toml->at++;
	if (!n && peek(toml) == quote) /* """: over several lines */
		fail(toml);
	node->text = (struct str){out, n};
	node->end = here(toml);
	return node;
}

/* A number, a date, true or false: as it stands. */
static struct yaml_node *bare_read(struct toml *toml, const char *marks)
{
	struct yaml_node *node = node_new(toml, YAML_SCALAR);
	size_t from = toml->at;

	while (is_digit(peek(toml)) || ((peek(toml) | 0x20) >= 'a' && (peek(toml) | 0x20) <= 'z') ||
	       (peek(toml) && strchr(marks, peek(toml))))
		toml->at++;
	node->text = str_trim(str_part(toml->text, from, toml->at - from));
	node->end = here(toml);
	if (!node->text.n)
		fail(toml);
	return node;
}

static struct yaml_node *value_read(struct toml *toml);
static void pair_read(struct toml *toml, struct yaml_node *map);

static bool nest(struct toml *toml)
{
	if (++toml->depth <= toml->limits.depth)
		return true;
	fields_problem(toml->fields, PROBLEM_LIMIT_yaml_depth, here(toml),
	               arena_format(toml->fields->arena, "%u", toml->limits.depth), STR_EMPTY);
	toml->broken = true;
	return false;
}

/* An array, or an inline table, up to its bracket. */
static struct yaml_node *bracket_read(struct toml *toml, enum yaml_kind kind, char close)
{
	struct yaml_node *node = node_new(toml, kind), *last = NULL;

	toml->at++;
	if (!nest(toml))
		return node;
	for (skip(toml, true); !toml->broken && peek(toml) != close; skip(toml, true)) {
		if (kind == YAML_MAP) {
			pair_read(toml, node);
		} else {
			struct yaml_node *item = value_read(toml);
			*(last ? &last->next : &node->first) = item;
			last = item;
		}
		skip(toml, true);
		if (peek(toml) == ',')
			toml->at++;
		else if (peek(toml) != close)
			fail(toml);
	}
	toml->at++;
	toml->depth--;
	node->end = here(toml);
	return node;
}

static struct yaml_node *value_read(struct toml *toml)
{
	switch (peek(toml)) {
	case '"':
	case '\'':
		return string_read(toml);
	case '[':
		return bracket_read(toml, YAML_LIST, ']');
	case '{':
		return bracket_read(toml, YAML_MAP, '}');
	default:
		return bare_read(toml, "+-._:");
	}
}

static struct yaml_node *key_read_toml(struct toml *toml)
{
	struct yaml_node *key = peek(toml) == '"' || peek(toml) == '\'' ? string_read(toml) : bare_read(toml, "-_");

	skip(toml, false);
	return key;
}

/* The key in the map, or NULL; *last: the last of them all. */
static struct yaml_node *key_in(const struct yaml_node *map, struct str name, struct yaml_node **last)
{
	struct yaml_node *found = NULL;

	*last = NULL;
	for (struct yaml_node *key = map->first; key; key = key->next) {
		found = str_equal(key->text, name) ? key : found;
		*last = key;
	}
	return found;
}

/* Puts a key into the map; of one written twice, the first stands. */
static void put(struct toml *toml, struct yaml_node *map, struct yaml_node *key)
{
	struct yaml_node *last = NULL, *other = key_in(map, key->text, &last);

	if (other) {
		fields_problem(toml->fields, PROBLEM_KEY_DUPLICATE, key->at, key->text, STR_EMPTY);
		toml->fields->problems->at[toml->fields->problems->n - 1].other = other->at;
		return;
	}
	*(last ? &last->next : &map->first) = key;
}

static void pair_read(struct toml *toml, struct yaml_node *map)
{
	struct yaml_node *key = key_read_toml(toml);

	if (toml->broken || peek(toml) != '=') {
		fail(toml);
		return;
	}
	toml->at++;
	skip(toml, false);
	key->value = value_read(toml);
	if (!toml->broken)
		put(toml, map, key);
}

/* [table] or [[table]]: the map that the following pairs go into. */
static struct yaml_node *table_read(struct toml *toml, struct yaml_node *root)
{
	bool several = str_starts(str_part(toml->text, toml->at, 2), STR("[["));
	struct yaml_node *key = NULL, *last = NULL, *other = NULL, *map = NULL;

	toml->at += several ? 2 : 1;
	skip(toml, false);
	key = key_read_toml(toml);
	if (toml->broken || !str_starts(str_part(toml->text, toml->at, 2), several ? STR("]]") : STR("]"))) {
		fail(toml);
		return root;
	}
	toml->at += several ? 2 : 1;
	map = node_new(toml, YAML_MAP);
	other = key_in(root, key->text, &last);
	key->value = map;
	if (several && other && other->value->kind == YAML_LIST) {
		for (last = other->value->first; last->next;)
			last = last->next;
		last->next = map;
		return map;
	}
	if (several) {
		key->value = node_new(toml, YAML_LIST);
		key->value->first = map;
	}
	put(toml, root, key);
	return map;
}

const struct yaml_node *head_toml_parse(struct fields *fields, struct arena *nodes, const struct head *head,
                                        struct yaml_limits limits)
{
	struct toml toml = {
		.fields = fields, .nodes = nodes, .text = head->inner, .line = head->first_line, .limits = limits};
	struct yaml_node *root = node_new(&toml, YAML_MAP), *table = root;

	for (skip(&toml, true); !toml.broken && toml.at < toml.text.n; skip(&toml, true)) {
		if (peek(&toml) == '[')
			table = table_read(&toml, root);
		else
			pair_read(&toml, table);
		skip(&toml, false);
		if (!toml.broken && toml.at < toml.text.n && peek(&toml) != '\n')
			fail(&toml);
	}
	return toml.broken ? NULL : root;
}
