#include "registry/query/ungoverned.h"

#include "registry/base/memory.h"
#include "registry/base/vec.h"
#include "registry/graph/document_order.h"
#include "registry/scope/binding.h"
#include "registry/scope/topic.h"
#include "registry/validity/relation_effect.h"

#include <stdlib.h>

/* Whom an entry of applies-to binds depends on the body that it names, and on whether subsidiaries are included: its key. */
#define KEYS(vocabulary) (2 * (size_t)(vocabulary)->body_count)

struct bound { /* a body that the document binds */
	uint32_t body;
	enum tri exists;
};

struct covering {
	const struct registry *registry;
	uint32_t document;
	struct date on;
	struct arena *arena;
	VEC(struct bound) bodies;
	uint32_t *total; /* by body: how many are counted at or below it, whether bound or not */
	uint32_t *reach; /* by key: what it extends to, + 1; 0: not known yet */
};

struct topic_work {      /* what is known of one topic while the documents are walked through */
	enum tri *marks; /* by key: does a document of that scope cover the topic? */
	VEC(uint32_t) keys, by, perhaps, narrower;
	bool anyone; /* a document covers it that does not say whom it binds */
};

static bool is_kind(const struct body *body, const char *const *kinds)
{
	while (*kinds && !str_equal(body->kind, str_from(*kinds)))
		kinds++;
	return *kinds != NULL;
}

static const char *const serving[] = {"office", "unit", "role", "council", NULL}, *const joining[] = {"group", "city",
                                                                                                      NULL};

/* --- the bodies ----------------------------------------------------------------------------------------------------- */

static enum tri exists_on(const struct body *body, struct date on)
{
	enum tri begun = body->from.known ? date_not_after(body->from, on) : TRI_YES;
	enum tri over = body->to.known ? date_before(body->to, on) : TRI_NO;

	return tri_and(begun, tri_not(over));
}

static bool is_named(const struct document *document, uint32_t body)
{
	for (uint32_t i = 0; i < document->scope_count; i++)
		if (document->scopes[i].body_index == body)
			return true;
	return false;
}

/* Offices and the like follow the body that they serve, unless they are named; a group is its members, unless it has none. */
static bool is_counted(const struct covering *covering, uint32_t body, const bool *has_members)
{
	const struct body *about = &covering->registry->vocabulary.bodies[body];

	if (is_kind(about, joining))
		return !has_members[body];
	return !is_kind(about, serving) || is_named(&covering->registry->documents[covering->document], body);
}

static void count_up(const struct vocabulary *vocabulary, uint32_t *counts, uint32_t body)
{
	for (; body != NO_BODY; body = vocabulary->bodies[body].parent)
		counts[body]++;
}

static void find_bodies(struct covering *covering)
{
	const struct registry *registry = covering->registry;
	const struct vocabulary *vocabulary = &registry->vocabulary;
	bool *has_members = memory_new((size_t)vocabulary->body_count + 1, sizeof *has_members);
	uint32_t scope = 0;

	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (vocabulary->bodies[i].parent != NO_BODY && !is_kind(&vocabulary->bodies[i], serving))
			has_members[vocabulary->bodies[i].parent] = true;
	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		enum tri exists = exists_on(&vocabulary->bodies[i], covering->on);
		if (exists == TRI_NO || !is_counted(covering, i, has_members))
			continue;
		count_up(vocabulary, covering->total, i);
		if (document_binds(registry, covering->document, i, vocabulary->bodies[i].id, &scope) == TRI_YES)
			vec_push(&covering->bodies, (struct bound){i, exists});
	}
	free(has_members);
}

static enum tri key_binds(const struct covering *covering, uint32_t key, uint32_t body)
{
	return body_is_within(&covering->registry->vocabulary, body, key / 2, key % 2);
}

#define REACHED 1u
#define REACHED_PERHAPS 2u

/* To some of the bodies an entry of applies-to extends, to some it may. */
static uint32_t reaches(struct covering *covering, uint32_t key)
{
	static const uint32_t flags[] = {[TRI_NO] = 0, [TRI_UNKNOWN] = REACHED_PERHAPS, [TRI_YES] = REACHED};
	uint32_t found = 0;

	for (size_t i = 0; !covering->reach[key] && i < covering->bodies.n; i++)
		found |= flags[key_binds(covering, key, covering->bodies.at[i].body)];
	if (!covering->reach[key])
		covering->reach[key] = found + 1;
	return covering->reach[key] - 1;
}

