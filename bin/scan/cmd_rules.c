/* styrdok rules: the rules themselves, their examples run as tests, and what they cover. */
#include "bin/check/report.h"
#include "bin/command/command.h"
#include "bin/scan/rules_coverage.h"
#include "bin/scan/scan_common.h"
#include "bin/write/json.h"
#include "bin/write/terminal.h"
#include "registry/base/vec.h"
#include "rules/checks/check_run.h"
#include "rules/checks/checks.h"
#include "rules/evaluate/example.h"
#include "rules/prefilter/required_literals.h"

struct rules_options {
	struct options common;
	bool slow;
};

struct asking {
	const struct options *options;
	bool slow; /* --slow */
	bool json;
	struct registry *registry;
	struct rulebook *rulebook;
	struct scan_printing printing;
	struct arena arena;
};

/* --- list ----------------------------------------------------------------------------------------------------------- */

/* The patterns that a condition looks for in running text: those that a prefilter can spare. */
static bool condition_is_slow(const struct asking *asking, const struct condition *condition)
{
	bool searches = condition->kind == TEST_TEXT || condition->kind == TEST_COUNT || condition->kind == TEST_TERM;

	if (condition->kind == TEST_NEAR && asking->rulebook->patterns[condition->patterns[0]].literal_count == 0)
		return true;
	for (uint32_t i = 0; searches && i < condition->pattern_count; i++)
		if (asking->rulebook->patterns[condition->patterns[i]].literal_count == 0)
			return true;
	if (condition->where && condition_is_slow(asking, condition->where))
		return true;
	for (const struct condition *inner = condition->first; inner; inner = inner->next)
		if (condition_is_slow(asking, inner))
			return true;
	return false;
}

static bool rule_is_slow(const struct asking *asking, const struct rule *rule)
{
	return (rule->when && condition_is_slow(asking, rule->when)) ||
	       (rule->require && condition_is_slow(asking, rule->require));
}

static void list_text(struct asking *asking, const struct rule *rule)
{
	enum language language = asking->printing.language;

	put_padded(stdout, rule->id, 20);
	fputc(' ', stdout);
	put_padded(stdout, strength_label(rule->strength, language), 9);
	fputc(' ', stdout);
	put_text(stdout, bilingual_str(rule->title, language));
	if (rule->clause.suspect)
		printf(" (%s)", bilingual_in((struct bilingual){"suspect: the clause has changed",
		                                                "osäker: bestämmelsen har ändrats"},
		                             language));
	fputc('\n', stdout);
}

static void rule_json(struct asking *asking, struct json *json, const struct rule *rule)
{
	json_open(json, '{');
	json_pair(json, "rule", rule->id);
	json_pair(json, "title", bilingual_str(rule->title, asking->printing.language));
	json_pair(json, "pack", rule->pack->id);
	json_pair(json, "strength", str_from(strength_name(rule->strength)));
	json_pair(json, "evidence", str_from(evidence_name(rule->evidence)));
	if (rule->has_clause) {
		json_key(json, "clause");
		json_open(json, '{');
		json_pair(json, "document", rule->clause.target.name);
		json_pair(json, "part", rule->clause.target.part);
		json_pair(json, "fingerprint", rule->clause.actual);
		json_close(json);
	}
	json_pair(json, "state", !rule->sound ? STR("broken") : rule->clause.suspect ? STR("suspect") : STR("sound"));
	json_pair(json, "path", rule->pack->path);
	json_key(json, "line");
	json_number(json, (long)rule->at.line);
	json_key(json, "examples");
	json_number(json, (long)rule->example_count);
	json_close(json);
}

