#include "registry/validity/endings.h"

#include "registry/base/memory.h"
#include "registry/validity/horizon.h"
#include "registry/validity/relation_effect.h"
#include "registry/validity/status_internal.h"

#include <stdlib.h>

static bool ends_whole(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_ENDS && !relation->target.part.n;
}

/* The first day on which the relation has certainly taken effect as stated, or DAY_MAX. */
static int32_t taken_from(const struct registry *registry, const struct relation *relation)
{
	int32_t day = relation_effect_date(registry, relation).last;

	if (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT &&
	    registry->documents[relation->when.document].decided.last > day)
		day = registry->documents[relation->when.document].decided.last;
	if (day == DAY_MIN || day == DAY_MAX ||
	    relation_effect_stated(registry, relation, date_from_day(day)).effect != EFFECT_TAKEN)
		return DAY_MAX;
	return day;
}

static int32_t ended_from(const struct registry *registry, uint32_t document)
{
	const struct edge_rows *rows = &registry->ending;
	struct date expires = registry->documents[document].expires;
	int32_t horizon = document_horizon(registry, document);
	int32_t first =
		expires.known && expires.last <= horizon && expires.last != DAY_MAX ? expires.last + 1 : DAY_MAX;

	struct date annulled = document_annulled(&registry->documents[document]);

	if (registry->documents[document].ended.n && date_today().first < first)
		first = date_today().first;
	if (document_stage(&registry->documents[document]) == STAGE_WITHDRAWN)
		return DAY_MIN;
	if (annulled.known && annulled.last <= horizon && annulled.last < first)
		first = annulled.last;
	for (uint32_t i = rows->start[document]; i < rows->start[document + 1]; i++) {
		int32_t taken = ends_whole(rows->at[i]) ? taken_from(registry, rows->at[i]) : DAY_MAX;
		if (taken <= horizon && taken < first)
			first = taken;
	}
	return first;
}

/* --- by part ------------------------------------------------------------------------------------------------------ */

static bool names_parts(const struct registry *registry, uint32_t document)
{
	for (uint32_t i = registry->ending.start[document]; i < registry->ending.start[document + 1]; i++)
		if (registry->ending.at[i]->target.part.n)
			return true;
	return false;
}

/* Groups a document's relations by the part that they name; those that name one that is not there come last. */
static void parts_index(struct endings *endings, const struct registry *registry, uint32_t document)
{
	const struct document *named = &registry->documents[document];
	const struct edge_rows *rows = &registry->ending;
	uint32_t from = rows->start[document], count = rows->start[document + 1] - from, parts = named->part_count;
	uint32_t *key = memory_new(count, sizeof *key), *at = memory_new((size_t)parts + 3, sizeof *at);
	struct part_rows *found = &endings->parts[document];
	struct map anchors = {0};

	found->first = ARENA_ARRAY(&endings->arena, uint32_t, parts);
	found->start = ARENA_ARRAY(&endings->arena, uint32_t, (size_t)parts + 1);
	map_reserve(&anchors, parts);
	for (uint32_t i = 0; i < parts; i++)
		found->first[i] = map_add(&anchors, named->parts[i].anchor, i);
	for (uint32_t i = 0; i < count; i++) { /* 0 is the whole document, `parts` + 1 no part of it */
		struct str part = rows->at[from + i]->target.part;
		uint32_t index = part.n ? map_get(&anchors, part) : 0;
		key[i] = !part.n ? 0 : index == MAP_NONE ? parts + 1 : index + 1;
		at[key[i] + 1]++;
	}
	for (uint32_t i = 0; i <= parts + 1; i++)
		at[i + 1] += at[i];
	endings->wholes[document] = at[1];
	for (uint32_t i = 0; i <= parts; i++)
		found->start[i] = from + at[i + 1];
	for (uint32_t i = 0; i < count; i++)
		endings->order[from + at[key[i]]++] = from + i;
	map_release(&anchors);
	free(key);
	free(at);
}

/* --- who ended it ------------------------------------------------------------------------------------------------- */

