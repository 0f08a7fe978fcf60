#include "bin/scan/rules_coverage.h"

#include "bin/command/error_text.h"
#include "bin/command/open_registry.h"

#include "bin/scan/scan_common.h"
#include "bin/write/json.h"
#include "bin/write/terminal.h"
#include "registry/base/vec.h"
#include "rules/evaluate/clause_coverage.h"
#include "rules/evaluate/example.h"

struct telling {
	const struct registry *registry;
	const struct rulebook *rulebook;
	const struct coverage *coverage;
	const struct examples_result *examples;
	enum language language;
	struct colors colors;
};

static unsigned percent(uint32_t part, uint32_t whole)
{
	return whole ? (unsigned)((uint64_t)part * 100 / whole) : 100;
}

static bool lacks_clause(const struct rule *rule)
{
	return !rule->has_clause || !rule->clause.known;
}

/* Advice that answers a complaint: it names its basis instead. */
static bool is_advice(const struct rule *rule)
{
	return !rule->has_clause && rule->basis_count;
}

static bool lacks_clause_and_basis(const struct rule *rule)
{
	return lacks_clause(rule) && !is_advice(rule);
}

/* An example exercises a rule when it makes it say yes or no. */
static bool lacks_example(const struct rule *rule)
{
	for (uint32_t i = 0; i < rule->example_count; i++)
		if (rule->examples[i].outcome == OUTCOME_SATISFIED ||
		    rule->examples[i].outcome == OUTCOME_NOT_SATISFIED)
			return false;
	return true;
}

/* --- text ----------------------------------------------------------------------------------------------------------- */

static void heading(const struct telling *telling, struct bilingual text)
{
	printf("\n%s%s%s\n", telling->colors.bold, bilingual_in(text, telling->language), telling->colors.off);
}

static void text_shares(const struct telling *telling)
{
	heading(telling, (struct bilingual){"share of the clauses with a must that have a rule",
	                                    "andel av de bestämmelser som säger ska som har en regel"});
	for (uint32_t i = 0; i < telling->coverage->document_count; i++) {
		const struct covered_document *covered = &telling->coverage->documents[i];
		printf("  %3u %%  %u/%u  ", percent(covered->covered, covered->clause_count), covered->covered,
		       covered->clause_count);
		put_text(stdout, telling->registry->documents[covered->document].id);
		fputc('\n', stdout);
	}
	printf("  %3u %%  %u/%u  %s\n", percent(telling->coverage->covered, telling->coverage->clauses),
	       telling->coverage->covered, telling->coverage->clauses,
	       bilingual_in((struct bilingual){"in all", "sammanlagt"}, telling->language));
}

static void text_clauses(const struct telling *telling)
{
	bool any = false;

	for (uint32_t i = 0; i < telling->coverage->document_count; i++) {
		const struct covered_document *covered = &telling->coverage->documents[i];
		const struct document *document = &telling->registry->documents[covered->document];
		for (uint32_t k = 0; k < covered->clause_count; k++) {
			const struct covered_clause *clause = &covered->clauses[k];
			if (clause->rules)
				continue;
			if (!any)
				heading(telling, (struct bilingual){"clauses with a must and no rule",
				                                    "bestämmelser som säger ska, utan regel"});
			any = true;
			printf("  ");
			put_text(stdout, document->id);
			printf("#");
			put_text(stdout, document->parts[clause->part].anchor);
			printf("  %s", telling->colors.dim);
			put_text(stdout, document->path);
			printf(":%u%s  ", clause->at.line, telling->colors.off);
			put_text(stdout, document->parts[clause->part].title);
			fputc('\n', stdout);
		}
	}
}

static void text_rules(const struct telling *telling, struct bilingual text, bool (*is_such)(const struct rule *))
{
	bool any = false;

	for (size_t i = 0; i < telling->rulebook->rule_count; i++) {
		const struct rule *rule = telling->rulebook->rules[i];
		if (!is_such(rule))
			continue;
		if (!any)
			heading(telling, text);
		any = true;
		printf("  ");
		put_padded(stdout, rule->id, 24);
		printf(" %s", telling->colors.dim);
		put_text(stdout, rule->pack->path);
		printf(":%u%s\n", rule->at.line, telling->colors.off);
	}
}

#define LINES_SHOWN 8

/* By rule: how many, and on which lines they stand. JSON tells each, and whether it might as well always hold or never. */
static void text_conditions(const struct telling *telling)
{
	const struct examples_result *examples = telling->examples;

	if (!examples->n)
		return;
	heading(telling,
	        (struct bilingual){
			"conditions that might as well always be true, or never: no example would notice",
			"villkor som lika gärna kunde gälla alltid, eller aldrig: inget exempel skulle märka det"});
	for (size_t i = 0; i < examples->n;) {
		const struct rule *rule = examples->at[i].rule;
		uint32_t line = 0, shown = 0, count = 0;
		printf("  ");
		put_padded(stdout, rule->id, 24);
		printf(" %s", telling->colors.dim);
		put_text(stdout, rule->pack->path);
		for (; i < examples->n && examples->at[i].rule == rule; i++) {
			uint32_t here = examples->at[i].condition->at.line;
			count += here != line;
			if (here != line && shown < LINES_SHOWN) {
				printf("%c%u", shown ? ',' : ':', here);
				shown++;
			}
			line = here;
		}
		printf("%s%s\n", count > shown ? " …" : "", telling->colors.off);
	}
}

