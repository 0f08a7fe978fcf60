/* For each body what applies differently from when. */
#include "registry/comparison_internal.h"

#include "registry/binding.h"

#include <stdlib.h>

#define TRIS 3 /* values of enum tri */

struct subject {           /* a document that may apply differently for a body */
	uint32_t old, new; /* indexes, or NO_DOCUMENT */
	struct document_change *change;
	struct periods before, after;
	struct bound_change *by_binding[TRIS][TRIS]; /* made when first needed */
	bool none[TRIS][TRIS];                       /* nothing applies differently */
};

struct one { /* a body, and what applies differently for it */
	struct str id;
	uint32_t old, new; /* indexes in the vocabularies, or NO_BODY */
	VEC(struct bound_change *) changes;
	uint32_t like;       /* the first body with the same changes */
	uint32_t next, last; /* the next of those, or NO_BODY; in the first, the last */
	bool within;         /* another of those is told, and stands for it */
	uint32_t told;       /* in the first: where in comparison.bodies */
};

struct bodies {
	struct comparison *comparison;
	struct arena *arena;
	VEC(struct subject) subjects;
	VEC(struct one) all;
	struct map by_id;
};

/* --- which bodies, which documents --------------------------------------------------------------------------------- */

static void add_body(struct bodies *bodies, struct str id)
{
	const struct comparison *comparison = bodies->comparison;
	struct one one = {.id = id, .next = NO_BODY};

	if (!id.n || map_add(&bodies->by_id, id, (uint32_t)bodies->all.n) != bodies->all.n)
		return;
	one.old = map_get(&comparison->old->vocabulary.body_by_id, id); /* MAP_NONE is NO_BODY */
	one.new = map_get(&comparison->new->vocabulary.body_by_id, id);
	vec_push(&bodies->all, one);
}

static void add_vocabulary(struct bodies *bodies, const struct vocabulary *vocabulary)
{
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		add_body(bodies, vocabulary->bodies[i].id);
}

/* Bodies that a document names though the vocabulary does not know them. */
static void add_named(struct bodies *bodies, const struct document *document)
{
	for (uint32_t i = 0; document && i < document->scope_count; i++)
		if (document->scopes[i].body_index == NO_BODY)
			add_body(bodies, document->scopes[i].body.text);
}

static bool same_body(const struct body *a, const struct body *b)
{
	return str_equal(a->kind, b->kind) && str_equal(a->parent_id.text, b->parent_id.text);
}

/* Do the vocabularies place all bodies alike, so that the same words bind the same bodies? */
static bool same_tree(const struct comparison *comparison)
{
	const struct vocabulary *old = &comparison->old->vocabulary, *new = &comparison->new->vocabulary;

	if (old->body_count != new->body_count)
		return false;
	for (uint32_t i = 0; i < new->body_count; i++) {
		uint32_t like = map_get(&old->body_by_id, new->bodies[i].id);
		if (like == MAP_NONE || !same_body(&old->bodies[like], &new->bodies[i]))
			return false;
	}
	return true;
}

/* May the document say what applies? One that cannot be read may. */
static bool governs(const struct registry *registry, uint32_t document)
{
	return document != NO_DOCUMENT &&
	       (!registry->documents[document].readable || registry_governs(registry, document));
}

/* What does not apply is all one, however it ended; so are the periods of what governs nothing. */
static struct periods applied(struct bodies *bodies, struct arena *scratch, const struct registry *registry,
                              uint32_t document)
{
	struct periods found = periods_in(bodies->arena, scratch, registry, document);
	struct period *periods = ARENA_ARRAY(bodies->arena, struct period, found.n + 1);
	bool governing = governs(registry, document);

	for (size_t i = 0; i < found.n; i++) {
		periods[i] = found.at[i];
		if (!governing || (!status_applies(periods[i].status) && periods[i].status != STATUS_UNKNOWN))
			periods[i].status = STATUS_COUNT;
	}
	return (struct periods){periods, found.n};
}

