#include "registry/document/yaml_fields.h"

#include "registry/base/ascii.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/document/date_explain.h"
#include "registry/document/yaml_explain.h"
#include "registry/document/yaml_line.h"

void fields_tell(struct fields *fields, enum problem_kind kind, struct location at, struct argument a,
                 struct argument b)
{
	struct problem problem = {.kind = kind, .at = at, .args = {a, b}};

	for (int i = 0; i < 2; i++)
		problem.args[i].text = arena_copy(fields->arena, problem.args[i].text);
	vec_push(fields->problems, problem);
}

static void duplicate_key_problem(struct fields *fields, const struct yaml_error *error)
{
	fields_problem(fields, PROBLEM_KEY_DUPLICATE, error->at, error->detail, STR_EMPTY);
	fields->problems->at[fields->problems->n - 1].other = error->other;
}

static void limit_problem(struct fields *fields, enum problem_kind kind, struct location at, uint32_t limit)
{
	fields_problem(fields, kind, at, arena_format(fields->arena, "%u", limit), STR_EMPTY);
}

struct location fields_location(struct str text, size_t offset)
{
	struct location at = {1, 1};

	for (size_t i = 0; i < offset; i++) {
		at.column++;
		if (text.at[i] == '\n')
			at = (struct location){at.line + 1, 1};
	}
	return at;
}

/* libyaml would also take UTF-16, in which no place could be told. */
static bool is_utf8(struct fields *fields, struct str text)
{
	size_t invalid = utf8_invalid_at(text);

	if (invalid != SIZE_MAX)
		fields_problem(fields, PROBLEM_SYNTAX, fields_location(text, invalid),
		               argument_term(TERM_YAML_ENCODING), argument_term(TERM_YAML_HELP));
	return invalid == SIZE_MAX;
}

static void explain(struct fields *fields, struct yaml_explanation explanation, enum problem_kind kind)
{
	fields_tell(fields, kind, explanation.at, explanation.cause, explanation.advice);
	fields->problems->at[fields->problems->n - 1].sure = explanation.sure;
}

const struct yaml_node *fields_parse(struct fields *fields, struct arena *nodes, struct str text, uint32_t first_line,
                                     struct yaml_limits limits, bool front_matter)
{
	struct yaml_node *root = NULL;
	struct yaml_error error = {.problem = YAML_OK};

	if (!front_matter && !is_utf8(fields, text)) /* front matter is part of a text that is known to be */
		return NULL;
	switch (yaml_parse(&root, nodes, text, first_line, limits, &error)) {
	case YAML_OK:
		break;
	case YAML_DUPLICATE_KEY:
		duplicate_key_problem(fields, &error);
		break;
	case YAML_ALIAS:
	case YAML_SYNTAX:
		explain(fields, yaml_explain(fields->arena, text, first_line, limits, &error, fields->knows),
		        error.problem == YAML_ALIAS ? PROBLEM_ALIAS : PROBLEM_SYNTAX);
		break;
	case YAML_TOO_DEEP:
		limit_problem(fields, PROBLEM_LIMIT_yaml_depth, error.at, limits.depth);
		break;
	case YAML_TOO_MANY_NODES:
		limit_problem(fields, front_matter ? PROBLEM_LIMIT_yaml_nodes : PROBLEM_LIMIT_data_nodes, error.at,
		              limits.nodes);
		break;
	case YAML_KEY_SHAPE:
		fields_problem(fields, PROBLEM_SYNTAX, error.at, argument_term(TERM_KEY_NOT_TEXT),
		               argument_term(TERM_YAML_HELP));
		break;
	case YAML_MANY_DOCUMENTS:
		fields_problem(fields, PROBLEM_SYNTAX, error.at, argument_term(TERM_SECOND_DOCUMENT),
		               argument_term(TERM_YAML_HELP));
		break;
	}
	return root;
}

static bool is_absent(const struct yaml_node *value)
{
	return !value || yaml_is_null(value);
}

/* The next of a list "a, b". */
static bool next_listed(struct str *rest, struct str *word)
{
	size_t comma = str_find(*rest, STR(", "), 0);

	*word = str_part(*rest, 0, comma);
	*rest = comma == SIZE_MAX ? STR_EMPTY : str_part(*rest, comma + 2, rest->n);
	return word->n > 0;
}

static bool list_has(const char *list, struct str text)
{
	struct str rest = list ? str_from(list) : STR_EMPTY, word = STR_EMPTY;

	while (next_listed(&rest, &word))
		if (str_equal(word, text))
			return true;
	return false;
}

/* "[policy]" is "policy", "{Policy: så}" a text with a colon, "§ 45" the number 45, "ja" is true; or "". */
static struct str shape_meant(struct fields *fields, struct str key, const struct yaml_node *value, enum term expected)
{
	struct str text = value->text;
	size_t from = 0, to = 0;

