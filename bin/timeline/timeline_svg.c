#include "bin/timeline/timeline_svg.h"

#include "bin/command/options.h"
#include "bin/timeline/timeline.h"
#include "bin/write/escape.h"

#define HEAD_TOP 30.0
#define LINE 18.0
#define GROUP_HEIGHT 26.0
#define GROUPED_FROM 12 /* lanes, from which on topics are shown */
#define AXIS_EVERY 40
#define SWATCH 34.0

static const struct chart_style legend_style = {"legend", {12, false}}, group_style = {"group", {14, true}};

static struct str timeline_text(const struct timeline *timeline, const char *en, const char *sv)
{
	return str_from(timeline_say(timeline, en, sv));
}

/* --- where everything stands ---------------------------------------------------------------------------------------- */

static bool is_one_topic(const struct timeline *timeline)
{
	return timeline->lanes[0].group == timeline->lanes[timeline->lane_count - 1].group;
}

static bool is_grouped(const struct timeline *timeline)
{
	return timeline->lane_count >= GROUPED_FROM && !is_one_topic(timeline);
}

static bool begins_group(const struct timeline *timeline, uint32_t lane)
{
	return is_grouped(timeline) && (!lane || timeline->lanes[lane].group != timeline->lanes[lane - 1].group);
}

/* Does an axis stand above the lane? */
static bool has_axis(uint32_t lane)
{
	return lane % AXIS_EVERY == 0;
}

/* Gives each lane its y; returns where the last one ends. */
static double place_lanes(struct timeline *timeline, double y)
{
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		if (has_axis(i))
			y += AXIS_HEIGHT;
		if (begins_group(timeline, i))
			y += GROUP_HEIGHT;
		lane_place_notes(timeline, &timeline->lanes[i]);
		timeline->lanes[i].y = y;
		y += lane_height(&timeline->lanes[i]);
	}
	return y;
}

/* --- legend --------------------------------------------------------------------------------------------------------- */

struct legend {
	FILE *out; /* NULL: only measured */
	struct timeline *timeline;
	double x, y;
};

static void legend_text(struct legend *legend, struct str text)
{
	if (legend->out)
		chart_text(legend->out, legend->x + SWATCH + 6, legend->y + 4, &legend_style, CHART_BEGINS, text);
	legend->x += SWATCH + 6 + svg_width(text, legend_style.font) + 18;
}

/* A new line where the entry does not fit. */
static void legend_next(struct legend *legend, struct str text)
{
	double end = legend->x + SWATCH + 6 + svg_width(text, legend_style.font);

	if (end > TIMELINE_WIDTH - TIMELINE_MARGIN && legend->x > TIMELINE_MARGIN) {
		legend->x = TIMELINE_MARGIN;
		legend->y += LINE + 2;
	}
}

static void legend_bar(struct legend *legend, enum status status, struct str text)
{
	legend_next(legend, text);
	if (legend->out) {
		char class[64];
		snprintf(class, sizeof class, "bar %s", chart_status_class(status));
		chart_rect(legend->out, legend->x, legend->y - BAR_HEIGHT / 2, SWATCH, BAR_HEIGHT, class);
	}
	legend_text(legend, text);
}

static void legend_arrow(struct legend *legend, const char *class, struct str text)
{
	legend_next(legend, text);
	if (legend->out) {
		char classes[64];
		snprintf(classes, sizeof classes, "arrow %s", class);
		chart_line(legend->out, legend->x, legend->y, legend->x + SWATCH, legend->y, classes);
	}
	legend_text(legend, text);
}

struct used { /* what occurs, and so is explained */
	bool status[STATUS_COUNT], mark, arrow[4][2];
};

static void find_used(struct used *used, const struct timeline *timeline)
{
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		const struct lane *lane = &timeline->lanes[i];
		for (size_t k = 0; k < lane->count; k++)
			if (period_is_shown(timeline, &lane->periods[k]))
				used->status[lane->periods[k].status] = true;
		used->mark = used->mark || (!lane->count && lane->mark.known);
	}
	for (uint32_t i = 0; i < timeline->arrow_count; i++)
		if (arrow_is_shown(timeline, &timeline->arrows[i]))
			used->arrow[timeline->arrows[i].style][arrow_changes(&timeline->arrows[i])] = true;
}

static void legend_arrows(struct legend *legend, const struct used *used)
{
	const struct timeline *timeline = legend->timeline;

	if (used->arrow[ARROW_TAKEN][0])
		legend_arrow(legend, "taken ends",
		             timeline_text(timeline, "supersedes or repeals, wholly or in part",
		                           "ersätter eller upphäver, helt eller i del"));
	if (used->arrow[ARROW_TAKEN][1])
		legend_arrow(legend, "taken updates",
		             timeline_text(timeline, "amends or corrects", "ändrar eller rättar"));
	if (used->arrow[ARROW_PENDING][0])
		legend_arrow(legend, "pending ends",
		             timeline_text(timeline, "is to supersede or repeal",
		                           "ska ersätta eller upphäva, eller föreslår det"));
	if (used->arrow[ARROW_PENDING][1])
		legend_arrow(legend, "pending updates",
		             timeline_text(timeline, "requires an update, or is to amend",
		                           "kräver uppdatering eller ska ändra"));
	if (used->arrow[ARROW_UNSURE][0] || used->arrow[ARROW_UNSURE][1])
		legend_arrow(legend, "doubtful ends",
		             timeline_text(timeline, "it cannot be determined whether it does",
		                           "det går inte att avgöra om så sker"));
}