static int run_list(struct asking *asking)
{
	const struct rulebook *rulebook = asking->rulebook;
	bool as_json = asking->json;
	struct json json = {.out = stdout};
	const struct pack *pack = NULL;

	if (as_json) {
		json_open(&json, '{');
		json_key(&json, "schema_version");
		json_number(&json, 1);
		json_unread(&json, scan_footing(&asking->printing));
		json_key(&json, "rules");
		json_open(&json, '[');
	}
	for (size_t i = 0; i < rulebook->rule_count; i++) {
		const struct rule *rule = rulebook->rules[i];
		if (asking->slow && !rule_is_slow(asking, rule))
			continue;
		if (as_json) {
			rule_json(asking, &json, rule);
			continue;
		}
		if (rule->pack != pack) {
			printf("%s", pack ? "\n" : "");
			put_text(stdout, bilingual_str(rule->pack->title, asking->printing.language));
			printf("  ");
			put_text(stdout, rule->pack->path);
			printf("\n\n");
		}
		pack = rule->pack;
		list_text(asking, rule);
	}
	if (as_json) {
		json_close(&json);
		json_close(&json);
	}
	return EXIT_CLEAN;
}

/* --- show ----------------------------------------------------------------------------------------------------------- */

static void show_line(struct asking *asking, struct bilingual name, struct str text)
{
	if (!text.n)
		return;
	printf("  ");
	put_padded(stdout, bilingual_str(name, asking->printing.language), 15);
	put_text(stdout, text);
	fputc('\n', stdout);
}

static void show_pattern(struct asking *asking, uint32_t index)
{
	const struct pattern *pattern = NULL;

	if (index == NO_PATTERN)
		return;
	pattern = &asking->rulebook->patterns[index];
	printf("    ");
	put_text(stdout, pattern->source);
	printf("\n      ");
	if (!pattern->literal_count)
		printf("%s", bilingual_in((struct bilingual){"no literals: tried everywhere",
		                                             "inga fasta bokstäver: prövas överallt"},
		                          asking->printing.language));
	for (uint32_t i = 0; i < pattern->literal_count; i++) {
		bool begins = false, ends = false;
		struct str bare = literal_bare(pattern->literals[i], &begins, &ends);
		printf("%s%s", i ? ", " : "", begins ? "" : "…");
		put_text(stdout, bare);
		printf("%s", ends ? "" : "…");
	}
	fputc('\n', stdout);
}

static void show_patterns(struct asking *asking, const struct condition *condition)
{
	for (uint32_t i = 0; i < condition->pattern_count; i++)
		show_pattern(asking, condition->patterns[i]);
	show_pattern(asking, condition->heading);
	if (condition->where)
		show_patterns(asking, condition->where);
	for (const struct condition *inner = condition->first; inner; inner = inner->next)
		show_patterns(asking, inner);
}

static struct str evidence_words(enum evidence evidence, enum language language)
{
	static const struct bilingual words[] = {
		[EVIDENCE_NONE] = {"", ""},
		[EVIDENCE_FULL] = {"the clause's full text", "bestämmelsens hela text"},
		[EVIDENCE_QUOTED] = {"quoted word by word", "ordagrant citerad"},
		[EVIDENCE_OFFICER] = {"as the officer who wrote it describes it", "beredande tjänstemans beskrivning"},
		[EVIDENCE_PARAPHRASE] = {"as somebody who reviewed it tells it", "återgiven av en remissinstans"},
		[EVIDENCE_OPINION] = {"an opinion", "en åsikt"},
	};
	return bilingual_str(words[evidence], language);
}

