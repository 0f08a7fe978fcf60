#include "registry/query/applies.h"

#include "registry/base/vec.h"
#include "registry/graph/document_order.h"
#include "registry/scope/binding.h"
#include "registry/scope/topic.h"
#include "registry/validity/amendment.h"
#include "registry/validity/relation_effect.h"

const char *applies_group_name(enum applies_group group)
{
	static const char *const names[APPLIES_GROUPS] = {"apply", "to_be_replaced", "do_not_apply", "cannot_tell"};

	return names[group];
}

struct asking {
	struct arena *arena;
	const struct registry *registry;
	const struct applies_question *question;
	struct applies_answer *answer;
	VEC(struct reason) reasons; /* of the entry being made */
};

/* --- whom it binds -------------------------------------------------------------------------------------------------- */

struct bound { /* the body that a document binds, and by which entry of applies-to */
	enum tri binds;
	uint32_t body, scope;
};

static struct bound bound_by(const struct asking *asking, uint32_t document)
{
	const struct body_answer *bodies = &asking->answer->bodies;
	struct bound bound = {TRI_NO, NO_BODY, 0};

	for (uint32_t i = 0; i < bodies->count; i++) {
		uint32_t scope = 0;
		enum tri binds = document_binds(asking->registry, document, bodies->bodies[i],
		                                asking->registry->vocabulary.bodies[bodies->bodies[i]].id, &scope);
		if (binds > bound.binds)
			bound = (struct bound){binds, bodies->bodies[i], scope};
	}
	return bound;
}

static void say(struct asking *asking, enum reason_kind kind, uint32_t document, struct location at, struct str a,
                struct str b)
{
	vec_push(&asking->reasons, (struct reason){.kind = kind,
	                                           .document = document,
	                                           .at = at.line ? at : LOCATION_FILE,
	                                           .args = {argument_text(a), argument_text(b)}});
}

/* The same of what the vocabulary says of a body. */
static void say_of_body(struct asking *asking, enum reason_kind kind, const struct body *body, struct str a,
                        struct str b)
{
	say(asking, kind, NO_DOCUMENT, body->at, a, b);
	asking->reasons.at[asking->reasons.n - 1].path = asking->registry->vocabulary.paths[VOCABULARY_BODIES];
}

/* Through which body it is reached, where it is not reached directly: a company through the board of its parent. */
static void say_via(struct asking *asking, uint32_t document, const struct bound *bound)
{
	const struct vocabulary *vocabulary = &asking->registry->vocabulary;
	const struct scope *scope = &asking->registry->documents[document].scopes[bound->scope];
	uint32_t stated = scope->via.text.n ? map_get(&vocabulary->body_by_id, scope->via.text) : MAP_NONE;
	const struct body *reached = &vocabulary->bodies[bound->body];

	if (stated == bound->body)
		return;
	if (scope->via.text.n) {
		say(asking, REASON_BINDS_VIA, document, scope->via.at, reached->name,
		    stated != MAP_NONE ? vocabulary->bodies[stated].name : scope->via.text);
		return;
	}
	for (uint32_t body = bound->body; body != scope->body_index && body != NO_BODY;
	     body = vocabulary->bodies[body].parent)
		if (vocabulary->bodies[body].via != NO_BODY) {
			say_of_body(asking, REASON_BINDS_VIA, &vocabulary->bodies[body], vocabulary->bodies[body].name,
			            vocabulary->bodies[vocabulary->bodies[body].via].name);
			return;
		}
}

static void say_bound(struct asking *asking, uint32_t document, const struct bound *bound)
{
	const struct registry *registry = asking->registry;
	const struct document *about = &registry->documents[document];
	const struct scope *scope = about->scope_count ? &about->scopes[bound->scope] : NULL;
	struct str named = STR_EMPTY;

	if (!scope) {
		say(asking, REASON_BINDS_UNSTATED, document, document_location(about, KEY_APPLIES_TO), STR_EMPTY,
		    STR_EMPTY);
		return;
	}
	if (bound->binds == TRI_UNKNOWN) {
		for (uint32_t i = 0; i < about->scope_count; i++)
			if (about->scopes[i].body_index == NO_BODY)
				say(asking, REASON_BINDS_UNKNOWN, document, about->scopes[i].body.at,
				    about->scopes[i].body.text, STR_EMPTY);
		return;
	}
	named = vocabulary_body_name(&registry->vocabulary, scope->body.text);
	say(asking, REASON_BINDS, document, scope->body.at, named, STR_EMPTY);
	if (scope->body_index == bound->body)
		return;
	say_of_body(asking, REASON_BINDS_MEMBER, &registry->vocabulary.bodies[bound->body],
	            registry->vocabulary.bodies[bound->body].name, named);
	say_via(asking, document, bound);
}

/* --- what it is about ----------------------------------------------------------------------------------------------- */

