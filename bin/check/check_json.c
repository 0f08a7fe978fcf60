/* Findings as JSON: the shape of spec section 8, tests/schema/check.json. */
#include "bin/check/report.h"
#include "bin/wording/source_lines.h"
#include "bin/write/json.h"

struct printing {
	struct json json;
	const struct report *report;
	struct lines lines;
	struct arena arena;
};

static void put_place(struct printing *printing, struct str path, struct location at)
{
	json_pair(&printing->json, "path", path);
	json_key(&printing->json, "line");
	json_number(&printing->json, at.line ? (long)at.line : 1);
	json_key(&printing->json, "column");
	json_number(&printing->json, at.line ? (long)lines_column(&printing->lines, path, at) : 1);
}

static void put_related(struct printing *printing, const struct finding *finding)
{
	if (!finding->related)
		return;
	json_key(&printing->json, "related");
	json_open(&printing->json, '[');
	for (const struct related *related = finding->related; related; related = related->next) {
		json_open(&printing->json, '{');
		put_place(printing, related->path, related->at);
		json_pair(&printing->json, "message",
		          related_message(related, &printing->arena, printing->report->language));
		json_close(&printing->json);
	}
	json_close(&printing->json);
}

static void put_finding(struct printing *printing, const struct finding *finding)
{
	const struct registry *registry = printing->report->registry;

	json_open(&printing->json, '{');
	json_pair(&printing->json, "code", diagnostic_row(finding->diagnostic)->code);
	json_pair(&printing->json, "severity", str_from(severity_name(finding->severity)));
	put_place(printing, finding->path, finding->at);
	if (finding->document != NO_DOCUMENT)
		json_pair(&printing->json, "document", registry->documents[finding->document].id);
	json_pair(&printing->json, "message", finding_message(finding, &printing->arena, printing->report->language));
	json_pair(&printing->json, "help", finding_help(finding, &printing->arena, printing->report->language));
	put_related(printing, finding);
	json_close(&printing->json);
}

static void pair_count(struct json *json, const char *key, size_t count)
{
	json_key(json, key);
	json_number(json, (long)count);
}

void output_json(FILE *out, const struct report *report)
{
	struct printing printing = {.json = {.out = out}, .report = report, .lines = {.registry = report->registry}};
	struct json *json = &printing.json;

	json_open(json, '{');
	pair_count(json, "schema_version", 1);
	json_pair(json, "revision", str_from(source_revision(report->registry->source)));
	pair_count(json, "documents", report->documents);
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < report->count; i++) {
		put_finding(&printing, &report->findings[i]);
		arena_reset(&printing.arena);
	}
	json_close(json);
	json_key(json, "summary");
	json_open(json, '{');
	pair_count(json, "error", report->by_severity[SEVERITY_ERROR]);
	pair_count(json, "warning", report->by_severity[SEVERITY_WARNING]);
	pair_count(json, "note", report->by_severity[SEVERITY_NOTE]);
	if (report->waived)
		pair_count(json, "waived", report->waived);
	if (report->has_baseline)
		pair_count(json, "baseline", report->in_baseline);
	json_close(json);
	json_close(json);
	lines_release(&printing.lines);
	arena_release(&printing.arena);
}
