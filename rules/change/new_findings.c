#include "rules/change/new_findings.h"

#include "registry/base/thread_pool.h"
#include "registry/graph/edges.h"
#include "registry/history/registry_diff.h"
#include "rules/change/affected.h"
#include "rules/change/check_changes.h"

#include <stdlib.h>

/* --- what stood before ---------------------------------------------------------------------------------------------- */

static int compare_identities(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

struct known { /* the identities of findings that stood before, sorted; of those that are the same, the first counts how many were met again */
	uint64_t *at;
	size_t *met;
	size_t n;
};

static void known_make(struct known *known, struct arena *arena, const struct registry *registry,
                       const struct findings *findings)
{
	known->n = findings->n;
	known->at = ARENA_ARRAY(arena, uint64_t, findings->n);
	known->met = ARENA_ARRAY(arena, size_t, findings->n);
	for (size_t i = 0; i < findings->n; i++)
		known->at[i] = finding_identity(&findings->at[i], registry);
	if (known->n)
		qsort(known->at, known->n, sizeof *known->at, compare_identities);
}

static size_t first_at_least(const struct known *known, uint64_t identity)
{
	size_t low = 0, high = known->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (known->at[middle] < identity)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool stood_before(struct known *known, uint64_t identity)
{
	size_t first = first_at_least(known, identity), next = 0;

	if (first == known->n || known->at[first] != identity)
		return false;
	next = first + known->met[first];
	if (next >= known->n || known->at[next] != identity)
		return false;
	known->met[first]++;
	return true;
}

static void keep_new(struct check_result *result, const struct registry *registry, struct known *known)
{
	struct findings *findings = &result->findings;
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		struct finding *finding = &findings->at[i];
		if (stood_before(known, finding_identity(finding, registry)))
			continue;
		if (finding->diagnostic == DIAGNOSTIC_DOCUMENT_LEFT_OUT) /* a choice of this working tree, no change */
			finding->severity = SEVERITY_NOTE;
		findings->at[kept++] = *finding;
	}
	findings->n = kept;
}

/* --- both registers ------------------------------------------------------------------------------------------------- */

struct sides { /* the earlier register, and the newer */
	struct check_request requests[2];
	struct check_result *results[2];
	struct error errors[2];
	int status[2];
};

static void check_side(void *context, unsigned thread, size_t side)
{
	struct sides *sides = context;

	(void)thread;
	sides->status[side] = check_registry(sides->results[side], &sides->requests[side], &sides->errors[side]);
}

/* They share only what neither changes. */
static int check_sides(struct sides *sides, struct error *error)
{
	int status = thread_pool_run(thread_pool_size(sides->requests[1].registry->count), 2, check_side, sides, error);

	for (size_t i = 0; !status && i < 2; i++)
		if (sides->status[i]) {
			*error = sides->errors[i];
			status = -1;
		}
	return status;
}

/* What a side is asked. What is the same on both, and so would be left out in the end, is not looked for. */
static struct check_request request_of(const struct new_findings_request *request, struct registry *registry,
                                       const bool *only)
{
	const struct registry *base = request->base;
	bool taken = base->reused == request->registry && !request->everywhere;

	return (struct check_request){.registry = registry,
	                              .today = request->today,
	                              .between_revisions = true,
	                              .only = only,
	                              .same_names = taken,
	                              .same_edges = taken && graph_is_reused(base, request->registry)};
}

int check_new_findings(struct check_result *result, const struct new_findings_request *request, struct error *error)
{
	struct registry_diff_question question = {.documents_only = true};
	struct check_result before = {0};
	struct sides sides = {.results = {&before, result}};
	struct registry_diff diff;
	struct affected affected = {0};
	struct known known = {0};
	struct arena arena = ARENA_EMPTY;
	int status = registry_diff_make(&diff, request->base, request->registry, &question, error);

	*result = (struct check_result){0};
	if (!status && !request->everywhere)
		status = affected_mark(&affected, &arena, &diff, error);
	if (!status) {
		check_changes(result, request->registry, &diff);
		sides.requests[0] = request_of(request, request->base, affected.old);
		sides.requests[1] = request_of(request, request->registry, affected.new);
		status = check_sides(&sides, error);
	}
	if (!status) {
		known_make(&known, &arena, request->base, &before.findings);
		keep_new(result, request->registry, &known);
	}
	check_result_release(&before);
	registry_diff_release(&diff);
	arena_release(&arena);
	return status;
}
