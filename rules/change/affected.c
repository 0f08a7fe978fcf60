#include "rules/change/affected.h"

#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"

struct side {
	const struct registry *registry;
	bool *differs; /* it, or its status, may differ */
	bool *touched; /* or what it names does */
	const struct side *other;
	bool aligned; /* one side took its documents over from the other: they have the same indexes, and texts cite the same names */
	uint32_t *
		counterpart; /* by document: the same one's index on the other side, or NO_DOCUMENT; NULL when aligned */
	VEC(uint32_t) waiting;
};

static uint32_t counterpart_of(const struct side *side, uint32_t document)
{
	return side->aligned ? document : side->counterpart[document];
}

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
		RELATIONS_EACH(relation, &registry->documents[i]) {
			bool conditional = relation->condition == CONDITION_ADOPTED &&
			                   relation->when.document != NO_DOCUMENT &&
			                   side->differs[relation->when.document];
			if (conditional || relation->against) /* a circle may have been closed far away */
				mark(side, relation->target.document);
		}
	while (side->waiting.n) {
		uint32_t actor = side->waiting.at[--side->waiting.n];
		EDGES_EACH(relation, registry->by, actor) {
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
	RELATIONS_EACH(relation, &side->registry->documents[document]) {
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

/* Which is the nearest document to a name that is none's depends on all of them. */
static bool is_dangling(const struct relation *relation)
{
	return relation->target.document == NO_DOCUMENT || relation->actor == NO_DOCUMENT ||
	       (relation->source.name.n && relation->source.document == NO_DOCUMENT) ||
	       (relation->condition == CONDITION_ADOPTED && relation->when.document == NO_DOCUMENT);
}

/* A link can lead to a file that is not a document, or is gone: those that lead nowhere are looked at again. */
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

/* --- what texts cite ------------------------------------------------------------------------------------------------ */

static bool same_document(const struct side *side, uint32_t a, uint32_t b)
{
	return a == NO_DOCUMENT || b == NO_DOCUMENT ? a == b : side->counterpart[a] == b;
}

static bool same_names(const struct side *side, uint32_t a, uint32_t b)
{
	const struct names_index *x = side->registry->names, *y = side->other->registry->names;

	while (a != NO_NAME && b != NO_NAME &&
	       same_document(side, names_at(x, a)->document, names_at(y, b)->document)) {
		a = names_at(x, a)->next;
		b = names_at(y, b)->next;
	}
	return a == NO_NAME && b == NO_NAME;
}

static bool same_citation(const struct side *side, const struct citation *a, const struct citation *b)
{
	return a->kind == b->kind && a->outcome == b->outcome && a->at.line == b->at.line &&
	       a->at.column == b->at.column && str_equal(a->text, b->text) && str_equal(a->part, b->part) &&
	       same_document(side, a->document, b->document) && same_names(side, a->name, b->name);
}

/* Of a document that does not differ: does its text cite something else? Of one that was taken over it does not, unless a link leads
 * elsewhere. */
static bool cites_otherwise(const struct side *side, uint32_t document)
{
	uint32_t counterpart = counterpart_of(side, document);
	const struct document *a = &side->registry->documents[document],
			      *b = counterpart == NO_DOCUMENT ? NULL : &side->other->registry->documents[counterpart];

	if (!b || side->aligned)
		return !b || a->citations != b->citations;
	if (a->citation_count != b->citation_count)
		return true;
	for (uint32_t k = 0; k < a->citation_count; k++)
		if (!same_citation(side, &a->citations[k], &b->citations[k]))
			return true;
	return false;
}

static void touch(struct side *side)
{
	const struct registry *registry = side->registry;

	for (uint32_t i = 0; i < registry->count; i++) {
		const struct document *document = &registry->documents[i];
		side->touched[i] = side->touched[i] || side->differs[i] || cites_otherwise(side, i);
		touch_by_relations(side, i);
		if (!side->aligned && !side->touched[i])
			RELATIONS_EACH(relation, document)
				side->touched[i] = side->touched[i] || is_dangling(relation);
		for (uint32_t k = 0; !side->touched[i] && k < document->citation_count; k++)
			side->touched[i] = cites_one(side, &document->citations[k]);
	}
}

/* --- namesakes ------------------------------------------------------------------------------------------------------ */

static void touch_names(struct side *side, uint32_t name)
{
	for (; name != NO_NAME; name = names_at(side->registry->names, name)->next)
		side->touched[names_at(side->registry->names, name)->document] = true;
}

/* Those that go by a name of the document, which is of either side. */
static void touch_namesakes(struct side *side, const struct document *document)
{
	const struct names_index *names = side->registry->names;

	if (document->title.n)
		touch_names(side, names_by_title(names, document->title));
	for (uint32_t i = 0; i < document->aliases.n; i++)
		touch_names(side, names_by_title(names, document->aliases.at[i].text));
	for (uint32_t i = 0; i < document->dnr.n; i++)
		touch_names(side, names_by_dnr(names, document->dnr.at[i].text));
}

static bool all_readable(const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		if (!registry->documents[i].readable)
			return false;
	return true;
}

/* styrdok.yaml, the vocabulary, and what is unreadable concern every document. */
static bool is_everything(const struct registry_diff *diff)
{
	return diff->data_count || all_readable(diff->old) != all_readable(diff->new);
}

/* What is touched on one side is looked at on both, else its findings could not be compared. */
static void join(struct side *a, struct side *b)
{
	for (uint32_t i = 0; i < a->registry->count; i++) {
		uint32_t counterpart = counterpart_of(a, i);
		if (counterpart != NO_DOCUMENT && (a->touched[i] || b->touched[counterpart]))
			a->touched[i] = b->touched[counterpart] = true;
	}
}

static void mark_side(void *context, unsigned thread, size_t item)
{
	struct side *side = &((struct side *)context)[item];

	(void)thread;
	for (uint32_t i = 0; !side->aligned && i < side->registry->count; i++)
		side->counterpart[i] = registry_find(side->other->registry, side->registry->documents[i].id);
	spread(side);
	touch(side);
}

static struct side side_of(const struct registry *registry, const struct side *other, bool aligned, struct arena *arena)
{
	return (struct side){registry,
	                     ARENA_ARRAY(arena, bool, registry->count),
	                     ARENA_ARRAY(arena, bool, registry->count),
	                     other,
	                     aligned,
	                     aligned ? NULL : ARENA_ARRAY(arena, uint32_t, registry->count),
	                     {0}};
}

/* The documents that differ, on a side, and those that share a name with one, on both. */
static void mark_differing(struct side sides[2], size_t i, const struct registry_diff *diff)
{
	for (size_t k = 0; k < diff->count; k++)
		mark(&sides[i], i ? diff->documents[k].new_index : diff->documents[k].old_index);
	for (uint32_t k = 0; k < diff->differing[i].n; k++)
		mark(&sides[i], diff->differing[i].at[k]);
	for (size_t k = 0; k < sides[i].waiting.n; k++) {
		const struct document *document = &sides[i].registry->documents[sides[i].waiting.at[k]];
		touch_namesakes(&sides[0], document);
		touch_namesakes(&sides[1], document);
	}
}

int affected_mark(struct affected *out, struct arena *arena, const struct registry_diff *diff, struct error *error)
{
	const struct registry *old = diff->old, *new = diff->new;
	bool aligned = old->reused == new;
	struct side sides[2];
	int status = 0;

	*out = (struct affected){0};
	if (is_everything(diff))
		return 0;
	sides[0] = side_of(old, &sides[1], aligned, arena);
	sides[1] = side_of(new, &sides[0], aligned, arena);
	for (size_t i = 0; i < 2; i++)
		mark_differing(sides, i, diff);
	status = thread_pool_run(thread_pool_size(new->count), 2, mark_side, sides, error);
	vec_release(&sides[0].waiting);
	vec_release(&sides[1].waiting);
	join(&sides[0], &sides[1]);
	join(&sides[1], &sides[0]);
	out->old = sides[0].touched;
	out->new = sides[1].touched;
	return status;
}
