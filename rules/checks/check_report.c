#include "rules/checks/check_report.h"

#include "registry/base/vec.h"

void check_report_file(struct check *check, enum diagnostic diagnostic, struct str path, struct location at,
                       const struct argument args[MESSAGE_ARGUMENTS])
{
	struct finding finding = {.diagnostic = diagnostic,
	                          .severity = diagnostic_row(diagnostic)->severity,
	                          .document = NO_DOCUMENT,
	                          .path = path,
	                          .at = at};

	memcpy(finding.args, args, sizeof finding.args);
	vec_push(check->findings, finding);
}

void check_report(struct check *check, enum diagnostic diagnostic, uint32_t document, struct location at,
                  const struct argument args[MESSAGE_ARGUMENTS])
{
	check_report_file(check, diagnostic, check->registry->documents[document].path, at, args);
	check->findings->at[check->findings->n - 1].document = document;
}

void check_soften(struct check *check, enum severity severity)
{
	check->findings->at[check->findings->n - 1].severity = severity;
}

void check_relate(struct check *check, enum related_kind kind, struct str path, struct location at,
                  const struct argument args[3])
{
	struct related *related = ARENA_NEW(check->arena, struct related);
	struct related **end = &check->findings->at[check->findings->n - 1].related;

	while (*end)
		end = &(*end)->next;
	*related = (struct related){.kind = kind, .path = path, .at = at};
	memcpy(related->args, args, sizeof related->args);
	*end = related;
}

void check_relate_more(struct check *check, size_t count, size_t told)
{
	const struct finding *last = NULL;

	if (count <= told)
		return;
	last = &check->findings->at[check->findings->n - 1];
	relate(check, RELATED_MORE, last->path, last->at, arena_format(check->arena, "%zu", count - told));
}

void check_relate_note(struct check *check, const struct relation *relation)
{
	if (relation->note.n)
		relate(check, RELATED_NOTED, check->registry->documents[relation->stated_in].path, relation->target.at,
		       relation->note);
}

bool check_is_decided(const struct document *document)
{
	return document_stage(document) == STAGE_DECIDED;
}
