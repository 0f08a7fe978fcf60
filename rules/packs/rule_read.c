/* Packs and rules, from YAML. */
#include "rules/packs/rule_reading.h"

static const char *const strengths[] = {"must", "must-not", "should", "may"};
static const char *const evidences[] = {"", "full", "quoted", "officer", "paraphrase", "opinion"};
static const char *const outcomes[OUTCOME_COUNT] = {"satisfied", "not-satisfied", "not-applicable", "cannot-tell"};
const char *const category_words[CATEGORIES + 1] = {"innovative", "differentiating", "basic", NULL};

const char *strength_name(enum strength strength)
{
	return strengths[strength];
}

const char *evidence_name(enum evidence evidence)
{
	return evidences[evidence];
}

const char *outcome_name(enum outcome outcome)
{
	return outcomes[outcome];
}

/* --- the parts of a rule -------------------------------------------------------------------------------------------- */

void reference_read(struct pack_reading *reading, struct reference *reference, struct str text, struct location at)
{
	*reference = reference_of(arena_copy(&reading->rulebook->arena, text), at);
	reference->document = registry_find(reading->rulebook->registry, reference->name);
}

static void clause_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *map)
{
	static const char *const words[] = {"document", "part", "fingerprint"};
	struct str text = STR_EMPTY;

	rule->has_clause = true;
	rule->clause.target = (struct reference){.at = map->at, .part_at = map->at, .document = NO_DOCUMENT};
	if (map->kind == YAML_SCALAR) {
		reference_read(reading, &rule->clause.target, map->text, map->at);
		return;
	}
	for (const struct yaml_node *key = map->kind == YAML_MAP ? map->first : NULL; key; key = key->next) {
		if (str_equal(key->text, STR("document"))) {
			if (fields_text(&reading->fields, key->text, key->value, &text))
				rule->clause.target.name = text;
			rule->clause.target.at = key->value->at;
		} else if (str_equal(key->text, STR("part"))) {
			fields_text(&reading->fields, key->text, key->value, &rule->clause.target.part);
			rule->clause.target.part_at = key->value->at;
		} else if (str_equal(key->text, STR("fingerprint"))) {
			fields_text(&reading->fields, key->text, key->value, &rule->clause.fingerprint.text);
			rule->clause.fingerprint.at = key->value->at;
		} else {
			fields_key_unknown(&reading->fields, key, words, FIELDS_COUNT(words));
		}
	}
	rule->clause.target.document = registry_find(reading->rulebook->registry, rule->clause.target.name);
	if (!rule->clause.target.name.n)
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, map->at, STR("document"), STR_EMPTY);
}

static void basis_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *key)
{
	struct names names = {0};

	if (!fields_names(&reading->fields, key->text, key->value, false, &names))
		return;
	rule->basis = ARENA_ARRAY(&reading->rulebook->arena, struct reference, names.n);
	for (uint32_t i = 0; i < names.n; i++)
		reference_read(reading, &rule->basis[rule->basis_count++], names.at[i].text, names.at[i].at);
}

static void applies_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *map)
{
	static const char *const words[] = {"bodies", "topics", "categories", "from", "to"};
	struct fields *fields = &reading->fields;

	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("applies"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		if (str_equal(key->text, STR("bodies")))
			fields_names(fields, key->text, key->value, false, &rule->bodies);
		else if (str_equal(key->text, STR("topics")))
			fields_names(fields, key->text, key->value, false, &rule->topics);
		else if (str_equal(key->text, STR("categories")))
			fields_names(fields, key->text, key->value, false, &rule->categories);
		else if (str_equal(key->text, STR("from")))
			fields_date(fields, key->text, key->value, &rule->from);
		else if (str_equal(key->text, STR("to")))
			fields_date(fields, key->text, key->value, &rule->to);
		else
			fields_key_unknown(fields, key, words, FIELDS_COUNT(words));
	}
	for (uint32_t i = 0; i < rule->categories.n; i++) {
		struct yaml_node word = {
			.kind = YAML_SCALAR, .at = rule->categories.at[i].at, .text = rule->categories.at[i].text};
		(void)fields_word(fields, STR("categories"), &word, category_words, CATEGORIES);
	}
}