/* --- the topics ----------------------------------------------------------------------------------------------------- */

static uint32_t topic_of(const struct registry *registry, struct str name)
{
	return map_get(&registry->vocabulary.topic_by_id, name);
}

enum fit { FIT_NONE, FIT_NARROWER, FIT_COVERS };

static enum fit fit_of(const struct registry *registry, const struct document *other,
                       const struct uncovered_topic *topic)
{
	enum fit best = FIT_NONE;

	for (uint32_t i = 0; i < other->topics.n; i++) {
		uint32_t named = topic_of(registry, other->topics.at[i].text);
		if (str_equal(other->topics.at[i].text, topic->name))
			return FIT_COVERS;
		switch (topic_about(&registry->vocabulary, named, topic->topic)) {
		case ABOUT_TOPIC:
		case ABOUT_BROADER:
			return FIT_COVERS;
		case ABOUT_NARROWER:
			best = FIT_NARROWER;
			break;
		case ABOUT_NONE:
		case ABOUT_UNSTATED:
			break;
		}
	}
	return best;
}

static void mark(struct topic_work *work, uint32_t key, enum tri applies)
{
	if (work->marks[key] == TRI_NO)
		vec_push(&work->keys, key);
	work->marks[key] = tri_or(work->marks[key], applies);
}

/* Notes that another document on the topic applies, or may. */
static void add_document(struct covering *covering, struct topic_work *work, uint32_t other, enum tri applies,
                         enum fit fit)
{
	const struct document *document = &covering->registry->documents[other];
	bool binds = false, may_bind = !document->scope_count, silent = false;

	for (uint32_t i = 0; i < document->scope_count; i++) {
		const struct scope *scope = &document->scopes[i];
		uint32_t key = scope->body_index == NO_BODY ? 0 : 2 * scope->body_index + scope->subsidiaries;
		if (scope->body_index == NO_BODY || scope->reach != REACH_STATED) {
			may_bind = true;
		} else if (reaches(covering, key)) {
			binds = binds || (reaches(covering, key) & REACHED);
			silent = silent || (reaches(covering, key) & REACHED_PERHAPS);
			if (fit == FIT_COVERS)
				mark(work, key, applies);
		}
	}
	if (fit == FIT_NARROWER) {
		if (binds && applies == TRI_YES)
			vec_push(&work->narrower, other);
		return;
	}
	work->anyone = work->anyone || may_bind;
	if (binds && applies == TRI_YES)
		vec_push(&work->by, other);
	if (silent || ((binds || may_bind) && !(binds && applies == TRI_YES)))
		vec_push(&work->perhaps, other);
}

/* --- the answer ----------------------------------------------------------------------------------------------------- */

static enum tri is_covered(const struct covering *covering, const struct topic_work *work, uint32_t body)
{
	enum tri found = work->anyone ? TRI_UNKNOWN : TRI_NO;

	for (size_t i = 0; i < work->keys.n && found != TRI_YES; i++)
		found = tri_or(found,
		               tri_and(key_binds(covering, work->keys.at[i], body), work->marks[work->keys.at[i]]));
	return found;
}

static bool share_all(const struct covering *covering, const uint32_t *sharing, uint32_t body)
{
	return covering->total[body] > 1 && sharing[body] == covering->total[body];
}

/* The highest group, city or company at or above the body all of whose bodies share its lot, or the body itself. */
static uint32_t told_as(const struct covering *covering, const uint32_t *sharing, uint32_t body)
{
	const struct vocabulary *vocabulary = &covering->registry->vocabulary;
	uint32_t found = body;

	for (uint32_t above = body; above != NO_BODY; above = vocabulary->bodies[above].parent) {
		const struct body *about = &vocabulary->bodies[above];
		if (share_all(covering, sharing, above) &&
		    (is_kind(about, joining) || str_equal(about->kind, STR("company"))))
			found = above;
	}
	return found;
}

/* The bodies of one lot, those that share it told together. */
static struct uncovered_bodies bodies_told(const struct covering *covering, const enum tri *lots, enum tri lot)
{
	const struct vocabulary *vocabulary = &covering->registry->vocabulary;
	uint32_t *sharing = memory_new((size_t)vocabulary->body_count + 1, sizeof *sharing);
	struct uncovered_bodies told = {.at = ARENA_ARRAY(covering->arena, struct uncovered_body, covering->bodies.n)};
	bool *said = memory_new((size_t)vocabulary->body_count + 1, sizeof *said);

