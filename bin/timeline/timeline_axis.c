/* The axis of a timeline: years, or months where there are few, and the day that it is told for. */
#include "bin/chart/chart.h"
#include "bin/timeline/timeline.h"
#include "registry/base/date_words.h"

#define TICK_ROOM 40.0 /* for a year and some air */
#define MONTHS_ROOM 64.0

static const struct chart_style tick_style = {"tick", {12, false}}, day_style = {"day", {12, true}};

/* Months between ticks: one that divides a year, or years. */
static int tick_step(const struct timeline *timeline)
{
	static const int steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000};
	double months = ((double)timeline->last + 1 - timeline->first) / 30.44;
	size_t i = 0;

	while (i + 1 < sizeof steps / sizeof *steps &&
	       PLOT_WIDTH * steps[i] / months < (steps[i] < 12 ? MONTHS_ROOM : TICK_ROOM))
		i++;
	return steps[i];
}

struct tick { /* the first day of a month, counted from year 0 */
	int month, step;
};

static int32_t tick_day(const struct tick *tick)
{
	return day_from_civil(tick->month / 12, (unsigned)(tick->month % 12) + 1, 1);
}

/* The first tick on the axis. */
static struct tick tick_first(const struct timeline *timeline)
{
	struct tick tick = {0, tick_step(timeline)};
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(timeline->first, &year, &month, &mday);
	tick.month = (year * 12 + (int)month - 1) / tick.step * tick.step;
	while (tick_day(&tick) < timeline->first)
		tick.month += tick.step;
	return tick;
}

void draw_grid(FILE *out, const struct timeline *timeline, double top, double bottom)
{
	fputs("<g class=\"grid\" aria-hidden=\"true\">\n", out);
	for (struct tick tick = tick_first(timeline); tick_day(&tick) <= timeline->last; tick.month += tick.step) {
		double x = timeline_x(timeline, tick_day(&tick));
		chart_line(out, x, top, x, bottom, "");
	}
	fputs("</g>\n", out);
}

static void draw_tick(FILE *out, const struct timeline *timeline, const struct tick *tick, double y)
{
	double x = timeline_x(timeline, tick_day(tick));
	char text[32];

	snprintf(text, sizeof text, tick->step < 12 ? "%04d-%02d" : "%04d", tick->month / 12, tick->month % 12 + 1);
	if (x + svg_width(str_from(text), tick_style.font) <= TIMELINE_WIDTH - TIMELINE_MARGIN + 4)
		chart_text(out, x, y, &tick_style, CHART_BEGINS, str_from(text));
}

/* The day itself, above the axis, beside its line. */
static void draw_day(FILE *out, struct timeline *timeline, double y)
{
	struct str words = date_words(&timeline->arena, timeline->view->on, timeline->view->language);
	int32_t day = timeline_on(timeline);
	double x = timeline_x(timeline, day), width = svg_width(words, day_style.font);

	if (day < timeline->first || day > timeline->last)
		return;
	if (x + width / 2 > PLOT_LEFT + PLOT_WIDTH)
		x = PLOT_LEFT + PLOT_WIDTH - width / 2;
	if (x - width / 2 < PLOT_LEFT)
		x = PLOT_LEFT + width / 2;
	chart_text(out, x, y, &day_style, CHART_CENTRED, words);
}

void draw_axis(FILE *out, struct timeline *timeline, double top)
{
	fputs("<g class=\"axis\" aria-hidden=\"true\">\n", out);
	chart_rect(out, 0, top, TIMELINE_WIDTH, AXIS_HEIGHT - 2, "page");
	draw_day(out, timeline, top + 14);
	for (struct tick tick = tick_first(timeline); tick_day(&tick) <= timeline->last; tick.month += tick.step)
		draw_tick(out, timeline, &tick, top + AXIS_HEIGHT - 8);
	chart_line(out, PLOT_LEFT, top + AXIS_HEIGHT - 3, PLOT_LEFT + PLOT_WIDTH, top + AXIS_HEIGHT - 3, "base");
	fputs("</g>\n", out);
}