	if (value->kind == YAML_LIST && value->first && value->first->kind == YAML_SCALAR)
		return arena_format(fields->arena, "%.*s: %.*s", STR_ARG(key), STR_ARG(value->first->text));
	if (value->kind == YAML_MAP && expected == TERM_TEXT && value->first && !value->first->next &&
	    value->first->value->kind == YAML_SCALAR && !yaml_is_null(value->first->value))
		return value->flow ? arena_format(fields->arena, "%.*s: %.*s", STR_ARG(key),
		                                  STR_ARG(value->first->value->text))
		                   : yaml_in_quotes(fields->arena, arena_format(fields->arena, "%.*s: %.*s",
		                                                                STR_ARG(value->first->text),
		                                                                STR_ARG(value->first->value->text)));
	if (value->kind != YAML_SCALAR)
		return STR_EMPTY;
	while (from < text.n && !is_digit(text.at[from]))
		from++;
	for (to = from; to < text.n && is_digit(text.at[to]);)
		to++;
	if (expected == TERM_SMALL_NUMBER && to > from && to - from < 10)
		return arena_format(fields->arena, "%.*s: %.*s", STR_ARG(key),
		                    STR_ARG(str_part(text, from, to - from)));
	if (expected == TERM_BOOL && list_has("ja, Ja, yes, Yes, True, TRUE, sant, on, 1", text))
		return arena_format(fields->arena, "%.*s: true", STR_ARG(key));
	if (expected == TERM_BOOL && list_has("nej, Nej, no, No, False, FALSE, falskt, off, 0", text))
		return arena_format(fields->arena, "%.*s: false", STR_ARG(key));
	return STR_EMPTY;
}

static bool wrong_shape(struct fields *fields, struct str key, const struct yaml_node *value, enum term expected)
{
	fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(expected));
	fields->problems->at[fields->problems->n - 1].args[2].text = shape_meant(fields, key, value, expected);
	return false;
}

bool fields_braced_list(struct fields *fields, struct str key, const struct yaml_node *value)
{
	struct str list = STR_EMPTY;

	for (const struct yaml_node *item = value->kind == YAML_MAP ? value->first : NULL; item; item = item->next) {
		if (!yaml_is_null(item->value))
			return false;
		list = arena_format(fields->arena, "%.*s%s%.*s", STR_ARG(list), list.n ? ", " : "",
		                    STR_ARG(item->text));
	}
	if (!list.n || !value->flow)
		return false;
	fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_LIST));
	fields->problems->at[fields->problems->n - 1].args[2].text =
		arena_format(fields->arena, "%.*s: [%.*s]", STR_ARG(key), STR_ARG(list));
	return true;
}

bool fields_text(struct fields *fields, struct str key, const struct yaml_node *value, struct str *out)
{
	struct str text = {0};

	if (is_absent(value))
		return false;
	if (value->kind != YAML_SCALAR)
		return wrong_shape(fields, key, value, TERM_TEXT);
	text = str_trim(value->text);
	if (!text.n)
		return wrong_shape(fields, key, value, TERM_TEXT);
	*out = arena_copy(fields->arena, text);
	return true;
}

bool fields_date(struct fields *fields, struct str key, const struct yaml_node *value, struct date *out)
{
	struct problem *told = NULL;

	if (is_absent(value))
		return false;
	if (value->kind != YAML_SCALAR)
		return wrong_shape(fields, key, value, TERM_DATE);
	if (date_parse(value->text, out) || (fields->dates && date_meant(value->text, out)))
		return true;
	*out = DATE_NONE;
	fields_problem(fields, PROBLEM_DATE, value->at, key, value->text);
	told = &fields->problems->at[fields->problems->n - 1];
	told->sure = date_explain(fields->arena, key, value->text, &told->args[2].text, &told->args[3]);
	return false;
}

bool fields_number(struct fields *fields, struct str key, const struct yaml_node *value, uint32_t *out)
{
	uint64_t number = 0;

	if (is_absent(value))
		return false;
	if (value->kind != YAML_SCALAR || value->text.n == 0 || value->text.n > 9)
		return wrong_shape(fields, key, value, TERM_SMALL_NUMBER);
	for (size_t i = 0; i < value->text.n; i++) {
		char c = value->text.at[i];
		if (!is_digit(c))
			return wrong_shape(fields, key, value, TERM_SMALL_NUMBER);
		number = number * 10 + (uint64_t)(c - '0');
	}
	*out = (uint32_t)number;
	return true;
}

bool fields_bool(struct fields *fields, struct str key, const struct yaml_node *value, bool *out)
{
	if (is_absent(value))
		return false;
	if (value->kind == YAML_SCALAR &&
	    (str_equal(value->text, STR("true")) || str_equal(value->text, STR("false")))) {
		*out = value->text.at[0] == 't';
		return true;
	}
	return wrong_shape(fields, key, value, TERM_BOOL);
}

typedef VEC(struct named) named_vec;

static void add_name(struct fields *fields, named_vec *found, struct str text, struct location at)
{
	struct str trimmed = str_trim(text);

	if (trimmed.n)
		vec_push(found, (struct named){arena_copy(fields->arena, trimmed), at});
}

