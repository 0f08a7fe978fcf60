#include "rules/since.h"

#include "registry/comparison.h"
#include "rules/affected.h"

#include <stdlib.h>

static int compare_identities(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static uint64_t identity_of(const struct registry *registry, const struct finding *finding)
{
	return finding_identity(finding, finding->document == NO_DOCUMENT ? STR_EMPTY
	                                                                  : registry->documents[finding->document].id);
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
		known->at[i] = identity_of(registry, &findings->at[i]);
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

	for (size_t i = 0; i < findings->n; i++)
		if (!stood_before(known, identity_of(registry, &findings->at[i])))
			findings->at[kept++] = findings->at[i];
	findings->n = kept;
}

int check_since(struct check_result *result, const struct since_request *request, struct error *error)
{
	struct comparison_question question = {.documents_only = true};
	struct check_result before = {0};
	struct comparison comparison;
	struct affected affected = {0};
	struct known known = {0};
	struct arena arena = ARENA_EMPTY;
	int status = comparison_make(&comparison, request->base, request->registry, &question, error);

	*result = (struct check_result){0};
	if (!status && !request->everywhere)
		affected_mark(&affected, &arena, &comparison);
	if (!status)
		status = check_registry(&before,
		                        &(struct check_request){.registry = request->base,
		                                                .today = request->today,
		                                                .between_revisions = true,
		                                                .only = affected.old},
		                        error);
	if (!status)
		status = check_registry(result,
		                        &(struct check_request){.registry = request->registry,
		                                                .today = request->today,
		                                                .between_revisions = true,
		                                                .since = &comparison,
		                                                .only = affected.new},
		                        error);
	if (!status) {
		known_make(&known, &arena, request->base, &before.findings);
		keep_new(result, request->registry, &known);
	}
	check_result_release(&before);
	comparison_release(&comparison);
	arena_release(&arena);
	return status;
}
