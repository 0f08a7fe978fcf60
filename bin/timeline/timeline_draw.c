/* Bars, arrows and texts of a timeline's lanes. */
#include "bin/timeline/timeline.h"
#include "bin/write/escape.h"

#define HEAD 9.0 /* of a bar that goes on */
#define BAR_MIN 3.0

static const struct chart_style name_style = {"name", {13, true}}, meta_style = {"meta", {11, false}};

static double middle(const struct lane *lane)
{
	return bar_top(lane) + BAR_HEIGHT / 2;
}

/* --- bars ----------------------------------------------------------------------------------------------------------- */

/* What is only known to begin or end within a period fades in or out. */
static const char *fading(const struct lane *lane, size_t i)
{
	bool from = i && status_applies(lane->periods[i - 1].status) &&
	            lane->periods[i - 1].last + 1 == lane->periods[i].first;
	bool to = i + 1 < lane->count && status_applies(lane->periods[i + 1].status) &&
	          lane->periods[i].last + 1 == lane->periods[i + 1].first;

	if (lane->periods[i].status != STATUS_UNKNOWN || from == to)
		return "";
	return to ? " fades-in" : " fades-out";
}

static void draw_bar(FILE *out, struct timeline *timeline, const struct lane *lane, size_t i)
{
	const struct period *period = &lane->periods[i];
	double left = timeline_x(timeline, period->first), top = bar_top(lane);
	double right = period->last == DAY_MAX ? PLOT_LEFT + PLOT_WIDTH : timeline_x(timeline, period->last + 1);
	double width = right - left < BAR_MIN ? BAR_MIN : right - left;

	if (!period_is_shown(timeline, period))
		return;
	if (left + width > PLOT_LEFT + PLOT_WIDTH)
		left = PLOT_LEFT + PLOT_WIDTH - width;
	fprintf(out, "<path class=\"bar %s%s\" d=\"", chart_status_class(period->status), fading(lane, i));
	chart_move(out, 'M', left, top);
	if (period->last == DAY_MAX && width > HEAD) {
		chart_step(out, 'h', width - HEAD);
		chart_move(out, 'l', HEAD, BAR_HEIGHT / 2);
		chart_move(out, 'l', -HEAD, BAR_HEIGHT / 2);
		chart_step(out, 'h', HEAD - width);
	} else {
		chart_step(out, 'h', width);
		chart_step(out, 'v', BAR_HEIGHT);
		chart_step(out, 'h', -width);
	}
	fputs("z\">", out);
	chart_title(out, period_words(timeline, lane, period));
	fputs("</path>\n", out);
}

void draw_diamond(FILE *out, double x, double y)
{
	fputs("<path class=\"mark\" d=\"", out);
	chart_move(out, 'M', x, y - 6);
	fputs("l5 6l-5 6l-5 -6z\"/>\n", out);
}

static void draw_mark(FILE *out, const struct timeline *timeline, const struct lane *lane)
{
	int32_t day = date_middle(lane->mark);
	double x = timeline_x(timeline, day);

	if (day < timeline->first || day > timeline->last)
		return;
	if (!date_is_day(lane->mark))
		chart_line(out, timeline_x(timeline, lane->mark.first), middle(lane),
		           timeline_x(timeline, lane->mark.last), middle(lane), "whenever");
	draw_diamond(out, x, middle(lane));
}

void draw_bars(FILE *out, struct timeline *timeline)
{
	fputs("<g aria-hidden=\"true\">\n", out);
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		const struct lane *lane = &timeline->lanes[i];
		for (size_t k = 0; k < lane->count; k++)
			draw_bar(out, timeline, lane, k);
		if (!lane->count)
			draw_mark(out, timeline, lane);
	}
	fputs("</g>\n", out);
}

/* --- arrows --------------------------------------------------------------------------------------------------------- */

void draw_arrows(FILE *out, const struct timeline *timeline)
{
	static const char *const classes[] = {"", "taken", "pending", "doubtful"};

	fputs("<g aria-hidden=\"true\">\n", out);
	for (uint32_t i = 0; i < timeline->arrow_count; i++) {
		const struct arrow *arrow = &timeline->arrows[i];
		const struct lane *to = &timeline->lanes[timeline->lane_of[arrow->to]];
		bool updates = arrow_changes(arrow);
		double from_y = 0, to_y = 0;
		if (!arrow_is_shown(timeline, arrow))
			continue;
		from_y = middle(&timeline->lanes[timeline->lane_of[arrow->from]]);
		to_y = bar_top(to) + (from_y > middle(to) ? BAR_HEIGHT + 1 : -1);
		fprintf(out, "<path class=\"arrow %s %s\" d=\"", classes[arrow->style], updates ? "updates" : "ends");
		chart_move(out, 'M', arrow->x, from_y);
		chart_step(out, 'V', to_y);
		fputs("\"/>\n", out);
	}
	fputs("</g>\n", out);
}

void draw_arrow_ends(FILE *out, const struct timeline *timeline)
{
	fputs("<g aria-hidden=\"true\">\n", out);
	for (uint32_t i = 0; i < timeline->arrow_count; i++) {
		const struct arrow *arrow = &timeline->arrows[i];
		if (!arrow_is_shown(timeline, arrow))
			continue;
		fputs("<circle class=\"origin\"", out);
		chart_attribute(out, "cx", arrow->x);
		chart_attribute(out, "cy", middle(&timeline->lanes[timeline->lane_of[arrow->from]]));
		fputs(" r=\"3\"/>\n", out);
	}
	fputs("</g>\n", out);
}

/* --- texts ---------------------------------------------------------------------------------------------------------- */

static void draw_notes(FILE *out, const struct lane *lane)
{
	fputs("<g aria-hidden=\"true\">\n", out);
	for (size_t i = 0; i < lane->note_count; i++)
		chart_text(out, lane->notes[i].x, bar_top(lane) - 5 - NOTE_LINE * lane->notes[i].row, &note_style,
		           lane->notes[i].ends ? CHART_ENDS : CHART_BEGINS, lane->notes[i].texts[0]);
	fputs("</g>\n", out);
}

static struct str meta(struct timeline *timeline, const struct document *document)
{
	const struct vocabulary *vocabulary = &timeline->registry->vocabulary;
	struct str type = document->type;

	if (document->type_index != NO_BODY && vocabulary->types[document->type_index].name.sv)
		type = bilingual_str(vocabulary->types[document->type_index].name, timeline->view->language);
	return arena_format(&timeline->arena, "%.*s%s%.*s", STR_ARG(type), type.n ? " · " : "", STR_ARG(document->id));
}

void draw_lane_texts(FILE *out, struct timeline *timeline, const struct lane *lane)
{
	const struct document *document = &timeline->registry->documents[lane->document];
	double room = PLOT_LEFT - TIMELINE_MARGIN - 14;
	struct str title = document->title.n ? document->title : document->id;

	fputs("<g class=\"lane\" role=\"listitem\">\n", out);
	chart_title(out, lane_words(timeline, lane));
	fputs("<a href=\"", out);
	svg_document_href(out, &timeline->view->links, document->id, document->path);
	fputs("\">", out);
	chart_text(out, TIMELINE_MARGIN, lane->y + 15, &name_style, CHART_BEGINS,
	           chart_fit(&timeline->arena, title, &name_style, room));
	fputs("</a>\n", out);
	chart_text(out, TIMELINE_MARGIN, lane->y + 29, &meta_style, CHART_BEGINS,
	           chart_fit(&timeline->arena, meta(timeline, document), &meta_style, room));
	draw_notes(out, lane);
	fputs("</g>\n", out);
}
