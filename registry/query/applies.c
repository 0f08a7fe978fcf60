#include "registry/query/applies.h"

#include "registry/base/vec.h"
#include "registry/graph/document_order.h"
#include "registry/scope/binding.h"
#include "registry/validity/amendment.h"
#include "registry/validity/relation_effect.h"

const char *applies_group_name(enum applies_group group)
{
	static const char *const names[APPLIES_GROUPS] = {"apply", "to_be_replaced", "do_not_apply", "cannot_tell"};

	return names[group];
}

/* Is something pending, though the status as a whole says that a part has ended? */
static bool is_pending(const struct registry *registry, uint32_t document, struct date on)
{
	EDGES_EACH(relation, registry->ending, document)
		if (!relation_amends(registry, relation) && relation_is_pending(registry, relation, on))
			return true;
	return false;
}

enum applies_group applies_group(const struct registry *registry, uint32_t document, enum tri in_force,
                                 enum tri reached, struct date on)
{
	if (in_force == TRI_NO)
		return APPLIES_NOT;
	if (in_force == TRI_UNKNOWN || reached == TRI_UNKNOWN)
		return APPLIES_UNSURE;
	return is_pending(registry, document, on) ? APPLIES_TO_BE_REPLACED : APPLIES;
}

struct asking {
	struct arena *arena;
	const struct registry *registry;
	const struct applies_question *question;
	struct applies_answer *answer;
	VEC(struct reason) reasons; /* of the entry being made */
};

/* --- whom it binds -------------------------------------------------------------------------------------------------- */

static struct bound bound_of(const struct asking *asking, uint32_t document)
{
	const struct body_answer *bodies = &asking->answer->bodies;

	return bound_on(asking->registry, document, bodies->bodies, bodies->count, asking->question->on);
}

static void say(struct asking *asking, enum reason_kind kind, uint32_t document, struct location at,
                const struct argument args[MESSAGE_ARGUMENTS])
{
	struct reason reason = {.kind = kind, .document = document, .at = at.line ? at : LOCATION_FILE};

	memcpy(reason.args, args, sizeof reason.args);
	vec_push(&asking->reasons, reason);
}

