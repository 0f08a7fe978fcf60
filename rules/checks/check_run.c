#include "rules/checks/check_run.h"

#include "registry/base/memory.h"
#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"
#include "rules/checks/check_vanished.h"
#include "rules/checks/checks.h"
#include "rules/checks/waiver.h"
#include "rules/packs/rule.h"

struct run {
	struct registry *registry;
	const bool *only;
	struct check checks[THREAD_POOL_MAX];
	struct findings findings[THREAD_POOL_MAX];
	struct arena arenas[THREAD_POOL_MAX];
};

static void check_document(void *context, unsigned thread, size_t item)
{
	struct run *run = context;
	struct check *check = &run->checks[thread];
	uint32_t document = (uint32_t)item;

	if (run->only && !run->only[document])
		return;
	check_document_problems(check, document);
	if (!run->registry->documents[document].readable)
		return; /* one finding, and nothing that follows from it */
	check_identity(check, document);
	check_documented(check, document);
	check_relations(check, document);
	check_times(check, document);
	check_authority(check, document);
	check_process(check, document);
	check_wordings(check, document);
	check_citations(check, document);
	check_foreign(check, document);
}

static bool is_partial(const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (!registry->documents[i].readable)
			return true;
	for (size_t i = 0; i < registry->other_count; i++)
		if (registry->others[i].kind == FILE_PASSED_OVER)
			return true;
	return false;
}

static int check_documents(struct check_result *result, const struct check_request *request, struct error *error)
{
	struct registry *registry = request->registry;
	struct run run = {.registry = registry, .only = request->only};
	bool partial = is_partial(registry);
	unsigned threads = thread_pool_size(registry->count);
	int status = 0;

	for (unsigned i = 0; i < threads; i++)
		run.checks[i] = (struct check){.registry = registry,
		                               .today = request->today,
		                               .findings = &run.findings[i],
		                               .arena = &run.arenas[i],
		                               .partial = partial,
		                               .judged = memory_new((size_t)registry->count + 1, sizeof(uint32_t))};
	status = thread_pool_run(threads, registry->count, check_document, &run, error);
	for (unsigned i = 0; i < threads; i++) {
		for (size_t k = 0; k < run.findings[i].n; k++)
			vec_push(&result->findings, run.findings[i].at[k]);
		vec_release(&run.findings[i]);
		arena_join(&result->arena, &run.arenas[i]);
		free(run.checks[i].judged);
	}
	return status;
}

static void check_whole(struct check *check, const struct check_request *request)
{
	check_data_files(check);
	if (!request->between_revisions)
		check_empty(check);
	check_vocabulary(check);
	check_passed_over(check);
	check_severities(check);
	check_registers(check);
	if (!request->same_names)
		check_duplicates(check);
	if (!request->same_edges)
		check_cycles(check);
	check_overlaps(check);
	check_unstated(check);
}

/* In order, and none twice: what is stated twice can have the same consequence twice. */
static void sort_findings(struct findings *findings)
{
	size_t kept = 0;

	if (findings->n)
		qsort(findings->at, findings->n, sizeof *findings->at, finding_compare);
	for (size_t i = 0; i < findings->n; i++)
		if (!kept || finding_compare(&findings->at[kept - 1], &findings->at[i]) != 0)
			findings->at[kept++] = findings->at[i];
	findings->n = kept;
}

/* The severities that styrdok.yaml sets; what is off is dropped. */
static void set_severities(struct findings *findings, const struct config *config)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		struct finding *finding = &findings->at[i];
		const struct diagnostic_row *row = diagnostic_row(finding->diagnostic);
		for (uint32_t k = 0; k < config->severity_count; k++) {
			enum severity severity = SEVERITY_OFF;
			if (!str_equal(config->severities[k].code.text, row->code))
				continue;
			while (severity < SEVERITY_ERROR &&
			       !str_equal(config->severities[k].level, str_from(severity_name(severity))))
				severity++;
			if (!row->firm || severity > row->severity)
				finding->severity = severity;
		}
		if (finding->severity != SEVERITY_OFF)
			findings->at[kept++] = *finding;
	}
	findings->n = kept;
}

void findings_settle(struct findings *findings, const struct config *config)
{
	sort_findings(findings);
	set_severities(findings, config);
}

static int check_with_rules(struct check *check, struct check_result *result, const struct check_request *request,
                            struct error *error)
{
	struct registry *registry = request->registry;
	long waived = 0;

	check_rules(check, result->rulebook);
	sort_findings(&result->findings);
	if (!request->no_history)
		check_vanished(check, registry, !request->between_revisions);
	set_severities(&result->findings, &registry->config);
	waived = waivers_apply(check, result->rulebook, registry->reader, error);
	if (waived < 0)
		return -1;
	result->waived = (size_t)waived;
	set_severities(&result->findings, &registry->config); /* those of the waivers themselves */
	sort_findings(&result->findings);
	return 0;
}

int check_registry(struct check_result *result, const struct check_request *request, struct error *error)
{
	struct check check = {.registry = request->registry,
	                      .today = request->today,
	                      .findings = &result->findings,
	                      .arena = &result->arena};

	if (check_documents(result, request, error) < 0 ||
	    rulebook_load(&result->rulebook, request->registry, error) < 0)
		return -1;
	check_whole(&check, request);
	return check_with_rules(&check, result, request, error);
}

void check_result_release(struct check_result *result)
{
	vec_release(&result->findings);
	rulebook_free(result->rulebook);
	arena_release(&result->arena);
}
