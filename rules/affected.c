#include "rules/affected.h"

#include "registry/base/pool.h"
#include "registry/base/vec.h"

struct side {
	const struct registry *registry;
	bool *differs; /* it, or its status, may differ */
	bool *touched; /* or what it names does */
	const struct registry *aligned; /* the other side, when one took its documents over from the other; or NULL */
	VEC(uint32_t) waiting;
};

static void mark(struct side *side, uint32_t document)
{
	if (document == NO_DOCUMENT || side->differs[document])
		return;
	side->differs[document] = true;
	vec_push(&side->waiting, document);
}

/* On a document that differs hang the statuses of what it ends or affects, and of what those end. What names it as a condition counts as
 * if it were the acting document. */
static void spread(struct side *side)
{
	const struct registry *registry = side->registry;

	bool far = registry->conditional || registry->contradicted; /* than the rows tell */

	for (uint32_t i = 0; far && i < registry->count; i++)
		for (uint32_t k = 0; k < registry->documents[i].relation_count; k++) {
			const struct relation *relation = &registry->documents[i].relations[k];
			bool conditional = relation->condition == CONDITION_ADOPTED &&
			                   relation->when.document != NO_DOCUMENT &&
			                   side->differs[relation->when.document];
			if (conditional || relation->against) /* a circle may have been closed far away */
				mark(side, relation->target.document);
		}
	while (side->waiting.n) {
		uint32_t actor = side->waiting.at[--side->waiting.n];
		for (uint32_t i = registry->by.start[actor]; i < registry->by.start[actor + 1]; i++) {
			const struct relation *relation = registry->by.at[i];
			if (relation_family(relation->type) == FAMILY_ENDS || relation->type == RELATION_AFFECTS)
				mark(side, relation->target.document);
		}
	}
}

static bool names_one(const struct side *side, const struct reference *reference)
{
	return reference->document != NO_DOCUMENT && side->differs[reference->document];
}

static void touch_by_relations(struct side *side, uint32_t document)
{
	for (uint32_t k = 0; k < side->registry->documents[document].relation_count; k++) {
		const struct relation *relation = &side->registry->documents[document].relations[k];
		uint32_t ends[] = {relation->actor, relation->target.document};
		if (names_one(side, &relation->target) || names_one(side, &relation->source) ||
		    (relation->condition == CONDITION_ADOPTED && names_one(side, &relation->when)) ||
		    (relation->actor != NO_DOCUMENT && side->differs[relation->actor]))
			side->touched[document] = true;
		for (size_t i = 0; side->differs[document] && i < 2; i++)
			if (ends[i] != NO_DOCUMENT)
				side->touched[ends[i]] = true;
	}
}

/* A link can lead to a file that is no document, or is gone: those that lead nowhere are looked at again. */
static bool cites_one(const struct side *side, const struct citation *citation)
{
	if ((citation->outcome != CITATION_FOUND && !side->aligned) ||
	    (citation->document != NO_DOCUMENT && side->differs[citation->document]))
		return true;
	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(side->registry->names, name)->next)
		if (side->differs[names_at(side->registry->names, name)->document])
			return true;
	return false;
}

/* Of documents that were taken over, the citations are the same unless a link leads elsewhere. */
static bool links_differ(const struct side *side, uint32_t document)
{
	return side->aligned &&
	       side->registry->documents[document].citations != side->aligned->documents[document].citations;
}

static void touch(struct side *side)
{
	const struct registry *registry = side->registry;

	for (uint32_t i = 0; i < registry->count; i++) {
		side->touched[i] = side->touched[i] || side->differs[i] || links_differ(side, i);
		touch_by_relations(side, i);
		for (uint32_t k = 0; !side->touched[i] && k < registry->documents[i].citation_count; k++)
			side->touched[i] = cites_one(side, &registry->documents[i].citations[k]);
	}
}

static bool all_readable(const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (!registry->documents[i].readable)
			return false;
	return true;
}

static bool is_everything(const struct comparison *comparison)
{
	const struct registry *old = comparison->old, *new = comparison->new;

	return comparison->data_count || names_digest(old->names) != names_digest(new->names) ||
	       all_readable(old) != all_readable(new);
}

/* What is touched on one side is looked at on both, else its findings could not be compared. */
static void join(struct side *a, struct side *b)
{
	for (uint32_t i = 0; i < a->registry->count; i++) {
		uint32_t like = a->aligned ? i : registry_find(b->registry, a->registry->documents[i].id);
		if (like != NO_DOCUMENT && (a->touched[i] || b->touched[like]))
			a->touched[i] = b->touched[like] = true;
	}
}

static void mark_side(void *context, unsigned thread, size_t item)
{
	struct side *side = &((struct side *)context)[item];

	(void)thread;
	spread(side);
	touch(side);
}

static struct side side_of(const struct registry *registry, const struct registry *other, struct arena *arena)
{
	bool aligned = registry->like == other || other->like == registry;

	return (struct side){registry,
	                     ARENA_ARRAY(arena, bool, registry->count),
	                     ARENA_ARRAY(arena, bool, registry->count),
	                     aligned ? other : NULL,
	                     {0}};
}

int affected_mark(struct affected *out, struct arena *arena, const struct comparison *comparison, struct error *error)
{
	const struct registry *old = comparison->old, *new = comparison->new;
	struct side sides[] = {side_of(old, new, arena), side_of(new, old, arena)};
	int status = 0;

	*out = (struct affected){0};
	if (is_everything(comparison))
		return 0;
	for (size_t i = 0; i < comparison->count; i++) {
		mark(&sides[0], comparison->documents[i].old_index);
		mark(&sides[1], comparison->documents[i].new_index);
	}
	for (size_t i = 0; i < 2; i++)
		for (uint32_t k = 0; k < comparison->differing[i].n; k++)
			mark(&sides[i], comparison->differing[i].at[k]);
	status = pool_run(pool_threads(new->count), 2, mark_side, sides, error);
	vec_release(&sides[0].waiting);
	vec_release(&sides[1].waiting);
	join(&sides[0], &sides[1]);
	join(&sides[1], &sides[0]);
	out->old = sides[0].touched;
	out->new = sides[1].touched;
	return status;
}