/* The same of what the vocabulary says of a body. */
static void say_of_body(struct asking *asking, enum reason_kind kind, const struct body *body, struct str a,
                        struct str b)
{
	say(asking, kind, NO_DOCUMENT, body->at, ARGUMENTS(a, b));
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
		say(asking, REASON_BINDS_VIA, document, scope->via.at,
		    ARGUMENTS(reached->name, stated != MAP_NONE ? vocabulary->bodies[stated].name : scope->via.text));
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

/* Why it cannot be determined whether it binds the body. */
static void say_unclear(struct asking *asking, uint32_t document, const struct bound *bound)
{
	const struct registry *registry = asking->registry;
	const struct document *about = &registry->documents[document];
	const struct scope *scope = bound->scope == NO_SCOPE ? NULL : &about->scopes[bound->scope];

	for (uint32_t i = 0; !scope && i < about->scope_count; i++)
		if (about->scopes[i].body_index == NO_BODY)
			say(asking, REASON_BINDS_UNKNOWN, document, about->scopes[i].body.at,
			    ARGUMENTS(about->scopes[i].body.text));
	if (!scope)
		return;
	if (scope->reach != REACH_STATED)
		say(asking, scope->reach == REACH_DISPUTED ? REASON_BINDS_DISPUTED : REASON_BINDS_UNCLEAR, document,
		    scope->reach_at,
		    ARGUMENTS(vocabulary_body_name(&registry->vocabulary, scope->body.text), scope->note));
	else
		say(asking, REASON_BINDS_SILENT, document, scope->body.at,
		    ARGUMENTS(vocabulary_body_name(&registry->vocabulary, scope->body.text),
		              registry->vocabulary.bodies[bound->body].name));
}

/* A legal person of its own is bound by what its own organs have decided. */
static void say_addressed(struct asking *asking, uint32_t document, const struct bound *bound)
{
	const struct vocabulary *vocabulary = &asking->registry->vocabulary;
	const struct scope *scope = &asking->registry->documents[document].scopes[bound->scope];
	const struct body *person = &vocabulary->bodies[body_served(vocabulary, bound->body)];
	enum reason_kind kind = str_equal(person->kind, STR("company"))      ? REASON_BINDS_COMPANY
	                        : str_equal(person->kind, STR("foundation")) ? REASON_BINDS_FOUNDATION
	                                                                     : REASON_BINDS_FEDERATION;

	if (bound->binding == BINDING_BOUND)
		say(asking, REASON_BINDS_MADE, document, scope->made_binding.by.at,
		    ARGUMENTS(person->name, vocabulary_body_name(vocabulary, scope->made_binding.by.text),
		              scope->made_binding.on.known ? argument_date(scope->made_binding.on)
		                                           : argument_text(STR_EMPTY)));
	else
		say(asking, kind, document, scope->body.at, ARGUMENTS(person->name));
}

static void say_bound(struct asking *asking, uint32_t document, const struct bound *bound)
{
	const struct registry *registry = asking->registry;
	const struct vocabulary *vocabulary = &registry->vocabulary;
	const struct document *about = &registry->documents[document];
	const struct scope *scope = NULL;
	uint32_t served = bound->body == NO_BODY ? NO_BODY : body_served(vocabulary, bound->body);
	struct str named = STR_EMPTY;

	if (bound->also) {
		say(asking, bound->begun == TRI_YES ? REASON_BINDS_ALSO : REASON_BINDS_ALSO_LATER, document,
		    bound->also->by.at,
		    ARGUMENTS(vocabulary_body_name(vocabulary, bound->also->by.text), bound->also->on));
		return;
	}
	if (!about->scope_count) {
		say(asking, REASON_BINDS_UNSTATED, document, document_location(about, KEY_APPLIES_TO), ARGUMENTS());
		return;
	}
	if (bound->binds == TRI_UNKNOWN) {
		say_unclear(asking, document, bound);
		return;
	}
	scope = &about->scopes[bound->scope];
	named = vocabulary_body_name(vocabulary, scope->body.text);
	say(asking, REASON_BINDS, document, scope->body.at, ARGUMENTS(named));
	if (bound->binding != BINDING_NONE)
		say_addressed(asking, document, bound);
	if (scope->body_index == bound->body)
		return;
	if (served != bound->body && served != NO_BODY && served != scope->body_index)
		say_of_body(asking, REASON_BINDS_THROUGH, &vocabulary->bodies[bound->body],
		            vocabulary->bodies[bound->body].name, vocabulary->bodies[served].name);
	if (served != scope->body_index && served != NO_BODY)
		say_of_body(asking, REASON_BINDS_MEMBER, &vocabulary->bodies[served], vocabulary->bodies[served].name,
		            named);
	else
		say_of_body(asking, REASON_BINDS_THROUGH, &vocabulary->bodies[bound->body],
		            vocabulary->bodies[bound->body].name, named);
	say_via(asking, document, bound);
}

/* --- what it is about ----------------------------------------------------------------------------------------------- */

static void say_topic(struct asking *asking, uint32_t document, enum about about, uint32_t named)
{
	static const enum reason_kind says[] = {[ABOUT_BROADER] = REASON_TOPIC_BROADER,
	                                        [ABOUT_NARROWER] = REASON_TOPIC_NARROWER,
	                                        [ABOUT_TOPIC] = REASON_TOPIC};
	const struct document *told = &asking->registry->documents[document];
	struct str asked = STR_EMPTY;

	if (asking->question->topic == NO_BODY)
		return;
	asked = asking->registry->vocabulary.topics[asking->question->topic].id;
	if (about == ABOUT_UNSTATED)
		say(asking, REASON_TOPIC_UNSTATED, document, document_location(told, KEY_TOPICS), ARGUMENTS(asked));
	else
		say(asking, says[about], document, told->topics.at[named].at,
		    ARGUMENTS(told->topics.at[named].text, asked));
}

/* --- the entry ------------------------------------------------------------------------------------------------------ */

static void keep_parts(struct applies_entry *entry, const struct status_answer *status)
{
	entry->parts = status->parts;
	for (uint32_t i = 0; i < status->part_count; i++)
		if (part_fares_apart(status, i))
			entry->parts[entry->part_count++] = status->parts[i];
}

/* A document on a broader topic is about the narrower one as well, as `impact` has it. */
static enum about about_of(const struct asking *asking, uint32_t document, uint32_t *named)
{
	if (asking->question->topic == NO_BODY)
		return ABOUT_TOPIC;
	return document_about(asking->registry, document, asking->question->topic, named);
}

/* Does the question reach the document at all? Those that bind other bodies alone are counted. */
static bool is_reached(struct asking *asking, uint32_t document)
{
	uint32_t named = 0;
	enum about about = about_of(asking, document, &named);

	if (about == ABOUT_NONE || !registry_governs(asking->registry, document))
		return false;
	if (bound_of(asking, document).binds != TRI_NO)
		return true;
	asking->answer->others +=
		about != ABOUT_UNSTATED &&
		status_in_force(asking->registry, document, MARKDOWN_NO_PART, asking->question->on) == TRI_YES;
	return false;
}

static void add_document(struct asking *asking, uint32_t document)
{
	const struct registry *registry = asking->registry;
	uint32_t named = 0;
	enum about about = about_of(asking, document, &named);
	enum tri in_force = status_in_force(registry, document, MARKDOWN_NO_PART, asking->question->on);
	struct bound bound = bound_of(asking, document);
	struct status_answer status;
	struct applies_entry entry = {.document = document};

	status_explain(&status, asking->arena, registry, document, asking->question->on);
	asking->reasons.n = 0;
	for (uint32_t i = 0; i < status.reason_count; i++)
		vec_push(&asking->reasons, status.reasons[i]);
	entry.status = status.status;
	entry.binding = bound.binding;
	entry.draft = in_force == TRI_NO && status.status == STATUS_UNKNOWN;
	if (entry.draft)
		say(asking,
		    document_stage(&registry->documents[document]) == STAGE_DRAFT ? REASON_DRAFT : REASON_REFERRED,
		    document, document_location(&registry->documents[document], KEY_STATUS), ARGUMENTS());
	if (in_force != TRI_NO && bound.also && bound.begun == TRI_NO)
		in_force = TRI_NO, say_bound(asking, document, &bound);
	else if (in_force == TRI_YES && bound.also)
		in_force = bound.begun;
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
	entry.about = about;
	vec_push(&asking->answer->groups[applies_group(registry, document, in_force,
	                                               about == ABOUT_UNSTATED ? TRI_UNKNOWN : bound.binds,
	                                               asking->question->on)],
	         entry);
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
