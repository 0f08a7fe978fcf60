/* Conditions, from YAML. */
#include "registry/base/spelling.h"
#include "registry/validity/status.h"
#include "rules/language/amount.h"
#include "rules/packs/rule_reading.h"

static const struct allowed kind_words[TEST_KINDS + 1] = {
	{"all", "alla"},
	{"any", "någon, något"},
	{"not", "inte, ej"},
	{"text", NULL},
	{"near", "nära"},
	{"count", "antal"},
	{"section", "avsnitt, rubrik"},
	{"field", "fält"},
	{"cites", "åberopar, citerar, hänvisar"},
	{"table", "tabell"},
	{"term", "begrepp"},
	{"each", "varje"},
	{"concept", "begrepp"},
	{"about", "handlar om"},
	{0},
};

static const struct allowed scope_words[SCOPE_COUNT + 1] = {
	{"document", "dokument, dokumentet"},
	{"front-matter", "nycklar"},
	{"section", "avsnitt"},
	{"heading", "rubrik"},
	{"paragraph", "stycke"},
	{"sentence", "mening"},
	{"item", "punkt, listpunkt"},
	{"cell", "ruta, tabellruta"},
	{0},
};

/* --- patterns ------------------------------------------------------------------------------------------------------- */

/* A pattern's index; NO_PATTERN, with a problem told, when it cannot be used. */
static uint32_t pattern_of(struct pack_reading *reading, struct str key, const struct yaml_node *value,
                           bool case_counts)
{
	struct str text = STR_EMPTY, filled = STR_EMPTY;
	struct regex_error error = {0};
	uint32_t pattern = NO_PATTERN;

	if (yaml_is_null(value)) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_TEXT));
		return NO_PATTERN;
	}
	if (!fields_text(&reading->fields, key, value, &text) || !pattern_fill(reading, text, value->at, &filled))
		return NO_PATTERN;
	pattern = rulebook_pattern(reading->rulebook, filled, case_counts, &error);
	if (pattern == NO_PATTERN && !error.message[0])
		pattern_limit_told(reading, value->at);
	else if (pattern == NO_PATTERN)
		fields_problem(&reading->fields, PROBLEM_PATTERN, value->at, text, str_from(error.message));
	return pattern;
}

/* One that is not the condition's own: where it is about. */
static void pattern_read(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *into)
{
	uint32_t pattern = pattern_of(fields->reading, key, value, false);

	memcpy((char *)into + row->to, &pattern, sizeof pattern);
}

/* One pattern, or a list of them. */
static void patterns_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct pack_reading *reading = fields->reading;
	struct condition *condition = into;
	uint32_t count = value->kind == YAML_LIST ? yaml_count(value) : 1;

	(void)row;
	if (value->kind == YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_LIST));
		return;
	}
	condition->patterns = ARENA_ARRAY(fields->arena, uint32_t, count ? count : 1);
	if (value->kind == YAML_SCALAR)
		condition->patterns[condition->pattern_count++] =
			pattern_of(reading, key, value, condition->case_counts);
	else
		for (const struct yaml_node *item = value->first; item; item = item->next)
			condition->patterns[condition->pattern_count++] =
				pattern_of(reading, key, item, condition->case_counts);
}

/* --- values --------------------------------------------------------------------------------------------------------- */

/* Where a number of a condition goes: counts are whole, amounts hundredths. */
static void number_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                        void *into)
{
	struct condition *condition = into;
	bool least = row->code == FIELD_LEAST;
	int64_t number = 0;

	condition->field_test = (enum field_test)row->code;
	if (value->kind != YAML_SCALAR || !amount_read(value->text, &number) || number < 0) {
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_A_NUMBER));
		return;
	}
	*(least ? &condition->has_least : &condition->has_most) = true;
	*(least ? &condition->least : &condition->most) = condition->kind == TEST_COUNT ? number / 100 : number;
}

static void field_test_read(struct fields *fields, const struct key_row *row, struct str key,
                            const struct yaml_node *value, void *into)
{
	((struct condition *)into)->field_test = (enum field_test)row->code;
	if (row->type == VALUE_PATTERNS)
		patterns_read(fields, row, key, value, into);
	else
		key_value_read(fields, row, key, value, into);
}

static void term_test_read(struct fields *fields, const struct key_row *row, struct str key,
                           const struct yaml_node *value, void *into)
{
	((struct condition *)into)->term_test = (enum term_test)row->code;
	patterns_read(fields, row, key, value, into);
}

