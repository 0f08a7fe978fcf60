/* Packs and rules, from YAML. */
#include "rules/packs/rule_reading.h"

static const struct allowed strengths[] = {
	{"must", "ska, skall"}, {"must-not", "får inte, ska inte"}, {"should", "bör"}, {"may", "får, kan"}, {0}};
static const struct allowed evidences[] = {{"full", "fullständig"},   {"quoted", "citat, citerad"},
                                           {"officer", "tjänsteman"}, {"paraphrase", "omskriven"},
                                           {"opinion", "åsikt"},      {0}};
static const struct allowed outcomes[OUTCOME_COUNT + 1] = {{"satisfied", "uppfylld, uppfyllt"},
                                                           {"not-satisfied", "inte uppfylld, ej uppfylld"},
                                                           {"not-applicable", "inte tillämplig, ej tillämplig"},
                                                           {"cannot-tell", "kan inte avgöras"},
                                                           {0}};
#define CATEGORY_LIST(CATEGORY)                                                                                        \
	CATEGORY("innovative", "innovativ, innovativt")                                                                \
	CATEGORY("differentiating", "differentierande")                                                                \
	CATEGORY("basic", "grundläggande")
#define NAME(name, also) name,
#define ALLOWED(name, also) {name, also},

const char *const category_words[CATEGORIES + 1] = {CATEGORY_LIST(NAME)};
const struct allowed categories_allowed[CATEGORIES + 1] = {CATEGORY_LIST(ALLOWED)};

const char *strength_name(enum strength strength)
{
	return strengths[strength].name;
}

const char *evidence_name(enum evidence evidence)
{
	return evidence == EVIDENCE_NONE ? "" : evidences[evidence - EVIDENCE_FULL].name;
}

enum term outcome_term(enum outcome outcome)
{
	static const enum term terms[] = {[OUTCOME_SATISFIED] = TERM_SATISFIED,
	                                  [OUTCOME_NOT_SATISFIED] = TERM_NOT_SATISFIED,
	                                  [OUTCOME_NOT_APPLICABLE] = TERM_NOT_APPLICABLE,
	                                  [OUTCOME_CANNOT_TELL] = TERM_CANNOT_TELL};

	return terms[outcome];
}

const char *outcome_name(enum outcome outcome)
{
	return outcomes[outcome].name;
}

/* --- clauses --------------------------------------------------------------------------------------------------------- */

static void reference_read(struct pack_reading *reading, struct reference *reference, struct str text,
                           struct location at)
{
	*reference = reference_of(arena_copy(&reading->rulebook->arena, text), at);
	reference->document = registry_find(reading->rulebook->registry, reference->name);
}

static const struct key_row clause_rows[] = {
	{"document", VALUE_REFERENCE, TO(struct clause, target.name), "the document", "dokumentet", .required = true,
         PLACED(struct clause, target.at), .also = "dokument, doc"},
	{"part", VALUE_TEXT, TO(struct clause, target.part), "the part of it", "delen av det",
         PLACED(struct clause, target.part_at), .also = "del, avsnitt, kapitel, section"},
	{"fingerprint", VALUE_TEXT, TO(struct clause, fingerprint.text), "of the part's text when the rule was written",
         "delens avtryck när regeln skrevs", PLACED(struct clause, fingerprint.at), .also = "avtryck"},
};

static const struct key_table clause_keys = {"clause", KEY_ROWS(clause_rows)};

/* "id#part", or a map. */
static void clause_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                        void *into)
{
	struct pack_reading *reading = fields->reading;
	struct rule *rule = into;

	rule->has_clause = true;
	rule->clause.target = (struct reference){.at = value->at, .part_at = value->at, .document = NO_DOCUMENT};
	if (value->kind == YAML_SCALAR) {
		reference_read(reading, &rule->clause.target, value->text, value->at);
		return;
	}
	if (!value_is_map(fields, key, value))
		return;
	keys_read(fields, row->table, UINT_MAX, value, &rule->clause);
	rule->clause.target.document = registry_find(reading->rulebook->registry, rule->clause.target.name);
}

static void basis_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	struct rule *rule = into;
	struct names names = {0};

	(void)row;
	if (!fields_names(fields, key, value, false, &names))
		return;
	rule->basis = ARENA_ARRAY(fields->arena, struct reference, names.n);
	for (uint32_t i = 0; i < names.n; i++)
		reference_read(fields->reading, &rule->basis[rule->basis_count++], names.at[i].text, names.at[i].at);
}