static void add_subject(struct bodies *bodies, struct arena *scratch, uint32_t old, uint32_t new,
                        struct document_change *change)
{
	const struct comparison *comparison = bodies->comparison;
	struct subject subject = {.old = old, .new = new, .change = change};

	if (!governs(comparison->old, old) && !governs(comparison->new, new))
		return;
	subject.before = applied(bodies, scratch, comparison->old, old);
	subject.after = applied(bodies, scratch, comparison->new, new);
	if (change && change->old)
		add_named(bodies, change->old);
	if (change && change->new)
		add_named(bodies, change->new);
	vec_push(&bodies->subjects, subject);
}

static void add_subjects(struct bodies *bodies, const struct comparison_question *question)
{
	struct comparison *comparison = bodies->comparison;
	const struct registry *old = comparison->old, *new = comparison->new;
	struct arena scratch = ARENA_EMPTY;
	struct map told = {0};

	for (size_t i = 0; i < comparison->count; i++) {
		struct document_change *change = &comparison->documents[i];
		map_add(&told, change->id, 1);
		add_subject(bodies, &scratch, change->old_index, change->new_index, change);
	}
	for (uint32_t i = 0; !same_tree(comparison) && i < new->count; i++) {
		uint32_t like = registry_find(old, new->documents[i].id);
		if (like != NO_DOCUMENT && registry_find(new, new->documents[i].id) == i &&
		    map_get(&told, new->documents[i].id) == MAP_NONE && comparison_asks(question, comparison, like, i))
			add_subject(bodies, &scratch, like, i, NULL);
	}
	map_release(&told);
	arena_release(&scratch);
}

/* --- how each is bound --------------------------------------------------------------------------------------------- */

/* Does the document name bodies, and only such as the vocabulary knows? */
static bool names_known(const struct registry *registry, uint32_t document)
{
	const struct document *about = &registry->documents[document];

	for (uint32_t i = 0; i < about->scope_count; i++)
		if (about->scopes[i].body_index == NO_BODY)
			return false;
	return about->scope_count > 0;
}

/* A body that a vocabulary does not know, did not exist for it: it is not bound by what others are bound by. */
static enum tri bound_by(const struct registry *registry, uint32_t document, uint32_t body, struct str id)
{
	uint32_t scope = 0;
	enum tri bound = TRI_NO;

	if (!governs(registry, document))
		return TRI_NO;
	bound = document_binds(registry, document, body, id, &scope);
	return bound == TRI_UNKNOWN && body == NO_BODY && names_known(registry, document) ? TRI_NO : bound;
}

/* The periods as they are for a body that is bound so. */
static struct periods seen(struct bodies *bodies, struct periods periods, enum tri bound)
{
	struct period *found = NULL;

	if (bound == TRI_NO)
		return (struct periods){0};
	if (bound == TRI_YES)
		return periods;
	found = ARENA_ARRAY(bodies->arena, struct period, periods.n + 1);
	for (size_t i = 0; i < periods.n; i++) {
		found[i] = periods.at[i];
		if (found[i].status != STATUS_COUNT)
			found[i].status = STATUS_UNKNOWN;
	}
	return (struct periods){found, periods.n};
}

static enum bound_kind kind_of(enum tri old, enum tri new)
{
	if (old == new)
		return BOUND_STILL;
	if (new == TRI_YES)
		return old == TRI_NO ? BOUND_NOW : BOUND_SURE_NOW;
	return new == TRI_NO ? BOUND_NO_LONGER : BOUND_UNSURE_NOW;
}

static const struct document *document_at(const struct registry *registry, uint32_t document)
{
	return document == NO_DOCUMENT ? NULL : &registry->documents[document];
}

/* What applies differently for bodies that are bound so; NULL: nothing does. */
static struct bound_change *change_for(struct bodies *bodies, struct subject *subject, enum tri old, enum tri new)
{
	struct bound_change **change = &subject->by_binding[old][new];
	struct status_changes spans;