static void statuses_read(struct fields *fields, const struct key_row *row, struct str key,
                          const struct yaml_node *value, void *into)
{
	struct allowed words[STATUS_COUNT + 1] = {{0}};
	struct condition *condition = into;
	struct names names = {0};

	(void)row;
	for (int i = 0; i < STATUS_COUNT; i++)
		words[i].name = status_name((enum status)i);
	if (!fields_names(fields, key, value, false, &names))
		return;
	for (uint32_t i = 0; i < names.n; i++) {
		struct yaml_node word = {.kind = YAML_SCALAR, .at = names.at[i].at, .text = names.at[i].text};
		int status = fields_word(fields, key, &word, words, false);
		if (status >= 0)
			condition->statuses |= 1u << status;
	}
}

static void name_unknown(struct fields *fields, struct str key, struct named named, struct spelling *spelling)
{
	fields_problem(fields, PROBLEM_NAME_UNKNOWN, named.at, key, named.text);
	fields->problems->at[fields->problems->n - 1].args[2] = argument_text(spelling_nearest(spelling));
}

/* One concept of the lexicon, or a list of them. */
static void concepts_named_read(struct fields *fields, const struct key_row *row, struct str key,
                                const struct yaml_node *value, void *into)
{
	const struct lexicon *lexicon = &((struct pack_reading *)fields->reading)->rulebook->lexicon;
	struct condition *condition = into;
	bool apart = row && row->code;
	uint32_t **list = apart ? &condition->named : &condition->concepts;
	uint32_t *count = apart ? &condition->named_count : &condition->concept_count;
	struct names names = {0};

	if (!fields_names(fields, key, value, false, &names))
		return;
	*list = ARENA_ARRAY(fields->arena, uint32_t, names.n);
	for (uint32_t i = 0; i < names.n; i++) {
		uint32_t found = lexicon_concept(lexicon, names.at[i].text);
		struct spelling spelling = spelling_of(names.at[i].text);
		for (uint32_t k = 0; found == MAP_NONE && k < lexicon->concept_count; k++)
			spelling_try(&spelling, lexicon->concepts[k].name);
		if (found == MAP_NONE)
			name_unknown(fields, key, names.at[i], &spelling);
		else
			(*list)[(*count)++] = found;
	}
}

static void about_read(struct fields *fields, struct str key, const struct yaml_node *value,
                       struct condition *condition)
{
	const struct lexicon *lexicon = &((struct pack_reading *)fields->reading)->rulebook->lexicon;
	struct named named = {.at = value->at};
	struct spelling spelling;

	if (!fields_text(fields, key, value, &named.text))
		return;
	condition->about = lexicon_subject(lexicon, named.text);
	if (condition->about != MAP_NONE)
		return;
	spelling = spelling_of(named.text);
	for (uint32_t i = 0; i < lexicon->subject_count; i++)
		spelling_try(&spelling, lexicon->subjects[i].name);
	name_unknown(fields, key, named, &spelling);
}

static void inner_condition_read(struct fields *fields, const struct key_row *row, struct str key,
                                 const struct yaml_node *value, void *into)
{
	struct condition *condition = condition_read(fields->reading, value);

	(void)key;
	memcpy((char *)into + row->to, &condition, sizeof condition);
}

/* --- keys ----------------------------------------------------------------------------------------------------------- */

#define IN(kind) (1u << TEST_##kind)
#define IN_SUM (1u << TEST_KINDS) /* inside `sum:` of a table */
#define OF(member) TO(struct condition, member)

static const struct allowed polarity_words[] = {
	{"any", "alla"}, {"asserted", "påstådd, påstått"}, {"denied", "förnekad, förnekat"}, {0}};

static void sum_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                     void *into)
{
	if (value_is_map(fields, key, value))
		keys_read(fields, row->table, IN_SUM, value, into);
}

