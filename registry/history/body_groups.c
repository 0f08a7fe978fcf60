/* Bodies for which the same documents apply differently, told together. */
#include "registry/history/body_diff.h"
#include "registry/scope/binding.h"

static struct str changes_key(const struct one *one)
{
	return (struct str){(const char *)one->changes.at, one->changes.n * sizeof *one->changes.at};
}

static bool are_alike(const struct one *a, const struct one *b)
{
	return a->changes.n && b->changes.n && a->head == b->head;
}

/* Are all changes of the one among those of the other? Both are in the order of the subjects. */
static bool is_among(const struct one *few, const struct one *many)
{
	size_t k = 0;

	for (size_t i = 0; i < many->changes.n && k < few->changes.n; i++)
		k += many->changes.at[i] == few->changes.at[k];
	return k == few->changes.n;
}

/* --- the bodies that hold a body as a member or an office ----------------------------------------------------------- */

/* Bodies are not held within each other deeper than this; what lies deeper is told by itself. */
#define CLIMB_MAX 32

struct climb { /* from a body up, as the newer vocabulary has it, or the older one where only that knows the body */
	const struct bodies *bodies;
	const struct vocabulary *vocabulary;
	uint32_t body, up; /* the body, and one above it, or NO_BODY */
	unsigned steps;
};

static struct climb climb_from(const struct bodies *bodies, const struct one *one)
{
	const struct registry_diff *diff = bodies->diff;
	bool newer = one->new != NO_BODY;
	uint32_t body = newer ? one->new : one->old;

	return (struct climb){bodies, newer ? &diff->new->vocabulary : &diff->old->vocabulary, body, body, 0};
}

/* The next above that holds the body; NULL when there is none. */
static const struct one *climb_next(struct climb *climb)
{
	while (climb->up != NO_BODY && climb->steps++ < CLIMB_MAX) {
		uint32_t at = MAP_NONE;
		climb->up = climb->vocabulary->bodies[climb->up].parent;
		if (climb->up == NO_BODY)
			break;
		at = map_get(&climb->bodies->by_id, climb->vocabulary->bodies[climb->up].id);
		if (at != MAP_NONE && body_is_within(climb->vocabulary, climb->body, climb->up, false) == TRI_YES)
			return &climb->bodies->all.at[at];
	}
	return NULL;
}

/* Is the body meant when one that contains it is named, and none between them fares otherwise? */
static bool is_within_one_alike(const struct bodies *bodies, const struct one *one)
{
	struct climb climb = climb_from(bodies, one);

	for (const struct one *holder = climb_next(&climb); holder && one->changes.n; holder = climb_next(&climb)) {
		if (are_alike(holder, one))
			return true;
		if (!is_among(one, holder))
			return false;
	}
	return false;
}

/* --- grouping ------------------------------------------------------------------------------------------------------- */

static void group(struct bodies *bodies)
{
	struct map first = {0};

	for (uint32_t i = 0; i < bodies->all.n; i++) {
		struct one *one = &bodies->all.at[i], *head = one;
		if (!one->changes.n)
			continue;
		one->head = map_add(&first, changes_key(one), i);
		head = &bodies->all.at[one->head];
		if (head != one)
			bodies->all.at[head->last].next = i;
		head->last = i;
	}
	for (size_t i = 0; i < bodies->all.n; i++)
		bodies->all.at[i].within = is_within_one_alike(bodies, &bodies->all.at[i]);
	map_release(&first);
}

static void give_group(struct bodies *bodies, uint32_t head, struct body_changes *out)
{
	const struct one *first = &bodies->all.at[head];
	uint32_t count = 0;

	for (uint32_t i = head; i != NO_BODY; i = bodies->all.at[i].next)
		count += !bodies->all.at[i].within;
	out->bodies = ARENA_ARRAY(bodies->arena, struct str, count);
	for (uint32_t i = head; i != NO_BODY; i = bodies->all.at[i].next)
		if (!bodies->all.at[i].within)
			out->bodies[out->body_count++] = bodies->all.at[i].id;
	out->count = first->changes.n;
	out->changes = ARENA_ARRAY(bodies->arena, struct bound_change *, out->count);
	memcpy(out->changes, first->changes.at, out->count * sizeof *out->changes);
}

