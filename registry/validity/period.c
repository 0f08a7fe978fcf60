#include "registry/validity/period.h"

#include "registry/base/memory.h"
#include "registry/validity/status_internal.h"

#include <pthread.h>
#include <stdlib.h>

/* A status is computed day by day over those days on which it may change, and on each of them only what may change then: one pass over what is
 * stated, however many relations there are. */

#define OF_NONE UINT32_MAX /* a date of the document itself */

struct turn { /* a day on which what a relation comes to may differ from the day before */
	int32_t day;
	uint32_t concern; /* or OF_NONE */
};

struct sweep {
	struct asking asking;
	uint32_t part;
	VEC(struct turn) turns;
	struct concerns concerns; /* first those that are counted as the whole's, then those that concern the part */
	size_t wholes;
	unsigned char *shares; /* by concern: what it comes to now */
	struct tally whole, of_part;
};

/* Any comparison with an imprecise date can turn where it begins and where it has passed, and the day after that (last days are
 * inclusive). */
static void add_date(struct sweep *sweep, uint32_t concern, struct date date)
{
	if (!date.known)
		return;
	if (date.first != DAY_MIN) {
		vec_push(&sweep->turns, (struct turn){date.first, concern});
		vec_push(&sweep->turns, (struct turn){date.first + 1, concern});
	}
	if (date.last != DAY_MAX && date.last != date.first) {
		vec_push(&sweep->turns, (struct turn){date.last, concern});
		vec_push(&sweep->turns, (struct turn){date.last + 1, concern});
	}
}

static void add_document(struct sweep *sweep, uint32_t concern, const struct document *document)
{
	bool assumed = false;
	const struct date dates[] = {document->decided,
	                             document->dated,
	                             document->referred,
	                             document->in_force,
	                             document->expires,
	                             document_date(document),
	                             document_start(document, &assumed),
	                             document_ended(document),
	                             document_annulled(document),
	                             document->known_until};

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		add_date(sweep, concern, dates[i]);
}

/* What is stated of a relation that ends or affects a document; what has itself ended no longer proposes, promises or requires. */
static void add_relation(struct sweep *sweep, uint32_t concern, const struct relation *relation)
{
	const struct registry *registry = sweep->asking.registry;
	int32_t ended = endings_of(registry)->ended[relation->actor];

	add_date(sweep, concern, relation->from);
	add_document(sweep, concern, &registry->documents[relation->actor]);
	if (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT)
		add_document(sweep, concern, &registry->documents[relation->when.document]);
	if (ended != DAY_MIN && ended != DAY_MAX)
		vec_push(&sweep->turns, (struct turn){ended, concern});
}

static int compare_turns(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->concern < y->concern ? -1 : x->concern > y->concern;
}

/* DAY_MIN itself is no day that can be asked about; every relation is looked at on the day after it. */
static void sweep_begin(struct sweep *sweep)
{
	const struct registry *registry = sweep->asking.registry;
	uint32_t document = sweep->asking.document;

	if (sweep->part == MARKDOWN_NO_PART)
		concerns_all(&sweep->concerns, registry, document);
	else
		concerns_wholes(&sweep->concerns, registry, document);
	sweep->wholes = sweep->concerns.n;
	if (sweep->part != MARKDOWN_NO_PART) {
		struct concerns of_part = {0};
		concerns_part(&of_part, registry, document, sweep->part);
		for (size_t i = 0; i < of_part.n; i++)
			vec_push(&sweep->concerns, of_part.at[i]);
		vec_release(&of_part);
	}
	sweep->shares = memory_new(sweep->concerns.n, 1);
	vec_push(&sweep->turns, (struct turn){DAY_MIN + 1, OF_NONE});
	add_document(sweep, OF_NONE, &registry->documents[document]);
	add_date(sweep, OF_NONE, registry->config.known_until);
	for (size_t i = 0; i < sweep->concerns.n; i++) {
		vec_push(&sweep->turns, (struct turn){DAY_MIN + 1, (uint32_t)i});
		add_relation(sweep, (uint32_t)i, registry->ending.at[sweep->concerns.at[i].place]);
	}
	qsort(sweep->turns.at, sweep->turns.n, sizeof *sweep->turns.at, compare_turns);
}

/* What has ended the document or part once has ended it for good, so the tally keeps which was the first. */
static void recount(struct sweep *sweep, uint32_t concern)
{
	struct tally *tally = concern < sweep->wholes ? &sweep->whole : &sweep->of_part;
	struct chain silent = {0};

	if (sweep->shares[concern] == SHARE_TAKEN)
		return;
	tally->of[sweep->shares[concern]]--;
	sweep->shares[concern] = (unsigned char)tally_add(tally, &sweep->asking, &sweep->concerns.at[concern], &silent);
}

static enum status status_now(const struct sweep *sweep)
{
	struct chain silent = {0};
	bool pending = false;
	enum status beginning = beginning_of(&sweep->asking, &silent), rest = STATUS_UNKNOWN;