static void example_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *map)
{
	static const char *const words[] = {"outcome", "text", "front-matter", "register"};
	struct example *example = &rule->examples[rule->example_count++];
	int outcome = -1;

	example->at = map->at;
	for (const struct yaml_node *key = map->kind == YAML_MAP ? map->first : NULL; key; key = key->next) {
		if (str_equal(key->text, STR("outcome")))
			outcome = fields_word(&reading->fields, key->text, key->value, outcomes, OUTCOME_COUNT);
		else if (str_equal(key->text, STR("text")) && key->value->kind == YAML_SCALAR)
			example->text = key->value->text;
		else if (str_equal(key->text, STR("front-matter")) && key->value->kind == YAML_MAP)
			example->front = key->value;
		else if (str_equal(key->text, STR("register")))
			fields_bool(&reading->fields, key->text, key->value, &example->by_register);
		else
			fields_key_unknown(&reading->fields, key, words, FIELDS_COUNT(words));
	}
	if (outcome < 0)
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, map->at, STR("outcome"), STR_EMPTY);
	else
		example->outcome = (enum outcome)outcome;
}

static void examples_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *list)
{
	size_t count = 0;

	if (list->kind != YAML_LIST) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, list->at, STR("examples"), STR("@list"));
		return;
	}
	for (const struct yaml_node *item = list->first; item; item = item->next)
		count++;
	rule->examples = ARENA_ARRAY(&reading->rulebook->arena, struct example, count);
	for (const struct yaml_node *item = list->first; item; item = item->next)
		example_read(reading, rule, item);
}

/* --- a rule --------------------------------------------------------------------------------------------------------- */

enum rule_key {
	RULE_ID,
	RULE_TITLE,
	RULE_CLAUSE,
	RULE_BASIS,
	RULE_STRENGTH,
	RULE_EVIDENCE,
	RULE_SOURCE,
	RULE_APPLIES,
	RULE_CONCERNS,
	RULE_WHEN,
	RULE_REQUIRE,
	RULE_MESSAGE,
	RULE_ADVICE,
	RULE_EXAMPLES,
	RULE_KEYS
};

static const char *const rule_words[RULE_KEYS] = {"id",       "title",   "clause",  "basis",    "strength",
                                                  "evidence", "source",  "applies", "concerns", "when",
                                                  "require",  "message", "advice",  "examples"};

static void rule_key_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *key)
{
	struct fields *fields = &reading->fields;
	int word = 0, which = 0;

	while (which < RULE_KEYS && !str_equal(key->text, str_from(rule_words[which])))
		which++;
	switch (which) {
	case RULE_ID:
		fields_text(fields, key->text, key->value, &rule->id);
		rule->id_at = key->value->at;
		break;
	case RULE_TITLE:
		fields_label(fields, key, &rule->title);
		break;
	case RULE_CLAUSE:
		clause_read(reading, rule, key->value);
		break;
	case RULE_BASIS:
		basis_read(reading, rule, key);
		break;
	case RULE_STRENGTH:
		if ((word = fields_word(fields, key->text, key->value, strengths, FIELDS_COUNT(strengths))) >= 0)
			rule->strength = (enum strength)word;
		break;
	case RULE_EVIDENCE: /* an opinion is told by check_rules */
		rule->evidence_at = key->value->at;
		if ((word = fields_word(fields, key->text, key->value, evidences + 1, FIELDS_COUNT(evidences) - 1)) >=
		    0)
			rule->evidence = (enum evidence)(word + 1);
		break;
	case RULE_SOURCE:
		fields_text(fields, key->text, key->value, &rule->source);
		break;
	case RULE_APPLIES:
		applies_read(reading, rule, key->value);
		break;
	case RULE_CONCERNS:
		fields_label(fields, key, &rule->concerns);
		break;
	case RULE_WHEN:
		rule->when = condition_read(reading, key->value);
		break;
	case RULE_REQUIRE:
		rule->require = condition_read(reading, key->value);
		break;
	case RULE_MESSAGE:
		fields_label(fields, key, &rule->message);
		break;
	case RULE_ADVICE:
		fields_label(fields, key, &rule->advice);
		break;
	case RULE_EXAMPLES:
		examples_read(reading, rule, key->value);
		break;
	default:
		fields_key_unknown(fields, key, rule_words, RULE_KEYS);
	}
}

static void rule_need(struct pack_reading *reading, const struct rule *rule, bool there, enum rule_key key)
{
	if (!there)
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, rule->at, str_from(rule_words[key]), STR_EMPTY);
}