/* Draws the legend, or measures it when there is no `out`. Returns the y behind it. */
static double put_legend(FILE *out, struct timeline *timeline, double y)
{
	static const enum status statuses[] = {STATUS_IN_FORCE, STATUS_IN_FORCE_IN_PART, STATUS_IN_FORCE_TO_BE_REPLACED,
	                                       STATUS_UNKNOWN};
	struct legend legend = {out, timeline, TIMELINE_MARGIN, y};
	struct used used = {0};

	find_used(&used, timeline);
	if (out)
		fputs("<g aria-hidden=\"true\">\n", out);
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (used.status[statuses[i]])
			legend_bar(&legend, statuses[i], status_label(statuses[i], timeline->view->language));
	legend_arrows(&legend, &used);
	if (used.mark) {
		struct str text = timeline_text(timeline, "governs nothing itself, or not decided",
		                                "styr inget själv, eller inte beslutat");
		legend_next(&legend, text);
		if (out)
			draw_diamond(out, legend.x + SWATCH / 2, legend.y);
		legend_text(&legend, text);
	}
	if (out)
		fputs("</g>\n", out);
	return legend.y + LINE / 2;
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static void put_group(FILE *out, struct timeline *timeline, uint32_t lane)
{
	struct str name = timeline->groups[timeline->lanes[lane].group];

	if (!is_grouped(timeline) && (!is_one_topic(timeline) || !name.n))
		name = timeline_text(timeline, "Documents", "Dokument");
	else if (!name.n)
		name = timeline_text(timeline, "No topic stated", "Inget ämne angivet");
	fputs("<g role=\"list\" aria-label=\"", out);
	put_html(out, name);
	fputs("\">\n", out);
	if (!is_grouped(timeline))
		return;
	fputs("<g aria-hidden=\"true\">\n", out);
	chart_rect(out, 0, timeline->lanes[lane].y - GROUP_HEIGHT + 1, TIMELINE_WIDTH, GROUP_HEIGHT - 1, "band");
	chart_text(out, TIMELINE_MARGIN, timeline->lanes[lane].y - 8, &group_style, CHART_BEGINS,
	           svg_one_line(&timeline->arena, name));
	fputs("</g>\n", out);
}

static void put_lanes(FILE *out, struct timeline *timeline)
{
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		if (has_axis(i))
			draw_axis(out, timeline,
			          timeline->lanes[i].y - AXIS_HEIGHT - (begins_group(timeline, i) ? GROUP_HEIGHT : 0));
		if (!i || begins_group(timeline, i)) {
			fputs(i ? "</g>\n" : "", out);
			put_group(out, timeline, i);
		}
		draw_lane_texts(out, timeline, &timeline->lanes[i]);
	}
	fputs("</g>\n", out);
}

static void put_day(FILE *out, const struct timeline *timeline, double top, double bottom)
{
	int32_t day = timeline_on(timeline);

	if (day >= timeline->first && day <= timeline->last)
		chart_line(out, timeline_x(timeline, day), top, timeline_x(timeline, day), bottom, "today");
}

static void put_rules(FILE *out, const struct timeline *timeline)
{
	fputs("<g class=\"rules\" aria-hidden=\"true\">\n", out);
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		double y = timeline->lanes[i].y + lane_height(&timeline->lanes[i]) - 0.5;
		chart_line(out, TIMELINE_MARGIN, y, TIMELINE_WIDTH - TIMELINE_MARGIN, y, "");
	}
	fputs("</g>\n", out);
}

static struct chart_head head_of(struct timeline *timeline, double height)
{
	struct str title = timeline_text(timeline, "When the documents apply", "När dokumenten gäller"),
		   subject = timeline->view->subject;
	struct str about = timeline_about(timeline);

	if (subject.n)
		title = arena_format(&timeline->arena, "%.*s: %.*s", STR_ARG(title), STR_ARG(subject));
	return (struct chart_head){
		.width = TIMELINE_WIDTH,
		.height = height,
		.language = timeline->view->language,
		.title = title,
		.shown = chart_fit(&timeline->arena, title, &chart_heading_style, TIMELINE_WIDTH - 2 * TIMELINE_MARGIN),
		.description = about,
		.style = "timeline.css"};
}

static void put_timeline(FILE *out, struct timeline *timeline)
{
	double legend = HEAD_TOP + LINE + 22, top = put_legend(NULL, timeline, legend) + 4;
	double bottom = place_lanes(timeline, top);
	struct chart_head head = head_of(timeline, bottom + TIMELINE_MARGIN);

	timeline_place_arrows(timeline);
	chart_begin(out, &head);
	chart_heading(out, &head, TIMELINE_MARGIN, HEAD_TOP);
	put_legend(out, timeline, legend);
	draw_grid(out, timeline, top + AXIS_HEIGHT - 3, bottom);
	put_rules(out, timeline);
	draw_arrows(out, timeline);
	draw_bars(out, timeline);
	draw_arrow_ends(out, timeline);
	put_day(out, timeline, top + LINE, bottom);
	put_lanes(out, timeline);
	chart_end(out);
}

static void put_nothing(FILE *out, struct timeline *timeline)
{
	struct chart_head head = head_of(timeline, HEAD_TOP + 2 * LINE);

	chart_begin(out, &head);
	chart_heading(out, &head, TIMELINE_MARGIN, HEAD_TOP);
	chart_end(out);
}

void timeline_write(FILE *out, const struct registry *registry, const uint32_t *documents, size_t count,
                    const struct timeline_view *view)
{
	struct timeline timeline;

	if (timeline_init(&timeline, registry, documents, count, view))
		put_timeline(out, &timeline);
	else
		put_nothing(out, &timeline);
	timeline_release(&timeline);
}
