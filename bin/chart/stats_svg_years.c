/* Counts over time: a row of stacked columns for each topic, type or body, with the numbers below. */
#include "bin/chart/stats_chart.h"

#define TOP STATS_CHART_TOP
#define WIDTH STATS_CHART_WIDTH
#define MARGIN STATS_CHART_MARGIN
#define SWATCH STATS_CHART_SWATCH
#define YEARS_LEFT 420.0
#define BAR_HIGH 34.0
#define STACK_UNIT 8.0
#define NUMBER_LINE 14.0
#define YEARS_TOP (TOP + 10)
#define YEARS_HEAD 24.0
#define HEAD_EVERY 15
#define SLOT_ROOM 25.0 /* for a number of three digits */

static const struct chart_style number_style = {"number", {12, false}}, none_style = {"number none", {12, false}},
				unsure_style = {"number unsure-number", {12, false}}, year_style = {"year", {12, true}};

static double slot(const struct stats *stats)
{
	double width = (WIDTH - MARGIN - YEARS_LEFT) / (double)stats->day_count;

	return width > 60 ? 60 : width;
}

/* Where there are many years, every other or fifth has its number. */
static bool is_told(const struct stats *stats, size_t day, double room)
{
	size_t step = 1;

	while (slot(stats) * (double)step < room)
		step = step == 1 ? 2 : step == 2 ? 5 : step * 2;
	return (stats->day_count - 1 - day) % step == 0;
}

static double day_middle(const struct stats *stats, size_t day)
{
	return YEARS_LEFT + slot(stats) * ((double)day + 0.5);
}

static void put_years(FILE *out, const struct stats *stats, double y, bool hidden)
{
	fprintf(out, "<g %s>\n", hidden ? "aria-hidden=\"true\"" : "role=\"row\"");
	for (size_t day = 0; day < stats->day_count; day++) {
		struct str text = arena_format(stats->arena, "%d", stats_year(stats->days[day]));
		if (!is_told(stats, day, 36))
			continue;
		if (hidden)
			chart_text(out, day_middle(stats, day), y, &year_style, CHART_CENTRED, text);
		else
			stats_chart_cell(out, "columnheader", day_middle(stats, day), y, &year_style, CHART_CENTRED,
			                 text);
	}
	fputs("</g>\n", out);
}

static void put_stack(FILE *out, const struct counts *counts, double middle, double bottom, double width, double unit)
{
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		double height = counts->of[kind] * unit;
		char class[64];
		if (!counts->of[kind])
			continue;
		snprintf(class, sizeof class, "bar %s", chart_status_class(stats_chart_statuses[kind]));
		chart_rect(out, middle - width / 2, bottom - height, width, height, class);
		bottom -= height;
	}
}

/* One line of numbers below the bars: of those in force, or of those for which it cannot be determined. */
static void put_numbers(FILE *out, const struct stats *stats, const struct counts *days, double y, bool unsure)
{
	stats_chart_cell(out, "rowheader", YEARS_LEFT - 8, y, &chart_small_style, CHART_ENDS,
	                 unsure ? stats_kind(stats, COUNT_CANNOT_TELL)
	                        : stats_say(stats, "in force, all", "gäller totalt"));
	for (size_t day = 0; day < stats->day_count; day++) {
		uint32_t number = unsure ? days[day].of[COUNT_CANNOT_TELL] : counts_applying(&days[day]);
		if (is_told(stats, day, SLOT_ROOM))
			stats_chart_cell(out, "cell", day_middle(stats, day), y,
			                 !number  ? &none_style
			                 : unsure ? &unsure_style
			                          : &number_style,
			                 CHART_CENTRED, stats_chart_number(stats, number));
	}
}

static bool is_unsure(const struct stats *stats, const struct counts *days)
{
	for (size_t day = 0; day < stats->day_count; day++)
		if (days[day].of[COUNT_CANNOT_TELL])
			return true;
	return false;
}

static double years_row_height(const struct stats *stats, const struct counts *days)
{
	return BAR_HIGH + NUMBER_LINE * (is_unsure(stats, days) ? 2 : 1) + 14;
}

/* Each row has a scale of its own, so that those with few documents can be read too; the numbers tell how many. */
static void put_years_row(FILE *out, const struct stats *stats, const struct count_row *row, double y)
{
	const struct counts *days = row ? row->days : stats->table.total;
	double bottom = y + 6 + BAR_HIGH, width = slot(stats) * 0.7, unit = BAR_HIGH / stats_chart_most(stats, days);

	chart_line(out, MARGIN, y + 0.5, WIDTH - MARGIN, y + 0.5, row ? "rule" : "rule strong");
	fputs("<g aria-hidden=\"true\">\n", out);
	for (size_t day = 0; day < stats->day_count; day++)
		put_stack(out, &days[day], day_middle(stats, day), bottom, width > 26 ? 26 : width,
		          unit > STACK_UNIT ? STACK_UNIT : unit);
	chart_line(out, YEARS_LEFT, bottom, YEARS_LEFT + slot(stats) * (double)stats->day_count, bottom, "base");
	fputs("</g>\n<g role=\"row\">\n", out);
	stats_chart_label(out, stats, row, y + 22);
	put_numbers(out, stats, days, bottom + NUMBER_LINE, false);
	if (is_unsure(stats, days)) {
		fputs("</g>\n<g role=\"row\">\n", out);
		put_numbers(out, stats, days, bottom + 2 * NUMBER_LINE, true);
	}
	fputs("</g>\n", out);
}

static void put_legend(FILE *out, const struct stats *stats, double y)
{
	double x = MARGIN;

	fputs("<g aria-hidden=\"true\">\n", out);
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		struct str label = stats_kind(stats, (enum count_kind)kind);
		char class[64];
		snprintf(class, sizeof class, "bar %s", chart_status_class(stats_chart_statuses[kind]));
		chart_rect(out, x, y - 10, SWATCH, SWATCH - 3, class);
		chart_text(out, x + SWATCH + 6, y, &chart_small_style, CHART_BEGINS, label);
		x += SWATCH + 24 + svg_width(label, chart_small_style.font);
	}
	fputs("</g>\n", out);
}

static double over_time_height(const struct stats *stats)
{
	size_t heads = stats->table.row_count / HEAD_EVERY + 1;
	double height = YEARS_TOP + MARGIN + years_row_height(stats, stats->table.total) + YEARS_HEAD * (double)heads;

	for (size_t i = 0; i < stats->table.row_count; i++)
		height += years_row_height(stats, stats->table.rows[i].days);
	return height;
}

void stats_chart_years(FILE *out, const struct stats *stats)
{
	double y = YEARS_TOP;

	stats_chart_begin(out, stats, over_time_height(stats));
	put_legend(out, stats, TOP - 4);
	fputs("<g role=\"table\" aria-labelledby=\"title\">\n", out);
	for (size_t i = 0; i <= stats->table.row_count; i++) {
		const struct count_row *row = i < stats->table.row_count ? &stats->table.rows[i] : NULL;
		if (i % HEAD_EVERY == 0) {
			put_years(out, stats, y + YEARS_HEAD - 7, i > 0);
			y += YEARS_HEAD;
		}
		put_years_row(out, stats, row, y);
		y += years_row_height(stats, row ? row->days : stats->table.total);
	}
	fputs("</g>\n", out);
}
