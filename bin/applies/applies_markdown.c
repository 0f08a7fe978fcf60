/* The answer of `applies` as Markdown, to paste into a paper; pandoc makes a Word file of it. */
#include "bin/applies/applies_report.h"
#include "bin/command/options.h"
#include "bin/write/escape.h"

static void put_where(FILE *out, const struct applies_report *report, const struct reason *reason)
{
	fputs(" (", out);
	put_markdown(out, reason_where(report, reason));
	fputs(")\n", out);
}

static void put_paragraph(FILE *out, struct str text)
{
	if (!text.n)
		return;
	put_markdown(out, text);
	fputs("\n\n", out);
}

/* ". name: text" */
static void put_fact(FILE *out, const struct applies_report *report, struct texts name, struct str text)
{
	if (!text.n)
		return;
	fprintf(out, " %s%s", in_language(name, report->language), *name.en ? " " : "");
	put_markdown(out, text);
	fputc('.', out);
}

static void put_entry(FILE *out, const struct applies_report *report, enum applies_group group, size_t number,
                      const struct applies_entry *entry)
{
	int indent = fprintf(out, "%zu. ", number);

	fputs("**", out);
	put_markdown(out, entry_title(report, entry));
	fputs("**", out);
	put_fact(out, report, (struct texts){"–", "–"}, group == APPLIES_NOT ? entry_status(report, entry) : STR_EMPTY);
	put_fact(out, report, (struct texts){"", ""}, entry_kind(report, entry));
	put_fact(out, report, (struct texts){"Decided:", "Beslut:"}, entry_decision(report, entry));
	if (group != APPLIES_NOT)
		put_fact(out, report, (struct texts){"Applies from", "Gäller från"}, entry_since(report, entry));
	fputs("\n\n", out);
	for (uint32_t i = 0; i < entry->part_count; i++) {
		fprintf(out, "%*s- ", indent, "");
		put_markdown(out, entry_part(report, entry, i));
		fputc('\n', out);
	}
	for (uint32_t i = 0; i < entry->reason_count; i++) {
		fprintf(out, "%*s- ", indent, "");
		put_markdown(out, applies_reason(report, &entry->reasons[i]));
		put_where(out, report, &entry->reasons[i]);
	}
	fputc('\n', out);
}

void applies_as_markdown(FILE *out, const struct applies_report *report)
{
	const struct body_answer *bodies = &report->answer->bodies;

	fputs("# ", out);
	put_paragraph(out, applies_title(report));
	put_paragraph(out, applies_matter(report));
	for (uint32_t i = 0; i < bodies->reason_count; i++) {
		fputs("- ", out);
		put_markdown(out, applies_reason(report, &bodies->reasons[i]));
		put_where(out, report, &bodies->reasons[i]);
	}
	fputs(bodies->reason_count ? "\n" : "", out);
	for (int group = 0; group < APPLIES_GROUPS; group++) {
		const struct applies_entries *entries = &report->answer->groups[group];
		if (!entries->n)
			continue;
		fputs("## ", out);
		put_paragraph(out, applies_heading(report, (enum applies_group)group));
		for (size_t i = 0; i < entries->n; i++)
			put_entry(out, report, (enum applies_group)group, i + 1, &entries->at[i]);
	}
	put_paragraph(out, applies_nothing(report));
	put_paragraph(out, applies_others(report));
	put_markdown(out, applies_source(report));
	fputc('\n', out);
}
