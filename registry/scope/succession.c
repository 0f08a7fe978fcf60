#include "registry/scope/succession.h"

#include "registry/base/vec.h"

/* Yes where the vocabulary tells nothing. */
static enum tri body_exists(const struct body *body, struct date on)
{
	enum tri begun = body->from.known ? date_not_after(body->from, on) : TRI_YES;
	enum tri ended = body->to.known ? date_before(body->to, on) : TRI_NO; /* the last day is inclusive */

	return tri_and(begun, tri_not(ended));
}

struct following { /* the bodies found so far; each is looked at once, so that circles of successors end */
	struct arena *arena;
	const struct registry *registry;
	struct date on;
	VEC(uint32_t) found, waiting;
	VEC(struct reason) reasons;
	bool *seen;
};

static void say(struct following *following, enum reason_kind kind, uint32_t about, struct date when)
{
	const struct body *body = &following->registry->vocabulary.bodies[about];

	vec_push(&following->reasons, (struct reason){.kind = kind,
	                                              .document = NO_DOCUMENT,
	                                              .path = following->registry->vocabulary.paths[VOCABULARY_BODIES],
	                                              .at = body->at,
	                                              .args = {argument_text(body->name), argument_date(when)}});
}

static bool go_to(struct following *following, uint32_t body, enum reason_kind kind)
{
	if (body == NO_BODY || following->seen[body])
		return false;
	following->seen[body] = true;
	say(following, kind, body, DATE_NONE);
	vec_push(&following->waiting, body);
	return true;
}

static void before(struct following *following, uint32_t body)
{
	const struct vocabulary *vocabulary = &following->registry->vocabulary;
	bool any = false;

	say(following, REASON_BODY_NOT_YET, body, vocabulary->bodies[body].from);
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (vocabulary->bodies[i].successor == body)
			any |= go_to(following, i, REASON_BODY_BEFORE);
	if (!any)
		say(following, REASON_BODY_NONE_BEFORE, body, DATE_NONE);
}

static void after(struct following *following, uint32_t body)
{
	const struct vocabulary *vocabulary = &following->registry->vocabulary;

	say(following, REASON_BODY_GONE, body, vocabulary->bodies[body].to);
	if (!go_to(following, vocabulary->bodies[body].successor, REASON_BODY_AFTER))
		say(following, REASON_BODY_NONE_AFTER, body, DATE_NONE);
}

static void unsure(struct following *following, uint32_t index)
{
	const struct body *body = &following->registry->vocabulary.bodies[index];

	if (body->from.known && date_not_after(body->from, following->on) == TRI_UNKNOWN)
		say(following, REASON_BODY_UNSURE_FROM, index, body->from);
	if (body->to.known && date_before(body->to, following->on) == TRI_UNKNOWN)
		say(following, REASON_BODY_UNSURE_TO, index, body->to);
}

static void look_at(struct following *following, uint32_t index)
{
	const struct body *body = &following->registry->vocabulary.bodies[index];

	switch (body_exists(body, following->on)) {
	case TRI_YES:
		vec_push(&following->found, index);
		return;
	case TRI_UNKNOWN:
		vec_push(&following->found, index);
		unsure(following, index);
		return;
	case TRI_NO:
		break;
	}
	if (body->from.known && date_not_after(body->from, following->on) == TRI_NO)
		before(following, index);
	else
		after(following, index);
}

#define GIVE(arena, vec, type, out, count)                                                                             \
	do {                                                                                                           \
		*(count) = (uint32_t)(vec)->n;                                                                         \
		*(out) = ARENA_ARRAY((arena), type, (vec)->n);                                                         \
		if ((vec)->n)                                                                                          \
			memcpy(*(out), (vec)->at, (vec)->n * sizeof(type));                                            \
		vec_release(vec);                                                                                      \
	} while (0)

void bodies_on(struct body_answer *out, struct arena *arena, const struct registry *registry, uint32_t body,
               struct date on)
{
	struct following following = {.arena = arena, .registry = registry, .on = on};

	following.seen = ARENA_ARRAY(arena, bool, registry->vocabulary.body_count);
	following.seen[body] = true;
	vec_push(&following.waiting, body);
	for (size_t i = 0; i < following.waiting.n; i++)
		look_at(&following, following.waiting.at[i]);
	GIVE(arena, &following.found, uint32_t, &out->bodies, &out->count);
	GIVE(arena, &following.reasons, struct reason, &out->reasons, &out->reason_count);
	vec_release(&following.waiting);
}
