/* Which days a timeline's axis shows. */
#include "bin/timeline/timeline.h"

#define SPAN_MIN (4 * 365) /* a day alone tells nothing */
#define SPAN_MAX (200 * 366)
#define REACH (100 * 366) /* on both sides, where documents lie further apart than can be shown */

struct reach {
	int32_t first, last;
};

static void reach_day(struct reach *reach, int32_t day)
{
	if (day == DAY_MIN || day == DAY_MAX)
		return;
	reach->first = day < reach->first ? day : reach->first;
	reach->last = day > reach->last ? day : reach->last;
}

static int year_of(int32_t day)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day, &year, &month, &mday);
	return year;
}

/* From 1 January to 31 December, with room behind the last change for what applies until further notice. */
static void round_to_years(struct reach *reach)
{
	int32_t missing = SPAN_MIN - (reach->last - reach->first);

	if (missing > 0) {
		reach->first -= missing / 2;
		reach->last += missing / 2;
	}
	reach->last += (reach->last - reach->first) / 20;
	reach->first = day_from_civil(year_of(reach->first), 1, 1);
	reach->last = day_from_civil(year_of(reach->last), 12, 31);
}

void timeline_choose_days(struct timeline *timeline)
{
	const struct timeline_view *view = timeline->view;
	struct reach reach = {DAY_MAX, DAY_MIN};

	reach_day(&reach, view->on.first);
	reach_day(&reach, view->on.last);
	for (uint32_t i = 0; i < timeline->lane_count; i++) {
		const struct lane *lane = &timeline->lanes[i];
		for (size_t k = 0; k < lane->count; k++) {
			reach_day(&reach, lane->periods[k].first);
			reach_day(&reach, lane->periods[k].last);
		}
		reach_day(&reach, lane->mark.first);
		reach_day(&reach, lane->mark.last);
	}
	for (uint32_t i = 0; i < timeline->arrow_count; i++) {
		reach_day(&reach, timeline->arrows[i].when.first);
		reach_day(&reach, timeline->arrows[i].when.last);
	}
	if (reach.last - reach.first > SPAN_MAX && view->on.first != DAY_MIN) {
		reach.first = reach.first > view->on.first - REACH ? reach.first : view->on.first - REACH;
		reach.last = reach.last < view->on.first + REACH ? reach.last : view->on.first + REACH;
	}
	round_to_years(&reach);
	if (view->from.known && view->from.first != DAY_MIN)
		reach.first = view->from.first;
	if (view->to.known && view->to.last != DAY_MAX)
		reach.last = view->to.last;
	if (reach.last <= reach.first) /* only one end was stated, and nothing is known beyond it */
		reach = view->to.known && !view->from.known ? (struct reach){reach.last - SPAN_MIN, reach.last}
		                                            : (struct reach){reach.first, reach.first + SPAN_MIN};
	timeline->first = reach.first;
	timeline->last = reach.last;
}
