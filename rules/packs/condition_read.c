/* Conditions, from YAML. */
#include "registry/validity/status.h"
#include "rules/language/amount.h"
#include "rules/packs/rule_reading.h"

static const char *const kind_words[TEST_KINDS] = {"all",     "any",   "not",   "text",  "near", "count",
                                                   "section", "field", "cites", "table", "term", "each"};

static const char *const scope_words[SCOPE_COUNT] = {"document",  "front-matter", "section", "heading",
                                                     "paragraph", "sentence",     "item",    "cell"};

/* The keys inside of a condition, and the kinds that take them. */
enum key {
	COND_PATTERN,
	COND_PATTERNS,
	COND_IN,
	COND_WITHIN,
	COND_HEADING,
	COND_IS,
	COND_CASE,
	COND_AT_LEAST,
	COND_AT_MOST,
	COND_WORDS,
	COND_MIN_WORDS,
	COND_BEFORE,
	COND_ALIKE,
	COND_LEVEL,
	COND_KEY,
	COND_PRESENT,
	COND_EQUALS,
	COND_ONE_OF,
	COND_MATCHES,
	COND_NOT_BEFORE,
	COND_NOT_AFTER,
	COND_DOCUMENT,
	COND_PART,
	COND_STATUS,
	COND_COLUMNS,
	COND_ROW,
	COND_SUM,
	COND_COLUMN,
	COND_TOTAL,
	COND_DEFINED,
	COND_EXCEPT,
	COND_CONSISTENT,
	COND_REPLACED,
	COND_BY,
	COND_WHERE,
	COND_REQUIRE,
	COND_COUNT
};

#define IN(kind) (1u << TEST_##kind)
#define IN_SUM (1u << TEST_KINDS) /* inside `sum:` of a table */

static const struct {
	const char *word;
	unsigned kinds;
} keys[COND_COUNT] = {
	[COND_PATTERN] = {"pattern", IN(TEXT) | IN(COUNT)},
	[COND_PATTERNS] = {"patterns", IN(NEAR)},
	[COND_IN] = {"in", IN(TEXT) | IN(COUNT) | IN(EACH)},
	[COND_WITHIN] = {"within", IN(NEAR)},
	[COND_HEADING] = {"heading", IN(TEXT) | IN(COUNT) | IN(NEAR) | IN(SECTION) | IN(EACH)},
	[COND_IS] = {"is", IN(TEXT) | IN(COUNT) | IN(NEAR)},
	[COND_CASE] = {"case", IN(TEXT) | IN(COUNT) | IN(NEAR) | IN(TERM)},
	[COND_AT_LEAST] = {"at-least", IN(COUNT) | IN(FIELD)},
	[COND_AT_MOST] = {"at-most", IN(COUNT) | IN(FIELD)},
	[COND_WORDS] = {"words", IN(NEAR)},
	[COND_MIN_WORDS] = {"min-words", IN(SECTION)},
	[COND_BEFORE] = {"before", IN(SECTION)},
	[COND_ALIKE] = {"alike", IN(SECTION)},
	[COND_LEVEL] = {"level", IN(SECTION) | IN(EACH)},
	[COND_KEY] = {"key", IN(FIELD)},
	[COND_PRESENT] = {"present", IN(FIELD)},
	[COND_EQUALS] = {"equals", IN(FIELD) | IN_SUM},
	[COND_ONE_OF] = {"one-of", IN(FIELD)},
	[COND_MATCHES] = {"matches", IN(FIELD)},
	[COND_NOT_BEFORE] = {"not-before", IN(FIELD)},
	[COND_NOT_AFTER] = {"not-after", IN(FIELD)},
	[COND_DOCUMENT] = {"document", IN(CITES)},
	[COND_PART] = {"part", IN(CITES)},
	[COND_STATUS] = {"status", IN(CITES)},
	[COND_COLUMNS] = {"columns", IN(TABLE)},
	[COND_ROW] = {"row", IN(TABLE)},
	[COND_SUM] = {"sum", IN(TABLE)},
	[COND_COLUMN] = {"column", IN_SUM},
	[COND_TOTAL] = {"total", IN_SUM},
	[COND_DEFINED] = {"defined", IN(TERM)},
	[COND_EXCEPT] = {"except", IN(TERM)},
	[COND_CONSISTENT] = {"consistent", IN(TERM)},
	[COND_REPLACED] = {"replaced", IN(TERM)},
	[COND_BY] = {"by", IN(TERM)},
	[COND_WHERE] = {"where", IN(EACH)},
	[COND_REQUIRE] = {"require", IN(EACH)},
};

/* --- patterns ------------------------------------------------------------------------------------------------------- */