static void show_rule(struct asking *asking, const struct rule *rule)
{
	enum language language = asking->printing.language;
	struct str title = clause_title(&asking->printing, rule);

	put_text(stdout, rule->id);
	printf("  ");
	put_text(stdout, bilingual_str(rule->title, language));
	printf("\n\n");
	show_line(asking, (struct bilingual){"strength", "styrka"}, strength_label(rule->strength, language));
	show_line(asking, (struct bilingual){"clause", "bestämmelse"},
	          rule->has_clause ? arena_format(&asking->arena, "%.*s (%.*s)", STR_ARG(title),
	                                          STR_ARG(clause_text(rule, &asking->arena)))
	                           : STR_EMPTY);
	show_line(asking, (struct bilingual){"evidence", "belägg"}, evidence_words(rule->evidence, language));
	show_line(asking, (struct bilingual){"source", "källa"}, rule->source);
	show_line(asking, (struct bilingual){"fingerprint", "fingeravtryck"},
	          arena_format(&asking->arena, "%.*s%s", STR_ARG(rule->clause.actual),
	                       !rule->clause.suspect
	                               ? ""
	                               : bilingual_in((struct bilingual){" (not the one that the rule states)",
	                                                                 " (inte det som regeln anger)"},
	                                              language)));
	show_line(asking, (struct bilingual){"concerns", "rör"}, bilingual_str(rule->concerns, language));
	show_line(asking, (struct bilingual){"message", "meddelande"}, bilingual_str(rule->message, language));
	show_line(asking, (struct bilingual){"advice", "råd"}, bilingual_str(rule->advice, language));
	show_line(asking, (struct bilingual){"written in", "står i"},
	          arena_format(&asking->arena, "%.*s:%u", STR_ARG(rule->pack->path), rule->at.line));
	printf("\n  %s\n", bilingual_in((struct bilingual){"patterns, with the letters that each match must contain",
	                                                   "mönster, med de bokstäver som varje träff måste innehålla"},
	                                language));
	if (rule->when)
		show_patterns(asking, rule->when);
	if (rule->require)
		show_patterns(asking, rule->require);
}

/* The rule that an argument names; NULL, with a usage error told, when there is none. */
static const struct rule *rule_named(struct asking *asking, const char *name)
{
	struct str nearest = STR_EMPTY;
	const struct rule *rule = rulebook_find(asking->rulebook, str_from(name), &nearest);

	if (!rule && nearest.n)
		usage_error(asking->printing.language,
		            (struct bilingual){"there is no rule %s", "det finns ingen regel %s"},
		            arena_format(&asking->arena,
		                         bilingual_in((struct bilingual){"'%s'; did you mean '%.*s'?",
		                                                         "”%s”; menade du ”%.*s”?"},
		                                      asking->printing.language),
		                         name, STR_ARG(nearest))
		                    .at);
	else if (!rule)
		usage_error(asking->printing.language,
		            (struct bilingual){"there is no rule '%s'", "det finns ingen regel ”%s”"}, name);
	return rule;
}

static int run_show(struct asking *asking)
{
	if (asking->options->arg_count < 2)
		return usage_error(asking->printing.language, (struct bilingual){"name a rule", "ange en regel"}, NULL);
	for (int i = 1; i < asking->options->arg_count; i++) {
		const struct rule *rule = rule_named(asking, asking->options->args[i]);
		if (!rule)
			return EXIT_USAGE;
		if (i > 1)
			fputc('\n', stdout);
		show_rule(asking, rule);
	}
	return EXIT_CLEAN;
}

/* --- test ----------------------------------------------------------------------------------------------------------- */

static int run_test(struct asking *asking)
{
	struct findings findings = {0};
	struct check check = {.registry = asking->registry,
	                      .findings = &findings,
	                      .arena = &asking->arena,
	                      .today = asking->options->on};
	struct examples_result result = {0};
	struct report report = {
		.registry = asking->registry, .language = asking->printing.language, .color = asking->options->color};
	struct error error = {0};
	const struct rule *rule = NULL;
	int status = EXIT_SYSTEM;

	if (asking->options->arg_count > 1 && !(rule = rule_named(asking, asking->options->args[1])))
		return EXIT_USAGE;
	if (!rule)
		check_rules(&check, asking->rulebook);
	if (examples_run(&result, &check, asking->rulebook, rule, asking->printing.language, &error) < 0) {
		tell_error(&error, asking->printing.language);
	} else {
		findings_settle(&findings, &asking->registry->config);
		report.findings = findings.at;
		report.count = findings.n;
		for (size_t i = 0; i < findings.n; i++)
			report.by_severity[findings.at[i].severity]++;
		if (asking->json)
			output_json(stdout, &report);
		else
			output_findings(stdout, &report);
		if (!asking->json)
			printf(bilingual_in(
				       (struct bilingual){
					       "rules: %zu, examples: %zu, failed: %zu; failed as they should "
					       "with the rule turned into its opposite: %zu\n",
					       "regler: %zu, exempel: %zu, stämmer inte: %zu; faller som de ska "
					       "när regeln vänds till sin motsats: %zu\n"},
				       asking->printing.language),
			       result.rules, result.examples, result.failed, result.inverted);
		status = report.by_severity[SEVERITY_ERROR] ? EXIT_FINDINGS : EXIT_CLEAN;
	}
	examples_release(&result);
	vec_release(&findings);
	return status;
}