static const struct key_row condition_rows[] = {
	{"pattern", VALUE_PATTERNS, 0, "what is looked for", "vad som söks", .within = IN(TEXT) | IN(COUNT),
         .read = patterns_read, .also = "mönster"},
	{"patterns", VALUE_PATTERNS, 0, "what must stand near each other", "vad som ska stå nära vartannat",
         .within = IN(NEAR), .read = patterns_read, .also = "mönster"},
	{"in", VALUE_WORD, OF(scope), "where", "var", .words = scope_words, .within = IN(TEXT) | IN(COUNT) | IN(EACH),
         .also = "i, scope"},
	{"within", VALUE_WORD, OF(scope), "within what", "inom vad", .words = scope_words, .within = IN(NEAR),
         .also = "inom"},
	{"heading", VALUE_PATTERN, OF(heading), "only under such a heading", "bara under en sådan rubrik",
         .within = IN(TEXT) | IN(COUNT) | IN(NEAR) | IN(SECTION) | IN(EACH), .read = pattern_read, .also = "rubrik"},
	{"of", VALUE_NAMES, 0, "one of these concepts of the lexicon", "ett av dessa begrepp i lexikonet",
         .within = IN(CONCEPT), .read = concepts_named_read, .also = "any, av"},
	{"named", VALUE_NAMES, 0, "concepts that count only where they are denied",
         "begrepp som räknas bara där de nekas", .within = IN(CONCEPT), .code = 1, .read = concepts_named_read,
         .also = "nämnt"},
	{"is", VALUE_WORD, OF(polarity), "asserted or denied", "påstått (asserted) eller förnekat (denied)",
         .words = polarity_words, .within = IN(TEXT) | IN(COUNT) | IN(NEAR) | IN(CONCEPT), .also = "är"},
	{"case", VALUE_BOOL, OF(case_counts), "capitals count", "versaler räknas",
         .within = IN(TEXT) | IN(COUNT) | IN(NEAR) | IN(TERM), .also = "versaler"},
	{"at-least", VALUE_NUMBER, OF(least), "at least so many", "minst så många", .within = IN(COUNT) | IN(FIELD),
         .code = FIELD_LEAST, .read = number_read, .also = "minst, min"},
	{"at-most", VALUE_NUMBER, OF(most), "at most so many", "högst så många", .within = IN(COUNT) | IN(FIELD),
         .code = FIELD_MOST, .read = number_read, .also = "högst, max"},
	{"words", VALUE_NUMBER, OF(words), "at most so many words between", "högst så många ord emellan",
         .within = IN(NEAR), .also = "ord"},
	{"min-words", VALUE_NUMBER, OF(words), "at least so many words", "minst så många ord", .within = IN(SECTION),
         .also = "minst antal ord"},
	{"before", VALUE_PATTERN, OF(before), "before such a heading", "före en sådan rubrik", .within = IN(SECTION),
         .read = pattern_read, .also = "före"},
	{"alike", VALUE_BOOL, OF(alike), "all of the level are built alike", "alla på nivån är uppbyggda lika",
         .within = IN(SECTION), .also = "lika"},
	{"level", VALUE_NUMBER, OF(level), "of headings; 1 is the highest", "rubriknivå; 1 är högst",
         .within = IN(SECTION) | IN(EACH), .also = "nivå"},
	{"key", VALUE_TEXT, OF(key), "of front matter", "i front matter", .within = IN(FIELD), .also = "nyckel, field"},
	{"present", VALUE_BOOL, OF(wanted), "it is there, or not", "den finns, eller inte", .within = IN(FIELD),
         .code = FIELD_PRESENT, .read = field_test_read, .also = "finns"},
	{"equals", VALUE_NAMES, OF(values), "its value", "dess värde", .within = IN(FIELD), .code = FIELD_EQUALS,
         .read = field_test_read, .also = "lika med, är"},
	{"equals", VALUE_TEXT, OF(key), "the field that the sum equals", "det fält som summan är lika med",
         .within = IN_SUM, .also = "lika med, är"},
	{"one-of", VALUE_NAMES, OF(values), "one of these values", "ett av dessa värden", .within = IN(FIELD),
         .code = FIELD_ONE_OF, .read = field_test_read, .also = "någon av, ett av"},
	{"matches", VALUE_PATTERNS, 0, "its value matches", "dess värde matchar", .within = IN(FIELD),
         .code = FIELD_MATCHES, .read = field_test_read, .also = "matchar"},
	{"not-before", VALUE_DATE, OF(date), "this day or later", "denna dag eller senare", .within = IN(FIELD),
         .code = FIELD_FROM, .read = field_test_read, .also = "inte före, tidigast"},
	{"not-after", VALUE_DATE, OF(date), "this day or earlier", "denna dag eller tidigare", .within = IN(FIELD),
         .code = FIELD_TO, .read = field_test_read, .also = "inte efter, senast"},
	{"document", VALUE_NAMES, OF(values), "one of these documents", "ett av dessa dokument", .within = IN(CITES),
         .also = "dokument, doc, documents"},
	{"part", VALUE_TEXT, OF(part), "this part of it", "denna del av det", .within = IN(CITES),
         .also = "del, avsnitt, kapitel"},
	{"status", VALUE_NAMES, 0, "which must have one of these statuses", "som ska ha en av dessa statusar",
         .within = IN(CITES), .read = statuses_read},
	{"columns", VALUE_PATTERNS, 0, "the columns of the table", "tabellens kolumner", .within = IN(TABLE),
         .read = patterns_read, .also = "kolumner"},
	{"row", VALUE_PATTERN, OF(row), "a row that it must have", "en rad som den ska ha", .within = IN(TABLE),
         .read = pattern_read, .also = "rad"},
	{"sum", VALUE_MAP, 0, "a column that must add up", "en kolumn som ska stämma", .within = IN(TABLE),
         .table = &condition_keys, .read = sum_read, .also = "summa"},
	{"column", VALUE_PATTERN, OF(column), "the column", "kolumnen", .within = IN_SUM, .read = pattern_read,
         .also = "kolumn"},
	{"total", VALUE_PATTERN, OF(total), "the row with the total", "raden med summan", .within = IN_SUM,
         .read = pattern_read, .also = "summa, totalt"},
	{"defined", VALUE_PATTERNS, 0, "terms that are defined before use", "begrepp som definieras innan de används",
         .within = IN(TERM), .code = TERM_DEFINED, .read = term_test_read, .also = "definierad"},
	{"except", VALUE_NAMES, OF(values), "terms that need it not", "begrepp som inte behöver det",
         .within = IN(TERM), .also = "utom"},
	{"consistent", VALUE_PATTERNS, 0, "of which only one is used", "av vilka bara ett används", .within = IN(TERM),
         .code = TERM_CONSISTENT, .read = term_test_read, .also = "enhetlig"},
	{"replaced", VALUE_PATTERNS, 0, "terms that are out of use", "begrepp som inte längre används",
         .within = IN(TERM), .code = TERM_REPLACED, .read = term_test_read, .also = "ersatt"},
	{"by", VALUE_TEXT, OF(by), "what replaced them", "vad som ersatt dem", .within = IN(TERM), .also = "av, med"},
	{"where", VALUE_CONDITION, OF(where), "only of those that meet this", "bara de som uppfyller detta",
         .within = IN(EACH), .read = inner_condition_read, .also = "där"},
	{"require", VALUE_CONDITION, OF(first), "what each must meet", "vad var och en ska uppfylla",
         .within = IN(EACH), .read = inner_condition_read, .also = "kräv, krav"},
};

