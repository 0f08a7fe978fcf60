/* The answer of `applies` for a terminal. */
#include "bin/applies/applies_report.h"
#include "bin/command/options.h"
#include "bin/write/terminal.h"

static void put_reasons(FILE *out, const struct applies_report *report, const char *indent,
                        const struct reason *reasons, uint32_t count)
{
	struct colors colors = colors_of(report->color);

	for (uint32_t i = 0; i < count; i++) {
		fprintf(out, "%s– ", indent);
		put_text(out, applies_reason(report, &reasons[i]));
		fprintf(out, "  %s", colors.dim);
		put_text(out, reason_where(report, &reasons[i]));
		fprintf(out, "%s\n", colors.off);
	}
}

/* A sentence: what it is called here, and what it is. */
static void put_fact(FILE *out, const struct applies_report *report, struct texts name, struct str text)
{
	if (!text.n)
		return;
	fprintf(out, "  %s ", in_language(name, report->language));
	put_text(out, text);
	fputc('\n', out);
}

static void put_entry(FILE *out, const struct applies_report *report, enum applies_group group,
                      const struct applies_entry *entry)
{
	struct colors colors = colors_of(report->color);

	fputs(colors.bold, out);
	put_text(out, entry_title(report, entry));
	fprintf(out, "%s  %s(", colors.off, colors.dim);
	put_text(out, report->registry->documents[entry->document].id);
	fprintf(out, ")%s\n", colors.off);
	if (group == APPLIES_NOT || entry->status == STATUS_IN_FORCE_IN_PART) {
		fputs("  ", out);
		put_text(out, entry_status(report, entry));
		fputc('\n', out);
	}
	if (entry_kind(report, entry).n) {
		fputs("  ", out);
		put_text(out, entry_kind(report, entry));
		fputc('\n', out);
	}
	put_fact(out, report, (struct texts){"decided:", "beslut:"}, entry_decision(report, entry));
	if (group != APPLIES_NOT)
		put_fact(out, report, (struct texts){"applies from", "gäller från"}, entry_since(report, entry));
	put_reasons(out, report, "  ", entry->reasons, entry->reason_count);
	for (uint32_t i = 0; i < entry->part_count; i++) {
		fputs("    ", out);
		put_text(out, entry_part(report, entry, i));
		fputc('\n', out);
	}
	fputc('\n', out);
}

static void put_line(FILE *out, struct str text)
{
	if (!text.n)
		return;
	put_text(out, text);
	fputc('\n', out);
}

void applies_as_text(FILE *out, const struct applies_report *report)
{
	struct colors colors = colors_of(report->color);
	const struct body_answer *bodies = &report->answer->bodies;

	fputs(colors.bold, out);
	put_text(out, applies_title(report));
	fprintf(out, "%s\n", colors.off);
	put_line(out, applies_matter(report));
	put_reasons(out, report, "", bodies->reasons, bodies->reason_count);
	fputc('\n', out);
	for (int group = 0; group < APPLIES_GROUPS; group++) {
		const struct applies_entries *entries = &report->answer->groups[group];
		if (!entries->n)
			continue;
		fprintf(out, "%s", colors.bold);
		put_text(out, applies_heading(report, (enum applies_group)group));
		fprintf(out, "%s\n\n", colors.off);
		for (size_t i = 0; i < entries->n; i++)
			put_entry(out, report, (enum applies_group)group, &entries->at[i]);
	}
	put_line(out, applies_nothing(report));
	put_line(out, applies_others(report));
	fputs(colors.dim, out);
	put_line(out, applies_source(report));
	fputs(colors.off, out);
}