/* A pattern's index; NO_PATTERN, with a problem told, when it cannot be used. */
static uint32_t pattern_read(struct pack_reading *reading, const struct yaml_node *key, const struct yaml_node *value,
                             bool case_counts)
{
	struct str text = STR_EMPTY, filled = STR_EMPTY;
	struct regex_error error = {0};
	uint32_t pattern = NO_PATTERN;

	if (yaml_is_null(value)) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, key->text, STR("@text"));
		return NO_PATTERN;
	}
	if (!fields_text(&reading->fields, key->text, value, &text) || !pattern_fill(reading, text, value->at, &filled))
		return NO_PATTERN;
	pattern = rulebook_pattern(reading->rulebook, filled, case_counts, &error);
	if (pattern == NO_PATTERN && !error.message[0])
		pattern_limit_told(reading, value->at);
	else if (pattern == NO_PATTERN)
		fields_problem(&reading->fields, PROBLEM_PATTERN, value->at, text, str_from(error.message));
	return pattern;
}

/* One pattern, or a list of them. */
static void patterns_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key,
                          bool case_counts)
{
	const struct yaml_node *value = key->value;
	uint32_t count = 0;

	if (value->kind == YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, key->text, STR("@list"));
		return;
	}
	if (value->kind == YAML_LIST)
		for (const struct yaml_node *item = value->first; item; item = item->next)
			count++;
	condition->patterns = ARENA_ARRAY(&reading->rulebook->arena, uint32_t, count ? count : 1);
	if (value->kind == YAML_SCALAR)
		condition->patterns[condition->pattern_count++] = pattern_read(reading, key, value, case_counts);
	else
		for (const struct yaml_node *item = value->first; item; item = item->next)
			condition->patterns[condition->pattern_count++] = pattern_read(reading, key, item, case_counts);
}

/* --- values --------------------------------------------------------------------------------------------------------- */

static void number_read(struct pack_reading *reading, const struct condition *condition, const struct yaml_node *key,
                        bool *has, int64_t *out)
{
	const struct yaml_node *value = key->value;
	int64_t number = 0;

	if (value->kind != YAML_SCALAR || !amount_read(value->text, &number) || number < 0) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, key->text, STR("@a-number"));
		return;
	}
	*has = true;
	*out = condition->kind == TEST_COUNT ? number / 100 : number;
}

static void field_test_set(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key,
                           enum field_test test)
{
	struct names *values = &condition->values;

	condition->field_test = test;
	if (test == FIELD_PRESENT)
		fields_bool(&reading->fields, key->text, key->value, &condition->wanted);
	else if (test == FIELD_EQUALS || test == FIELD_ONE_OF)
		fields_names(&reading->fields, key->text, key->value, false, values);
	else
		fields_date(&reading->fields, key->text, key->value, &condition->date);
}

static void statuses_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key)
{
	const char *words[STATUS_COUNT];
	struct names names = {0};

	for (int i = 0; i < STATUS_COUNT; i++)
		words[i] = status_name((enum status)i);
	if (!fields_names(&reading->fields, key->text, key->value, false, &names))
		return;
	for (uint32_t i = 0; i < names.n; i++) {
		struct yaml_node word = {.kind = YAML_SCALAR, .at = names.at[i].at, .text = names.at[i].text};
		int status = fields_word(&reading->fields, key->text, &word, words, STATUS_COUNT);
		if (status >= 0)
			condition->statuses |= 1u << status;
	}
}

static void keys_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *map,
                      unsigned inside);

static void term_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key,
                      enum term_test test, bool case_counts)
{
	condition->term_test = test;
	patterns_read(reading, condition, key, case_counts);
}

static void scope_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key)
{
	int scope = fields_word(&reading->fields, key->text, key->value, scope_words, SCOPE_COUNT);

	if (scope >= 0)
		condition->scope = (enum rule_scope)scope;
}

static void polarity_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key)
{
	static const char *const words[] = {"any", "asserted", "denied"};
	int polarity = fields_word(&reading->fields, key->text, key->value, words, FIELDS_COUNT(words));

	if (polarity >= 0)
		condition->polarity = (enum polarity)polarity;
}

static void key_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *key,
                     enum key which, bool case_counts)
{
	struct fields *fields = &reading->fields;

