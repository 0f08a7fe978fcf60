/* Counts as a chart that is a table as well: each number stands in it, so that neither colour nor length has to be read. */
#include "bin/date_words.h"
#include "bin/escape.h"
#include "bin/stats.h"
#include "bin/svg.h"

#define WIDTH 1100.0
#define MARGIN 20.0
#define TOP 84.0 /* where the table's head begins */
#define LABEL_SIZE 13.0
#define NUMBER_SIZE 12.0
#define INDENT 14.0
#define LABEL_RIGHT 330.0
#define SWATCH 14.0

/* of one day */
#define NUMBER_LEFT 330.0
#define NUMBER_STEP 74.0
#define BARS_LEFT (NUMBER_LEFT + COUNT_KINDS * NUMBER_STEP + 20)
#define ROW 26.0
#define BAR_UNIT 30.0 /* of one document, at most */
#define HEAD 44.0

/* of years */
#define YEARS_LEFT 420.0
#define BAR_HIGH 34.0
#define STACK_UNIT 8.0
#define NUMBER_LINE 14.0
#define YEARS_TOP (TOP + 10)
#define YEARS_HEAD 24.0
#define HEAD_EVERY 15
#define SLOT_ROOM 25.0 /* for a number of three digits */

static const enum status statuses[COUNT_KINDS] = {STATUS_IN_FORCE, STATUS_IN_FORCE_IN_PART,
                                                  STATUS_IN_FORCE_TO_BE_REPLACED, STATUS_UNKNOWN};

static struct str number_text(const struct stats *stats, uint32_t number)
{
	return number ? arena_format(stats->arena, "%u", number) : STR("–");
}

/* A text that is a cell of the table. */
static void put_cell(FILE *out, const char *role, double x, double y, const char *class, const char *anchor,
                     struct str text)
{
	fprintf(out, "<g role=\"%s\">", role);
	svg_text(out, x, y, class, anchor, text);
	fputs("</g>\n", out);
}

static void put_label(FILE *out, const struct stats *stats, const struct count_row *row, double y)
{
	double x = MARGIN + INDENT * (row ? (row->depth < 6 ? row->depth : 6) : 0);
	struct str label = row ? stats_label(stats, row) : stats_total(stats);

	fputs("<g role=\"rowheader\">", out);
	svg_title(out, label);
	svg_text(out, x, y, row ? "label" : "label total", "start",
	         svg_text_fit(stats->arena, label, LABEL_SIZE, !row, LABEL_RIGHT - 14 - x));
	fputs("</g>\n", out);
}

static uint32_t sum(const struct counts *counts)
{
	return counts_applying(counts) + counts->of[COUNT_CANNOT_TELL];
}

/* The most that a row counts on any day. */
static uint32_t most(const struct stats *stats, const struct counts *days)
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

static void begin(FILE *out, const struct stats *stats, double height)
{
	struct svg_head head = {.width = WIDTH,
	                        .height = height,
	                        .language = stats->language,
	                        .title = stats_title(stats),
	                        .description = about(stats),
	                        .style = "stats.css"};

	svg_begin(out, &head);
	svg_rect(out, 0, 0, WIDTH, height, "page");
	svg_text(out, MARGIN, 32, "head", "start", head.title);
	svg_text(out, MARGIN, 54, "small", "start", head.description);
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
	put_cell(out, "columnheader", MARGIN, TOP + HEAD - 14, "small", "start", stats_say(stats, "", ""));
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		double right = NUMBER_LEFT + NUMBER_STEP * (kind + 1);
		struct str label = stats_kind(stats, (enum count_kind)kind);
		size_t space = last_space(label);
		char class[64];
		snprintf(class, sizeof class, "bar %s", svg_status_class(statuses[kind]));
		fputs("<g role=\"columnheader\">", out);
		svg_title(out, label);
		svg_rect(out, right - SWATCH, TOP - 8, SWATCH, SWATCH - 3, class);
		if (space == SIZE_MAX) {
			svg_text(out, right, TOP + 32, "small", "end", label);
		} else {
			svg_text(out, right, TOP + 18, "small", "end", str_part(label, 0, space));
			svg_text(out, right, TOP + 32, "small", "end", str_part(label, space + 1, label.n));
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
		snprintf(class, sizeof class, "bar %s", svg_status_class(statuses[kind]));
		svg_rect(out, x, y, counts->of[kind] * unit, ROW - 10, class);
		x += counts->of[kind] * unit;
	}
	fputs("</g>\n", out);
}

