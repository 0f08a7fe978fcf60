/* What a timeline shows, as data: lanes, arrows between them, and the days that the axis reaches over. */
#ifndef STYRDOK_BIN_TIMELINE_TIMELINE_H
#define STYRDOK_BIN_TIMELINE_TIMELINE_H

#include "bin/chart/chart.h"
#include "bin/timeline/timeline_svg.h"
#include "registry/validity/period.h"

#define NO_LANE UINT32_MAX

/* Where an imprecise date is drawn: in its middle, or at its one known end; DAY_MIN when it has none. */
static inline int32_t date_middle(struct date date)
{
	if (date.first == DAY_MIN)
		return date.last == DAY_MAX ? DAY_MIN : date.last;
	return date.last == DAY_MAX ? date.first : date.first + (date.last - date.first) / 2;
}

#define NOTES_MAX 10

struct note { /* what stands above a bar */
	double x;
	bool ends;           /* at x, rather than begins there */
	bool minor;          /* not worth a row of its own */
	unsigned row;        /* 0 is nearest to the bar */
	struct str texts[2]; /* the longer one, and the one for less room; once it is placed, the first */
};

struct lane {
	uint32_t document;
	struct period *periods; /* those to be drawn: applies, or cannot be determined */
	size_t count;
	struct date mark;        /* of what governs nothing, or never did: its own date; else DATE_NONE */
	enum status mark_status; /* on the day that the timeline is told for */
	int32_t first;           /* the first day that it is about; DAY_MIN when there is none */
	uint32_t group;          /* rank of its topic, the broadest above the first that it names */
	uint32_t chain;          /* lanes that end one another have the same */
	int32_t chain_first;
	uint32_t arrow_start, arrow_count; /* the arrows that end here */
	struct note *notes;
	size_t note_count;
	unsigned rows; /* of notes */
	double y;
};

enum arrow_style { ARROW_NONE, ARROW_TAKEN, ARROW_PENDING, ARROW_UNSURE };

struct arrow {
	const struct relation *relation;
	uint32_t from, to; /* documents; the acting one may have no lane */
	enum arrow_style style;
	struct date
		when; /* what is known of the day of effect, else of the day on which it was made known; DATE_NONE */
	double x;
};

struct timeline {
	const struct registry *registry;
	const struct timeline_view *view;
	struct arena arena;
	struct lane *lanes;
	uint32_t lane_count;
	uint32_t *lane_of; /* by document, or NO_LANE */
	struct arrow *arrows;
	uint32_t arrow_count;
	struct str *groups; /* names by rank; the last is "" for those without a topic */
	uint32_t group_count;
	int32_t first, last; /* days that the axis shows, both inclusive */
	size_t left_out;     /* documents without a lane: they govern nothing, */
	size_t outside;      /* or lie outside the period that was asked for */
};

/* Fills lanes, arrows and days; false when there is no lane. */
bool timeline_init(struct timeline *timeline, const struct registry *registry, const uint32_t *documents, size_t count,
                   const struct timeline_view *view);
void timeline_release(struct timeline *timeline);

/* timeline_arrows.c: the arrows that end at each lane, lanes in order. */
void timeline_collect_arrows(struct timeline *timeline);
/* Sets each arrow's x, its own day's unless another line stands there. Once lanes have their y. */
void timeline_place_arrows(struct timeline *timeline);

/* timeline_days.c: chooses the days of the axis. */
void timeline_choose_days(struct timeline *timeline);

/* timeline_words.c: one of the two, by language; a date in words. */
const char *timeline_say(const struct timeline *timeline, const char *en, const char *sv);
struct str timeline_date(struct timeline *timeline, struct date date);

/* The lane in a sentence, for those who do not see it; a period of it in words. */
struct str lane_words(struct timeline *timeline, const struct lane *lane);
struct str period_words(struct timeline *timeline, const struct lane *lane, const struct period *period);

/* What the drawing shows, and what it leaves out. */
struct str timeline_about(struct timeline *timeline);
/* What governs nothing, or never did: its stage where it is to govern, and its date. */
struct str mark_words(struct timeline *timeline, const struct lane *lane);
/* The part that an arrow concerns, with a space behind it, or "". */
struct str arrow_part_words(struct timeline *timeline, const struct arrow *arrow, bool short_form);
/* "ersatt", "ska uppdateras": what the relation does on the day that is asked about. */
const char *arrow_effect_words(const struct timeline *timeline, const struct arrow *arrow);
bool arrow_is_proposal(const struct timeline *timeline, const struct arrow *arrow);

/* The imprecise date that a period of STATUS_UNKNOWN comes from, where one can be named, else the period itself. */
struct date period_date(const struct timeline *timeline, const struct lane *lane, const struct period *period);

extern const struct chart_style note_style;

/* timeline_notes.c: what stands above the lane's bar, and in how many rows. */
void lane_place_notes(struct timeline *timeline, struct lane *lane);

/* The day that the timeline is told for, or the one known end of it. */
static inline int32_t timeline_on(const struct timeline *timeline)
{
	const struct date *on = &timeline->view->on;

	return on->first == DAY_MIN ? on->last : on->first;
}

/* Does it leave its document in force? */
static inline bool arrow_changes(const struct arrow *arrow)
{
	return relation_family(arrow->relation->type) == FAMILY_CHANGES;
}

/* Is an arrow drawn: are its day and both of its ends there? */
static inline bool arrow_is_shown(const struct timeline *timeline, const struct arrow *arrow)
{
	int32_t day = date_middle(arrow->when);

	return day >= timeline->first && day <= timeline->last && timeline->lane_of[arrow->from] != NO_LANE;
}

static inline bool period_is_shown(const struct timeline *timeline, const struct period *period)
{
	return period->first <= timeline->last && period->last >= timeline->first;
}

/* The drawing, in user units, which are pixels at natural size. */
#define TIMELINE_WIDTH 1200.0
#define TIMELINE_MARGIN 20.0
#define PLOT_LEFT 360.0
#define PLOT_WIDTH (TIMELINE_WIDTH - PLOT_LEFT - TIMELINE_MARGIN)
#define LANE_HEIGHT 36.0 /* with one row of notes */
#define NOTE_LINE 13.0   /* of each further row */
#define BAR_TOP 19.0     /* below the lane's upper edge */
#define BAR_HEIGHT 11.0

static inline double bar_top(const struct lane *lane)
{
	return lane->y + BAR_TOP + NOTE_LINE * (lane->rows - 1);
}

static inline double lane_height(const struct lane *lane)
{
	return LANE_HEIGHT + NOTE_LINE * (lane->rows - 1);
}

/* timeline_draw.c: in this order, so that lines pass behind bars, and nothing covers a text. */
void draw_arrows(FILE *out, const struct timeline *timeline);
void draw_bars(FILE *out, struct timeline *timeline);
void draw_arrow_ends(FILE *out, const struct timeline *timeline);
void draw_diamond(FILE *out, double x, double y);
void draw_lane_texts(FILE *out, struct timeline *timeline, const struct lane *lane);

/* timeline_axis.c */
#define AXIS_HEIGHT 38.0
void draw_grid(FILE *out, const struct timeline *timeline, double top, double bottom);
void draw_axis(FILE *out, struct timeline *timeline, double top);

/* Where a day begins. */
static inline double timeline_x(const struct timeline *timeline, int32_t day)
{
	double at = ((double)day - timeline->first) / ((double)timeline->last + 1 - timeline->first);

	return PLOT_LEFT + PLOT_WIDTH * (at < 0 ? 0 : at > 1 ? 1 : at);
}

#endif
