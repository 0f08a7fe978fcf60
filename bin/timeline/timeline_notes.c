/* What stands above the bars of a timeline, and where. */
#include "bin/chart/chart.h"
#include "bin/command/options.h"
#include "bin/timeline/timeline.h"
#include "registry/base/date_words.h"
#include "registry/validity/relation_effect.h"

#define GAP 4.0     /* between texts beside one another, and between a text and the line that it belongs to */
#define ASIDE 160.0 /* how far from its place a text may stand */
#define ROWS 3

/* --- which ---------------------------------------------------------------------------------------------------------- */

/* By which document, where no arrow leads to it. */
static struct str actor_words(struct timeline *timeline, const struct arrow *arrow)
{
	if (timeline->lane_of[arrow->from] != NO_LANE)
		return STR_EMPTY;
	return arena_format(&timeline->arena, timeline_say(timeline, " ('%.*s')", " (”%.*s”)"),
	                    STR_ARG(timeline->registry->documents[arrow->from].id));
}

const struct chart_style note_style = {"note", {11, false}};

struct noting {
	struct timeline *timeline;
	struct note *notes;
	size_t count;
};

static struct note *note_add(struct noting *noting, int32_t day, struct str text, struct str short_text)
{
	struct note *note = NULL;

	if (noting->count == NOTES_MAX)
		return NULL;
	text = svg_one_line(&noting->timeline->arena, text);
	for (size_t i = 0; i < noting->count; i++)
		if (str_equal(noting->notes[i].texts[0], text))
			return NULL; /* several proposals of the same */
	note = &noting->notes[noting->count++];
	*note = (struct note){.texts = {text, svg_one_line(&noting->timeline->arena, short_text)}};
	note->x = timeline_x(noting->timeline, day);
	return note;
}

/* "från 11 september 1996", and "1996-09-11" for less room. */
static struct note *note_date(struct noting *noting, int32_t day, const char *word, int32_t told, struct str more)
{
	struct timeline *timeline = noting->timeline;
	struct str date = day_words(&timeline->arena, told, timeline->view->language);

	return note_add(noting, day, arena_format(&timeline->arena, "%s %.*s%.*s", word, STR_ARG(date), STR_ARG(more)),
	                date_text(&timeline->arena, date_from_day(told)));
}

/* Does the end of the bar tell it already? */
static bool is_end(const struct timeline *timeline, const struct arrow *arrow)
{
	const struct lane *lane = &timeline->lanes[timeline->lane_of[arrow->to]];
	const struct period *last = &lane->periods[lane->count - 1];

	return relation_family(arrow->relation->type) == FAMILY_ENDS && !arrow->relation->target.part.n &&
	       arrow->style != ARROW_UNSURE && last->last != DAY_MAX && last->last + 1 == date_middle(arrow->when);
}

/* By which document it ends, where no arrow leads there. */
static struct str ender_words(struct timeline *timeline, const struct lane *lane)
{
	for (uint32_t i = 0; i < lane->arrow_count; i++)
		if (is_end(timeline, &timeline->arrows[lane->arrow_start + i]))
			return actor_words(timeline, &timeline->arrows[lane->arrow_start + i]);
	return STR_EMPTY;
}

/* How it ends, from a day on: in the present tense where that is still to come. */
static const char *end_words(const struct timeline *timeline, const struct lane *lane, int32_t day)
{
	bool repealed =
		status_on(timeline->registry, lane->document, MARKDOWN_NO_PART, date_from_day(day)) == STATUS_REPEALED;

	if (day > timeline_on(timeline))
		return repealed ? timeline_say(timeline, "is repealed", "upphävs")
		                : timeline_say(timeline, "is superseded", "ersätts");
	return repealed ? timeline_say(timeline, "repealed", "upphävt")
	                : timeline_say(timeline, "superseded", "ersatt");
}

static void note_end(struct noting *noting, const struct lane *lane)
{
	struct timeline *timeline = noting->timeline;
	const struct period *last = &lane->periods[lane->count - 1];
	struct note *note = NULL;

	if (last->status == STATUS_UNKNOWN)
		return;
	if (last->last == DAY_MAX)
		note = note_add(noting, DAY_MAX,
		                str_from(timeline_say(timeline, "until further notice", "tills vidare")), STR_EMPTY);
	else if (status_on(timeline->registry, lane->document, MARKDOWN_NO_PART, date_from_day(last->last + 1)) ==
	         STATUS_EXPIRED)
		note = note_date(noting, last->last + 1, timeline_say(timeline, "until", "till"), last->last,
		                 STR_EMPTY);
	else
		note = note_date(noting, last->last + 1, end_words(timeline, lane, last->last + 1), last->last + 1,
		                 ender_words(timeline, lane));
	if (note) {
		note->ends = true;
		note->minor = last->last == DAY_MAX; /* the bar's head tells it */
	}
}

static void note_unsure(struct noting *noting, const struct lane *lane, const struct period *period)
{
	struct timeline *timeline = noting->timeline;
	struct date date = period_date(timeline, lane, period);
	struct str when = timeline_date(timeline, date);

	if (date.first == DAY_MIN && date.last == DAY_MAX)
		note_add(noting, DAY_MIN, status_label(STATUS_UNKNOWN, timeline->view->language), STR("?"));
	else
		note_add(noting, period->first,
		         arena_format(&timeline->arena,
		                      timeline_say(timeline, "%.*s, not known when", "%.*s, oklart när"),
		                      STR_ARG(when)),
		         date_text(&timeline->arena, date));
}