static void put_row(FILE *out, const struct stats *stats, const struct count_row *row, double y, double unit)
{
	const struct counts *counts = row ? row->days : stats->table.total;

	fputs("<g role=\"row\">\n", out);
	svg_line(out, MARGIN, y + 0.5, WIDTH - MARGIN, y + 0.5, row ? "rule" : "rule strong");
	put_label(out, stats, row, y + 17);
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		put_cell(out, "cell", NUMBER_LEFT + NUMBER_STEP * (kind + 1), y + 17, row ? "number" : "number total",
		         "end", number_text(stats, counts->of[kind]));
	put_bars(out, counts, BARS_LEFT, y + 5, unit);
	fputs("</g>\n", out);
}

static void put_day(FILE *out, const struct stats *stats)
{
	double unit = (WIDTH - MARGIN - BARS_LEFT) / most(stats, stats->table.total), y = TOP + HEAD;

	unit = unit > BAR_UNIT ? BAR_UNIT : unit;
	begin(out, stats, y + ROW * ((double)stats->table.row_count + 1) + MARGIN);
	fputs("<g role=\"table\" aria-labelledby=\"title\">\n", out);
	put_columns(out, stats);
	for (size_t i = 0; i < stats->table.row_count; i++, y += ROW)
		put_row(out, stats, &stats->table.rows[i], y, unit);
	put_row(out, stats, NULL, y, unit);
	fputs("</g>\n", out);
}

/* --- years ---------------------------------------------------------------------------------------------------------- */

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
			svg_text(out, day_middle(stats, day), y, "year", "middle", text);
		else
			put_cell(out, "columnheader", day_middle(stats, day), y, "year", "middle", text);
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
		snprintf(class, sizeof class, "bar %s", svg_status_class(statuses[kind]));
		svg_rect(out, middle - width / 2, bottom - height, width, height, class);
		bottom -= height;
	}
}

/* One line of numbers below the bars: of those in force, or of those for which it cannot be told. */
static void put_numbers(FILE *out, const struct stats *stats, const struct counts *days, double y, bool unsure)
{
	put_cell(out, "rowheader", YEARS_LEFT - 8, y, "small", "end",
	         unsure ? stats_kind(stats, COUNT_CANNOT_TELL) : stats_say(stats, "in force, all", "gäller totalt"));
	for (size_t day = 0; day < stats->day_count; day++) {
		uint32_t number = unsure ? days[day].of[COUNT_CANNOT_TELL] : counts_applying(&days[day]);
		if (is_told(stats, day, SLOT_ROOM))
			put_cell(out, "cell", day_middle(stats, day), y,
			         !number  ? "number none"
			         : unsure ? "number unsure-number"
			                  : "number",
			         "middle", number_text(stats, number));
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
	double bottom = y + 6 + BAR_HIGH, width = slot(stats) * 0.7, unit = BAR_HIGH / most(stats, days);

	svg_line(out, MARGIN, y + 0.5, WIDTH - MARGIN, y + 0.5, row ? "rule" : "rule strong");
	fputs("<g aria-hidden=\"true\">\n", out);
	for (size_t day = 0; day < stats->day_count; day++)
		put_stack(out, &days[day], day_middle(stats, day), bottom, width > 26 ? 26 : width,
		          unit > STACK_UNIT ? STACK_UNIT : unit);
	svg_line(out, YEARS_LEFT, bottom, YEARS_LEFT + slot(stats) * (double)stats->day_count, bottom, "base");
	fputs("</g>\n<g role=\"row\">\n", out);
	put_label(out, stats, row, y + 22);
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
		snprintf(class, sizeof class, "bar %s", svg_status_class(statuses[kind]));
		svg_rect(out, x, y - 10, SWATCH, SWATCH - 3, class);
		svg_text(out, x + SWATCH + 6, y, "small", "start", label);
		x += SWATCH + 24 + svg_text_width(label, NUMBER_SIZE, false);
	}
	fputs("</g>\n", out);
}

static double over_time_height(const struct stats *stats)
{
	double height = YEARS_TOP + MARGIN + years_row_height(stats, stats->table.total) +
	                YEARS_HEAD * (double)(stats->table.row_count / HEAD_EVERY + 1);

	for (size_t i = 0; i < stats->table.row_count; i++)
		height += years_row_height(stats, stats->table.rows[i].days);
	return height;
}

static void put_over_time(FILE *out, const struct stats *stats)
{
	double y = YEARS_TOP;

	begin(out, stats, over_time_height(stats));
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

void stats_svg(FILE *out, const struct stats *stats)
{
	(stats->over_time ? put_over_time : put_day)(out, stats);
	svg_end(out);
}