	switch (which) {
	case COND_PATTERN:
	case COND_PATTERNS:
	case COND_COLUMNS:
		patterns_read(reading, condition, key, case_counts);
		break;
	case COND_IN:
	case COND_WITHIN:
		scope_read(reading, condition, key);
		break;
	case COND_HEADING:
		condition->heading = pattern_read(reading, key, key->value, false);
		break;
	case COND_IS:
		polarity_read(reading, condition, key);
		break;
	case COND_AT_LEAST:
		condition->field_test = FIELD_LEAST;
		number_read(reading, condition, key, &condition->has_least, &condition->least);
		break;
	case COND_AT_MOST:
		condition->field_test = FIELD_MOST;
		number_read(reading, condition, key, &condition->has_most, &condition->most);
		break;
	case COND_WORDS:
	case COND_MIN_WORDS:
		fields_number(fields, key->text, key->value, &condition->words);
		break;
	case COND_BEFORE:
		condition->before = pattern_read(reading, key, key->value, false);
		break;
	case COND_ALIKE:
		fields_bool(fields, key->text, key->value, &condition->alike);
		break;
	case COND_LEVEL:
		fields_number(fields, key->text, key->value, &condition->level);
		break;
	case COND_KEY:
		fields_text(fields, key->text, key->value, &condition->key);
		break;
	case COND_PRESENT:
		field_test_set(reading, condition, key, FIELD_PRESENT);
		break;
	case COND_EQUALS:
		if (condition->kind == TEST_TABLE)
			fields_text(fields, key->text, key->value, &condition->key);
		else
			field_test_set(reading, condition, key, FIELD_EQUALS);
		break;
	case COND_ONE_OF:
		field_test_set(reading, condition, key, FIELD_ONE_OF);
		break;
	case COND_MATCHES:
		condition->field_test = FIELD_MATCHES;
		patterns_read(reading, condition, key, false);
		break;
	case COND_NOT_BEFORE:
		field_test_set(reading, condition, key, FIELD_FROM);
		break;
	case COND_NOT_AFTER:
		field_test_set(reading, condition, key, FIELD_TO);
		break;
	case COND_DOCUMENT:
	case COND_EXCEPT:
		fields_names(fields, key->text, key->value, false, &condition->values);
		break;
	case COND_PART:
		fields_text(fields, key->text, key->value, &condition->part);
		break;
	case COND_STATUS:
		statuses_read(reading, condition, key);
		break;
	case COND_ROW:
		condition->row = pattern_read(reading, key, key->value, false);
		break;
	case COND_SUM:
		keys_read(reading, condition, key->value, IN_SUM);
		break;
	case COND_COLUMN:
		condition->column = pattern_read(reading, key, key->value, false);
		break;
	case COND_TOTAL:
		condition->total = pattern_read(reading, key, key->value, false);
		break;
	case COND_DEFINED:
		term_read(reading, condition, key, TERM_DEFINED, case_counts);
		break;
	case COND_CONSISTENT:
		term_read(reading, condition, key, TERM_CONSISTENT, case_counts);
		break;
	case COND_REPLACED:
		term_read(reading, condition, key, TERM_REPLACED, case_counts);
		break;
	case COND_BY:
		fields_text(fields, key->text, key->value, &condition->by);
		break;
	case COND_WHERE:
		condition->where = condition_read(reading, key->value);
		break;
	case COND_REQUIRE:
		condition->first = condition_read(reading, key->value);
		break;
	case COND_CASE: /* read before the others */
	case COND_COUNT:
		break;
	}
}

static bool case_counts(struct pack_reading *reading, const struct yaml_node *map)
{
	bool counts = false;

	for (const struct yaml_node *key = map->first; key; key = key->next)
		if (str_equal(key->text, STR("case")))
			fields_bool(&reading->fields, key->text, key->value, &counts);
	return counts;
}

static void keys_read(struct pack_reading *reading, struct condition *condition, const struct yaml_node *map,
                      unsigned inside)
{
	const char *allowed[COND_COUNT];
	size_t count = 0;
	bool counts = false;

	if (map->kind != YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, map->at, str_from(kind_words[condition->kind]),
		               STR("@map"));
		return;
	}
	for (int i = 0; i < COND_COUNT; i++)
		if (keys[i].kinds & inside)
			allowed[count++] = keys[i].word;
	counts = case_counts(reading, map);
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		int which = 0;
		while (which < COND_COUNT &&
		       (!(keys[which].kinds & inside) || !str_equal(key->text, str_from(keys[which].word))))
			which++;
		if (which == COND_COUNT)
			fields_key_unknown(&reading->fields, key, allowed, count);
		else
			key_read(reading, condition, key, (enum key)which, counts);
	}
}

/* --- what every kind must have -------------------------------------------------------------------------------------- */

static void need(struct pack_reading *reading, const struct condition *condition, bool there, struct str key)
{
	if (!there)
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, condition->at, key, STR_EMPTY);
}

