/* The arrows of a timeline: what ends or changes a document, and where they stand beside one another. */
#include "bin/timeline/timeline.h"
#include "registry/validity/relation_effect.h"

#include <float.h>
#include <stdlib.h>

/* --- which --------------------------------------------------------------------------------------------------------- */

/* What a relation amounts to on the day that is asked about. One that has no effect then, but had some before or will have some
 * later, is still told as pending. */
static enum arrow_style style_of(const struct timeline *timeline, const struct relation *relation, struct date when)
{
	const struct registry *registry = timeline->registry;
	struct date made = document_date(&registry->documents[relation->actor]);
	const int32_t days[] = {when.first, when.last, made.first, made.last};

	switch (relation_effect_on(registry, relation, timeline->view->on).effect) {
	case EFFECT_TAKEN:
		return relation->type == RELATION_AFFECTS ? ARROW_PENDING : ARROW_TAKEN;
	case EFFECT_UNSURE:
		return ARROW_UNSURE;
	case EFFECT_PENDING:
		return ARROW_PENDING;
	case EFFECT_NONE:
		break;
	}
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (days[i] != DAY_MIN && days[i] != DAY_MAX &&
		    relation_effect_on(registry, relation, date_from_day(days[i])).effect != EFFECT_NONE)
			return ARROW_PENDING;
	return ARROW_NONE;
}

static int compare_arrows(const void *a, const void *b)
{
	const struct arrow *x = a, *y = b;
	int32_t day_x = date_middle(x->when), day_y = date_middle(y->when);

	if (day_x != day_y)
		return day_x < day_y ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return str_compare(x->relation->target.part, y->relation->target.part);
}

void timeline_collect_arrows(struct timeline *timeline)
{
	const struct registry *registry = timeline->registry;
	const struct edge_rows *ending = &registry->ending;
	size_t room = 0;

	for (uint32_t i = 0; i < timeline->lane_count; i++)
		room += ending->start[timeline->lanes[i].document + 1] - ending->start[timeline->lanes[i].document];
	timeline->arrows = ARENA_ARRAY(&timeline->arena, struct arrow, room);
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		struct lane *lane = &timeline->lanes[i];
		lane->arrow_start = timeline->arrow_count;
		for (uint32_t k = ending->start[lane->document]; k < ending->start[lane->document + 1]; k++) {
			const struct relation *relation = ending->at[k];
			struct date when = relation_effect_date(registry, relation);
			enum arrow_style style = style_of(timeline, relation, when);
			if (!when.known)
				when = document_date(&registry->documents[relation->actor]);
			if (style != ARROW_NONE && lane->count)
				timeline->arrows[timeline->arrow_count++] =
					(struct arrow){relation, relation->actor, lane->document, style, when, 0};
		}
		lane->arrow_count = timeline->arrow_count - lane->arrow_start;
		qsort(timeline->arrows + lane->arrow_start, lane->arrow_count, sizeof(struct arrow), compare_arrows);
	}
}

/* --- where --------------------------------------------------------------------------------------------------------- */

#define COLUMN 3.0 /* width of the columns that lines are kept apart by */
#define APART 6.0

struct trunk { /* all arrows of one document on one day */
	struct arrow *const *arrows;
	size_t count;
	double top, bottom;
};

static int compare_by_actor(const void *a, const void *b)
{
	const struct arrow *x = *(struct arrow *const *)a, *y = *(struct arrow *const *)b;
	int32_t day_x = date_middle(x->when), day_y = date_middle(y->when);

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return day_x < day_y ? -1 : day_x > day_y;
}

static int compare_trunks(const void *a, const void *b)
{
	const struct trunk *x = a, *y = b;

	if (x->top != y->top)
		return x->top < y->top ? -1 : 1;
	return compare_by_actor(&x->arrows[0], &y->arrows[0]);
}

/* Is the column free of other lines from `top` on? `used` holds how far down each column is taken; trunks come from the top down. */
static bool is_free(const double *used, size_t columns, double at, double top)
{
	size_t column = (size_t)(at / COLUMN) + 1;

	return at >= 0 && column + 1 < columns && used[column - 1] < top && used[column] < top &&
	       used[column + 1] < top;
}

/* The trunk's own place, or one beside it that no other line has. */
static double trunk_place(const struct trunk *trunk, double *used, size_t columns, double at)
{
	static const double shifts[] = {0, APART, -APART, 2 * APART, -2 * APART};
	size_t column = 0;

	for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++)
		if (is_free(used, columns, at + shifts[i], trunk->top)) {
			at += shifts[i];
			break;
		}
	column = (size_t)(at / COLUMN) + 1;
	if (column < columns && used[column] < trunk->bottom)
		used[column] = trunk->bottom;
	return at;
}

/* The line of the day that is asked about stands there already. */
static void keep_free(const struct timeline *timeline, double *used, size_t columns)
{
	int32_t day = timeline_on(timeline);
	size_t column = (size_t)((timeline_x(timeline, day) - PLOT_LEFT) / COLUMN) + 1;

	if (day >= timeline->first && day <= timeline->last && column < columns)
		used[column] = DBL_MAX;
}

/* Joins arrows, sorted by document and day, to trunks. */
static size_t join_trunks(const struct timeline *timeline, struct trunk *trunks, struct arrow *const *arrows)
{
	size_t count = 0;

	for (uint32_t i = 0; i < timeline->arrow_count; i++) {
		uint32_t from = timeline->lane_of[arrows[i]->from];
		double to_y = timeline->lanes[timeline->lane_of[arrows[i]->to]].y;
		double from_y = from == NO_LANE ? to_y : timeline->lanes[from].y;
		struct trunk *trunk = NULL;
		if (!i || compare_by_actor(&arrows[i], &arrows[i - 1]) != 0)
			trunks[count++] = (struct trunk){.arrows = arrows + i, .top = from_y, .bottom = from_y};
		trunk = &trunks[count - 1];
		trunk->count++;
		trunk->top = to_y < trunk->top ? to_y : trunk->top;
		trunk->bottom = to_y > trunk->bottom ? to_y : trunk->bottom;
	}
	return count;
}

void timeline_place_arrows(struct timeline *timeline)
{
	size_t columns = (size_t)(PLOT_WIDTH / COLUMN) + 4, count = 0;
	struct arrow **arrows = ARENA_ARRAY(&timeline->arena, struct arrow *, timeline->arrow_count + 1);
	struct trunk *trunks = ARENA_ARRAY(&timeline->arena, struct trunk, timeline->arrow_count + 1);
	double *used = ARENA_ARRAY(&timeline->arena, double, columns);

	for (uint32_t i = 0; i < timeline->arrow_count; i++)
		arrows[i] = &timeline->arrows[i];
	qsort(arrows, timeline->arrow_count, sizeof(struct arrow *), compare_by_actor);
	count = join_trunks(timeline, trunks, arrows);
	qsort(trunks, count, sizeof *trunks, compare_trunks);
	keep_free(timeline, used, columns);
	for (size_t i = 0; i < count; i++) {
		double at = timeline_x(timeline, date_middle(trunks[i].arrows[0]->when)) - PLOT_LEFT;
		double x = PLOT_LEFT + trunk_place(&trunks[i], used, columns, at);
		for (size_t k = 0; k < trunks[i].count; k++)
			trunks[i].arrows[k]->x = x;
	}
}
