#include "registry/query/applies_days.h"

#include "registry/base/vec.h"
#include "registry/validity/period.h"

#include <stdlib.h>

struct days {
	int32_t *at;
	size_t n, room;
};

static int compare_days(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* Ascending, without repeats, DAY_MIN first; the vector is released. */
static size_t days_give(int32_t **out, struct arena *arena, struct days *days)
{
	size_t n = 0;

	vec_push(days, DAY_MIN);
	qsort(days->at, days->n, sizeof *days->at, compare_days);
	*out = ARENA_ARRAY(arena, int32_t, days->n);
	for (size_t i = 0; i < days->n; i++)
		if (!n || (*out)[n - 1] != days->at[i])
			(*out)[n++] = days->at[i];
	vec_release(days);
	return n;
}

/* Comparisons with the date can turn where it begins and where it has passed, and on the days after. */
static void add_date(struct days *days, struct date date)
{
	if (date.known && date.first != DAY_MIN) {
		vec_push(days, date.first);
		vec_push(days, date.first + 1);
	}
	if (date.known && date.last != DAY_MAX) {
		vec_push(days, date.last);
		vec_push(days, date.last + 1);
	}
}

/* DAY_MIN itself is no day that can be asked about. */
static struct date day_asked(int32_t day)
{
	return date_from_day(day == DAY_MIN ? DAY_MIN + 1 : day);
}

/* --- documents --------------------------------------------------------------------------------------------------------- */

size_t standings_of(struct standing **out, struct arena *arena, const struct registry *registry, uint32_t document)
{
	size_t count = 0, n = 0;
	int32_t *days = turning_days(arena, registry, document, &count);

	*out = ARENA_ARRAY(arena, struct standing, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct date on = day_asked(days[i]);
		struct standing now = {i ? days[i] : DAY_MIN, status_on(registry, document, MARKDOWN_NO_PART, on),
		                       applies_group(registry, document,
		                                     status_in_force(registry, document, MARKDOWN_NO_PART, on), TRI_YES,
		                                     on)};
		if (!n || (*out)[n - 1].status != now.status || (*out)[n - 1].group != now.group)
			(*out)[n++] = now;
	}
	return n;
}

/* --- bodies ------------------------------------------------------------------------------------------------------------ */

struct spans {
	struct body_span *at;
	size_t n, room;
};

static void add_span(struct spans *spans, struct arena *arena, const struct registry *registry, uint32_t body,
                     int32_t day)
{
	const struct body_span *last = spans->n ? &spans->at[spans->n - 1] : NULL;
	struct body_answer answer;

	bodies_on(&answer, arena, registry, body, day_asked(day));
	if (last && last->body == body && last->count == answer.count &&
	    (!answer.count || !memcmp(last->bodies, answer.bodies, answer.count * sizeof *answer.bodies)))
		return;
	vec_push(spans, (struct body_span){body, day, answer.bodies, answer.count});
}

size_t body_spans(struct body_span **out, struct arena *arena, const struct registry *registry)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	struct days all = {0};
	struct spans spans = {0};
	int32_t *days = NULL;
	size_t count = 0;

	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		add_date(&all, vocabulary->bodies[i].from);
		add_date(&all, vocabulary->bodies[i].to);
	}
	count = days_give(&days, arena, &all);
	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		bool always = !vocabulary->bodies[i].from.known && !vocabulary->bodies[i].to.known;
		for (size_t k = 0; k < (always ? 1 : count); k++)
			add_span(&spans, arena, registry, i, days[k]);
	}
	count = spans.n;
	*out = ARENA_ARRAY(arena, struct body_span, count);
	if (count)
		memcpy(*out, spans.at, count * sizeof **out);
	vec_release(&spans);
	return count;
}

/* --- which reach which --------------------------------------------------------------------------------------------------- */

char document_reach(const struct registry *registry, uint32_t document, const struct body_span *span, int32_t day)
{
	struct bound bound = bound_on(registry, document, span->bodies, span->count, day_asked(day));

	if (bound.binds == TRI_NO)
		return 'n';
	if (bound.also && bound.begun == TRI_NO)
		return 'l';
	if (bound.binds == TRI_UNKNOWN || (bound.also && bound.begun == TRI_UNKNOWN))
		return 'u';
	return bound.binding == BINDING_BOUND ? 'b' : bound.binding == BINDING_ADDRESSED ? 'a' : 'y';
}

size_t reach_days(int32_t **out, struct arena *arena, const struct registry *registry, uint32_t document)
{
	const struct document *about = &registry->documents[document];
	struct days days = {0};

	for (uint32_t i = 0; i < about->also_decided_count; i++)
		add_date(&days, about->also_decided[i].on);
	for (uint32_t i = 0; i < about->scope_count; i++)
		add_date(&days, about->scopes[i].made_binding.on);
	return days_give(out, arena, &days);
}