/* --- whom a rule applies to ------------------------------------------------------------------------------------------- */

static void categories_read(struct fields *fields, const struct key_row *row, struct str key,
                            const struct yaml_node *value, void *into)
{
	const struct names *names = &((struct rule *)into)->categories;

	key_value_read(fields, row, key, value, into);
	for (uint32_t i = 0; i < names->n; i++) {
		struct yaml_node word = {.kind = YAML_SCALAR, .at = names->at[i].at, .text = names->at[i].text};
		(void)fields_word(fields, key, &word, row->words, false);
	}
}

static const struct key_row applies_rows[] = {
	{"bodies", VALUE_NAMES, TO(struct rule, bodies), "only proposals of these bodies", "bara dessa organs förslag",
         .also = "organ, body, nämnder"},
	{"topics", VALUE_NAMES, TO(struct rule, topics), "only on these topics", "bara i dessa ämnen",
         .also = "ämnen, topic"},
	{"categories", VALUE_NAMES, TO(struct rule, categories), "only projects of these categories",
         "bara projekt av dessa kategorier", .words = categories_allowed, .read = categories_read,
         .also = "kategorier, category"},
	{"from", VALUE_DATE, TO(struct rule, from), "only from this day", "bara från denna dag", .also = "från"},
	{"to", VALUE_DATE, TO(struct rule, to), "only until this day", "bara till denna dag", .also = "till, until"},
};

static const struct key_table applies_keys = {"applies", KEY_ROWS(applies_rows)};

/* --- examples --------------------------------------------------------------------------------------------------------- */

/* As it stands: its white space counts. */
static void example_text_read(struct fields *fields, const struct key_row *row, struct str key,
                              const struct yaml_node *value, void *example)
{
	(void)row;
	if (value->kind == YAML_SCALAR)
		((struct example *)example)->text = value->text;
	else
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_TEXT));
}

static void front_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                       void *into)
{
	if (value_is_map(fields, key, value))
		memcpy((char *)into + row->to, &value, sizeof value);
}

static const struct key_row example_rows[] = {
	{"outcome", VALUE_WORD, TO(struct example, outcome), "what the rule must say of it",
         "vad regeln ska säga om det", .required = true, .words = outcomes, .also = "utfall, resultat"},
	{"text", VALUE_TEXT, 0, "the text", "texten", .read = example_text_read},
	{"front-matter", VALUE_OWN_KEYS, TO(struct example, front), "its front matter", "dess front matter",
         .read = front_read},
	{"register", VALUE_BOOL, TO(struct example, by_register), "true: judged by the register as it is",
         "true: bedöms efter registret som det är"},
};

static bool example_done(struct fields *fields, const struct yaml_node *map, void *example)
{
	(void)fields;
	((struct example *)example)->at = map->at;
	return true;
}

static const struct key_table example_keys = {"examples", KEY_ROWS(example_rows), .size = sizeof(struct example),
                                              .done = example_done};

/* --- a rule --------------------------------------------------------------------------------------------------------- */

static void rule_condition_read(struct fields *fields, const struct key_row *row, struct str key,
                                const struct yaml_node *value, void *into)
{
	struct condition *condition = NULL;

	(void)key;
	if (row->required && yaml_is_null(value)) /* it is reported as missing */
		return;
	condition = condition_read(fields->reading, value);
	memcpy((char *)into + row->to, &condition, sizeof condition);
}

