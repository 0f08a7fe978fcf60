/* Findings as GitHub's workflow commands, which become annotations of the changed files:
 *
 *   ::error file=<path>,line=<line>,col=<column>,title=<code>::<message>
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the escapes are those of its toolkit (command.ts). */
#include "bin/check/finding_text.h"
#include "bin/write/terminal.h"

#define ANNOTATIONS_MAX 10 /* of each level that GitHub shows of one step */

struct printing {
	FILE *out;
	struct telling telling;
	size_t left[SEVERITY_ERROR + 1]; /* annotations that may still be made */
};

static const char *in_message(uint32_t point)
{
	switch (point) {
	case '%':
		return "%25";
	case '\r':
		return "%0D";
	case '\n':
		return "%0A";
	default:
		return NULL;
	}
}

/* In a property, the signs that end it are escaped, too. */
static const char *in_property(uint32_t point)
{
	return point == ':' ? "%3A" : point == ',' ? "%2C" : in_message(point);
}

static const char *level_of(enum severity severity)
{
	return severity == SEVERITY_NOTE ? "notice" : severity_name(severity);
}

static void put_annotation(struct printing *printing, const struct finding *finding)
{
	FILE *out = printing->out;
	struct telling *telling = &printing->telling;

	fprintf(out, "::%s file=", level_of(finding->severity));
	put_instead(out, telling_path(telling, finding->path), in_property);
	if (finding->at.line)
		fprintf(out, ",line=%u,col=%u", finding->at.line,
		        lines_column(&telling->lines, finding->path, finding->at));
	fprintf(out, ",title=%s::", diagnostic_row(finding->diagnostic)->code.at);
	put_instead(out, telling_lines(telling, finding, true), in_message);
	fputc('\n', out);
}

/* A line that is no command: the runner takes one for a command when it begins with "::", which this does not, or (its older form)
 * holds "##[" anywhere, which put_text sees to. */
static void put_plain(struct printing *printing, const struct finding *finding)
{
	struct telling *telling = &printing->telling;
	struct str path = telling_path(telling, finding->path), message = telling_message(telling, finding), line;

	line = arena_format(&telling->arena, "%s %.*s:%u:%u: %.*s [%s]", severity_name(finding->severity),
	                    STR_ARG(path), finding->at.line ? finding->at.line : 1,
	                    finding->at.line ? lines_column(&telling->lines, finding->path, finding->at) : 1,
	                    STR_ARG(message), diagnostic_row(finding->diagnostic)->code.at);
	put_text(printing->out, line);
	fputc('\n', printing->out);
}

/* The findings beyond the first so many of each level, folded, and told of by a notice, for which one is kept free. */
static void put_rest(struct printing *printing, size_t rest)
{
	const struct report *report = printing->telling.report;
	size_t passed[SEVERITY_ERROR + 1] = {0};
	bool english = report->language == LANGUAGE_EN;

	fputs(english ? "::group::The other findings\n" : "::group::Övriga anmärkningar\n", printing->out);
	for (size_t i = 0; i < report->count; i++) {
		enum severity severity = report->findings[i].severity;
		if (++passed[severity] > printing->left[severity])
			put_plain(printing, &report->findings[i]);
		arena_reset(&printing->telling.arena);
	}
	fprintf(printing->out,
	        english ? "::endgroup::\n::notice title=styrdok::%zu more, only in the log: GitHub shows %d of each "
	                  "kind\n"
	                : "::endgroup::\n::notice title=styrdok::%zu till, bara i loggen: GitHub visar %d av varje "
	                  "slag\n",
	        rest, ANNOTATIONS_MAX);
}

void output_github(FILE *out, const struct report *report)
{
	struct printing printing = {.out = out};
	size_t rest = 0, passed[SEVERITY_ERROR + 1] = {0};

	for (enum severity severity = SEVERITY_NOTE; severity <= SEVERITY_ERROR; severity++) {
		printing.left[severity] = ANNOTATIONS_MAX;
		if (report->by_severity[severity] > ANNOTATIONS_MAX)
			rest += report->by_severity[severity] - ANNOTATIONS_MAX;
	}
	if (rest && report->by_severity[SEVERITY_NOTE] >= ANNOTATIONS_MAX) {
		printing.left[SEVERITY_NOTE]--;
		rest++;
	}
	telling_begin(&printing.telling, report);
	for (size_t i = 0; i < report->count; i++) {
		enum severity severity = report->findings[i].severity;
		if (++passed[severity] <= printing.left[severity])
			put_annotation(&printing, &report->findings[i]);
		arena_reset(&printing.telling.arena);
	}
	if (rest)
		put_rest(&printing, rest);
	output_summary(out, report);
	telling_end(&printing.telling);
}
