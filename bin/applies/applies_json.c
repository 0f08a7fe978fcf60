/* The answer of `applies` for other programs: as JSON, and as CSV with a line for each document. */
#include "bin/applies/applies_report.h"
#include "bin/wording/reasons.h"
#include "bin/write/csv.h"
#include "bin/write/json.h"

static struct telling telling_of(const struct applies_report *report)
{
	return (struct telling){report->registry, report->arena, report->language, false};
}

static struct str written_date(const struct applies_report *report, struct date date)
{
	return date.known ? date_text(report->arena, date) : STR_EMPTY;
}

static void json_ids(struct json *json, const char *key, const struct applies_report *report)
{
	json_key(json, key);
	json_open(json, '[');
	for (uint32_t i = 0; i < report->answer->bodies.count; i++)
		json_string(json, report->registry->vocabulary.bodies[report->answer->bodies.bodies[i]].id);
	json_close(json);
}

static void json_dnr(struct json *json, const struct names *dnr)
{
	if (!dnr->n)
		return;
	json_key(json, "dnr");
	json_open(json, '[');
	for (uint32_t i = 0; i < dnr->n; i++)
		json_string(json, dnr->at[i].text);
	json_close(json);
}

static void json_entry(struct json *json, const struct applies_report *report, const struct applies_entry *entry)
{
	const struct document *document = &report->registry->documents[entry->document];
	struct telling telling = telling_of(report);

	json_open(json, '{');
	json_pair(json, "id", document->id);
	json_pair(json, "title", document->title);
	json_pair(json, "type", document->type);
	json_pair(json, "status", str_from(status_name(entry->status)));
	json_dnr(json, &document->dnr);
	if (report->question->topic != NO_BODY)
		json_pair(json, "about", str_from(about_name(entry->about)));
	json_pair(json, "binding",
	          entry->binding == BINDING_NONE    ? STR_EMPTY
	          : entry->binding == BINDING_BOUND ? STR("bound")
	                                            : STR("addressed"));
	json_pair(json, "decided_by", document->decided_by);
	json_pair(json, "decided", written_date(report, document->decided));
	json_pair(json, "in_force", written_date(report, document->in_force));
	json_pair(json, "expires", written_date(report, document->expires));
	json_pair(json, "path", document->path);
	json_reasons(json, &telling, entry->reasons, entry->reason_count);
	json_amendments(json, &telling, entry->amendments, entry->amendment_count);
	json_key(json, "parts");
	json_open(json, '[');
	for (uint32_t i = 0; i < entry->part_count; i++) {
		json_open(json, '{');
		json_pair(json, "part", document->parts[entry->parts[i].part].anchor);
		json_pair(json, "status", str_from(status_name(entry->parts[i].status)));
		json_reasons(json, &telling, entry->parts[i].reasons, entry->parts[i].reason_count);
		json_amendments(json, &telling, entry->parts[i].amendments, entry->parts[i].amendment_count);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

void applies_as_json(FILE *out, const struct applies_report *report)
{
	const struct vocabulary *vocabulary = &report->registry->vocabulary;
	const struct body_answer *bodies = &report->answer->bodies;
	struct telling telling = telling_of(report);
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(report->registry->source)));
	json_unread(&json, footing_of(report->registry, report->language));
	json_pair(&json, "body", vocabulary->bodies[report->question->body].id);
	json_pair(&json, "on", written_date(report, report->question->on));
	if (report->question->topic != NO_BODY)
		json_pair(&json, "topic", vocabulary->topics[report->question->topic].id);
	json_ids(&json, "answered_for", report);
	json_reasons(&json, &telling, bodies->reasons, bodies->reason_count);
	for (int group = 0; group < APPLIES_GROUPS; group++) {
		json_key(&json, applies_group_name((enum applies_group)group));
		json_open(&json, '[');
		for (size_t i = 0; i < report->answer->groups[group].n; i++)
			json_entry(&json, report, &report->answer->groups[group].at[i]);
		json_close(&json);
	}
	json_key(&json, "others");
	json_number(&json, (long)report->answer->others);
	json_close(&json);
}

/* --- CSV ------------------------------------------------------------------------------------------------------------ */

/* "says (path:line); says (path:line)" */
static struct str reasons_listed(const struct applies_report *report, const struct applies_entry *entry)
{
	struct str *texts = ARENA_ARRAY(report->arena, struct str, entry->reason_count);

	for (uint32_t i = 0; i < entry->reason_count; i++)
		texts[i] = arena_format(report->arena, "%.*s (%.*s:%u)",
		                        STR_ARG(reason_says(report->arena, &entry->reasons[i], report->language)),
		                        STR_ARG(reason_path(report->registry, &entry->reasons[i])),
		                        entry->reasons[i].at.line ? entry->reasons[i].at.line : 1);
	return arena_list(report->arena, texts, entry->reason_count, STR("; "));
}

static void csv_entry(struct csv *csv, const struct applies_report *report, enum applies_group group,
                      const struct applies_entry *entry)
{
	const struct document *document = &report->registry->documents[entry->document];
	struct str *numbers = ARENA_ARRAY(report->arena, struct str, document->dnr.n);

	for (uint32_t i = 0; i < document->dnr.n; i++)
		numbers[i] = document->dnr.at[i].text;
	csv_text(csv, str_from(applies_group_name(group)));
	csv_text(csv, document->id);
	csv_text(csv, document->title);
	csv_text(csv, document->type);
	csv_text(csv, str_from(status_name(entry->status)));
	csv_text(csv, arena_list(report->arena, numbers, document->dnr.n, STR(", ")));
	csv_text(csv, document->decided_by);
	csv_text(csv, written_date(report, document->decided));
	csv_text(csv, written_date(report, document->in_force));
	csv_text(csv, written_date(report, document->expires));
	csv_text(csv, document->path);
	csv_text(csv, reasons_listed(report, entry));
	csv_end_line(csv);
}

void applies_as_csv(FILE *out, const struct applies_report *report)
{
	static const char *const columns[] = {"group",      "id",      "title",    "type",    "status", "dnr",
	                                      "decided_by", "decided", "in_force", "expires", "path",   "reasons"};
	struct csv csv = {.out = out};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		csv_text(&csv, str_from(columns[i]));
	csv_end_line(&csv);
	for (int group = 0; group < APPLIES_GROUPS; group++)
		for (size_t i = 0; i < report->answer->groups[group].n; i++)
			csv_entry(&csv, report, (enum applies_group)group, &report->answer->groups[group].at[i]);
	csv_unread(&csv, footing_of(report->registry, report->language), sizeof columns / sizeof *columns);
}
