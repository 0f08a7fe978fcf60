/* Findings in the form of Checkstyle 4.3's XML, which Jenkins, danger and many editors read. */
#include "bin/check/finding_text.h"
#include "bin/write/xml.h"

static const char *severity_of(enum severity severity)
{
	return severity == SEVERITY_NOTE ? "info" : severity_name(severity);
}

/* Line 0 is the file as a whole, as in Checkstyle's own reports. */
static void put_finding(FILE *out, struct telling *telling, const struct finding *finding)
{
	fputs("    <error", out);
	put_count(out, "line", finding->at.line);
	if (finding->at.line)
		put_count(out, "column", lines_column(&telling->lines, finding->path, finding->at));
	put_attribute(out, "severity", str_from(severity_of(finding->severity)));
	put_attribute(out, "message", telling_line(telling, finding));
	put_attribute(out, "source",
	              arena_format(&telling->arena, "styrdok.%s", diagnostic_row(finding->diagnostic)->code.at));
	fputs("/>\n", out);
}

static void put_file(FILE *out, struct telling *telling, const struct finding *findings, size_t count)
{
	fputs("  <file", out);
	put_attribute(out, "name", telling_path(telling, findings->path));
	fputs(">\n", out);
	for (size_t i = 0; i < count; i++) {
		put_finding(out, telling, &findings[i]);
		arena_reset(&telling->arena);
	}
	fputs("  </file>\n", out);
}

void output_checkstyle(FILE *out, const struct report *report)
{
	struct telling telling;

	telling_begin(&telling, report);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n", out);
	for (size_t i = 0, count = 0; i < report->count; i += count) {
		count = telling_file(report, i);
		put_file(out, &telling, &report->findings[i], count);
	}
	fputs("</checkstyle>\n", out);
	telling_end(&telling);
}