static struct body_changes *told_of(const struct bodies *bodies, const struct one *one)
{
	return &bodies->diff->bodies[bodies->all.at[one->head].told];
}

/* The nearest that holds the body and whose changes are all among its own, or NULL. */
static const struct one *holder_among(const struct bodies *bodies, const struct one *one)
{
	struct climb climb = climb_from(bodies, one);
	const struct one *holder = climb_next(&climb);

	while (holder && (!holder->changes.n || are_alike(holder, one) || !is_among(holder, one)))
		holder = climb_next(&climb);
	return holder;
}

/* Where all bodies of a group are held by bodies of another, whose changes are theirs too. */
static void find_holder(struct bodies *bodies, uint32_t head)
{
	const struct one *first = NULL;

	for (uint32_t i = head; i != NO_BODY; i = bodies->all.at[i].next) {
		const struct one *one = &bodies->all.at[i];
		const struct one *holder = one->within ? NULL : holder_among(bodies, one);
		if (!one->within && (!holder || (first && first->head != holder->head)))
			return;
		first = first ? first : holder;
	}
	if (first) {
		told_of(bodies, &bodies->all.at[head])->besides = told_of(bodies, first);
		told_of(bodies, &bodies->all.at[head])->holder = first->id;
	}
}

/* --- members that fare otherwise ------------------------------------------------------------------------------------ */

struct exception {
	uint32_t
		told; /* where in comparison.bodies: a body told there holds this one, which does not share its changes */
	uint32_t body;
};

typedef VEC(struct exception) exception_vec;

static bool fares_otherwise(const struct one *holder, const struct one *one)
{
	return holder->changes.n && !is_among(holder, one);
}

/* Of bodies within each other that fare otherwise than the one that holds them all, the outermost is named. */
static void find_exceptions(const struct bodies *bodies, uint32_t index, exception_vec *found)
{
	const struct one *chain[CLIMB_MAX + 1] = {&bodies->all.at[index]};
	struct climb climb = climb_from(bodies, chain[0]);
	size_t n = 1;

	for (const struct one *holder = climb_next(&climb); holder; holder = climb_next(&climb)) {
		bool named = !fares_otherwise(holder, chain[0]);
		for (size_t i = 1; i < n && !named; i++)
			named = fares_otherwise(holder, chain[i]) || are_alike(holder, chain[i]);
		if (!named)
			vec_push(found, (struct exception){bodies->all.at[holder->head].told, index});
		chain[n++] = holder;
	}
}

static void give_exceptions(struct bodies *bodies)
{
	struct registry_diff *diff = bodies->diff;
	exception_vec found = {0};

	for (uint32_t i = 0; i < bodies->all.n; i++)
		find_exceptions(bodies, i, &found);
	for (size_t i = 0; i < found.n; i++)
		diff->bodies[found.at[i].told].except_count++;
	for (size_t i = 0; i < diff->body_count; i++) {
		struct body_changes *told = &diff->bodies[i];
		told->except = ARENA_ARRAY(bodies->arena, struct str, told->except_count);
		told->except_count = 0;
	}
	for (size_t i = 0; i < found.n; i++) {
		struct body_changes *told = &diff->bodies[found.at[i].told];
		told->except[told->except_count++] = bodies->all.at[found.at[i].body].id;
	}
	vec_release(&found);
}

void bodies_give(struct bodies *bodies)
{
	struct registry_diff *diff = bodies->diff;

	group(bodies);
	diff->bodies = ARENA_ARRAY(bodies->arena, struct body_changes, bodies->all.n);
	for (uint32_t i = 0; i < bodies->all.n; i++)
		if (bodies->all.at[i].changes.n && bodies->all.at[i].head == i) {
			bodies->all.at[i].told = (uint32_t)diff->body_count;
			give_group(bodies, i, &diff->bodies[diff->body_count++]);
		}
	for (uint32_t i = 0; i < bodies->all.n; i++)
		if (bodies->all.at[i].changes.n && bodies->all.at[i].head == i)
			find_holder(bodies, i);
	give_exceptions(bodies);
}
