/* Scans as JSON: the shape of spec section 8, tests/schema/scan.json. One text is an object, several are an array of them. */
#include "bin/command/options.h"
#include "bin/scan/scan_common.h"
#include "bin/wording/reasons.h"
#include "bin/write/json.h"

struct writing {
	struct json json;
	const struct scan_printing *printing;
	const struct scan *scan;
	struct arena *arena;
};

static void put_number(struct json *json, const char *key, long number)
{
	json_key(json, key);
	json_number(json, number);
}

static void put_spot(struct writing *writing, const struct spot *spot)
{
	struct scan_place place = scan_place_of(writing->scan, spot);
	struct json *json = &writing->json;

	json_open(json, '{');
	json_pair(json, "path", place.path);
	put_number(json, "line", place.line ? (long)place.line : 1);
	put_number(json, "column", place.line ? (long)place.column : 1);
	if (place.page)
		put_number(json, "page", (long)place.page);
	json_pair(json, "text", place.text);
	json_close(json);
}

static void put_register_reasons(struct writing *writing, const struct verdict *verdict)
{
	struct json *json = &writing->json;

	for (uint32_t i = 0; i < verdict->reason_count; i++) {
		const struct reason *reason = &verdict->reasons[i];
		json_open(json, '{');
		json_pair(json, "path", reason_path(writing->printing->registry, reason));
		put_number(json, "line", reason->at.line ? (long)reason->at.line : 1);
		put_number(json, "column", reason->at.column ? (long)reason->at.column : 1);
		json_pair(json, "text", reason_says(writing->arena, reason, writing->printing->language));
		json_close(json);
	}
}

static void put_verdict(struct writing *writing, const struct verdict *verdict)
{
	struct json *json = &writing->json;
	const struct rule *rule = verdict->rule;
	enum language language = writing->printing->language;
	bool wrong = verdict->outcome == OUTCOME_NOT_SATISFIED;

	json_open(json, '{');
	json_pair(json, "rule", rule->id);
	json_pair(json, "title", bilingual_str(rule->title, language));
	json_pair(json, "outcome", str_from(outcome_name(verdict->outcome)));
	json_pair(json, "basis", str_from(basis_name(verdict->basis)));
	json_pair(json, "strength", str_from(strength_name(rule->strength)));
	if (rule->has_clause) {
		json_key(json, "clause");
		json_open(json, '{');
		json_pair(json, "document", rule->clause.target.name);
		json_pair(json, "part", rule->clause.target.part);
		json_close(json);
	}
	json_pair(json, "reason", scan_reason(writing->printing, verdict, writing->arena));
	json_pair(json, "message", bilingual_str(wrong ? rule->message : rule->title, language));
	if (verdict_advises(verdict))
		json_pair(json, "advice", bilingual_str(rule->advice, language));
	if (verdict->waiver) {
		json_key(json, "waived");
		json_open(json, '{');
		json_pair(json, "granted_by", verdict->waiver->granted_by);
		json_pair(json, "until", date_text(writing->arena, verdict->waiver->until));
		json_pair(json, "dnr", verdict->waiver->dnr);
		json_pair(json, "reason", verdict->waiver->reason);
		json_close(json);
	}
	json_key(json, "places");
	json_open(json, '[');
	for (const struct spot *spot = verdict->answer.first; spot; spot = spot->next)
		put_spot(writing, spot);
	put_register_reasons(writing, verdict);
	json_close(json);
	json_close(json);
}

static void put_related(struct writing *writing, const struct finding *finding)
{
	struct json *json = &writing->json;

	if (!finding->related)
		return;
	json_key(json, "related");
	json_open(json, '[');
	for (const struct related *related = finding->related; related; related = related->next) {
		json_open(json, '{');
		json_pair(json, "path", related->path);
		put_number(json, "line", related->at.line ? (long)related->at.line : 1);
		put_number(json, "column", related->at.line && related->at.column ? (long)related->at.column : 1);
		json_pair(json, "message", related_message(related, writing->arena, writing->printing->language));
		json_close(json);
	}
	json_close(json);
}

static void put_finding(struct writing *writing, const struct finding *finding)
{
	struct json *json = &writing->json;
	struct spot spot = {.at = finding->at};
	struct scan_place place = scan_place_of(writing->scan, &spot);
	bool own = str_equal(finding->path, writing->scan->subject.path);

	json_open(json, '{');
	json_pair(json, "code", diagnostic_row(finding->diagnostic)->code);
	json_pair(json, "severity", str_from(severity_name(finding->severity)));
	json_pair(json, "path", finding->path);
	put_number(json, "line", finding->at.line ? (long)finding->at.line : 1);
	put_number(json, "column", !finding->at.line ? 1 : own ? (long)place.column : (long)finding->at.column);
	json_pair(json, "message", finding_message(finding, writing->arena, writing->printing->language));
	json_pair(json, "help", finding_help(finding, writing->arena, writing->printing->language));
	put_related(writing, finding);
	json_close(json);
}

static void put_summary(struct json *json, const struct scan *scan)
{
	json_key(json, "summary");
	json_open(json, '{');
	put_number(json, "satisfied", (long)scan->by_outcome[OUTCOME_SATISFIED]);
	put_number(json, "not_satisfied", (long)scan->by_outcome[OUTCOME_NOT_SATISFIED]);
	put_number(json, "not_applicable", (long)scan->by_outcome[OUTCOME_NOT_APPLICABLE]);
	put_number(json, "cannot_tell", (long)scan->by_outcome[OUTCOME_CANNOT_TELL]);
	json_close(json);
}

static void put_scan(struct writing *writing)
{
	struct json *json = &writing->json;
	const struct scan *scan = writing->scan;
	const struct subject *subject = &scan->subject;
	char date[DATE_TEXT];

	json_open(json, '{');
	put_number(json, "schema_version", 1);
	json_pair(json, "proposal", subject->path);
	json_pair(json, "title", subject->title);
	json_pair(json, "sha256", str_from(subject->sha256));
	if (subject->date.known)
		json_pair(json, "on", str_from(date_format(subject->date, date)));
	json_pair(json, "body", subject->body.text);
	json_pair(json, "revision", str_from(source_revision(writing->printing->registry->source)));
	json_unread(json, scan_footing(writing->printing));
	json_key(json, "results");
	json_open(json, '[');
	for (size_t i = 0; i < scan->count; i++)
		put_verdict(writing, &scan->verdicts[i]);
	json_close(json);
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < scan->findings.n; i++)
		put_finding(writing, &scan->findings.at[i]);
	json_close(json);
	put_summary(json, scan);
	json_close(json);
}

static void begin(struct scan_printing *printing)
{
	if (printing->several)
		fputs("[\n", printing->out);
}

static void one(struct scan_printing *printing, const struct scan *scan)
{
	struct arena arena = ARENA_EMPTY;
	struct writing writing = {{.out = printing->out}, printing, scan, &arena};

	put_scan(&writing);
	arena_release(&arena);
}

static void end(struct scan_printing *printing)
{
	if (printing->several)
		fputs("]\n", printing->out);
}

const struct scan_format scan_as_json = {begin, one, end, ",\n"};
