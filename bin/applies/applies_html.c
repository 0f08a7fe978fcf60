/* The answer of `applies` as a page to read or print: one A4 where it can be. */
#include "bin/applies/applies_report.h"
#include "bin/command/options.h"
#include "bin/write/escape.h"
#include "bin/write/html_page.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"

static void put_element(FILE *out, const char *name, struct str text)
{
	if (!text.n)
		return;
	fprintf(out, "<%s>", name);
	put_html(out, text);
	fprintf(out, "</%.*s>\n", (int)strcspn(name, " "), name);
}

/* Where reasons stand: each place is told once, at the end, and reasons have its number, so that the page stays short. */
struct sources {
	struct map numbers;
	VEC(struct str) at;
};

static void put_number(FILE *out, const struct applies_report *report, struct sources *sources,
                       const struct reason *reason)
{
	struct str where = reason_where(report, reason);
	uint32_t number = map_add(&sources->numbers, where, (uint32_t)sources->at.n);

	if (number == sources->at.n)
		vec_push(&sources->at, where);
	fprintf(out, "<a class=\"note\" href=\"#s%u\">[%u]</a>", number + 1, number + 1);
}

/* The reasons one after the other, as a sentence. */
static void put_reasons(FILE *out, const struct applies_report *report, struct sources *sources,
                        const struct reason *reasons, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		put_html(out, applies_reason(report, &reasons[i]));
		fputs("\u00a0", out);
		put_number(out, report, sources, &reasons[i]);
		fputs(i + 1 < count ? "; " : "", out);
	}
}

static void put_sources(FILE *out, const struct applies_report *report, struct sources *sources)
{
	static const struct texts heading = {"Where it is written", "Var det står"};

	if (!sources->at.n)
		return;
	fprintf(out, "<section class=\"sources\">\n<h2>%s</h2>\n<ol>\n", in_language(heading, report->language));
	for (size_t i = 0; i < sources->at.n; i++) {
		fprintf(out, "<li id=\"s%zu\">", i + 1);
		put_html(out, sources->at.at[i]);
		fputs("</li>\n", out);
	}
	fputs("</ol>\n</section>\n", out);
}

static void put_entry(FILE *out, const struct applies_report *report, struct sources *sources, enum applies_group group,
                      const struct applies_entry *entry)
{
	fputs("<tr>\n<th scope=\"row\">", out);
	put_html(out, entry_title(report, entry));
	put_element(out, "div class=\"kind\"", entry_kind(report, entry));
	if (entry->part_count) {
		fputs("<ul class=\"parts\">\n", out);
		for (uint32_t i = 0; i < entry->part_count; i++)
			put_element(out, "li", entry_part(report, entry, i));
		fputs("</ul>\n", out);
	}
	fputs("</th>\n<td>", out);
	put_html(out, entry_decision(report, entry).n ? entry_decision(report, entry) : STR("–"));
	fputs("</td>\n<td>", out);
	put_html(out, group == APPLIES_NOT ? entry_status(report, entry) : entry_since(report, entry));
	fputs("</td>\n<td>", out);
	put_reasons(out, report, sources, entry->reasons, entry->reason_count);
	fputs("</td>\n</tr>\n", out);
}

static void put_group(FILE *out, const struct applies_report *report, struct sources *sources, enum applies_group group)
{
	static const struct texts document = {"Document", "Dokument"}, decided = {"Decided", "Beslut"},
				  since = {"Applies from", "Gäller från"}, status = {"Status", "Läge"},
				  why = {"Why", "Skäl"};
	const struct applies_entries *entries = &report->answer->groups[group];

	if (!entries->n)
		return;
	fprintf(out, "<section class=\"%s\">\n", applies_group_name(group));
	put_element(out, "h2", applies_heading(report, group));
	fprintf(out,
	        "<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
	        "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
	        in_language(document, report->language), in_language(decided, report->language),
	        in_language(group == APPLIES_NOT ? status : since, report->language),
	        in_language(why, report->language));
	for (size_t i = 0; i < entries->n; i++)
		put_entry(out, report, sources, group, &entries->at[i]);
	fputs("</tbody>\n</table>\n</section>\n", out);
}

void applies_as_html(FILE *out, const struct applies_report *report)
{
	static const struct texts skip = {"Skip to the answer", "Hoppa till svaret"};
	const struct body_answer *bodies = &report->answer->bodies;
	struct sources sources = {0};

	page_begin(out, applies_title(report), "applies.css", str_from(in_language(skip, report->language)),
	           report->language);
	fputs("<main id=\"main\">\n", out);
	put_element(out, "h1", applies_title(report));
	put_element(out, "p class=\"matter\"", applies_matter(report));
	if (bodies->reason_count) {
		fputs("<p>", out);
		put_reasons(out, report, &sources, bodies->reasons, bodies->reason_count);
		fputs("</p>\n", out);
	}
	for (int group = 0; group < APPLIES_GROUPS; group++)
		put_group(out, report, &sources, (enum applies_group)group);
	put_element(out, "p", applies_nothing(report));
	put_element(out, "p", applies_others(report));
	put_sources(out, report, &sources);
	fputs("</main>\n<footer>\n", out);
	put_element(out, "p", applies_source(report));
	fputs("</footer>\n", out);
	page_end(out);
	map_release(&sources.numbers);
	vec_release(&sources.at);
}
