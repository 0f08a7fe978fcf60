#include "bin/rules_coverage.h"

#include "bin/json.h"
#include "bin/out_scan.h"
#include "bin/text.h"
#include "rules/coverage.h"

struct telling {
	const struct registry *registry;
	const struct rulebook *rulebook;
	const struct coverage *coverage;
	struct str language;
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

static void heading(const struct telling *telling, struct texts text)
{
	printf("\n%s%s%s\n", telling->colors.bold, in_language(text, telling->language), telling->colors.off);
}

static void text_shares(const struct telling *telling)
{
	heading(telling, (struct texts){"share of the clauses with a must that have a rule",
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
	       in_language((struct texts){"in all", "sammanlagt"}, telling->language));
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
				heading(telling, (struct texts){"clauses with a must and no rule",
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

static void text_rules(const struct telling *telling, struct texts text, bool (*is_such)(const struct rule *))
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

static void tell_text(const struct telling *telling)
{
	printf(in_language((struct texts){"%zu rules in %zu packs\n", "%zu regler i %zu paket\n"}, telling->language),
	       telling->rulebook->rule_count, telling->rulebook->pack_count);
	text_shares(telling);
	text_clauses(telling);
	text_rules(telling, (struct texts){"rules without a clause", "regler utan bestämmelse"}, lacks_clause);
	text_rules(telling, (struct texts){"rules that no example exercises", "regler som inget exempel prövar"},
	           lacks_example);
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

static void tell_json(const struct telling *telling)
{
	struct json json = {.out = stdout};

	json_open(&json, '{');
	number(&json, "schema_version", 1);
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
	json_close(&json);
}

int rules_coverage(const struct options *options, struct registry *registry, const struct rulebook *rulebook)
{
	struct coverage coverage;
	struct error error = {0};
	struct telling telling = {.registry = registry,
	                          .rulebook = rulebook,
	                          .coverage = &coverage,
	                          .language = language_of(options, registry),
	                          .colors = colors_of(options->color)};
	int status = EXIT_CLEAN;

	if (coverage_of(&coverage, rulebook, &error) < 0) {
		tell_error(&error, telling.language);
		status = EXIT_SYSTEM;
	} else {
		(options->format == FORMAT_JSON ? tell_json : tell_text)(&telling);
	}
	coverage_release(&coverage);
	return status;
}
