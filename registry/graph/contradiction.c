#include "registry/graph/contradiction.h"

#include "registry/base/memory.h"
#include "registry/base/vec.h"

#include <stdlib.h>

static bool is_ending(const struct relation *relation)
{
	return relation_family(relation->type) == FAMILY_ENDS;
}

static bool is_undecided(const struct relation *relation)
{
	return relation->state == STATE_PROPOSED || relation->state == STATE_DISPUTED ||
	       relation->state == STATE_CONDITIONAL;
}

static bool excludes(const struct relation *a, const struct relation *b)
{
	if (!is_ending(a))
		return false;
	return b->type == RELATION_AFFECTS || b->type == RELATION_COMPLEMENTS || b->type == RELATION_REQUIRES;
}

bool relations_exclude(const struct relation *a, const struct relation *b)
{
	return (excludes(a, b) || excludes(b, a)) && !is_undecided(a) && !is_undecided(b) && a->inverse == b->inverse &&
	       str_equal(a->target.name, b->target.name) && str_equal(a->target.part, b->target.part);
}

static void mark(struct registry *registry, struct relation *relation, const struct relation *against)
{
	if (relation->against || !is_ending(relation))
		return;
	relation->against = against;
	registry->contradicted += against != NULL;
}

/* --- within one document -------------------------------------------------------------------------------------------- */

static int compare_targets(const void *a, const void *b, void *context)
{
	const struct relation *relations = context;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	const struct relation *x = &relations[i], *y = &relations[k];
	int order = (int)x->inverse - (int)y->inverse;

	if (!order)
		order = str_compare(x->target.name, y->target.name);
	if (!order)
		order = str_compare(x->target.part, y->target.part);
	return order ? order : i < k ? -1 : i > k;
}

static bool same_target(const struct relation *a, const struct relation *b)
{
	return a->inverse == b->inverse && str_equal(a->target.name, b->target.name) &&
	       str_equal(a->target.part, b->target.part);
}

/* The first of the relations that stand in `first`, by type, that does not go with this one, or NO_RELATION. */
static uint32_t first_excluded(const struct relation *relations, uint32_t i, const uint32_t first[RELATION_TYPES])
{
	uint32_t found = NO_RELATION;

	for (int type = 0; type < RELATION_TYPES; type++)
		if (first[type] < found && relations_exclude(&relations[i], &relations[first[type]]))
			found = first[type];
	return found;
}

/* Relations to one target, in order: what stands before each counts as earlier. */
static void pair_group(const struct relation *relations, const uint32_t *order, uint32_t n, struct relation_pair *pairs)
{
	uint32_t first[RELATION_TYPES], decided[RELATION_TYPES];

	memset(first, 0xff, sizeof first); /* NO_RELATION */
	memset(decided, 0xff, sizeof decided);
	for (uint32_t i = 0; i < n; i++) {
		const struct relation *relation = &relations[order[i]];
		struct relation_pair *pair = &pairs[order[i]];
		pair->repeats = relation->from.known ? NO_RELATION : first[relation->type];
		pair->earlier = first_excluded(relations, order[i], decided);
		if (first[relation->type] == NO_RELATION)
			first[relation->type] = order[i];
		if (decided[relation->type] == NO_RELATION && !is_undecided(relation))
			decided[relation->type] = order[i];
	}
	for (uint32_t i = 0; i < n; i++)
		pairs[order[i]].any = first_excluded(relations, order[i], decided);
}

struct relation_pair *relation_pairs(const struct document *document)
{
	uint32_t count = document->relation_count;
	uint32_t *order = memory_new(count, sizeof *order);
	struct relation_pair *pairs = memory_new(count, sizeof *pairs);

	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	if (count)
		qsort_r(order, count, sizeof *order, compare_targets, document->relations);
	for (uint32_t i = 0, n = 0; i < count; i += n) {
		for (n = 1;
		     i + n < count && same_target(&document->relations[order[i]], &document->relations[order[i + n]]);)
			n++;
		pair_group(document->relations, &order[i], n, pairs);
	}
	free(order);
	return pairs;
}

static void mark_pairs(struct registry *registry, struct document *document)
{
	struct relation_pair *pairs = document->relation_count > 1 ? relation_pairs(document) : NULL;

	for (uint32_t i = 0; pairs && i < document->relation_count; i++)
		if (pairs[i].any != NO_RELATION)
			mark(registry, &document->relations[i], &document->relations[pairs[i].any]);
	free(pairs);
}

/* --- between the two sides ------------------------------------------------------------------------------------------ */

bool sides_differ(const struct relation *a, const struct relation *b)
{
	return (a->state != STATE_UNSTATED && b->state != STATE_UNSTATED && a->state != b->state) ||
	       date_same(a->from, b->from) == TRI_NO || !str_equal(a->target.part, b->target.part);
}

