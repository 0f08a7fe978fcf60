#include "bin/scan/scan_html_article.h"

#include "bin/write/escape.h"

struct writing {
	struct scan_report *report;
	FILE *out;
	size_t number;  /* of the article, from 1: its anchors begin with it */
	unsigned level; /* of its heading */
};

static void put(const struct writing *writing, struct str text)
{
	put_html(writing->out, text);
}

static void put_word(const struct writing *writing, enum word word)
{
	put(writing, report_word(writing->report, word));
}

/* Writes <tag>text</tag>; the tag may bring attributes along. */
static void put_tagged(const struct writing *writing, const char *tag, struct str text)
{
	fprintf(writing->out, "<%s>", tag);
	put(writing, text);
	fprintf(writing->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

/* The lang of words that are the city's, where the report is in another language. */
static void put_lang(const struct writing *writing)
{
	const struct scan_printing *printing = writing->report->printing;

	if (str_equal(printing->language, printing->registry->config.language))
		return;
	fputs(" lang=\"", writing->out);
	put(writing, printing->registry->config.language);
	fputc('"', writing->out);
}

/* <section> with its heading; `name` makes its class and the heading's anchor. */
static void section_open(const struct writing *writing, const char *name, const char *symbol, struct str heading)
{
	unsigned level = writing->level + 1;

	fprintf(writing->out, "<section class=\"%s\" aria-labelledby=\"p%zu-%s\">\n<h%u id=\"p%zu-%s\">", name,
	        writing->number, name, level, writing->number, name);
	if (symbol)
		fprintf(writing->out, "<span aria-hidden=\"true\">%s</span> ", symbol);
	put(writing, heading);
	fprintf(writing->out, "</h%u>\n", level);
}

static void section_close(const struct writing *writing)
{
	fputs("</section>\n", writing->out);
}

static void put_row(const struct writing *writing, enum word name, struct str text, bool code)
{
	if (!text.n)
		return;
	put_tagged(writing, "dt", report_word(writing->report, name));
	fputs("<dd>", writing->out);
	if (code)
		put_tagged(writing, "code", text);
	else
		put(writing, text);
	fputs("</dd>\n", writing->out);
}

static void put_rows(const struct writing *writing, const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		put_row(writing, rows->at[i].name, rows->at[i].text, rows->at[i].code);
}

/* --- the words that decided ----------------------------------------------------------------------------------------- */

static void put_spot(struct writing *writing, const struct spot *spot)
{
	struct str place = report_place(writing->report, spot);

	put(writing, place);
	if (!spot->text.n)
		return;
	fputs(place.n ? ": " : "", writing->out);
	put_word(writing, WORD_OPEN);
	fputs("<q", writing->out);
	put_lang(writing);
	fputc('>', writing->out);
	put(writing, spot->text);
	fputs("</q>", writing->out);
	put_word(writing, WORD_CLOSE);
}

static void put_more(struct writing *writing, size_t number)
{
	struct str more = report_number(writing->report, number);

	put(writing, report_fill(writing->report, WORD_MORE, &more, 1));
}

static void put_spots(struct writing *writing, const struct verdict *verdict)
{
	const struct answer *answer = &verdict->answer;
	size_t shown = 0;

	if (!answer->first)
		return;
	put_tagged(writing, "dt", report_word(writing->report, verdict->about ? WORD_ABOUT : WORD_PLACES));
	fputs("<dd><ul>\n", writing->out);
	for (const struct spot *spot = answer->first; spot && shown < SPOTS_SHOWN; spot = spot->next, shown++) {
		fputs("<li>", writing->out);
		put_spot(writing, spot);
		fputs("</li>\n", writing->out);
	}
	if (answer->count > shown) {
		fputs("<li>", writing->out);
		put_more(writing, answer->count - shown);
		fputs("</li>\n", writing->out);
	}
	fputs("</ul></dd>\n", writing->out);
}

/* --- verdicts ------------------------------------------------------------------------------------------------------- */

static void put_rule(const struct writing *writing, const struct rule *rule)
{
	put_tagged(writing, "code", rule->id);
	fputc(' ', writing->out);
	put(writing, label_in(&rule->title, writing->report->printing->language));
}

static void put_verdict(struct writing *writing, const struct outcome_section *section, const struct verdict *verdict)
{
	const struct rule *rule = verdict->rule;
	struct str language = writing->report->printing->language;
	struct rows rows = report_grounds(writing->report, verdict);
	unsigned level = writing->level + 2;

	fprintf(writing->out, "<div class=\"item %s\">\n<h%u>", section->name, level);
	put_rule(writing, rule);
	fprintf(writing->out, "</h%u>\n<p class=\"message\"><span aria-hidden=\"true\">%s</span> ", level,
	        section->symbol);
	put(writing, outcome_label(verdict->outcome, language));
	if (verdict->outcome == OUTCOME_NOT_SATISFIED) {
		fputs(": ", writing->out);
		put(writing, label_in(&rule->message, language));
	}
	fputs("</p>\n<dl>\n", writing->out);
	put_rows(writing, &rows);
	put_spots(writing, verdict);
	if (verdict_advises(verdict))
		put_row(writing, WORD_ADVICE, label_in(&rule->advice, language), false);
	fputs("</dl>\n</div>\n", writing->out);
}

static void put_brief(struct writing *writing, const struct verdict *verdict)
{
	const struct answer *answer = &verdict->answer;

	fputs("<tr><th scope=\"row\">", writing->out);
	put_rule(writing, verdict->rule);
	fputs("</th>", writing->out);
	if (verdict->outcome == OUTCOME_SATISFIED)
		put_tagged(writing, "td", report_clause(writing->report, verdict->rule));
	fputs("<td>", writing->out);
	if (verdict->outcome == OUTCOME_SATISFIED && answer->first) {
		put_spot(writing, answer->first);
		if (answer->count > 1) {
			fputc(' ', writing->out);
			put_more(writing, answer->count - 1);
		}
	} else {
		put(writing, report_reason(writing->report, verdict));
	}
	fputs("</td></tr>\n", writing->out);
}

static void table_open(const struct writing *writing, const struct outcome_section *section)
{
	static const enum word satisfied[] = {WORD_RULE, WORD_CLAUSE, WORD_DECIDING},
			       applicable[] = {WORD_RULE, WORD_WHY};
	bool three = section->outcome == OUTCOME_SATISFIED;
	const enum word *columns = three ? satisfied : applicable;

	fprintf(writing->out, "<table aria-labelledby=\"p%zu-%s\">\n<thead><tr>", writing->number, section->name);
	for (size_t i = 0; i < (three ? 3 : 2); i++)
		put_tagged(writing, "th scope=\"col\"", report_word(writing->report, columns[i]));
	fputs("</tr></thead>\n<tbody>\n", writing->out);
}

static void put_section(struct writing *writing, const struct outcome_section *section)
{
	size_t count = 0;
	const size_t *at = report_verdicts(writing->report, section->outcome, &count);

	if (!count)
		return;
	section_open(writing, section->name, section->symbol, report_heading(writing->report, section));
	if (section->brief)
		table_open(writing, section);
	for (size_t i = 0; i < count; i++) {
		const struct verdict *verdict = &writing->report->scan->verdicts[at[i]];
		if (section->brief)
			put_brief(writing, verdict);
		else
			put_verdict(writing, section, verdict);
	}
	if (section->brief)
		fputs("</tbody>\n</table>\n", writing->out);
	section_close(writing);
}

/* --- findings ------------------------------------------------------------------------------------------------------- */

static void put_related(struct writing *writing, const struct related *first)
{
	struct scan_report *report = writing->report;

	if (!first)
		return;
	fputs("<ul>\n", writing->out);
	for (const struct related *related = first; related; related = related->next) {
		fputs("<li>", writing->out);
		put(writing, report_related_place(report, related));
		fputs(": ", writing->out);
		put(writing, related_message(related, &report->arena, report->printing->language));
		fputs("</li>\n", writing->out);
	}
	fputs("</ul>\n", writing->out);
}

static void put_finding(struct writing *writing, const struct finding *finding)
{
	struct scan_report *report = writing->report;
	struct str place = report_finding_place(report, finding);
	struct str help = finding_help(finding, &report->arena, report->printing->language);

	fputs("<li><p>", writing->out);
	put_tagged(writing, "strong", report_severity(report, finding->severity));
	fputs(": ", writing->out);
	put(writing, finding_message(finding, &report->arena, report->printing->language));
	fputs(" (", writing->out);
	put(writing, place);
	fputs(place.n ? ", " : "", writing->out);
	put_tagged(writing, "code", diagnostic_row(finding->diagnostic)->code);
	fputs(")</p>\n", writing->out);
	put_related(writing, finding->related);
	if (help.n) {
		fputs("<dl>", writing->out);
		put_row(writing, WORD_ADVICE, help, false);
		fputs("</dl>\n", writing->out);
	}
	fputs("</li>\n", writing->out);
}

static void put_findings(struct writing *writing)
{
	const struct findings *findings = &writing->report->scan->findings;

	if (!findings->n)
		return;
	section_open(writing, "findings", NULL, report_word(writing->report, WORD_FINDINGS));
	fputs("<ul class=\"findings\">\n", writing->out);
	for (size_t i = 0; i < findings->n; i++)
		put_finding(writing, &findings->at[i]);
	fputs("</ul>\n", writing->out);
	section_close(writing);
}

/* --- an article ----------------------------------------------------------------------------------------------------- */

static void put_count(struct writing *writing, const struct outcome_section *section)
{
	size_t count = writing->report->scan->by_outcome[section->outcome];

	fprintf(writing->out, "<li class=\"%s\"><strong><span aria-hidden=\"true\">%s</span> %zu</strong> ",
	        section->name, section->symbol, count);
	if (count)
		fprintf(writing->out, "<a href=\"#p%zu-%s\">", writing->number, section->name);
	put_word(writing, section->heading);
	fputs(count ? "</a></li>\n" : "</li>\n", writing->out);
}

/* The counts lead to what they count. */
static void put_summary(struct writing *writing)
{
	section_open(writing, "summary", NULL, report_word(writing->report, WORD_SUMMARY));
	if (writing->report->scan->subject.readable) {
		fputs("<ul class=\"counts\">\n", writing->out);
		for (size_t i = 0; i < OUTCOME_SECTIONS; i++)
			put_count(writing, &outcome_sections[i]);
		fputs("</ul>\n", writing->out);
	} else {
		put_tagged(writing, "p class=\"message\"", report_word(writing->report, WORD_UNREADABLE));
		fputc('\n', writing->out);
	}
	section_close(writing);
}

static void put_statement(struct writing *writing)
{
	struct rows rows = report_statement(writing->report);

	section_open(writing, "statement", NULL, report_word(writing->report, WORD_STATEMENT));
	fputs("<dl>\n", writing->out);
	put_rows(writing, &rows);
	fputs("</dl>\n", writing->out);
	put_tagged(writing, "p", report_word(writing->report, WORD_MEANS));
	fputc('\n', writing->out);
	section_close(writing);
}

void article_write(FILE *out, struct scan_report *report)
{
	bool several = report->printing->several;
	struct writing writing = {report, out, report->printing->number + 1, several ? 2 : 1};
	struct rows facts = report_facts(report);

	fprintf(out, "<article aria-labelledby=\"p%zu\">\n<header>\n", writing.number);
	if (!several)
		put_tagged(&writing, "p class=\"kind\"", report_word(report, WORD_REPORT));
	fprintf(out, "<h%u id=\"p%zu\"", writing.level, writing.number);
	put_lang(&writing);
	fputc('>', out);
	put(&writing, report_title(report));
	fprintf(out, "</h%u>\n<dl>\n", writing.level);
	put_rows(&writing, &facts);
	fputs("</dl>\n</header>\n", out);
	put_summary(&writing);
	for (size_t i = 0; i < OUTCOME_SECTIONS; i++)
		put_section(&writing, &outcome_sections[i]);
	put_findings(&writing);
	put_statement(&writing);
	fputs("</article>\n", out);
}
