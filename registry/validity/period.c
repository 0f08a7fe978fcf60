#include "registry/validity/period.h"

#include "registry/base/vec.h"

#include <stdlib.h>

struct days { /* on which a status may differ from that of the day before */
	int32_t *at;
	size_t n, room;
};

/* Any comparison with an imprecise date can turn where it begins and where it has passed, and the day after that (last days are
 * inclusive). */
static void add_date(struct days *days, struct date date)
{
	if (!date.known)
		return;
	if (date.first != DAY_MIN) {
		vec_push(days, date.first);
		vec_push(days, date.first + 1);
	}
	if (date.last != DAY_MAX) {
		vec_push(days, date.last);
		vec_push(days, date.last + 1);
	}
}

static void add_document(struct days *days, const struct document *document)
{
	const struct date dates[] = {document->decided,  document->dated,   document->referred,
	                             document->in_force, document->expires, document_date(document)};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		add_date(days, dates[i]);
}

/* What is stated of a relation that ends or affects a document. */
static void add_relation(struct days *days, const struct registry *registry, const struct relation *relation)
{
	add_date(days, relation->from);
	add_document(days, &registry->documents[relation->actor]);
	if (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT)
		add_document(days, &registry->documents[relation->when.document]);
}

static void add_endings(struct days *days, const struct registry *registry, uint32_t document, bool of_actors)
{
	EDGES_EACH(relation, registry->ending, document) {
		add_relation(days, registry, relation);
		if (of_actors) /* what has ended no longer proposes, promises or requires */
			add_endings(days, registry, relation->actor, false);
	}
}

static int compare_days(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return x < y ? -1 : x > y;
}

struct period *periods_of(struct arena *arena, struct arena *scratch, const struct registry *registry,
                          uint32_t document, uint32_t part, size_t *count)
{
	struct days days = {0};
	struct period *periods = NULL;
	size_t n = 0;

	vec_push(&days, DAY_MIN + 1); /* DAY_MIN itself is no day that can be asked about */
	add_document(&days, &registry->documents[document]);
	add_endings(&days, registry, document, true);
	qsort(days.at, days.n, sizeof *days.at, compare_days);
	periods = ARENA_ARRAY(scratch, struct period, days.n);
	for (size_t i = 0; i < days.n; i++) {
		enum status status = STATUS_UNKNOWN;
		if (i && days.at[i] == days.at[i - 1])
			continue;
		status = status_on(registry, document, part, date_from_day(days.at[i]));
		if (n && periods[n - 1].status == status)
			continue;
		if (n)
			periods[n - 1].last = days.at[i] - 1;
		periods[n++] = (struct period){days.at[i], DAY_MAX, status};
	}
	periods[0].first = DAY_MIN;
	vec_release(&days);
	*count = n;
	struct period *found = ARENA_ARRAY(arena, struct period, n);
	memcpy(found, periods, n * sizeof *found);
	arena_reset(scratch);
	return found;
}