static int compare_enders(const void *a, const void *b)
{
	const struct ender *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* The relations that come to have ended the whole document, by the day from which that is certain; each then stands for the one of them, and of
 * those before it, that took effect first. */
static void enders_index(struct endings *endings, const struct registry *registry, uint32_t document)
{
	uint32_t from = registry->ending.start[document], count = 0;
	struct ender *found = &endings->enders[from];

	for (uint32_t i = from; i < registry->ending.start[document + 1]; i++) {
		const struct relation *relation = registry->ending.at[i];
		int32_t taken = ends_whole(relation) ? taken_from(registry, relation) : DAY_MAX;
		if (taken != DAY_MAX &&
		    relation_effect_given(registry, relation, date_from_day(taken), endings->ended[relation->actor])
		                    .effect == EFFECT_TAKEN)
			found[count++] = (struct ender){taken, i, relation};
	}
	qsort(found, count, sizeof *found, compare_enders);
	for (uint32_t i = 1; i < count; i++)
		if (!date_is_earlier(relation_effect_date(registry, found[i].relation),
		                     relation_effect_date(registry, found[i - 1].relation)))
			found[i].relation = found[i - 1].relation;
	endings->ender_count[document] = count;
}

static void *endings_make(const void *from)
{
	const struct registry *registry = from;
	struct endings *endings = memory_new(1, sizeof *endings);
	size_t count = registry->count, edges = registry->ending.start[registry->count];

	endings->ended = ARENA_ARRAY(&endings->arena, int32_t, count);
	endings->order = ARENA_ARRAY(&endings->arena, uint32_t, edges);
	endings->wholes = ARENA_ARRAY(&endings->arena, uint32_t, count);
	endings->parts = ARENA_ARRAY(&endings->arena, struct part_rows, count);
	endings->enders = ARENA_ARRAY(&endings->arena, struct ender, edges);
	endings->ender_count = ARENA_ARRAY(&endings->arena, uint32_t, count);
	endings->periods = ARENA_NEW(&endings->arena, struct memo);
	for (uint32_t i = 0; i < edges; i++)
		endings->order[i] = i;
	for (uint32_t i = 0; i < count; i++) {
		endings->ended[i] = ended_from(registry, i);
		endings->wholes[i] = registry->ending.start[i + 1] - registry->ending.start[i];
		if (names_parts(registry, i))
			parts_index(endings, registry, i);
	}
	for (uint32_t i = 0; i < count; i++)
		enders_index(endings, registry, i);
	return endings;
}

static void endings_release(void *at)
{
	struct endings *endings = at;

	memo_release(endings->periods);
	arena_release(&endings->arena);
	free(endings);
}

const struct endings *endings_of(const struct registry *registry)
{
	return memo_get(registry->endings, endings_make, registry, endings_release);
}

const struct relation *status_ender(const struct registry *registry, uint32_t document, struct date on)
{
	const struct endings *endings = endings_of(registry);
	const struct ender *enders = &endings->enders[registry->ending.start[document]];
	uint32_t low = 0, high = endings->ender_count[document];

	on = within_horizon(registry, document, on);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (on.known && enders[middle].from <= on.first)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? enders[low - 1].relation : NULL;
}

/* --- the effect of a relation whose document may have ended ---------------------------------------------------------- */

struct relation_effect_answer relation_effect_on(const struct registry *registry, const struct relation *relation,
                                                 struct date on)
{
	return relation_effect_given(registry, relation, within_horizon(registry, relation->target.document, on),
	                             endings_of(registry)->ended[relation->actor]);
}

enum tri relation_in_effect(const struct registry *registry, const struct relation *relation, struct date on)
{
	switch (relation_effect_on(registry, relation, on).effect) {
	case EFFECT_TAKEN:
		return TRI_YES;
	case EFFECT_UNSURE:
		return TRI_UNKNOWN;
	case EFFECT_NONE:
	case EFFECT_PENDING:
		break;
	}
	return TRI_NO;
}

bool relation_is_pending(const struct registry *registry, const struct relation *relation, struct date on)
{
	enum relation_effect effect = relation_effect_on(registry, relation, on).effect;

	return effect == EFFECT_PENDING || (effect != EFFECT_NONE && relation->type == RELATION_AFFECTS);
}
