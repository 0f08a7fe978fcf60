#include "rules/checks/check_report.h"

#include "registry/base/vec.h"

struct str check_key(const struct check *check, uint32_t field)
{
	return config_key(&check->registry->config, field);
}

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
	struct str path = document_place(&check->registry->documents[document], &at);

	check_report_file(check, diagnostic, path, at, args);
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

#define PARTS_LISTED 12u

/* "3 kap.: 1 §, 1 a §; 7 kap.: 1 §": the chapter is not said again with its sections. */
struct str check_parts_listed(struct check *check, const struct document *document)
{
	struct str listed = STR_EMPTY, chapter = STR_EMPTY;

	for (uint32_t i = 0; i < document->part_count && i < PARTS_LISTED; i++) {
		struct str name = document_part_name(check->arena, document, document->parts[i].anchor);
		bool within = chapter.n && name.n > chapter.n && str_starts(name, chapter);
		const char *between = within && str_ends(listed, chapter) ? ": " : chapter.n && !within ? "; " : ", ";
		listed = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(listed), i ? between : "",
		                      STR_ARG(str_trim(str_part(name, within ? chapter.n : 0, name.n))));
		chapter = within ? chapter : str_ends(name, STR(" kap.")) ? name : STR_EMPTY;
	}
	if (document->part_count > PARTS_LISTED)
		listed = arena_format(check->arena, "%.*s ...", STR_ARG(listed));
	return listed.n ? listed : STR("–");
}
