#include "rules/checks/unread_find.h"

#include "registry/base/vec.h"
#include "rules/checks/check_run.h"
#include "rules/checks/checks.h"
#include "rules/packs/rule.h"

/* A key that is missing was not lost. A warning is enough of a file of which nothing was read: a link, a submodule. */
static bool is_ground_lost(const struct registry *registry, const struct finding *finding)
{
	if (finding->diagnostic == DIAGNOSTIC_FRONT_MATTER_KEY_MISSING)
		return false;
	if (finding->document != NO_DOCUMENT && !registry->documents[finding->document].readable)
		return finding->severity >= SEVERITY_WARNING;
	return finding->severity == SEVERITY_ERROR;
}

void unread_find(struct findings *out, struct arena *arena, const struct registry *registry,
                 const struct rulebook *rulebook)
{
	struct check check = {.registry = registry, .findings = out, .arena = arena};
	size_t kept = 0;

	check_data_files(&check);
	check_empty(&check);
	check_vocabulary(&check);
	check_passed_over(&check);
	check_registers(&check);
	for (uint32_t i = 0; i < registry->count; i++)
		check_document_problems(&check, i);
	for (size_t i = 0; rulebook && i < rulebook->pack_count; i++)
		check_data_problems(&check, DATA_RULES, rulebook->packs[i]->path, &rulebook->packs[i]->problems);
	findings_settle(out, &registry->config);
	for (size_t i = 0; i < out->n; i++)
		if (is_ground_lost(registry, &out->at[i]))
			out->at[kept++] = out->at[i];
	out->n = kept;
}