static void rule_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *map)
{
	size_t before = reading->fields.problems->n;
	bool keyed[RULE_KEYS] = {false};

	*rule = (struct rule){
		.pack = reading->pack, .at = map->at, .id_at = map->at, .from = DATE_NONE, .to = DATE_NONE};
	if (map->kind != YAML_MAP) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, map->at, STR("rules"), STR("@map"));
		return;
	}
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		for (int i = 0; i < RULE_KEYS; i++)
			keyed[i] = keyed[i] || str_equal(key->text, str_from(rule_words[i]));
		rule_key_read(reading, rule, key);
	}
	rule_need(reading, rule, keyed[RULE_ID], RULE_ID);
	rule_need(reading, rule, keyed[RULE_TITLE], RULE_TITLE);
	rule_need(reading, rule, rule->has_clause || reading->pack->over_documents, RULE_CLAUSE);
	rule_need(reading, rule, rule->has_clause || rule->basis_count || !reading->pack->over_documents, RULE_BASIS);
	rule_need(reading, rule, keyed[RULE_STRENGTH], RULE_STRENGTH);
	rule_need(reading, rule, keyed[RULE_EVIDENCE] || !rule->has_clause, RULE_EVIDENCE);
	rule_need(reading, rule, keyed[RULE_REQUIRE], RULE_REQUIRE);
	rule_need(reading, rule, keyed[RULE_MESSAGE], RULE_MESSAGE);
	rule->sound = reading->fields.problems->n == before && rule->require && (rule->when || !keyed[RULE_WHEN]) &&
	              rule->evidence != EVIDENCE_OPINION;
}

/* --- a pack --------------------------------------------------------------------------------------------------------- */

static void rules_read(struct pack_reading *reading, const struct yaml_node *list)
{
	struct pack *pack = reading->pack;
	size_t count = 0;

	if (list->kind != YAML_LIST) {
		fields_problem(&reading->fields, PROBLEM_SHAPE, list->at, STR("rules"), STR("@list"));
		return;
	}
	for (const struct yaml_node *item = list->first; item; item = item->next)
		count++;
	if (!count)
		fields_problem(&reading->fields, PROBLEM_SHAPE, list->at, STR("rules"), STR("@a-rule"));
	pack->rules = ARENA_ARRAY(&reading->rulebook->arena, struct rule, count);
	for (const struct yaml_node *item = list->first; item; item = item->next)
		rule_read(reading, &pack->rules[pack->rule_count++], item);
}

static void over_read(struct pack_reading *reading, const struct yaml_node *key)
{
	static const char *const words[] = {"proposals", "documents"};

	reading->pack->over_documents =
		fields_word(&reading->fields, key->text, key->value, words, FIELDS_COUNT(words)) == 1;
}

/* `over` and `patterns` come first, wherever they stand: rules need them. */
static void pack_keys_read(struct pack_reading *reading, const struct yaml_node *root)
{
	static const char *const words[] = {"pack", "title", "over", "example", "patterns", "rules"};
	const struct yaml_node *rules = yaml_get(root, STR("rules")), *named = yaml_get(root, STR("patterns"));

	for (const struct yaml_node *key = root->first; key; key = key->next) {
		if (str_equal(key->text, STR("pack")))
			fields_text(&reading->fields, key->text, key->value, &reading->pack->id);
		else if (str_equal(key->text, STR("title")))
			fields_label(&reading->fields, key, &reading->pack->title);
		else if (str_equal(key->text, STR("over")))
			over_read(reading, key);
		else if (str_equal(key->text, STR("example")) && key->value->kind == YAML_MAP)
			reading->pack->example = key->value;
		else if (!str_equal(key->text, STR("rules")) && !str_equal(key->text, STR("patterns")))
			fields_key_unknown(&reading->fields, key, words, FIELDS_COUNT(words));
	}
	if (named && !yaml_is_null(named))
		patterns_named_read(reading, named);
	if (rules)
		rules_read(reading, rules);
	else
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, root->at, STR("rules"), STR_EMPTY);
}

void pack_read(struct rulebook *rulebook, struct pack *pack, struct str text)
{
	struct pack_reading reading = {
		.rulebook = rulebook, .pack = pack, .fields = {&rulebook->arena, &pack->problems}};
	const struct limits *limits = &rulebook->registry->config.limits;
	const struct yaml_node *root = NULL;

	if (text.n > limits->data_bytes) {
		fields_problem(&reading.fields, PROBLEM_LIMIT_data_bytes, LOCATION_FILE,
		               arena_format(&rulebook->arena, "%u", limits->data_bytes), STR_EMPTY);
		return;
	}
	root = fields_parse(&reading.fields, &rulebook->arena, text, 1,
	                    (struct yaml_limits){limits->yaml_depth, limits->data_nodes}, false);
	if (root && root->kind == YAML_MAP)
		pack_keys_read(&reading, root);
	else if (root || !reading.fields.problems->n)
		fields_problem(&reading.fields, PROBLEM_SHAPE, root ? root->at : (struct location){1, 1}, STR("rules"),
		               STR("@map"));
	vec_release(&reading.named);
}