static void tell_text(const struct telling *telling)
{
	printf(bilingual_in((struct bilingual){"rules: %zu, packs: %zu, examples: %zu, conditions: %zu\n",
	                                       "regler: %zu, paket: %zu, exempel: %zu, villkor: %zu\n"},
	                    telling->language),
	       telling->rulebook->rule_count, telling->rulebook->pack_count, telling->examples->examples,
	       telling->examples->conditions);
	text_shares(telling);
	text_clauses(telling);
	text_rules(telling, (struct bilingual){"rules without a clause", "regler utan bestämmelse"},
	           lacks_clause_and_basis);
	text_rules(telling,
	           (struct bilingual){"advice without a clause: it answers complaints",
	                              "råd utan bestämmelse: de svarar på klagomål"},
	           is_advice);
	text_rules(telling, (struct bilingual){"rules that no example exercises", "regler som inget exempel prövar"},
	           lacks_example);
	text_conditions(telling);
}

/* --- JSON ----------------------------------------------------------------------------------------------------------- */

static void number(struct json *json, const char *key, long value)
{
	json_key(json, key);
	json_number(json, value);
}

static void json_document(const struct telling *telling, struct json *json, const struct covered_document *covered)
{
	const struct document *document = &telling->registry->documents[covered->document];

	json_open(json, '{');
	json_pair(json, "document", document->id);
	number(json, "clauses", (long)covered->clause_count);
	number(json, "covered", (long)covered->covered);
	json_key(json, "uncovered");
	json_open(json, '[');
	for (uint32_t i = 0; i < covered->clause_count; i++) {
		if (covered->clauses[i].rules)
			continue;
		json_open(json, '{');
		json_pair(json, "part", document->parts[covered->clauses[i].part].anchor);
		json_pair(json, "path", document->path);
		number(json, "line", (long)covered->clauses[i].at.line);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

static void json_rules(const struct telling *telling, struct json *json, const char *key,
                       bool (*is_such)(const struct rule *))
{
	json_key(json, key);
	json_open(json, '[');
	for (size_t i = 0; i < telling->rulebook->rule_count; i++)
		if (is_such(telling->rulebook->rules[i]))
			json_string(json, telling->rulebook->rules[i]->id);
	json_close(json);
}

static void json_conditions(const struct telling *telling, struct json *json)
{
	json_key(json, "unexercised");
	json_open(json, '[');
	for (size_t i = 0; i < telling->examples->n; i++) {
		const struct unexercised *missed = &telling->examples->at[i];
		json_open(json, '{');
		json_pair(json, "rule", missed->rule->id);
		json_pair(json, "might_as_well", missed->always ? STR("always") : STR("never"));
		json_pair(json, "path", missed->rule->pack->path);
		number(json, "line", (long)missed->condition->at.line);
		number(json, "column", (long)missed->condition->at.column);
		json_close(json);
	}
	json_close(json);
}

static void tell_json(const struct telling *telling)
{
	struct json json = {.out = stdout};

	json_open(&json, '{');
	number(&json, "schema_version", 1);
	json_unread(&json, (struct footing){telling->registry, NULL, telling->rulebook, telling->language});
	number(&json, "rules", (long)telling->rulebook->rule_count);
	number(&json, "clauses", (long)telling->coverage->clauses);
	number(&json, "covered", (long)telling->coverage->covered);
	json_key(&json, "documents");
	json_open(&json, '[');
	for (uint32_t i = 0; i < telling->coverage->document_count; i++)
		json_document(telling, &json, &telling->coverage->documents[i]);
	json_close(&json);
	json_rules(telling, &json, "without_clause", lacks_clause);
	json_rules(telling, &json, "without_example", lacks_example);
	number(&json, "conditions", (long)telling->examples->conditions);
	json_conditions(telling, &json);
	json_close(&json);
}

int rules_coverage(const struct options *options, struct registry *registry, const struct rulebook *rulebook, bool json)
{
	struct coverage coverage = {0};
	struct examples_result examples = {0};
	struct findings findings = {0}; /* those of examples are for `rules test` to tell */
	struct arena arena = ARENA_EMPTY;
	struct check check = {.registry = registry, .findings = &findings, .arena = &arena};
	struct error error = {0};
	struct telling telling = {.registry = registry,
	                          .rulebook = rulebook,
	                          .coverage = &coverage,
	                          .examples = &examples,
	                          .language = language_of(options, registry),
	                          .colors = colors_of(options->color)};
	int status = EXIT_CLEAN;

	if (coverage_of(&coverage, rulebook, options->on, &error) < 0 ||
	    examples_run(&examples, &check, rulebook, NULL, telling.language, &error) < 0) {
		tell_error(&error, telling.language);
		status = EXIT_SYSTEM;
	} else {
		(json ? tell_json : tell_text)(&telling);
	}
	coverage_release(&coverage);
	examples_release(&examples);
	vec_release(&findings);
	arena_release(&arena);
	return status;
}
