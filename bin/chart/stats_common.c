#include "bin/chart/stats_chart.h"

#define INDENT 14.0
#define LABEL_RIGHT 330.0

static const struct chart_style label_style = {"label", {13, false}}, label_total_style = {"label total", {13, true}};

const enum status stats_chart_statuses[COUNT_KINDS] = {STATUS_IN_FORCE, STATUS_IN_FORCE_IN_PART,
                                                       STATUS_IN_FORCE_TO_BE_REPLACED, STATUS_UNKNOWN};

struct str stats_chart_number(const struct stats *stats, uint32_t number)
{
	return number ? arena_format(stats->arena, "%u", number) : STR("–");
}

void stats_chart_cell(FILE *out, const char *role, double x, double y, const struct chart_style *style,
                      enum chart_anchor anchor, struct str text)
{
	fprintf(out, "<g role=\"%s\">", role);
	chart_text(out, x, y, style, anchor, text);
	fputs("</g>\n", out);
}

void stats_chart_label(FILE *out, const struct stats *stats, const struct count_row *row, double y)
{
	double x = STATS_CHART_MARGIN + INDENT * (row ? (row->depth < 6 ? row->depth : 6) : 0);
	struct str label = row ? stats_label(stats, row) : stats_total(stats);
	const struct chart_style *style = row ? &label_style : &label_total_style;

	fputs("<g role=\"rowheader\">", out);
	chart_title(out, label);
	chart_text(out, x, y, style, CHART_BEGINS, chart_fit(stats->arena, label, style, LABEL_RIGHT - 14 - x));
	fputs("</g>\n", out);
}

static uint32_t sum(const struct counts *counts)
{
	return counts_applying(counts) + counts->of[COUNT_CANNOT_TELL];
}

uint32_t stats_chart_most(const struct stats *stats, const struct counts *days)
{
	uint32_t found = 1;

	for (size_t day = 0; day < stats->day_count; day++)
		found = sum(&days[day]) > found ? sum(&days[day]) : found;
	return found;
}

/* How to read it. */
static struct str about(const struct stats *stats)
{
	struct str years =
		stats_say(stats, "Counted on 31 December. Each row has a scale of its own; the numbers stand below.",
	                  "Räknat den 31 december. Varje rad har sin egen skala; antalen står under staplarna.");
	struct str parts[2] = {stats_note(stats), years};
	size_t first = parts[0].n ? 0 : 1, last = stats->over_time ? 2 : 1;

	return first < last ? arena_list(stats->arena, parts + first, last - first, STR(" ")) : STR_EMPTY;
}

void stats_chart_begin(FILE *out, const struct stats *stats, double height)
{
	struct str titles[2] = {stats_title(stats), unread_note(footing_of(stats->registry, stats->language))};
	struct chart_head head = {.width = STATS_CHART_WIDTH,
	                          .height = height,
	                          .language = stats->language,
	                          .title = arena_list(stats->arena, titles, titles[1].n ? 2 : 1, STR(". ")),
	                          .description = about(stats),
	                          .style = "stats.css"};

	chart_begin(out, &head);
	chart_heading(out, &head, STATS_CHART_MARGIN, 32);
}
