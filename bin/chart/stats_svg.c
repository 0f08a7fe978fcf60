/* Counts as a chart that is a table as well: each number stands in it, so that neither colour nor length has to be read. */
#include "bin/chart/stats_chart.h"

#define WIDTH STATS_CHART_WIDTH
#define MARGIN STATS_CHART_MARGIN
#define TOP STATS_CHART_TOP
#define SWATCH STATS_CHART_SWATCH
#define NUMBER_LEFT 330.0
#define NUMBER_STEP 74.0
#define BARS_LEFT (NUMBER_LEFT + COUNT_KINDS * NUMBER_STEP + 20)
#define ROW 26.0
#define BAR_UNIT 30.0 /* of one document, at most */
#define HEAD 44.0

static const struct chart_style number_style = {"number", {12, false}},
				number_total_style = {"number total", {12, true}};

/* --- one day -------------------------------------------------------------------------------------------------------- */

static size_t last_space(struct str text)
{
	size_t at = text.n;

	while (at > 0 && text.at[at - 1] != ' ')
		at--;
	return at ? at - 1 : SIZE_MAX;
}

static void put_columns(FILE *out, const struct stats *stats)
{
	fputs("<g role=\"row\">\n", out);
	stats_chart_cell(out, "columnheader", MARGIN, TOP + HEAD - 14, &chart_small_style, CHART_BEGINS,
	                 stats_say(stats, "", ""));
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		double right = NUMBER_LEFT + NUMBER_STEP * (kind + 1);
		struct str label = stats_kind(stats, (enum count_kind)kind);
		size_t space = last_space(label);
		char class[64];
		snprintf(class, sizeof class, "bar %s", chart_status_class(stats_chart_statuses[kind]));
		fputs("<g role=\"columnheader\">", out);
		chart_title(out, label);
		chart_rect(out, right - SWATCH, TOP - 8, SWATCH, SWATCH - 3, class);
		if (space == SIZE_MAX) {
			chart_text(out, right, TOP + 32, &chart_small_style, CHART_ENDS, label);
		} else {
			chart_text(out, right, TOP + 18, &chart_small_style, CHART_ENDS, str_part(label, 0, space));
			chart_text(out, right, TOP + 32, &chart_small_style, CHART_ENDS,
			           str_part(label, space + 1, label.n));
		}
		fputs("</g>\n", out);
	}
	fputs("</g>\n", out);
}

static void put_bars(FILE *out, const struct counts *counts, double x, double y, double unit)
{
	fputs("<g aria-hidden=\"true\">\n", out);
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		char class[64];
		if (!counts->of[kind])
			continue;
		snprintf(class, sizeof class, "bar %s", chart_status_class(stats_chart_statuses[kind]));
		chart_rect(out, x, y, counts->of[kind] * unit, ROW - 10, class);
		x += counts->of[kind] * unit;
	}
	fputs("</g>\n", out);
}

static void put_row(FILE *out, const struct stats *stats, const struct count_row *row, double y, double unit)
{
	const struct counts *counts = row ? row->days : stats->table.total;

	fputs("<g role=\"row\">\n", out);
	chart_line(out, MARGIN, y + 0.5, WIDTH - MARGIN, y + 0.5, row ? "rule" : "rule strong");
	stats_chart_label(out, stats, row, y + 17);
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		stats_chart_cell(out, "cell", NUMBER_LEFT + NUMBER_STEP * (kind + 1), y + 17,
		                 row ? &number_style : &number_total_style, CHART_ENDS,
		                 stats_chart_number(stats, counts->of[kind]));
	put_bars(out, counts, BARS_LEFT, y + 5, unit);
	fputs("</g>\n", out);
}

static void put_day(FILE *out, const struct stats *stats)
{
	double unit = (WIDTH - MARGIN - BARS_LEFT) / stats_chart_most(stats, stats->table.total), y = TOP + HEAD;

	unit = unit > BAR_UNIT ? BAR_UNIT : unit;
	stats_chart_begin(out, stats, y + ROW * ((double)stats->table.row_count + 1) + MARGIN);
	fputs("<g role=\"table\" aria-labelledby=\"title\">\n", out);
	put_columns(out, stats);
	for (size_t i = 0; i < stats->table.row_count; i++, y += ROW)
		put_row(out, stats, &stats->table.rows[i], y, unit);
	put_row(out, stats, NULL, y, unit);
	fputs("</g>\n", out);
}

void stats_svg(FILE *out, const struct stats *stats)
{
	(stats->over_time ? stats_chart_years : put_day)(out, stats);
	chart_end(out);
}