static void note_arrow(struct noting *noting, const struct arrow *arrow)
{
	struct timeline *timeline = noting->timeline;
	struct str actor = actor_words(timeline, arrow);
	struct str when = arrow->when.known ? timeline_date(timeline, arrow->when) : STR_EMPTY;
	const char *effect = arrow_effect_words(timeline, arrow);

	if (is_end(timeline, arrow))
		return;
	note_add(noting, date_middle(arrow->when),
	         arena_format(&timeline->arena, "%.*s%s%.*s%s%.*s", STR_ARG(when), when.n ? ": " : "",
	                      STR_ARG(arrow_part_words(timeline, arrow, false)), effect, STR_ARG(actor)),
	         arena_format(&timeline->arena, "%.*s%s", STR_ARG(arrow_part_words(timeline, arrow, true)), effect));
}

/* The most important first, since the first finds room. */
static void collect(struct noting *noting, const struct lane *lane)
{
	struct timeline *timeline = noting->timeline;

	if (!lane->count) {
		note_add(noting, date_middle(lane->mark), mark_words(timeline, lane),
		         lane->mark.known ? date_text(&timeline->arena, lane->mark) : STR_EMPTY);
		return;
	}
	for (size_t i = 0; i < lane->count; i++) {
		const struct period *period = &lane->periods[i];
		bool follows = i && lane->periods[i - 1].last + 1 == period->first;
		if (period->status == STATUS_UNKNOWN)
			note_unsure(noting, lane, period);
		else if (!follows && period->first != DAY_MIN)
			note_date(noting, period->first, timeline_say(timeline, "from", "från"), period->first,
			          STR_EMPTY);
	}
	note_end(noting, lane);
	for (int proposals = 0; proposals < 2; proposals++)
		for (uint32_t i = 0; i < lane->arrow_count; i++) {
			const struct arrow *arrow = &timeline->arrows[lane->arrow_start + i];
			if (arrow_is_proposal(timeline, arrow) == (proposals == 1))
				note_arrow(noting, arrow);
		}
}

/* --- where ---------------------------------------------------------------------------------------------------------- */

struct taken { /* a stretch of a row */
	double from, to;
	unsigned row;
};

struct placing {
	struct taken taken[NOTES_MAX];
	size_t count;
	unsigned row; /* the one that is being tried; 0 is nearest to the bar */
};

/* The first stretch of the row that is in the way, or NULL. */
static const struct taken *in_the_way(const struct placing *placing, double from, double width)
{
	for (size_t i = 0; i < placing->count; i++)
		if (placing->taken[i].row == placing->row && from < placing->taken[i].to + GAP &&
		    from + width > placing->taken[i].from - GAP)
			return &placing->taken[i];
	return NULL;
}

static bool fits(const struct placing *placing, double from, double width)
{
	return from >= PLOT_LEFT && from + width <= PLOT_LEFT + PLOT_WIDTH && !in_the_way(placing, from, width);
}

/* Where the text fits: at its place, on the other side of it, or behind what stands there; negative where it does not. */
static double note_from(const struct placing *placing, const struct note *note, double width)
{
	double begins = note->x + GAP, ends = note->x - GAP / 2 - width, beside = 0;
	const struct taken *other = NULL;

	if (fits(placing, note->ends ? ends : begins, width))
		return note->ends ? ends : begins;
	if (fits(placing, note->ends ? begins : ends, width))
		return note->ends ? begins : ends;
	other = in_the_way(placing, begins, width);
	beside = other ? other->to + 2 * GAP : -1;
	return other && beside - note->x < ASIDE && fits(placing, beside, width) ? beside : -1;
}

/* The longer text in any row, else the shorter. False where there is no room: the lane's own words tell all. */
static bool note_place(struct placing *placing, struct note *note)
{
	for (size_t form = 0; form < 2 && note->texts[form].n; form++) {
		double width = svg_width(note->texts[form], note_style.font);
		for (placing->row = 0; placing->row < (note->minor ? 1 : ROWS); placing->row++) {
			double from = note_from(placing, note, width);
			if (from < 0)
				continue;
			placing->taken[placing->count++] = (struct taken){from, from + width, placing->row};
			note->ends = from + width <= note->x;
			note->x = note->ends ? from + width : from;
			note->row = placing->row;
			note->texts[0] = note->texts[form];
			return true;
		}
	}
	return false;
}

void lane_place_notes(struct timeline *timeline, struct lane *lane)
{
	struct note notes[NOTES_MAX];
	struct noting noting = {timeline, notes, 0};
	struct placing placing = {0};

	collect(&noting, lane);
	lane->notes = ARENA_ARRAY(&timeline->arena, struct note, noting.count);
	lane->rows = 1;
	for (size_t i = 0; i < noting.count; i++)
		if (note_place(&placing, &notes[i])) {
			lane->rows = notes[i].row + 1 > lane->rows ? notes[i].row + 1 : lane->rows;
			lane->notes[lane->note_count++] = notes[i];
		}
}