static void cut_at_commas(struct fields *fields, named_vec *found, const struct yaml_node *value)
{
	size_t from = 0;

	for (size_t i = 0; i <= value->text.n; i++) {
		if (i < value->text.n && value->text.at[i] != ',')
			continue;
		struct str piece = str_part(value->text, from, i - from);
		struct location at = value->at;
		if (!value->quoted && !value->broken) /* where the text stands as it is read */
			at.column += (uint32_t)(from + (size_t)(str_trim(piece).at - piece.at));
		add_name(fields, found, piece, at);
		from = i + 1;
	}
}

static bool names_collect(struct fields *fields, struct str key, const struct yaml_node *value, bool commas,
                          named_vec *found)
{
	bool good = true;

	if (value->kind == YAML_MAP)
		return fields_braced_list(fields, key, value) ? false : wrong_shape(fields, key, value, TERM_LIST);
	if (value->kind == YAML_SCALAR) {
		if (commas)
			cut_at_commas(fields, found, value);
		else
			add_name(fields, found, value->text, value->at);
		return true;
	}
	for (const struct yaml_node *item = value->first; item; item = item->next) {
		if (item->kind != YAML_SCALAR || !str_trim(item->text).n)
			good = wrong_shape(fields, key, item, TERM_TEXT);
		else
			add_name(fields, found, item->text, item->at);
	}
	return good;
}

bool fields_names(struct fields *fields, struct str key, const struct yaml_node *value, bool commas, struct names *out)
{
	named_vec found = {0};
	bool good = false;

	if (is_absent(value))
		return false;
	good = names_collect(fields, key, value, commas, &found);
	out->n = (uint32_t)found.n;
	out->at = ARENA_ARRAY(fields->arena, struct named, found.n);
	if (found.n)
		memcpy(out->at, found.at, found.n * sizeof *found.at);
	vec_release(&found);
	return good;
}

struct choice choice_of(struct str text)
{
	return (struct choice){.names = spelling_of(text), .others = spelling_of(text)};
}

void choice_try(struct choice *choice, const char *name, const char *also)
{
	struct str rest = also ? str_from(also) : STR_EMPTY, word = STR_EMPTY;

	spelling_try(&choice->names, str_from(name));
	while (next_listed(&rest, &word)) {
		spelling_try(&choice->others, word);
		if (choice->others.best.at == word.at)
			choice->meant = str_from(name);
	}
}

/* Another word that says the same counts when it is nearer than any name. */
static bool is_other(const struct choice *choice)
{
	return spelling_nearest(&choice->others).n && choice->others.first < choice->names.first;
}

static struct str choice_nearest(const struct choice *choice)
{
	return is_other(choice) ? choice->meant : spelling_nearest(&choice->names);
}

static bool choice_is_sure(const struct choice *choice)
{
	return !is_other(choice) && spelling_nearest(&choice->names).n && spelling_is_sure(&choice->names);
}

/* "a, b, c" */
static struct str words_listed(struct arena *arena, const struct allowed *words)
{
	struct str list = STR_EMPTY;

	for (const struct allowed *word = words; word->name; word++)
		list = arena_format(arena, "%.*s%s%s", STR_ARG(list), list.n ? ", " : "", word->name);
	return list;
}

static struct choice choice_among(struct str text, const struct allowed *words)
{
	struct choice choice = choice_of(text);

	for (const struct allowed *word = words; word->name; word++)
		choice_try(&choice, word->name, word->also);
	return choice;
}

void fields_key_meant(struct fields *fields, const struct yaml_node *key, const struct choice *choice)
{
	fields_problem(fields, PROBLEM_KEY_UNKNOWN, key->at, key->text, choice_nearest(choice));
	fields->problems->at[fields->problems->n - 1].sure = choice_is_sure(choice);
}

void fields_key_unknown(struct fields *fields, const struct yaml_node *key, const struct allowed *words)
{
	struct choice choice = choice_among(key->text, words);

	fields_key_meant(fields, key, &choice);
}

static void word_unknown(struct fields *fields, struct str key, const struct yaml_node *value,
                         const struct allowed *words)
{
	struct choice choice = choice_among(value->text, words);
	struct problem *told = NULL;

	fields_problem(fields, PROBLEM_WORD, value->at, key, value->text);
	told = &fields->problems->at[fields->problems->n - 1];
	told->args[2].text = choice_nearest(&choice);
	told->args[3].text = words_listed(fields->arena, words);
	told->sure = choice_is_sure(&choice);
}

int fields_word(struct fields *fields, struct str key, const struct yaml_node *value, const struct allowed *words,
                bool also_counts)
{
	if (is_absent(value))
		return -1;
	if (value->kind != YAML_SCALAR) {
		wrong_shape(fields, key, value, TERM_TEXT);
		return -1;
	}
	for (int i = 0; words[i].name; i++)
		if (str_equal(value->text, str_from(words[i].name)) ||
		    (also_counts && list_has(words[i].also, value->text)))
			return i;
	word_unknown(fields, key, value, words);
	return -1;
}
