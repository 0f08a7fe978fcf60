/* Counts as a chart that is a table as well: each number stands in it, so that neither colour nor length has to be read. */
#include "bin/chart/stats_chart.h"

#define WIDTH STATS_CHART_WIDTH
#define MARGIN STATS_CHART_MARGIN
#define TOP STATS_CHART_TOP
#define SWATCH STATS_CHART_SWATCH
#define INDENT 14.0
#define LABEL_RIGHT 330.0

#define NUMBER_LEFT 330.0
#define NUMBER_STEP 74.0
#define BARS_LEFT (NUMBER_LEFT + COUNT_KINDS * NUMBER_STEP + 20)
#define ROW 26.0
#define BAR_UNIT 30.0 /* of one document, at most */
#define HEAD 44.0

static const struct chart_style label_style = {"label", {13, false}}, label_total_style = {"label total", {13, true}},
				number_style = {"number", {12, false}},
				number_total_style = {"number total", {12, true}};

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
	double x = MARGIN + INDENT * (row ? (row->depth < 6 ? row->depth : 6) : 0);
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
	struct chart_head head = {.width = WIDTH,
	                          .height = height,
	                          .language = stats->language,
	                          .title = stats_title(stats),
	                          .description = about(stats),
	                          .style = "stats.css"};

	chart_begin(out, &head);
	chart_heading(out, &head, MARGIN, 32);
}

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