	if (*change || subject->none[old][new])
		return *change;
	spans = periods_compare(bodies->arena, seen(bodies, subject->before, old), seen(bodies, subject->after, new));
	if (!spans.n) {
		subject->none[old][new] = true;
		return NULL;
	}
	*change = ARENA_NEW(bodies->arena, struct bound_change);
	**change = (struct bound_change){.old = document_at(bodies->comparison->old, subject->old),
	                                 .new = document_at(bodies->comparison->new, subject->new),
	                                 .kind = kind_of(old, new),
	                                 .spans = spans};
	(*change)->id = (*change)->new ? (*change)->new->id : (*change)->old->id;
	return *change;
}

static void bind(struct bodies *bodies, struct one *one)
{
	const struct comparison *comparison = bodies->comparison;

	for (size_t i = 0; i < bodies->subjects.n; i++) {
		struct subject *subject = &bodies->subjects.at[i];
		enum tri old = bound_by(comparison->old, subject->old, one->old, one->id);
		enum tri new = bound_by(comparison->new, subject->new, one->new, one->id);
		struct bound_change *change =
			old == TRI_YES || new == TRI_YES ? change_for(bodies, subject, old, new) : NULL;
		if (change)
			vec_push(&one->changes, change);
	}
}

/* --- bodies alike -------------------------------------------------------------------------------------------------- */

static struct str changes_key(const struct one *one)
{
	return (struct str){(const char *)one->changes.at, one->changes.n * sizeof *one->changes.at};
}

static bool are_alike(const struct one *a, const struct one *b)
{
	return a->changes.n && b->changes.n && a->like == b->like;
}

/* Are all changes of the one among those of the other? Both are in the order of the subjects. */
static bool is_among(const struct one *few, const struct one *many)
{
	size_t k = 0;

	for (size_t i = 0; i < many->changes.n && k < few->changes.n; i++)
		k += many->changes.at[i] == few->changes.at[k];
	return few->changes.n && k == few->changes.n;
}

/* The nearest body that holds this one as a member or office and is wanted, or NULL. As the newer vocabulary has it, which knows what the
 * older one only knew. */
static const struct one *holder_of(const struct bodies *bodies, const struct one *one,
                                   bool (*is_wanted)(const struct one *holder, const struct one *one))
{
	const struct vocabulary *vocabulary =
		one->new != NO_BODY ? &bodies->comparison->new->vocabulary : &bodies->comparison->old->vocabulary;
	uint32_t body = one->new != NO_BODY ? one->new : one->old;

	if (body == NO_BODY)
		return NULL;
	for (uint32_t up = vocabulary->bodies[body].parent; up != NO_BODY; up = vocabulary->bodies[up].parent) {
		uint32_t at = map_get(&bodies->by_id, vocabulary->bodies[up].id);
		const struct one *holder =
			at == MAP_NONE ? NULL : &bodies->all.at[at]; /* one body alone was asked for */
		if (holder && is_wanted(holder, one) && body_is_within(vocabulary, body, up, false))
			return holder;
	}
	return NULL;
}

/* Bodies alike are told together; of those the ones that another holds are left out. */
static void group(struct bodies *bodies)
{
	struct map first = {0};

	for (uint32_t i = 0; i < bodies->all.n; i++) {
		struct one *one = &bodies->all.at[i], *like = one;
		if (!one->changes.n)
			continue;
		one->like = map_add(&first, changes_key(one), i);
		like = &bodies->all.at[one->like];
		if (like != one)
			bodies->all.at[like->last].next = i;
		like->last = i;
	}
	for (size_t i = 0; i < bodies->all.n; i++)
		bodies->all.at[i].within = holder_of(bodies, &bodies->all.at[i], are_alike) != NULL;
	map_release(&first);
}

