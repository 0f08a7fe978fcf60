/* Findings for people: file:line:col: error: message [code], the source line with a caret, note and help lines. */
#include "bin/check/report.h"
#include "bin/wording/source_lines.h"
#include "bin/write/terminal.h"
#include "registry/base/utf8.h"

#define LINE_WIDTH 100 /* characters of a source line that are shown; a paragraph may be one long line */

struct printing {
	FILE *out;
	const struct report *report;
	struct lines lines;
	struct arena arena;
	struct colors colors;
};

static const char *severity_color(const struct colors *colors, enum severity severity)
{
	return severity == SEVERITY_ERROR ? colors->red : severity == SEVERITY_WARNING ? colors->yellow : colors->blue;
}

/* "path:line:col: " */
static void put_place(struct printing *printing, struct str path, struct location at)
{
	put_text(printing->out, path);
	fprintf(printing->out, ":%u:%u: ", at.line ? at.line : 1,
	        at.line ? lines_column(&printing->lines, path, at) : 1);
}

/* The offset of the character that stands so many before a byte. */
static size_t chars_back(struct str line, size_t byte, size_t count)
{
	if (byte > line.n)
		byte = line.n;
	while (byte > 0 && count > 0)
		count -= ((unsigned char)line.at[--byte] & 0xC0) != 0x80;
	return byte;
}

/* The source line, or the part of it around the place, with a caret below. */
static void put_source(struct printing *printing, struct str path, struct location at)
{
	struct str line = lines_get(&printing->lines, path, at.line), before = STR_EMPTY;
	size_t column = 0, from = 0, shown = 0, prefix = 0;
	char number[16];

	if (!at.line || !str_trim(line).n)
		return;
	column = lines_column(&printing->lines, path, at) - 1;
	line = lines_get(&printing->lines, path, at.line);
	if (column > LINE_WIDTH / 2 && utf8_offset(line, LINE_WIDTH) < line.n) {
		from = column - LINE_WIDTH / 2;
		prefix = chars_back(line, at.column - 1, LINE_WIDTH / 2);
	}
	shown = utf8_offset(str_part(line, prefix, line.n), LINE_WIDTH);
	before = str_part(line, prefix, at.column > prefix ? at.column - 1 - prefix : 0);
	snprintf(number, sizeof number, "%5u", at.line);
	fprintf(printing->out, "%s%s |%s %s", printing->colors.dim, number, printing->colors.off, from ? "…" : "");
	put_text(printing->out, str_part(line, prefix, shown));
	fprintf(printing->out, "%s\n%s      |%s ", prefix + shown < line.n ? "…" : "", printing->colors.dim,
	        printing->colors.off);
	fprintf(printing->out, "%*s%s^%s\n", (int)(text_width(before) + (from ? 1 : 0)), "", printing->colors.green,
	        printing->colors.off);
}

/* A place of its own is named; what is said of the very place of the finding needs none. */
static void put_related(struct printing *printing, const struct finding *finding, const struct related *related)
{
	bool elsewhere = !str_equal(related->path, finding->path) || related->at.line != finding->at.line ||
	                 related->at.column != finding->at.column;

	fprintf(printing->out, "%snote:%s ", printing->colors.blue, printing->colors.off);
	if (elsewhere)
		put_place(printing, related->path, related->at);
	put_text(printing->out, related_message(related, &printing->arena, printing->report->language));
	fputc('\n', printing->out);
}

static void put_finding(struct printing *printing, const struct finding *finding)
{
	struct str help = finding_help(finding, &printing->arena, printing->report->language);

	fputs(printing->colors.bold, printing->out);
	put_place(printing, finding->path, finding->at);
	fprintf(printing->out, "%s%s:%s ", severity_color(&printing->colors, finding->severity),
	        severity_name(finding->severity), printing->colors.off);
	put_text(printing->out, finding_message(finding, &printing->arena, printing->report->language));
	fprintf(printing->out, " [%s]\n", diagnostic_row(finding->diagnostic)->code.at);
	put_source(printing, finding->path, finding->at);
	for (const struct related *related = finding->related; related; related = related->next)
		put_related(printing, finding, related);
	if (help.n) {
		fprintf(printing->out, "%shelp:%s ", printing->colors.green, printing->colors.off);
		put_text(printing->out, help);
		fputc('\n', printing->out);
	}
	fputc('\n', printing->out);
}

void output_summary(FILE *out, const struct report *report)
{
	bool english = report->language == LANGUAGE_EN;
	size_t errors = report->by_severity[SEVERITY_ERROR], warnings = report->by_severity[SEVERITY_WARNING],
	       notes = report->by_severity[SEVERITY_NOTE];

	if (english)
		fprintf(out, "%zu document%s: %zu error%s, %zu warning%s, %zu note%s", report->documents,
		        report->documents == 1 ? "" : "s", errors, errors == 1 ? "" : "s", warnings,
		        warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
	else
		fprintf(out, "%zu dokument: %zu fel, %zu varning%s, %zu upplysning%s", report->documents, errors,
		        warnings, warnings == 1 ? "" : "ar", notes, notes == 1 ? "" : "ar");
	if (report->waived)
		fprintf(out, english ? ", %zu waived" : ", %zu undantag%s", report->waived, "");
	if (report->has_baseline)
		fprintf(out, english ? ", %zu in the baseline" : ", %zu i baslinjen", report->in_baseline);
	fputc('\n', out);
	if (report->day_chosen.n)
		fprintf(out, "%.*s\n", STR_ARG(report->day_chosen));
	if (report->fixable == 1)
		fputs(english ? "1 can be fixed by 'styrdok check --fix'\n" : "1 kan rättas av ”styrdok check --fix”\n",
		      out);
	else if (report->fixable)
		fprintf(out,
		        english ? "%zu can be fixed by 'styrdok check --fix'\n"
		                : "%zu kan rättas av ”styrdok check --fix”\n",
		        report->fixable);
}

static void put_all(FILE *out, const struct report *report, bool summary)
{
	struct printing printing = {.out = out,
	                            .report = report,
	                            .lines = {.registry = report->registry},
	                            .colors = colors_of(report->color)};

	for (size_t i = 0; i < report->count; i++) {
		put_finding(&printing, &report->findings[i]);
		arena_reset(&printing.arena);
	}
	if (summary)
		output_summary(out, report);
	lines_release(&printing.lines);
	arena_release(&printing.arena);
}

void output_text(FILE *out, const struct report *report)
{
	put_all(out, report, true);
}

void output_findings(FILE *out, const struct report *report)
{
	put_all(out, report, false);
}