static void say_topic(struct asking *asking, uint32_t document, enum tri concerns, uint32_t named)
{
	const struct document *about = &asking->registry->documents[document];
	struct str asked = STR_EMPTY;

	if (asking->question->topic == NO_BODY)
		return;
	asked = asking->registry->vocabulary.topics[asking->question->topic].id;
	if (concerns == TRI_UNKNOWN)
		say(asking, REASON_TOPIC_UNSTATED, document, document_location(about, KEY_TOPICS), asked, STR_EMPTY);
	else if (str_equal(about->topics.at[named].text, asked))
		say(asking, REASON_TOPIC, document, about->topics.at[named].at, asked, STR_EMPTY);
	else
		say(asking, REASON_TOPIC_NARROWER, document, about->topics.at[named].at, about->topics.at[named].text,
		    asked);
}

/* --- the entry ------------------------------------------------------------------------------------------------------ */

/* Is something pending, though the status as a whole says that a part has ended? */
static bool is_pending(const struct asking *asking, uint32_t document)
{
	const struct edge_rows *ending = &asking->registry->ending;

	for (uint32_t i = ending->start[document]; i < ending->start[document + 1]; i++)
		if (!relation_amends(asking->registry, ending->at[i]) &&
		    relation_is_pending(asking->registry, ending->at[i], asking->question->on))
			return true;
	return false;
}

static enum applies_group group_of(const struct asking *asking, uint32_t document, enum tri in_force, enum tri reached)
{
	if (in_force == TRI_NO)
		return APPLIES_NOT;
	if (in_force == TRI_UNKNOWN || reached == TRI_UNKNOWN)
		return APPLIES_UNSURE;
	return is_pending(asking, document) ? APPLIES_TO_BE_REPLACED : APPLIES;
}

static void keep_parts(struct applies_entry *entry, const struct status_answer *status)
{
	entry->parts = status->parts;
	for (uint32_t i = 0; i < status->part_count; i++)
		if (part_fares_apart(status, i))
			entry->parts[entry->part_count++] = status->parts[i];
}

static enum tri concerns(const struct asking *asking, uint32_t document, uint32_t *named)
{
	if (asking->question->topic == NO_BODY)
		return TRI_YES;
	return document_concerns(asking->registry, document, asking->question->topic, named);
}

/* Does the question reach the document at all? Those that bind other bodies alone are counted. */
static bool is_reached(struct asking *asking, uint32_t document)
{
	uint32_t named = 0;
	enum tri about = concerns(asking, document, &named);

	if (about == TRI_NO || !registry_governs(asking->registry, document))
		return false;
	if (bound_by(asking, document).binds != TRI_NO)
		return true;
	asking->answer->others += about == TRI_YES && status_in_force(asking->registry, document, MARKDOWN_NO_PART,
	                                                              asking->question->on) == TRI_YES;
	return false;
}

static void add_document(struct asking *asking, uint32_t document)
{
	const struct registry *registry = asking->registry;
	uint32_t named = 0;
	enum tri about = concerns(asking, document, &named);
	enum tri in_force = status_in_force(registry, document, MARKDOWN_NO_PART, asking->question->on);
	struct bound bound = bound_by(asking, document);
	struct status_answer status;
	struct applies_entry entry = {.document = document};

	status_explain(&status, asking->arena, registry, document, asking->question->on);
	asking->reasons.n = 0;
	for (uint32_t i = 0; i < status.reason_count; i++)
		vec_push(&asking->reasons, status.reasons[i]);
	entry.status = status.status;
	entry.draft = in_force == TRI_NO && status.status == STATUS_UNKNOWN;
	if (entry.draft)
		say(asking,
		    document_stage(&registry->documents[document]) == STAGE_DRAFT ? REASON_DRAFT : REASON_REFERRED,
		    document, document_location(&registry->documents[document], KEY_STATUS), STR_EMPTY, STR_EMPTY);
	if (in_force != TRI_NO) {
		say_bound(asking, document, &bound);
		say_topic(asking, document, about, named);
	}
	entry.reason_count = (uint32_t)asking->reasons.n;
	entry.reasons = ARENA_ARRAY(asking->arena, struct reason, asking->reasons.n);
	if (asking->reasons.n)
		memcpy(entry.reasons, asking->reasons.at, asking->reasons.n * sizeof *entry.reasons);
	entry.amendments = status.amendments;
	entry.amendment_count = status.amendment_count;
	keep_parts(&entry, &status);
	vec_push(&asking->answer->groups[group_of(asking, document, in_force, tri_and(bound.binds, about))], entry);
}

void applies_answer(struct applies_answer *out, struct arena *arena, const struct registry *registry,
                    const struct applies_question *question)
{
	struct asking asking = {.arena = arena, .registry = registry, .question = question, .answer = out};
	uint32_t *documents = ARENA_ARRAY(arena, uint32_t, registry->count);
	size_t count = 0;

	*out = (struct applies_answer){0};
	bodies_on(&out->bodies, arena, registry, question->body, question->on);
	for (uint32_t i = 0; out->bodies.count && i < registry->count; i++)
		if (is_reached(&asking, i))
			documents[count++] = i;
	documents_sort(registry, documents, count);
	for (size_t i = 0; i < count; i++)
		add_document(&asking, documents[i]);
	vec_release(&asking.reasons);
}

void applies_release(struct applies_answer *answer)
{
	for (int i = 0; i < APPLIES_GROUPS; i++)
		vec_release(&answer->groups[i]);
}