static const struct key_row rule_rows[] = {
	{"id", VALUE_TEXT, TO(struct rule, id), "the statement's own", "satsens egen", .required = true,
         PLACED(struct rule, id_at)},
	{"title", VALUE_LABEL, TO(struct rule, title), "what it asks for, in a few words",
         "vad den kräver, i några ord", .required = true, .also = "titel, rubrik, name"},
	{"clause", VALUE_ENTRY, 0, "the clause that it comes from", "den bestämmelse som den bygger på",
         .table = &clause_keys, .read = clause_read, .also = "bestämmelse"},
	{"basis", VALUE_NAMES, 0, "what a rule over documents rests on", "vad en regel om dokument vilar på",
         .read = basis_read, .also = "grund, stöd"},
	{"strength", VALUE_WORD, TO(struct rule, strength), "must, must-not, should or may",
         "must (ska), must-not (får inte), should (bör) eller may (får)", .required = true, .words = strengths,
         .also = "styrka"},
	{"evidence", VALUE_WORD, TO(struct rule, evidence), "how the clause is known", "hur bestämmelsen är känd",
         .words = evidences, .first = EVIDENCE_FULL, PLACED(struct rule, evidence_at), .also = "belägg"},
	{"source", VALUE_TEXT, TO(struct rule, source), "where in the source it is", "var det står i källan",
         .also = "källa"},
	{"applies", VALUE_MAP, 0, "to whom, when narrower than the clause", "för vem, om snävare än bestämmelsen",
         .table = &applies_keys, .also = "gäller, gäller för, applies-to"},
	{"concerns", VALUE_LABEL, TO(struct rule, concerns), "what it is about", "vad den handlar om", .also = "rör"},
	{"when", VALUE_CONDITION, TO(struct rule, when), "the rule applies only then", "regeln gäller bara då",
         .read = rule_condition_read, .also = "när, om, if"},
	{"require", VALUE_CONDITION, TO(struct rule, require), "what the text must meet", "vad texten ska uppfylla",
         .required = true, .read = rule_condition_read, .also = "kräv, krav, requires"},
	{"against", VALUE_CONDITION, TO(struct rule, against), "what speaks against its being met",
         "vad som talar emot att den är uppfylld", .read = rule_condition_read, .also = "emot, mot, unless"},
	{"message", VALUE_LABEL, TO(struct rule, message), "what is said when it does not",
         "vad som sägs när den inte gör det", .required = true, .also = "meddelande"},
	{"advice", VALUE_LABEL, TO(struct rule, advice), "what to write", "vad man skriver", .also = "råd"},
	{"examples", VALUE_MAPS, TO(struct rule, examples), "texts and what the rule must say of them",
         "texter och vad regeln ska säga om dem", .count = offsetof(struct rule, example_count), .table = &example_keys,
         .also = "exempel, example"},
};

static void rule_need(struct fields *fields, const struct rule *rule, bool there, const char *key)
{
	if (!there)
		fields_problem(fields, PROBLEM_KEY_MISSING, rule->at, str_from(key), STR_EMPTY);
}

static bool rule_done(struct fields *fields, const struct yaml_node *map, void *into)
{
	const struct pack_reading *reading = fields->reading;
	struct rule *rule = into;
	bool over = reading->pack->over_documents;

	rule->pack = reading->pack;
	rule->at = map->at;
	if (!rule->id_at.line)
		rule->id_at = map->at;
	rule_need(fields, rule, rule->has_clause || over, "clause");
	rule_need(fields, rule, rule->has_clause || rule->basis_count || !over, "basis");
	rule_need(fields, rule, rule->evidence_at.line || !rule->has_clause, "evidence");
	return true;
}

static const struct rule rule_begun = {.from = DATE_NONE, .to = DATE_NONE};

static const struct key_table rule_keys = {"rules", KEY_ROWS(rule_rows), sizeof(struct rule), &rule_begun, rule_done};

static void condition_gates(struct condition *condition)
{
	condition->gate = true;
	if (condition->where) /* yaml-depth bounds this */
		condition_gates(condition->where);
	for (struct condition *inner = condition->first; inner; inner = inner->next)
		condition_gates(inner);
}

/* A rule that anything is wrong with is kept, and not judged. */
static void rule_read(struct pack_reading *reading, struct rule *rule, const struct yaml_node *map)
{
	struct fields *fields = &reading->fields;
	size_t before = fields->problems->n;
	const struct yaml_node *when = yaml_get(map, STR("when")), *against = yaml_get(map, STR("against"));

	*rule = rule_begun;
	rule->pack = reading->pack;
	rule->at = rule->id_at = map->at;
	if (map->kind != YAML_MAP) {
		fields_problem(fields, PROBLEM_SHAPE, map->at, STR("rules"), argument_term(TERM_MAP));
		return;
	}
	entry_read(fields, STR("rules"), &rule_keys, map, rule);
	if (rule->when)
		condition_gates(rule->when);
	rule->sound = fields->problems->n == before && rule->require && (rule->when || !when) &&
	              (rule->against || !against) && rule->evidence != EVIDENCE_OPINION;
}

/* --- a pack --------------------------------------------------------------------------------------------------------- */

static void rules_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *list,
                       void *into)
{
	struct pack *pack = into;

	(void)row;
	if (!value_is_list(fields, key, list))
		return;
	if (!list->first)
		fields_problem(fields, PROBLEM_SHAPE, list->at, key, argument_term(TERM_A_RULE));
	pack->rules = ARENA_ARRAY(fields->arena, struct rule, yaml_count(list));
	for (const struct yaml_node *item = list->first; item; item = item->next)
		rule_read(fields->reading, &pack->rules[pack->rule_count++], item);
}

