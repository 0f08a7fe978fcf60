/* A waiver file against a small register that has findings: what it takes away, and what is said about it. */
#include "registry/base/vec.h"
#include "registry/graph/load.h"
#include "rules/checks/waiver.h"
#include "tests/fuzz/findings.h"
#include "tests/fuzz/folder.h"

static struct {
	struct registry *registry;
	struct check_result result;
	struct date today;
} world;

static void world_make(void)
{
	struct source *source = NULL;
	struct error error = {0};

	folder_subfolder("docs-corpus");
	folder_subfolder("docs-corpus/vocabulary");
	folder_subfolder("docs-corpus/waivers");
	folder_write(
		"docs-corpus/vocabulary/bodies.yaml",
		STR("- {id: kommunfullmaktige, name: Kommunfullmäktige, rank: 1}\n- {id: it-radet, name: IT-rådet}\n"));
	folder_write("docs-corpus/it-program.md",
	             STR("---\nid: it-program\ntitle: IT-program\ntype: program\nstatus: decided\ndecided: 2008-03-03\n"
	                 "supersedes: [it-strategi-2001, saknas]\nmandates: [handbok]\n---\nText.\n"));
	folder_write(
		"docs-corpus/telefonpolicy.md",
		STR("---\nid: telefonpolicy\ntitle: Telefonpolicy\ntype: policy\nstatus: decided\nreview-by: 2001\n"
	            "decided: 1996\nsteward: ingen\nnyckel: x\n---\n[[it-program]] [x](y.md)\n"));
	folder_write("docs-corpus/trasig.md", STR("---\nid: [\n---\n"));
	require(source_open(&source, folder_make(), NULL, NULL, &error) == 0);
	require(registry_load(&world.registry, source, &error) == 0);
	require(date_parse(STR("2012-12-21"), &world.today));
	require(check_registry(&world.result, &(struct check_request){.registry = world.registry, .today = world.today},
	                       &error) == 0);
	require(world.result.findings.n >= 5 && world.result.waived == 0);
}

static bool is_about_waivers(const struct finding *finding)
{
	return str_starts(finding->path, STR("docs-corpus/waivers/"));
}

static void require_result(struct str text, const struct findings *findings, long waived, struct arena *arena)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->at[i];
		require_finding(finding, arena);
		if (!is_about_waivers(finding)) {
			kept++;
			continue;
		}
		require(finding->document == NO_DOCUMENT);
		require_place(text, finding->at);
		for (const struct related *related = finding->related; related; related = related->next)
			require_place(text, related->at);
	}
	require(waived >= 0 && kept + (size_t)waived == world.result.findings.n);
	/* what is firm is still there */
	for (size_t i = 0, k = 0; i < world.result.findings.n; i++) {
		const struct finding *before = &world.result.findings.at[i];
		while (k < kept && finding_compare(&findings->at[k], before) < 0)
			k++;
		if (diagnostic_row(before->diagnostic)->firm || before->document == NO_DOCUMENT)
			require(k < kept && finding_compare(&findings->at[k], before) == 0);
	}
}

static void apply(struct str text, struct findings *findings, long *waived, struct arena *arena)
{
	struct check check = {.registry = world.registry, .today = world.today, .findings = findings, .arena = arena};
	struct error error = {0};

	for (size_t i = 0; i < world.result.findings.n; i++)
		vec_push(findings, world.result.findings.at[i]);
	*waived = waivers_apply(&check, world.result.rulebook, world.registry->reader, &error);
	require_result(text, findings, *waived, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena arenas[2] = {ARENA_EMPTY, ARENA_EMPTY};
	struct findings findings[2] = {{0}, {0}};
	long waived[2] = {0};

	if (!world.registry)
		world_make();
	folder_write("docs-corpus/waivers/w.yaml", text);
	for (int i = 0; i < 2; i++)
		apply(text, &findings[i], &waived[i], &arenas[i]);
	require(waived[0] == waived[1]);
	require_same_findings(&findings[0], &findings[1]);
	for (int i = 0; i < 2; i++) {
		vec_release(&findings[i]);
		arena_release(&arenas[i]);
	}
	return 0;
}