	if (sweep->part == MARKDOWN_NO_PART)
		return whole_settle(&sweep->asking, beginning, sweep->whole, &silent);
	rest = rest_settle(&sweep->asking, beginning, sweep->whole, &pending);
	return part_settle(&sweep->asking, rest, pending, &sweep->of_part, &silent);
}

static struct period *sweep_run(struct sweep *sweep, struct arena *arena, size_t *count)
{
	VEC(struct period) periods = {0};
	struct period *found = NULL;

	sweep->whole = sweep->of_part = TALLY_EMPTY;
	sweep->whole.of[SHARE_NONE] = (uint32_t)sweep->wholes;
	sweep->of_part.of[SHARE_NONE] = (uint32_t)(sweep->concerns.n - sweep->wholes);
	for (size_t i = 0; i < sweep->turns.n;) {
		int32_t day = sweep->turns.at[i].day;
		enum status status = STATUS_UNKNOWN;
		sweep->asking = asking_of(sweep->asking.registry, sweep->asking.document, date_from_day(day));
		for (; i < sweep->turns.n && sweep->turns.at[i].day == day; i++)
			if (sweep->turns.at[i].concern != OF_NONE &&
			    (!i || compare_turns(&sweep->turns.at[i], &sweep->turns.at[i - 1]) != 0))
				recount(sweep, sweep->turns.at[i].concern);
		status = status_now(sweep);
		if (periods.n && periods.at[periods.n - 1].status == status)
			continue;
		if (periods.n)
			periods.at[periods.n - 1].last = day - 1;
		vec_push(&periods, (struct period){day, DAY_MAX, status});
	}
	periods.at[0].first = DAY_MIN;
	found = ARENA_ARRAY(arena, struct period, periods.n);
	memcpy(found, periods.at, periods.n * sizeof *found);
	*count = periods.n;
	vec_release(&periods);
	return found;
}

struct period *periods_of(struct arena *arena, const struct registry *registry, uint32_t document, uint32_t part,
                          size_t *count)
{
	struct sweep sweep = {.asking = asking_of(registry, document, DATE_NONE), .part = part};
	struct period *found = NULL;

	sweep_begin(&sweep);
	found = sweep_run(&sweep, arena, count);
	vec_release(&sweep.turns);
	vec_release(&sweep.concerns);
	free(sweep.shares);
	return found;
}

int32_t *turning_days(struct arena *arena, const struct registry *registry, uint32_t document, size_t *count)
{
	struct sweep sweep = {.asking = asking_of(registry, document, DATE_NONE), .part = MARKDOWN_NO_PART};
	int32_t *days = NULL;

	sweep_begin(&sweep);
	days = ARENA_ARRAY(arena, int32_t, sweep.turns.n);
	*count = 0;
	for (size_t i = 0; i < sweep.turns.n; i++)
		if (!*count || days[*count - 1] != sweep.turns.at[i].day)
			days[(*count)++] = sweep.turns.at[i].day;
	vec_release(&sweep.turns);
	vec_release(&sweep.concerns);
	free(sweep.shares);
	return days;
}

/* --- kept --------------------------------------------------------------------------------------------------------- */

struct span {
	struct period *at;
	size_t n;
};

struct kept { /* the periods of what many relations end or affect, and many ask about */
	pthread_mutex_t lock;
	struct arena arena;
	struct map by_key; /* document and part: where in `spans` */
	VEC(struct span) spans;
};

static void *kept_make(const void *from)
{
	struct kept *kept = memory_new(1, sizeof *kept);

	(void)from;
	pthread_mutex_init(&kept->lock, NULL);
	return kept;
}

static void kept_release(void *at)
{
	struct kept *kept = at;

	pthread_mutex_destroy(&kept->lock);
	map_release(&kept->by_key);
	vec_release(&kept->spans);
	arena_release(&kept->arena);
	free(kept);
}

static struct span kept_span(struct kept *kept, const struct registry *registry, uint32_t document, uint32_t part)
{
	const uint32_t name[2] = {document, part};
	struct str key = {(const char *)name, sizeof name};
	uint32_t found = map_get(&kept->by_key, key);
	struct span span = {0};

	if (found != MAP_NONE)
		return kept->spans.at[found];
	span.at = periods_of(&kept->arena, registry, document, part, &span.n);
	map_add(&kept->by_key, arena_copy(&kept->arena, key), (uint32_t)kept->spans.n);
	vec_push(&kept->spans, span);
	return span;
}

enum status periods_status(const struct registry *registry, uint32_t document, uint32_t part, int32_t day)
{
	struct kept *kept = memo_get(endings_of(registry)->periods, kept_make, NULL, kept_release);
	struct span span;
	size_t low = 0, high = 0;

	pthread_mutex_lock(&kept->lock);
	span = kept_span(kept, registry, document, part);
	pthread_mutex_unlock(&kept->lock);
	for (high = span.n; high - low > 1;) {
		size_t middle = low + (high - low) / 2;
		if (span.at[middle].first <= day)
			low = middle;
		else
			high = middle;
	}
	return span.at[low].status;
}