static void over_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                      void *pack)
{
	((struct pack *)pack)->over_documents = fields_word(fields, key, value, row->words, false) == 1;
}

static void named_patterns_read(struct fields *fields, const struct key_row *row, struct str key,
                                const struct yaml_node *value, void *pack)
{
	(void)row;
	(void)pack;
	patterns_named_read(fields->reading, key, value);
}

/* The folder of the lexicon; all packs share one. */
static void lexicon_read(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *pack)
{
	struct pack_reading *reading = fields->reading;
	struct rulebook *rulebook = reading->rulebook;
	const struct registry *registry = rulebook->registry;
	struct str path = STR_EMPTY;
	struct error error = {0};

	(void)row;
	(void)pack;
	if (!fields_text(fields, key, value, &path) || str_equal(path, rulebook->lexicon_path))
		return;
	if (rulebook->lexicon_path.n || !source_has_folder(registry->source, path) ||
	    lexicon_load(&rulebook->lexicon, registry->source, reading->reader, path, &registry->config.limits,
	                 &rulebook->arena, &error) < 0)
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, TERM_AROUND(TERM_NO_FOLDER, path));
	else
		rulebook->lexicon_path = path;
}

static const struct allowed over_words[] = {
	{"proposals", "förslag, proposal"}, {"documents", "dokument, document"}, {0}};

/* Rules are read last, wherever they stand: they need all others. */
#define PACK_FIRST 1u
#define PACK_RULES 2u

static const struct key_row pack_rows[] = {
	{"pack", VALUE_TEXT, TO(struct pack, id), "the pack's id", "paketets id", .within = PACK_FIRST,
         .also = "paket, id"},
	{"title", VALUE_LABEL, TO(struct pack, title), "its title", "dess titel", .within = PACK_FIRST,
         .also = "titel, rubrik"},
	{"over", VALUE_WORD, 0, "what it is about: proposals or documents",
         "vad det gäller: proposals (förslag) eller documents (dokument)", .words = over_words, .within = PACK_FIRST,
         .read = over_read, .also = "om, gäller"},
	{"example", VALUE_OWN_KEYS, TO(struct pack, example), "the front matter of all examples",
         "alla exempels front matter", .within = PACK_FIRST, .read = front_read, .also = "exempel"},
	{"lexicon", VALUE_TEXT, 0, "the folder of the concepts that its rules name",
         "mappen med de begrepp som reglerna nämner", .within = PACK_FIRST, .read = lexicon_read, .also = "lexikon"},
	{"patterns", VALUE_OWN_KEYS, 0, "patterns by name", "mönster med namn", .within = PACK_FIRST,
         .read = named_patterns_read, .also = "mönster"},
	{"rules", VALUE_MAPS, 0, "the rules", "reglerna", .within = PACK_RULES, .required = true, .table = &rule_keys,
         .read = rules_read, .also = "regler, rule"},
};

const struct key_table pack_keys = {"rule pack", KEY_ROWS(pack_rows)};

static void pack_keys_read(struct pack_reading *reading, const struct yaml_node *root)
{
	struct fields *fields = &reading->fields;

	for (unsigned turn = PACK_FIRST; turn <= PACK_RULES; turn <<= 1)
		for (const struct yaml_node *key = root->first; key; key = key->next) {
			const struct key_row *row = key_find(&pack_keys, turn, key->text);
			if (row)
				key_read(fields, row, key->text, key->value, reading->pack);
			else if (turn == PACK_RULES && !key_find(&pack_keys, PACK_FIRST, key->text))
				key_unknown(fields, &pack_keys, NULL, UINT_MAX, key);
		}
	keys_missing(fields, &pack_keys, UINT_MAX, root, root->at);
}

void pack_read(struct rulebook *rulebook, struct reader *reader, struct pack *pack, struct str text)
{
	struct pack_reading reading = {.rulebook = rulebook,
	                               .reader = reader,
	                               .pack = pack,
	                               .fields = {.arena = &rulebook->arena, .problems = &pack->problems}};
	const struct limits *limits = &rulebook->registry->config.limits;
	const struct yaml_node *root = NULL;

	reading.fields.reading = &reading;
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
		fields_problem(&reading.fields, PROBLEM_SHAPE, root ? root->at : ((struct location){1, 1}),
		               STR("rules"), argument_term(TERM_MAP));
	vec_release(&reading.named);
}
