/* Checks of the rule packs: ids, clauses, fingerprints, what they rest on, examples. */
#include "rules/checks/checks.h"
#include "rules/packs/rule.h"

#define report_rule(check, diagnostic, rule, at, b, c)                                                                 \
	check_report_file((check), (diagnostic), (rule)->pack->path, (at), ARGUMENTS((rule)->id, b, c))

static void check_id(struct check *check, const struct rulebook *rulebook, const struct rule *rule, uint32_t index)
{
	uint32_t first = map_get(&rulebook->by_id, rule->id);

	if (!rule->id.n || first == index || first == MAP_NONE)
		return;
	report_rule(check, DIAGNOSTIC_RULE_ID_DUPLICATE, rule, rule->id_at, STR_EMPTY, STR_EMPTY);
	relate(check, RELATED_FIRST_HERE, rulebook->rules[first]->pack->path, rulebook->rules[first]->id_at, STR_EMPTY);
}

/* A document, or a part of one, that a rule names. */
static bool check_reference(struct check *check, const struct rule *rule, const struct reference *reference)
{
	const struct registry *registry = check->registry;
	const struct document *document = NULL;

	if (!reference->name.n)
		return false; /* told as missing */
	if (reference->document == NO_DOCUMENT) {
		report_rule(check, DIAGNOSTIC_RULE_CLAUSE_UNKNOWN, rule, reference->at, reference->name,
		            registry_nearest(registry, reference->name));
		return false;
	}
	document = &registry->documents[reference->document];
	if (!document->readable || !reference->part.n || document_part(document, reference->part) != MARKDOWN_NO_PART)
		return document->readable;
	report_rule(check, DIAGNOSTIC_RULE_CLAUSE_UNKNOWN, rule, reference->part_at,
	            reference_text(check->arena, reference), document_nearest_part(document, reference->part));
	return false;
}

static void check_opinion(struct check *check, const struct rule *rule)
{
	const struct registry *registry = check->registry;
	uint32_t document = rule->clause.target.document, type = 0;

	if (rule->evidence == EVIDENCE_OPINION) {
		check_report_file(check, DIAGNOSTIC_RULE_OPINION, rule->pack->path, rule->evidence_at,
		                  ARGUMENTS(rule->id, STR_EMPTY, STR_EMPTY, argument_term(TERM_OPINION)));
		return;
	}
	if (document == NO_DOCUMENT || !registry->documents[document].readable ||
	    !registry->vocabulary.held[VOCABULARY_TYPES] || registry_governs(registry, document))
		return;
	type = registry->documents[document].type_index;
	if (type == NO_BODY)
		return; /* told as type.unknown */
	report_rule(check, DIAGNOSTIC_RULE_OPINION, rule, rule->clause.target.at, rule->clause.target.name,
	            registry->vocabulary.types[type].id);
	relate(check, RELATED_STATED_HERE, registry->documents[document].path,
	       document_location(&registry->documents[document], KEY_TYPE), rule->clause.target.name);
}

static void check_fingerprint(struct check *check, const struct rule *rule)
{
	const struct clause *clause = &rule->clause;
	struct str name = reference_text(check->arena, &clause->target);

	if (!clause->actual.n)
		return; /* the text is not held */
	if (!clause->fingerprint.text.n)
		report_rule(check, DIAGNOSTIC_RULE_NO_FINGERPRINT, rule, clause->target.at, clause->actual, STR_EMPTY);
	else if (clause->suspect)
		report_rule(check, DIAGNOSTIC_RULE_FINGERPRINT, rule, clause->fingerprint.at, name, clause->actual);
}

static void check_examples(struct check *check, const struct rule *rule)
{
	static const enum outcome needed[] = {OUTCOME_SATISFIED, OUTCOME_NOT_SATISFIED};

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		bool there = needed[i] == OUTCOME_NOT_SATISFIED && rule->strength == STRENGTH_MAY &&
		             !rule->pack->over_documents; /* a permission cannot be broken */
		for (uint32_t k = 0; k < rule->example_count; k++)
			there = there || rule->examples[k].outcome == needed[i];
		if (!there)
			report_rule(check, DIAGNOSTIC_RULE_NO_EXAMPLE, rule, rule->id_at,
			            argument_term(outcome_term(needed[i])), STR_EMPTY);
	}
}

static void check_rule(struct check *check, const struct rule *rule)
{
	for (uint32_t i = 0; i < rule->bodies.n; i++)
		check_body_known(check, rule->pack->path, NO_DOCUMENT, STR("bodies"), rule->bodies.at[i]);
	check_topics_known(check, rule->pack->path, NO_DOCUMENT, &rule->topics);
	for (uint32_t i = 0; i < rule->basis_count; i++)
		(void)check_reference(check, rule, &rule->basis[i]);
	if (rule->has_clause && check_reference(check, rule, &rule->clause.target)) {
		check_opinion(check, rule);
		check_fingerprint(check, rule);
	}
	if (rule->sound)
		check_examples(check, rule);
}

/* Folders and files that styrdok.yaml names and that do not exist. */
static void check_entries(struct check *check, const struct rulebook *rulebook)
{
	const struct registry *registry = check->registry;

	for (uint32_t i = 0; registry->config.rules_stated && i < registry->config.rules.n; i++) {
		struct named entry = registry->config.rules.at[i];
		if (!rulebook_has(rulebook, entry.text))
			check_report_file(check, DIAGNOSTIC_CONFIG_VALUE, registry->config_path, entry.at,
			                  ARGUMENTS(STR("rules"), TERM_AROUND(TERM_NO_FOLDER, entry.text)));
	}
}

void check_rules(struct check *check, const struct rulebook *rulebook)
{
	const struct registry *registry = check->registry;

	if (registry->overfull ||
	    registry->config.unreadable) /* no document was read, so nothing can be said of clauses */
		return;
	check_entries(check, rulebook);
	for (size_t i = 0; i < rulebook->pack_count; i++)
		check_data_problems(check, DATA_RULES, rulebook->packs[i]->path, &rulebook->packs[i]->problems);
	for (uint32_t i = 0; i < rulebook->lexicon.file_count; i++)
		check_data_problems(check, DATA_RULES, rulebook->lexicon.files[i].path,
		                    &rulebook->lexicon.files[i].problems);
	for (size_t i = 0; i < rulebook->rule_count; i++) {
		check_id(check, rulebook, rulebook->rules[i], (uint32_t)i);
		check_rule(check, rulebook->rules[i]);
	}
}