static void check_complete(struct pack_reading *reading, const struct condition *condition)
{
	switch (condition->kind) {
	case TEST_TEXT:
		need(reading, condition, condition->pattern_count > 0, STR("pattern"));
		break;
	case TEST_COUNT:
		need(reading, condition, condition->pattern_count > 0, STR("pattern"));
		need(reading, condition, condition->has_least || condition->has_most, STR("at-least"));
		break;
	case TEST_NEAR:
		need(reading, condition, condition->pattern_count > 1, STR("patterns"));
		break;
	case TEST_SECTION:
		need(reading, condition, condition->alike || condition->heading != NO_PATTERN, STR("heading"));
		break;
	case TEST_FIELD:
		need(reading, condition, condition->key.n > 0, STR("key"));
		break;
	case TEST_TABLE:
		need(reading, condition, condition->pattern_count > 0, STR("columns"));
		break;
	case TEST_TERM:
		need(reading, condition, condition->pattern_count > 0, STR("defined"));
		break;
	case TEST_EACH:
		need(reading, condition, condition->first != NULL, STR("require"));
		break;
	default:
		break;
	}
}

/* --- the tree ------------------------------------------------------------------------------------------------------- */

static struct condition *condition_new(struct pack_reading *reading, enum test_kind kind, struct location at)
{
	struct condition *condition = ARENA_NEW(&reading->rulebook->arena, struct condition);

	*condition = (struct condition){.kind = kind,
	                                .at = at,
	                                .heading = NO_PATTERN,
	                                .row = NO_PATTERN,
	                                .column = NO_PATTERN,
	                                .total = NO_PATTERN,
	                                .before = NO_PATTERN,
	                                .wanted = true,
	                                .date = DATE_NONE,
	                                .scope = kind == TEST_NEAR   ? SCOPE_SENTENCE
	                                         : kind == TEST_EACH ? SCOPE_SECTION
	                                                             : SCOPE_DOCUMENT};
	return condition;
}

/* A list of conditions, or one, joined. */
static struct condition *joined_read(struct pack_reading *reading, enum test_kind kind, const struct yaml_node *value)
{
	struct condition *condition = condition_new(reading, kind, value->at), **end = &condition->first;

	if (value->kind != YAML_LIST) {
		condition->first = condition_read(reading, value);
		return condition->first ? condition : NULL;
	}
	for (const struct yaml_node *item = value->first; item; item = item->next) {
		*end = condition_read(reading, item);
		if (!*end)
			return NULL;
		end = &(*end)->next;
	}
	if (condition->first)
		return condition;
	fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, str_from(kind_words[kind]), STR("@condition"));
	return NULL;
}

static struct condition *kind_read(struct pack_reading *reading, enum test_kind kind, const struct yaml_node *key)
{
	size_t before = reading->fields.problems->n;
	uint32_t refused = reading->refused;
	struct condition *condition = NULL;

	if (kind <= TEST_NOT)
		return joined_read(reading, kind, key->value);
	condition = condition_new(reading, kind, key->at);
	if (kind == TEST_TEXT && key->value->kind == YAML_SCALAR)
		patterns_read(reading, condition, key, false);
	else
		keys_read(reading, condition, key->value, 1u << kind);
	if (reading->fields.problems->n == before)
		check_complete(reading, condition);
	return reading->fields.problems->n == before && reading->refused == refused ? condition : NULL;
}

struct condition *condition_read(struct pack_reading *reading, const struct yaml_node *node)
{
	const struct yaml_node *kind_key = NULL;
	struct condition *condition = NULL;
	int kind = 0;

	if (node->kind == YAML_LIST)
		return joined_read(reading, TEST_ALL, node);
	for (const struct yaml_node *key = node->kind == YAML_MAP ? node->first : NULL; key; key = key->next)
		if (!str_equal(key->text, STR("name")) && !kind_key)
			kind_key = key;
		else if (!str_equal(key->text, STR("name")))
			fields_problem(&reading->fields, PROBLEM_SHAPE, key->at, key->text, STR("@one-condition"));
	if (!kind_key) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, node->at, STR("require"), STR("@condition"));
		return NULL;
	}
	while (kind < TEST_KINDS && !str_equal(kind_key->text, str_from(kind_words[kind])))
		kind++;
	if (kind == TEST_KINDS) {
		fields_key_unknown(&reading->fields, kind_key, kind_words, TEST_KINDS);
		return NULL;
	}
	condition = kind_read(reading, (enum test_kind)kind, kind_key);
	for (const struct yaml_node *key = node->first; condition && key; key = key->next)
		if (str_equal(key->text, STR("name")))
			fields_label(&reading->fields, key, &condition->name);
	return condition;
}
