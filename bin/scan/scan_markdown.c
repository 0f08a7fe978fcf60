/* Scans as Markdown: to be read as it is, or to be turned into Word or PDF. */
#include "bin/scan/scan_report.h"
#include "bin/write/escape.h"

struct writing {
	struct scan_report report;
	FILE *out;
	unsigned level; /* of a scan's own heading */
};

static void put(const struct writing *writing, struct str text)
{
	put_markdown(writing->out, text);
}

static void put_word(const struct writing *writing, enum word word)
{
	put(writing, report_word(&writing->report, word));
}

/* "## "; the depth is that below the scan's own heading. */
static void put_level(const struct writing *writing, unsigned depth)
{
	for (unsigned i = 0; i < writing->level + depth; i++)
		fputc('#', writing->out);
	fputc(' ', writing->out);
}

static void put_heading(const struct writing *writing, unsigned depth, struct str text)
{
	put_level(writing, depth);
	put(writing, text);
	fputs("\n\n", writing->out);
}

/* "- **Name:** text" */
static void put_row(const struct writing *writing, enum word name, struct str text)
{
	if (!text.n)
		return;
	fputs("- **", writing->out);
	put_word(writing, name);
	fputs(":** ", writing->out);
	put(writing, text);
	fputc('\n', writing->out);
}

static void put_rows(const struct writing *writing, const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		put_row(writing, rows->at[i].name, rows->at[i].text);
}

/* --- the words that decided ----------------------------------------------------------------------------------------- */

static void put_spot(struct writing *writing, const struct spot *spot)
{
	struct str place = report_place(&writing->report, spot);

	put(writing, place);
	if (!spot->text.n)
		return;
	fputs(place.n ? ": " : "", writing->out);
	put_word(writing, WORD_OPEN);
	put(writing, spot->text);
	put_word(writing, WORD_CLOSE);
}

static void put_more(struct writing *writing, size_t shown, size_t all)
{
	struct str more = STR_EMPTY;

	if (all <= shown)
		return;
	more = report_number(&writing->report, all - shown);
	put(writing, report_fill(&writing->report, WORD_MORE, &more, 1));
}

static void put_spots(struct writing *writing, const struct verdict *verdict)
{
	const struct answer *answer = &verdict->answer;
	size_t all = answer->count, shown = 0;

	if (!all)
		return;
	fputs("- **", writing->out);
	put_word(writing, verdict->about ? WORD_ABOUT : WORD_PLACES);
	fputs(":**\n", writing->out);
	for (const struct spot *spot = answer->first; spot && shown < SPOTS_SHOWN; spot = spot->next, shown++) {
		fputs("  - ", writing->out);
		put_spot(writing, spot);
		fputc('\n', writing->out);
	}
	if (all > shown) {
		fputs("  - ", writing->out);
		put_more(writing, shown, all);
		fputc('\n', writing->out);
	}
}

/* --- verdicts ------------------------------------------------------------------------------------------------------- */

static void put_verdict(struct writing *writing, const struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	struct str language = writing->report.printing->language;
	struct rows rows = report_grounds(&writing->report, verdict);

	put_level(writing, 2);
	put(writing, rule->id);
	fputs(": ", writing->out);
	put(writing, label_in(&rule->title, language));
	fputs("\n\n", writing->out);
	if (verdict->outcome == OUTCOME_NOT_SATISFIED)
		put_row(writing, WORD_MESSAGE, label_in(&rule->message, language));
	put_rows(writing, &rows);
	put_spots(writing, verdict);
	if (verdict_advises(verdict))
		put_row(writing, WORD_ADVICE, label_in(&rule->advice, language));
	fputc('\n', writing->out);
}

/* The cell of the words that decide, or of why the rule does not apply. */
static void put_ground(struct writing *writing, const struct verdict *verdict)
{
	if (verdict->outcome == OUTCOME_SATISFIED && verdict->answer.first) {
		size_t all = verdict->answer.count;
		put_spot(writing, verdict->answer.first);
		fputc(' ', writing->out);
		put_more(writing, 1, all);
	} else {
		put(writing, report_reason(&writing->report, verdict));
	}
}

static void put_brief(struct writing *writing, const struct verdict *verdict)
{
	fputs("| ", writing->out);
	put(writing, verdict->rule->id);
	fputs(": ", writing->out);
	put(writing, label_in(&verdict->rule->title, writing->report.printing->language));
	fputs(" | ", writing->out);
	if (verdict->outcome == OUTCOME_SATISFIED) {
		put(writing, report_clause(&writing->report, verdict->rule));
		fputs(" | ", writing->out);
	}
	put_ground(writing, verdict);
	fputs(" |\n", writing->out);
}

static void put_table_head(const struct writing *writing, const enum word *columns, size_t count, const char *rule)
{
	for (size_t i = 0; i < count; i++) {
		fputs("| ", writing->out);
		put_word(writing, columns[i]);
		fputc(' ', writing->out);
	}
	fprintf(writing->out, "|\n%s\n", rule);
}

