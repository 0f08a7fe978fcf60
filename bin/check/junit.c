/* Findings as a JUnit report, for Jenkins and GitLab: a suite for each file, a failed test for each finding that fails the check, a skipped
 * one for each that does not, and a passed one for a document without any. */
#include "bin/check/finding_text.h"
#include "bin/write/terminal.h"
#include "bin/write/xml.h"

struct printing {
	FILE *out;
	struct telling telling;
	struct numbering names; /* of one suite */
	struct arena arena;     /* one suite's texts */
};

struct tally {
	size_t tests, failures, skipped;
};

static struct tally tally_of(const struct report *report, const struct finding *findings, size_t count)
{
	struct tally tally = {.tests = count ? count : 1};

	for (size_t i = 0; i < count; i++)
		if (findings[i].severity >= report->failing)
			tally.failures++;
	tally.skipped = count - tally.failures;
	return tally;
}

/* Jenkins groups by what stands before the last point of a class name, as by folders: docs.policy.telephone. */
static struct str class_name(struct arena *arena, struct str path)
{
	size_t n = str_ends(path, STR(".md")) ? path.n - 3 : path.n;
	char *name = ARENA_ARRAY(arena, char, n + 1);

	for (size_t i = 0; i < n; i++)
		name[i] = path.at[i];
	for (size_t i = 0; i < n; i++)
		name[i] = (char)(name[i] == '/' ? '.' : name[i] == '.' ? '_' : name[i]);
	return (struct str){name, n};
}

/* A name says nothing of the line, so that the same test is known again when text moves. */
static struct str test_name(struct printing *printing, const struct finding *finding)
{
	struct arena *arena = &printing->telling.arena;
	struct str name = arena_format(arena, "%.*s [%s]", STR_ARG(telling_message(&printing->telling, finding)),
	                               diagnostic_row(finding->diagnostic)->code.at);
	uint32_t number = numbering_next(&printing->names, name);

	return number > 1 ? arena_format(arena, "%.*s (%u)", STR_ARG(name), number) : name;
}

static void begin_test(struct printing *printing, struct str class, struct str name)
{
	fputs("    <testcase", printing->out);
	put_attribute(printing->out, "classname", class);
	put_attribute(printing->out, "name", name);
}

/* The place as the text form has it, and what it says, line by line. */
static void put_details(struct printing *printing, const struct finding *finding)
{
	struct telling *telling = &printing->telling;
	struct str rest = telling_lines(telling, finding, true), line = STR_EMPTY;

	put_xml(printing->out, text_clean(&telling->arena, telling_path(telling, finding->path)));
	fprintf(printing->out, ":%u:%u: %s: ", finding->at.line ? finding->at.line : 1,
	        finding->at.line ? lines_column(&telling->lines, finding->path, finding->at) : 1,
	        severity_name(finding->severity));
	while (str_next_line(&rest, &line)) {
		put_xml(printing->out, line);
		fputc('\n', printing->out);
	}
}

static void put_finding(struct printing *printing, struct str class, const struct finding *finding)
{
	struct telling *telling = &printing->telling;
	bool fails = finding->severity >= telling->report->failing;

	begin_test(printing, class, test_name(printing, finding));
	fputs(fails ? ">\n      <failure" : ">\n      <skipped", printing->out);
	if (fails) {
		put_attribute(printing->out, "type", diagnostic_row(finding->diagnostic)->code);
		put_attribute(printing->out, "message", telling_line(telling, finding));
	}
	fputc('>', printing->out);
	put_details(printing, finding);
	fputs(fails ? "</failure>\n    </testcase>\n" : "</skipped>\n    </testcase>\n", printing->out);
	arena_reset(&telling->arena);
}

static void put_passed(struct printing *printing, struct str class)
{
	bool english = printing->telling.report->language == LANGUAGE_EN;

	begin_test(printing, class, english ? STR("no findings") : STR("inga anmärkningar"));
	fputs("/>\n", printing->out);
}

static void put_tally(FILE *out, struct tally tally)
{
	put_count(out, "tests", tally.tests);
	put_count(out, "failures", tally.failures);
	put_count(out, "errors", 0);
}

static void put_suite(struct printing *printing, struct str path, const struct finding *findings, size_t count)
{
	struct tally tally = tally_of(printing->telling.report, findings, count);
	struct str shown = telling_path(&printing->telling, path), class = class_name(&printing->arena, shown);

	fputs("  <testsuite", printing->out);
	put_attribute(printing->out, "name", shown);
	put_tally(printing->out, tally);
	put_count(printing->out, "skipped", tally.skipped);
	fputs(">\n", printing->out);
	for (size_t i = 0; i < count; i++)
		put_finding(printing, class, &findings[i]);
	if (!count)
		put_passed(printing, class);
	fputs("  </testsuite>\n", printing->out);
	numbering_release(&printing->names);
	arena_reset(&printing->arena);
	arena_reset(&printing->telling.arena);
}

/* Documents and files with findings, both sorted by path. */
static void put_suites(struct printing *printing, const struct report *report)
{
	size_t i = 0, count = 0;

	for (size_t j = 0; j < report->documents; j++) {
		struct str path = report->registry->documents[report->checked[j]].path;
		int order = 0;
		while (i < report->count && (order = str_compare(report->findings[i].path, path)) < 0) {
			count = telling_file(report, i);
			put_suite(printing, report->findings[i].path, &report->findings[i], count);
			i += count;
		}
		count = i < report->count && order == 0 ? telling_file(report, i) : 0;
		put_suite(printing, path, count ? &report->findings[i] : NULL, count);
		i += count;
	}
	for (; i < report->count; i += count) {
		count = telling_file(report, i);
		put_suite(printing, report->findings[i].path, &report->findings[i], count);
	}
}

/* The tests of all: one for each finding, and one for each document without any. */
static struct tally tally_all(const struct report *report)
{
	struct tally tally = tally_of(report, report->findings, report->count);
	size_t i = 0;

	tally.tests = report->count;
	for (size_t j = 0; j < report->documents; j++) {
		struct str path = report->registry->documents[report->checked[j]].path;
		while (i < report->count && str_compare(report->findings[i].path, path) < 0)
			i++;
		tally.tests += i == report->count || !str_equal(report->findings[i].path, path);
	}
	return tally;
}

void output_junit(FILE *out, const struct report *report)
{
	struct printing printing = {.out = out};

	telling_begin(&printing.telling, report);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"styrdok\"", out);
	put_tally(out, tally_all(report));
	fputs(">\n", out);
	put_suites(&printing, report);
	fputs("</testsuites>\n", out);
	telling_end(&printing.telling);
	arena_release(&printing.arena);
}
