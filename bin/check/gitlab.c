/* Findings as GitLab's code quality report: a list of issues in the form of Code Climate. */
#include "bin/check/finding_text.h"
#include "bin/write/json.h"

static const char *severity_of(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "critical" : severity == SEVERITY_WARNING ? "major" : "minor";
}

/* GitLab tells new findings from old by this alone, and takes two with the same for one. So it is what the finding says, wherever it
 * stands, with a number where a document says so twice. */
static struct str fingerprint(struct telling *telling, struct numbering *numbering, const struct finding *finding)
{
	struct str key = telling_identity(telling, finding);

	return arena_format(&telling->arena, "%.*s-%u", STR_ARG(key), numbering_next(numbering, key));
}

static void put_finding(struct json *json, struct telling *telling, struct numbering *numbering,
                        const struct finding *finding)
{
	json_open(json, '{');
	json_pair(json, "description", telling_line(telling, finding));
	json_pair(json, "check_name", diagnostic_row(finding->diagnostic)->code);
	json_pair(json, "fingerprint", fingerprint(telling, numbering, finding));
	json_pair(json, "severity", str_from(severity_of(finding->severity)));
	json_key(json, "location");
	json_open(json, '{');
	json_pair(json, "path", telling_path(telling, finding->path));
	json_key(json, "lines");
	json_open(json, '{');
	json_key(json, "begin");
	json_number(json, finding->at.line ? (long)finding->at.line : 1);
	json_close(json);
	json_close(json);
	json_close(json);
}

void output_gitlab(FILE *out, const struct report *report)
{
	struct json json = {.out = out};
	struct numbering numbering = {0};
	struct telling telling;

	telling_begin(&telling, report);
	json_open(&json, '[');
	for (size_t i = 0; i < report->count; i++) {
		put_finding(&json, &telling, &numbering, &report->findings[i]);
		arena_reset(&telling.arena);
	}
	json_close(&json);
	numbering_release(&numbering);
	telling_end(&telling);
}