/* A document can replace several parts of another, one relation each: the other side agrees with one of them. */
const struct relation *relation_other_side(const struct registry *registry, const struct relation *inverse)
{
	const struct document *actor = &registry->documents[inverse->actor];
	const struct relation *found = NULL;

	RELATIONS_EACH(relation, actor) {
		if (relation->inverse || relation->type != inverse->type ||
		    relation->target.document != inverse->stated_in)
			continue;
		found = relation;
		if (!sides_differ(relation, inverse))
			break;
	}
	return found;
}

static void mark_sides(struct registry *registry, const struct relation *inverse)
{
	const struct relation *other = NULL;
	struct document *actor = NULL;

	if (!inverse->inverse || inverse->actor == NO_DOCUMENT || !is_ending(inverse))
		return;
	actor = &registry->documents[inverse->actor];
	other = relation_other_side(registry, inverse);
	if (other && sides_differ(other, inverse))
		mark(registry, &actor->relations[other - actor->relations], inverse);
}

/* --- circles -------------------------------------------------------------------------------------------------------- */

struct step {
	uint32_t document, next; /* the relation to follow next, in `by` */
};

/* Which documents end each other: the strongly connected components of the relations that end wholes, by Tarjan's algorithm
 * (SIAM J. Comput. 1, 1972), without recursion. */
struct circles {
	struct registry *registry;
	uint32_t *order, *low; /* by document: when it was met, from 1; the earliest that it leads back to */
	uint32_t *component;   /* by document, from 1 */
	uint32_t met, components;
	VEC(uint32_t) open; /* met, and in no component yet */
	VEC(struct step) path;
};

static bool is_whole_ending(const struct relation *relation)
{
	return is_ending(relation) && !relation->target.part.n && !is_undecided(relation);
}

static void enter(struct circles *circles, uint32_t document)
{
	circles->order[document] = circles->low[document] = ++circles->met;
	vec_push(&circles->open, document);
	vec_push(&circles->path, (struct step){document, circles->registry->by.start[document]});
}

static void lower(struct circles *circles, uint32_t document, uint32_t to)
{
	if (to < circles->low[document])
		circles->low[document] = to;
}

static void leave(struct circles *circles, uint32_t document)
{
	uint32_t last = NO_DOCUMENT;

	circles->path.n--;
	if (circles->path.n)
		lower(circles, circles->path.at[circles->path.n - 1].document, circles->low[document]);
	if (circles->low[document] != circles->order[document])
		return;
	circles->components++;
	while (last != document) {
		last = circles->open.at[--circles->open.n];
		circles->component[last] = circles->components;
	}
}

static void walk_from(struct circles *circles, uint32_t start)
{
	const struct edge_rows *by = &circles->registry->by;

	enter(circles, start);
	while (circles->path.n) {
		struct step *step = &circles->path.at[circles->path.n - 1];
		uint32_t document = step->document, target = NO_DOCUMENT;
		if (step->next == by->start[document + 1]) {
			leave(circles, document);
			continue;
		}
		if (!is_whole_ending(by->at[step->next++]))
			continue;
		target = by->at[step->next - 1]->target.document;
		if (!circles->order[target])
			enter(circles, target);
		else if (!circles->component[target])
			lower(circles, document, circles->order[target]);
	}
}

/* A relation that ends the document and belongs to the same circle, or NULL. */
static const struct relation *ender_within(const struct circles *circles, uint32_t document)
{
	const struct edge_rows *ending = &circles->registry->ending;

	for (uint32_t i = ending->start[document]; i < ending->start[document + 1]; i++)
		if (is_whole_ending(ending->at[i]) &&
		    circles->component[ending->at[i]->actor] == circles->component[document])
			return ending->at[i];
	return NULL;
}

static void mark_circles(struct registry *registry)
{
	struct circles circles = {.registry = registry};

	circles.order = memory_new((size_t)registry->count + 1, sizeof *circles.order);
	circles.low = memory_new((size_t)registry->count + 1, sizeof *circles.low);
	circles.component = memory_new((size_t)registry->count + 1, sizeof *circles.component);
	for (uint32_t i = 0; i < registry->count; i++)
		if (!circles.order[i])
			walk_from(&circles, i);
	for (uint32_t i = 0; i < registry->count; i++)
		for (uint32_t k = 0; k < registry->documents[i].relation_count; k++) {
			struct relation *relation = &registry->documents[i].relations[k];
			uint32_t actor = relation->actor, target = relation->target.document;
			if (is_whole_ending(relation) && actor != NO_DOCUMENT && target != NO_DOCUMENT &&
			    actor != target && circles.component[actor] == circles.component[target])
				mark(registry, relation, ender_within(&circles, actor));
		}
	free(circles.order);
	free(circles.low);
	free(circles.component);
	vec_release(&circles.open);
	vec_release(&circles.path);
}

void contradictions_mark(struct registry *registry)
{
	registry->contradicted = 0;
	for (uint32_t i = 0; i < registry->count; i++) {
		struct document *document = &registry->documents[i];
		mark_pairs(registry, document);
		for (uint32_t k = 0; k < document->relation_count; k++)
			mark_sides(registry, &document->relations[k]);
	}
	mark_circles(registry);
}
