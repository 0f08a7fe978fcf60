/* For each body what applies differently from when. */
#include "registry/history/body_diff.h"

#include "registry/scope/binding.h"

#include <stdlib.h>

#define TRIS 3 /* values of enum tri */

struct subject {           /* a document that may apply differently for a body */
	uint32_t old, new; /* indexes, or NO_DOCUMENT */
	struct document_change *change;
	struct periods before, after;
	struct bound_change *by_binding[TRIS][TRIS]; /* made when first needed */
	bool none[TRIS][TRIS];                       /* nothing applies differently */
};

typedef VEC(struct subject) subject_vec;

/* --- which bodies, which documents --------------------------------------------------------------------------------- */

static void add_body(struct bodies *bodies, struct str id)
{
	const struct registry_diff *diff = bodies->diff;
	struct one one = {.id = id, .next = NO_BODY};

	if (!id.n || map_add(&bodies->by_id, id, (uint32_t)bodies->all.n) != bodies->all.n)
		return;
	one.old = map_get(&diff->old->vocabulary.body_by_id, id); /* MAP_NONE is NO_BODY */
	one.new = map_get(&diff->new->vocabulary.body_by_id, id);
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
static bool same_tree(const struct registry_diff *diff)
{
	const struct vocabulary *old = &diff->old->vocabulary, *new = &diff->new->vocabulary;

	if (old->body_count != new->body_count)
		return false;
	for (uint32_t i = 0; i < new->body_count; i++) {
		uint32_t counterpart = map_get(&old->body_by_id, new->bodies[i].id);
		if (counterpart == MAP_NONE || !same_body(&old->bodies[counterpart], &new->bodies[i]))
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
static struct periods applied(struct bodies *bodies, const struct registry *registry, uint32_t document)
{
	struct periods found = periods_in(bodies->arena, registry, document);
	struct period *periods = ARENA_ARRAY(bodies->arena, struct period, found.n + 1);
	bool governing = governs(registry, document);

	for (size_t i = 0; i < found.n; i++) {
		periods[i] = found.at[i];
		if (!governing || (!status_applies(periods[i].status) && periods[i].status != STATUS_UNKNOWN))
			periods[i].status = STATUS_COUNT;
	}
	return (struct periods){periods, found.n};
}

static void add_subject(struct bodies *bodies, subject_vec *subjects, uint32_t old, uint32_t new,
                        struct document_change *change)
{
	const struct registry_diff *diff = bodies->diff;
	struct subject subject = {.old = old, .new = new, .change = change};

	if (!governs(diff->old, old) && !governs(diff->new, new))
		return;
	subject.before = applied(bodies, diff->old, old);
	subject.after = applied(bodies, diff->new, new);
	if (change && change->old)
		add_named(bodies, change->old);
	if (change && change->new)
		add_named(bodies, change->new);
	vec_push(subjects, subject);
}

static void add_subjects(struct bodies *bodies, subject_vec *subjects, const struct registry_diff_question *question)
{
	struct registry_diff *diff = bodies->diff;
	const struct registry *old = diff->old, *new = diff->new;
	struct map told = {0};

	for (size_t i = 0; i < diff->count; i++) {
		struct document_change *change = &diff->documents[i];
		map_add(&told, change->id, 1);
		add_subject(bodies, subjects, change->old_index, change->new_index, change);
	}
	for (uint32_t i = 0; !same_tree(diff) && i < new->count; i++) {
		uint32_t counterpart = registry_find(old, new->documents[i].id);
		if (counterpart != NO_DOCUMENT && registry_find(new, new->documents[i].id) == i &&
		    map_get(&told, new->documents[i].id) == MAP_NONE &&
		    registry_diff_asks(question, diff, counterpart, i))
			add_subject(bodies, subjects, counterpart, i, NULL);
	}
	map_release(&told);
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
	**change = (struct bound_change){.old = document_at(bodies->diff->old, subject->old),
	                                 .new = document_at(bodies->diff->new, subject->new),
	                                 .kind = kind_of(old, new),
	                                 .spans = spans};
	(*change)->id = (*change)->new ? (*change)->new->id : (*change)->old->id;
	return *change;
}

static void bind_body(struct bodies *bodies, const subject_vec *subjects, struct one *one)
{
	const struct registry_diff *diff = bodies->diff;

	for (size_t i = 0; i < subjects->n; i++) {
		struct subject *subject = &subjects->at[i];
		enum tri old = bound_by(diff->old, subject->old, one->old, one->id);
		enum tri new = bound_by(diff->new, subject->new, one->new, one->id);
		struct bound_change *change =
			old == TRI_YES || new == TRI_YES ? change_for(bodies, subject, old, new) : NULL;
		if (change)
			vec_push(&one->changes, change);
	}
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

static void find_unbound(struct bodies *bodies, const subject_vec *subjects)
{
	struct registry_diff *diff = bodies->diff;

	diff->unbound = ARENA_ARRAY(bodies->arena, struct document_change *, subjects->n);
	for (size_t i = 0; i < subjects->n; i++) {
		struct subject *subject = &subjects->at[i];
		bool named = is_bound(diff->old, subject->old) && is_bound(diff->new, subject->new);
		if (subject->change && !named && periods_compare(bodies->arena, subject->before, subject->after).n)
			diff->unbound[diff->unbound_count++] = subject->change;
	}
}

void registry_diff_bodies(struct registry_diff *diff, const struct registry_diff_question *question)
{
	struct bodies bodies = {.diff = diff, .arena = &diff->arena};
	subject_vec subjects = {0};

	if (question->body) {
		add_body(&bodies, str_from(question->body));
	} else {
		add_vocabulary(&bodies, &diff->new->vocabulary);
		add_vocabulary(&bodies, &diff->old->vocabulary);
	}
	add_subjects(&bodies, &subjects, question);
	for (size_t i = 0; i < bodies.all.n; i++)
		if (!question->body || i == 0)
			bind_body(&bodies, &subjects, &bodies.all.at[i]);
	bodies_give(&bodies);
	find_unbound(&bodies, &subjects);
	for (size_t i = 0; i < bodies.all.n; i++)
		vec_release(&bodies.all.at[i].changes);
	vec_release(&bodies.all);
	vec_release(&subjects);
	map_release(&bodies.by_id);
}