const struct key_table condition_keys = {"condition", KEY_ROWS(condition_rows)};

static struct str is_text(const struct yaml_node *map)
{
	const struct yaml_node *is = yaml_get(map, STR("is"));

	return is ? is->text : STR_EMPTY;
}

static void condition_keys_read(struct fields *fields, struct condition *condition, const struct yaml_node *key)
{
	const struct yaml_node *counts = yaml_get(key->value, STR("case"));

	if (key->value->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, key->value->at, key->text, argument_term(TERM_MAP));
		return;
	}
	condition->any_stance = condition->kind == TEST_CONCEPT && str_equal(is_text(key->value), STR("any"));
	condition->case_counts = counts && str_equal(counts->text, STR("true")); /* patterns before it need it too */
	keys_read(fields, &condition_keys, 1u << condition->kind, key->value, condition);
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
	case TEST_CONCEPT:
		need(reading, condition, condition->concept_count > 0, STR("of"));
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
	fields_problem(&reading->fields, PROBLEM_SHAPE, value->at, str_from(kind_words[kind].name),
	               argument_term(TERM_CONDITION));
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
		patterns_read(&reading->fields, NULL, key->text, key->value, condition);
	else if (kind == TEST_CONCEPT && key->value->kind != YAML_MAP)
		concepts_named_read(&reading->fields, NULL, key->text, key->value, condition);
	else if (kind == TEST_ABOUT)
		about_read(&reading->fields, key->text, key->value, condition);
	else
		condition_keys_read(&reading->fields, condition, key);
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
			fields_problem(&reading->fields, PROBLEM_SHAPE, key->at, key->text,
			               argument_term(TERM_ONE_CONDITION));
	if (!kind_key) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, node->at, STR("require"),
		               argument_term(TERM_CONDITION));
		return NULL;
	}
	while (kind < TEST_KINDS && !str_equal(kind_key->text, str_from(kind_words[kind].name)))
		kind++;
	if (kind == TEST_KINDS) {
		fields_key_unknown(&reading->fields, kind_key, kind_words);
		return NULL;
	}
	condition = kind_read(reading, (enum test_kind)kind, kind_key);
	for (const struct yaml_node *key = node->first; condition && key; key = key->next)
		if (str_equal(key->text, STR("name")))
			label_read(&reading->fields, key->text, key->value, &condition->name);
	return condition;
}