static void put_section(struct writing *writing, const struct outcome_section *section)
{
	static const enum word satisfied[] = {WORD_RULE, WORD_CLAUSE, WORD_DECIDING},
			       applicable[] = {WORD_RULE, WORD_WHY};
	size_t count = 0;
	const size_t *at = report_verdicts(&writing->report, section->outcome, &count);

	if (!count)
		return;
	put_heading(writing, 1, report_heading(&writing->report, section));
	if (section->outcome == OUTCOME_SATISFIED)
		put_table_head(writing, satisfied, 3, "| --- | --- | --- |");
	else if (section->brief)
		put_table_head(writing, applicable, 2, "| --- | --- |");
	for (size_t i = 0; i < count; i++)
		(section->brief ? put_brief : put_verdict)(writing, &writing->report.scan->verdicts[at[i]]);
	if (section->brief)
		fputc('\n', writing->out);
}

/* --- findings ------------------------------------------------------------------------------------------------------- */

static void put_related(struct writing *writing, const struct related *related)
{
	struct scan_report *report = &writing->report;

	fputs("  - ", writing->out);
	put(writing, report_related_place(report, related));
	fputs(": ", writing->out);
	put(writing, related_message(related, &report->arena, report->printing->language));
	fputc('\n', writing->out);
}

static void put_finding(struct writing *writing, const struct finding *finding)
{
	struct scan_report *report = &writing->report;
	struct str place = report_finding_place(report, finding);
	struct str help = finding_help(finding, &report->arena, report->printing->language);

	fputs("- **", writing->out);
	put(writing, report_severity(report, finding->severity));
	fputs(":** ", writing->out);
	put(writing, finding_message(finding, &report->arena, report->printing->language));
	fputs(" (", writing->out);
	put(writing, place);
	fputs(place.n ? ", " : "", writing->out);
	put(writing, diagnostic_row(finding->diagnostic)->code);
	fputs(")\n", writing->out);
	for (const struct related *related = finding->related; related; related = related->next)
		put_related(writing, related);
	if (!help.n)
		return;
	fputs("  ", writing->out);
	put_row(writing, WORD_ADVICE, help);
}

static void put_findings(struct writing *writing)
{
	const struct findings *findings = &writing->report.scan->findings;

	if (!findings->n)
		return;
	put_heading(writing, 1, report_word(&writing->report, WORD_FINDINGS));
	for (size_t i = 0; i < findings->n; i++)
		put_finding(writing, &findings->at[i]);
	fputc('\n', writing->out);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void put_summary(struct writing *writing)
{
	static const enum word columns[] = {WORD_OUTCOMES, WORD_COUNT};

	put_heading(writing, 1, report_word(&writing->report, WORD_SUMMARY));
	if (!writing->report.scan->subject.readable) {
		put_word(writing, WORD_UNREADABLE);
		fputs("\n\n", writing->out);
		return;
	}
	put_table_head(writing, columns, 2, "| --- | ---: |");
	for (size_t i = 0; i < OUTCOME_SECTIONS; i++) {
		fprintf(writing->out, "| %s ", outcome_sections[i].symbol);
		put_word(writing, outcome_sections[i].heading);
		fprintf(writing->out, " | %zu |\n", writing->report.scan->by_outcome[outcome_sections[i].outcome]);
	}
	fputc('\n', writing->out);
}

static void put_statement(struct writing *writing)
{
	struct rows rows = report_statement(&writing->report);

	put_heading(writing, 1, report_word(&writing->report, WORD_STATEMENT));
	put_rows(writing, &rows);
	fputc('\n', writing->out);
	put_word(writing, WORD_MEANS);
	fputc('\n', writing->out);
}

static void begin(struct scan_printing *printing)
{
	struct writing writing = {.report = {.printing = printing}, .out = printing->out};

	if (printing->several)
		put_heading(&writing, 1, report_word(&writing.report, WORD_REPORT));
}

static void one(struct scan_printing *printing, const struct scan *scan)
{
	struct writing writing = {.out = printing->out, .level = printing->several ? 2 : 1};
	struct rows facts = {0};

	scan_report_init(&writing.report, printing, scan);
	facts = report_facts(&writing.report);
	put_level(&writing, 0);
	if (!printing->several) {
		put_word(&writing, WORD_REPORT);
		fputs(": ", writing.out);
	}
	put(&writing, report_title(&writing.report));
	fputs("\n\n", writing.out);
	put_rows(&writing, &facts);
	fputc('\n', writing.out);
	put_summary(&writing);
	for (size_t i = 0; i < OUTCOME_SECTIONS; i++)
		put_section(&writing, &outcome_sections[i]);
	put_findings(&writing);
	put_statement(&writing);
	scan_report_release(&writing.report);
}

static void end(struct scan_printing *printing)
{
	(void)printing;
}

const struct scan_format scan_as_markdown = {begin, one, end, "\n"};