/* --- the command ---------------------------------------------------------------------------------------------------- */

static int run_coverage(struct asking *asking)
{
	return rules_coverage(asking->options, asking->registry, asking->rulebook, asking->json);
}

static int run_part(struct asking *asking)
{
	static const struct {
		const char *name;
		int (*run)(struct asking *asking);
		bool judges;
	} parts[] = {{"list", run_list, false},
	             {"show", run_show, false},
	             {"test", run_test, true},
	             {"coverage", run_coverage, true}};
	const char *name = asking->options->arg_count ? asking->options->args[0] : "";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].name, name) == 0) {
			if (parts[i].judges)
				rulebook_ready(asking->rulebook);
			return parts[i].run(asking);
		}
	return usage_error(asking->printing.language,
	                   *name ? (struct bilingual){"say rules list, show, test or coverage, not '%s'",
	                                              "skriv rules list, show, test eller coverage, inte ”%s”"}
	                         : (struct bilingual){"say rules list, show, test or coverage%s",
	                                              "skriv rules list, show, test eller coverage%s"},
	                   name);
}

static const struct rules_format {
	struct format format;
	bool json;
} formats[] = {{{"text"}, false}, {{"json"}, true}, {{NULL}, false}};

static int run(const struct options *options)
{
	struct error error;
	struct asking asking = {.options = options,
	                        .slow = ((const struct rules_options *)options)->slow,
	                        .json = FORMAT_CHOSEN(options, struct rules_format)->json,
	                        .registry = open_registry(options, false, &error)};
	struct rulebook *rulebook = NULL;
	int status = EXIT_SYSTEM;

	if (!asking.registry)
		return EXIT_SYSTEM;
	asking.printing = (struct scan_printing){.out = stdout,
	                                         .registry = asking.registry,
	                                         .language = language_of(options, asking.registry),
	                                         .color = options->color};
	if (rulebook_load(&rulebook, asking.registry, &error) < 0) {
		tell_error(&error, asking.printing.language);
	} else {
		asking.rulebook = rulebook;
		asking.printing.rulebook = rulebook;
		if (!asking.json)
			text_unread(stdout, scan_footing(&asking.printing));
		status = status_with_unread(run_part(&asking), scan_footing(&asking.printing));
	}
	arena_release(&asking.arena);
	rulebook_free(rulebook);
	registry_free(asking.registry);
	return status;
}

static const struct option_row rules_rows[] = {{"slow",
                                                OPTION_FLAG,
                                                offsetof(struct rules_options, slow),
                                                {0},
                                                {"only rules with a pattern that must be tried everywhere",
                                                 "bara regler med mönster som måste prövas överallt"},
                                                NULL,
                                                NULL},
                                               {0}};

const struct command command_rules = {
	.name = "rules",
	.arguments = {"[OPTIONS] list | show RULE.. | test [RULE] | coverage",
                      "[FLAGGOR] list | show REGEL.. | test [REGEL] | coverage"},
	.summary = {"the rules: list and show them, test their examples, see what they cover",
                    "reglerna: lista och visa dem, pröva exemplen, se vad de täcker"},
	.details = {"list      the rules by pack\nshow      a rule with its clause, its fingerprint and its "
                    "patterns\ntest      runs the examples; each must also fail when its rule is reversed\ncoverage  "
                    "clauses with a must and no rule, rules without a clause or examples",
                    "list      reglerna, paket för paket\nshow      en regel med bestämmelse, fingeravtryck och "
                    "mönster\ntest      kör exemplen; vart och ett måste också falla när regeln vänds\ncoverage  "
                    "krav utan regel, regler utan bestämmelse eller exempel"},
	COMMAND_OPTIONS(option_repo, option_rev, rules_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct rules_options),
	.run = run,
};
