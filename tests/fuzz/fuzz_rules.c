/* A rule pack: its text is read against a small register, its examples are run, and a proposal and a document are judged by it,
 * with and without the prefilter.
 *
 * What must hold: problems and findings lie in the pack and can be rendered; no more patterns than the limit; what is sound
 * can be judged; what was derived from the patterns loses no match; and all that ends. */
#include "rules/checks/check_run.h"
#include "rules/checks/checks.h"
#include "rules/evaluate/example.h"
#include "tests/fuzz/verdicts.h"

#define PATH STR("rules/p.yaml")

static const char proposal[] =
	"---\ntitle: Ärendesystem\nbody: norrmalm\ndate: 2009-02-02\ntopics: [tele]\nbudget: {amount: 1200000, "
	"currency: SEK}\n"
	"category: basic\ndnr: 12-3/2009\ncites: [it-program]\n---\n\n# Ärendesystem\n\n## Mål {#mal}\n\n"
	"Nämnden ska köpa ett system, bl.a. för IT. En behovsanalys har inte gjorts.\n\n* första punkten\n* andra, 50 "
	"%\n\n"
	"## Kostnad\n\nMål: 1 200 000 kr enligt IT-programmet. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab ÅÄÖ straße ſt "
	"K.\n\n"
	"| Post | Kostnad |\n|---|---|\n| Licens | 700 000 |\n| Drift | 500 000 |\n| Summa | 1,2 mnkr |\n";

static struct registry *registry;

static void require_references(const struct rule *rule)
{
	require_text(rule->id);
	require_text(str_from(rule->title.sv));
	require_text(str_from(rule->title.en));
	require_text(str_from(rule->message.sv));
	require_text(str_from(rule->advice.en));
	require_text(rule->clause.target.name);
	require_text(rule->clause.target.part);
	require(rule->clause.target.document == NO_DOCUMENT || rule->clause.target.document < registry->count);
	for (uint32_t i = 0; i < rule->basis_count; i++)
		require_text(rule->basis[i].name);
	require((unsigned)rule->strength <= STRENGTH_MAY && (unsigned)rule->evidence <= EVIDENCE_OPINION);
	require(!rule->sound || rule->require);
}

static void require_pack(struct str text, const struct rulebook *rulebook)
{
	require(rulebook->pack_count == 1);
	require(rulebook->pattern_count <= registry->config.limits.patterns);
	for (size_t i = 0; i < rulebook->packs[0]->problems.n; i++)
		require_problem(text, &rulebook->packs[0]->problems.at[i]);
	for (size_t i = 0; i < rulebook->rule_count; i++) {
		require_place(text, rulebook->rules[i]->at);
		require_place(text, rulebook->rules[i]->id_at);
		require_references(rulebook->rules[i]);
	}
	for (uint32_t i = 0; i < rulebook->pattern_count; i++)
		require_text(rulebook->patterns[i].source);
}

/* What check and `rules test` say of the pack. */
static void require_checks(struct str text, struct rulebook *rulebook)
{
	struct arena arena = ARENA_EMPTY;
	struct findings findings = {0};
	struct examples_result result = {0};
	struct error error = {0};
	struct check check = {.registry = registry, .findings = &findings, .arena = &arena};

	check_rules(&check, rulebook); /* as `check` does: of a rulebook that is not ready */
	rulebook_ready(rulebook);
	require(examples_run(&result, &check, rulebook, NULL, LANGUAGE_SV, &error) == 0);
	require(result.failed <= findings.n);
	examples_release(&result);
	findings_settle(&findings, &registry->config);
	require_sorted(&findings);
	for (size_t i = 0; i < findings.n; i++) {
		require_finding(&findings.at[i], &arena);
		if (str_equal(findings.at[i].path, PATH) && findings.at[i].diagnostic >= DIAGNOSTIC_RULE_ID_DUPLICATE)
			require_place(text, findings.at[i].at);
	}
	vec_release(&findings);
	arena_release(&arena);
}

struct run { /* a scan points into its scanner, whose waivers it may tell of */
	struct scanner scanner;
	struct scan_worker worker;
	struct scan scan;
};

static void run_begin(struct run *run, const struct rulebook *rulebook, const struct scan_text *given, bool everywhere)
{
	struct error error = {0};

	require(scanner_init(&run->scanner, rulebook, &error) == 0);
	run->scanner.everywhere = everywhere;
	require(scan_worker_init(&run->worker, &run->scanner, &error) == 0);
	scan_run(&run->scan, &run->scanner, &run->worker, given);
	require_scan(registry, given, &run->scan);
}

static void run_end(struct run *run)
{
	scan_release(&run->scan);
	scan_worker_release(&run->worker);
	scanner_release(&run->scanner);
}

static void require_judged(const struct rulebook *rulebook, const struct scan_text *given, bool written)
{
	struct run first, everywhere;

	run_begin(&first, rulebook, given, false);
	run_begin(&everywhere, rulebook, given, true);
	require_same_scan(&first.scan, &everywhere.scan);
	if (written)
		require_written(registry, rulebook, &first.scan, LANGUAGE_SV);
	run_end(&first);
	run_end(&everywhere);
}

static void evaluate_all(const struct rulebook *rulebook, bool written)
{
	struct scan_text given = {
		.path = STR("x.md"), .text = str_from(proposal), .registered = NO_DOCUMENT, .facts = {.on = DATE_NONE}};
	struct error error = {0};
	size_t size = 0;

	require_judged(rulebook, &given, written);
	given.registered = registry_find(registry, STR("it-program"));
	given.path = registry->documents[given.registered].path;
	require(reader_read(registry->reader, &registry->files[given.registered], 10000, &given.text, &size, &error) ==
	        0);
	given.text = text_copy(given.text);
	require_judged(rulebook, &given, false);
	text_free(given.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct rulebook *rulebook = NULL;
	struct error error = {0};

	if (!registry) {
		verdicts_folder();
		registry = verdicts_registry();
	}
	folder_write("rules/p.yaml", text);
	require(rulebook_load(&rulebook, registry, &error) == 0);
	require_pack(text, rulebook);
	require_checks(text, rulebook);
	evaluate_all(rulebook, str_hash(text) % 4 == 0);
	rulebook_free(rulebook);
	return 0;
}