static void give_body(struct bodies *bodies, uint32_t like, struct body_changes *out)
{
	const struct one *first = &bodies->all.at[like];
	uint32_t count = 0;

	for (uint32_t i = like; i != NO_BODY; i = bodies->all.at[i].next)
		count++;
	out->bodies = ARENA_ARRAY(bodies->arena, struct str, count);
	for (uint32_t i = like; i != NO_BODY; i = bodies->all.at[i].next)
		if (!bodies->all.at[i].within)
			out->bodies[out->body_count++] = bodies->all.at[i].id;
	out->count = first->changes.n;
	out->changes = ARENA_ARRAY(bodies->arena, struct bound_change *, out->count);
	memcpy(out->changes, first->changes.at, out->count * sizeof *out->changes);
}

/* Where all bodies of a class are held by bodies of another, whose changes are theirs too. */
static void find_holder(struct bodies *bodies, uint32_t like)
{
	struct comparison *comparison = bodies->comparison;
	struct body_changes *told = &comparison->bodies[bodies->all.at[like].told];
	const struct one *first = NULL;

	for (uint32_t i = like; i != NO_BODY; i = bodies->all.at[i].next) {
		const struct one *one = &bodies->all.at[i];
		const struct one *holder = one->within ? NULL : holder_of(bodies, one, is_among);
		if (!one->within && (!holder || (first && first->like != holder->like)))
			return;
		first = first ? first : holder;
	}
	if (first) {
		told->besides = &comparison->bodies[bodies->all.at[first->like].told];
		told->holder = first->id;
	}
}

static void give(struct bodies *bodies)
{
	struct comparison *comparison = bodies->comparison;

	comparison->bodies = ARENA_ARRAY(bodies->arena, struct body_changes, bodies->all.n);
	for (uint32_t i = 0; i < bodies->all.n; i++)
		if (bodies->all.at[i].changes.n && bodies->all.at[i].like == i) {
			bodies->all.at[i].told = (uint32_t)comparison->body_count;
			give_body(bodies, i, &comparison->bodies[comparison->body_count++]);
		}
	for (uint32_t i = 0; i < bodies->all.n; i++)
		if (bodies->all.at[i].changes.n && bodies->all.at[i].like == i)
			find_holder(bodies, i);
}

/* --- for whom is not known ----------------------------------------------------------------------------------------- */

/* Is it known whom the document binds? Without a vocabulary of bodies, those that it names. */
static bool is_bound(const struct registry *registry, uint32_t document)
{
	if (!governs(registry, document))
		return true;
	return registry->vocabulary.held[VOCABULARY_BODIES] ? names_known(registry, document)
	                                                    : registry->documents[document].scope_count > 0;
}

static void find_unbound(struct bodies *bodies)
{
	struct comparison *comparison = bodies->comparison;

	comparison->unbound = ARENA_ARRAY(bodies->arena, struct document_change *, bodies->subjects.n);
	for (size_t i = 0; i < bodies->subjects.n; i++) {
		struct subject *subject = &bodies->subjects.at[i];
		bool named = is_bound(comparison->old, subject->old) && is_bound(comparison->new, subject->new);
		if (subject->change && !named && periods_compare(bodies->arena, subject->before, subject->after).n)
			comparison->unbound[comparison->unbound_count++] = subject->change;
	}
}

void comparison_bodies(struct comparison *comparison, const struct comparison_question *question)
{
	struct bodies bodies = {.comparison = comparison, .arena = &comparison->arena};

	if (question->body) {
		add_body(&bodies, str_from(question->body));
	} else {
		add_vocabulary(&bodies, &comparison->new->vocabulary);
		add_vocabulary(&bodies, &comparison->old->vocabulary);
	}
	add_subjects(&bodies, question);
	for (size_t i = 0; i < bodies.all.n; i++)
		if (!question->body || i == 0)
			bind(&bodies, &bodies.all.at[i]);
	if (!question->body)
		group(&bodies);
	give(&bodies);
	find_unbound(&bodies);
	for (size_t i = 0; i < bodies.all.n; i++)
		vec_release(&bodies.all.at[i].changes);
	vec_release(&bodies.all);
	vec_release(&bodies.subjects);
	map_release(&bodies.by_id);
}