	for (size_t i = 0; i < covering->bodies.n; i++)
		if (lots[i] == lot)
			count_up(vocabulary, sharing, covering->bodies.at[i].body);
	for (size_t i = 0; i < covering->bodies.n; i++) {
		const struct bound *body = &covering->bodies.at[i];
		uint32_t as = lots[i] == lot ? told_as(covering, sharing, body->body) : NO_BODY;
		if (as == NO_BODY || said[as])
			continue;
		said[as] = true;
		told.at[told.n++] = (struct uncovered_body){as, share_all(covering, sharing, as),
		                                            as == body->body ? body->exists : TRI_YES};
	}
	free(sharing);
	free(said);
	return told;
}

static struct uncovered_documents documents_told(const struct covering *covering, uint32_t *at, size_t n)
{
	struct uncovered_documents told = {ARENA_ARRAY(covering->arena, uint32_t, n), (uint32_t)n};

	if (n) {
		documents_sort(covering->registry, at, n);
		memcpy(told.at, at, n * sizeof *at);
	}
	return told;
}

static void topic_answer(struct covering *covering, const struct topic_work *work, struct uncovered_topic *out)
{
	enum tri *lots = memory_new(covering->bodies.n + 1, sizeof *lots);

	for (size_t i = 0; i < covering->bodies.n; i++) {
		lots[i] = is_covered(covering, work, covering->bodies.at[i].body);
		out->covered += lots[i] == TRI_YES;
	}
	out->bare = bodies_told(covering, lots, TRI_NO);
	out->unsure = bodies_told(covering, lots, TRI_UNKNOWN);
	out->by = documents_told(covering, work->by.at, work->by.n);
	out->perhaps = documents_told(covering, work->perhaps.at, work->perhaps.n);
	out->narrower = documents_told(covering, work->narrower.at, work->narrower.n);
	free(lots);
}

static void walk_documents(struct covering *covering, const struct uncovered *out, struct topic_work *works)
{
	const struct registry *registry = covering->registry;

	for (uint32_t other = 0; other < registry->count; other++) {
		enum tri governs = TRI_NO;
		bool asked = false;
		if (other == covering->document || !registry_governs(registry, other))
			continue;
		for (uint32_t i = 0; i < out->topic_count; i++) {
			enum fit fit = fit_of(registry, &registry->documents[other], &out->topics[i]);
			if (fit == FIT_NONE)
				continue;
			if (!asked)
				governs = document_governs_with(
					registry, other, status_on(registry, other, MARKDOWN_NO_PART, covering->on),
					covering->on);
			asked = true;
			if (governs != TRI_NO)
				add_document(covering, &works[i], other, governs, fit);
		}
	}
}

static void work_release(struct topic_work *work)
{
	free(work->marks);
	vec_release(&work->keys);
	vec_release(&work->by);
	vec_release(&work->perhaps);
	vec_release(&work->narrower);
}

void uncovered_without(struct uncovered *out, struct arena *arena, const struct registry *registry, uint32_t document,
                       struct date on)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	const struct document *about = &registry->documents[document];
	struct covering covering = {.registry = registry, .document = document, .on = on, .arena = arena};
	struct topic_work *works = memory_new((size_t)about->topics.n + 1, sizeof *works);

	*out = (struct uncovered){.topics = ARENA_ARRAY(arena, struct uncovered_topic, about->topics.n),
	                          .topic_count = about->topics.n,
	                          .scope_known = about->scope_count > 0};
	for (uint32_t i = 0; i < about->scope_count; i++)
		out->scope_known = out->scope_known && about->scopes[i].body_index != NO_BODY;
	covering.total = memory_new((size_t)vocabulary->body_count + 1, sizeof *covering.total);
	covering.reach = memory_new(KEYS(vocabulary) + 1, sizeof *covering.reach);
	find_bodies(&covering);
	out->body_count = (uint32_t)covering.bodies.n;
	for (uint32_t i = 0; i < out->topic_count; i++) {
		out->topics[i].name = about->topics.at[i].text;
		out->topics[i].topic = topic_of(registry, out->topics[i].name);
		works[i].marks = memory_new(KEYS(vocabulary) + 1, sizeof *works[i].marks);
	}
	walk_documents(&covering, out, works);
	for (uint32_t i = 0; i < out->topic_count; i++) {
		topic_answer(&covering, &works[i], &out->topics[i]);
		work_release(&works[i]);
	}
	vec_release(&covering.bodies);
	free(covering.reach);
	free(covering.total);
	free(works);
}
