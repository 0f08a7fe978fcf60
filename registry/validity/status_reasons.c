#include "registry/base/vec.h"
#include "registry/validity/relation_effect.h"
#include "registry/validity/status_internal.h"

void chain_say(struct chain *chain, enum reason_kind kind, uint32_t document, struct location at,
               const struct argument args[MESSAGE_ARGUMENTS])
{
	struct reason reason = {.kind = kind, .document = document, .at = at};

	if (!chain->arena)
		return;
	memcpy(reason.args, args, sizeof reason.args);
	vec_push(&chain->found, reason);
}

void chain_give(struct chain *chain, struct reason **out, uint32_t *count)
{
	if (chain->arena) {
		*count = (uint32_t)chain->found.n;
		*out = ARENA_ARRAY(chain->arena, struct reason, chain->found.n);
		if (chain->found.n)
			memcpy(*out, chain->found.at, chain->found.n * sizeof **out);
	}
	vec_release(&chain->found);
}

/* Why the relation has effect when it has: its own date, or its document's. */
static void say_when(struct chain *chain, const struct registry *registry, const struct relation *relation)
{
	const struct document *actor = &registry->documents[relation->actor];
	bool assumed = false;
	struct date start = document_start(actor, &assumed);

	if (!chain->arena)
		return;
	if (relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT)
		chain_say(chain, REASON_CONDITION_TRUE, relation->when.document,
		          document_location(&registry->documents[relation->when.document], KEY_DECIDED),
		          ARGUMENTS(relation->when.name, registry->documents[relation->when.document].decided));
	if (relation->from.known)
		chain_say(chain, REASON_RELATION_FROM, relation->stated_in, relation->from_at,
		          ARGUMENTS(relation->from));
	if (relation->from.known && date_before(relation->from, actor->decided) == TRI_YES)
		chain_say(chain, REASON_NOT_BEFORE_DECISION, relation->actor, document_location(actor, KEY_DECIDED),
		          ARGUMENTS(actor->id, actor->decided));
	else if (relation->from.known)
		return;
	else if (start.known)
		chain_say(chain, REASON_ACTOR_STARTS, relation->actor,
		          document_location(actor, !assumed               ? KEY_IN_FORCE
		                                   : actor->decided.known ? KEY_DECIDED
		                                                          : KEY_DATED),
		          ARGUMENTS(actor->id, start));
}

static struct str part_name(const struct chain *chain, const struct registry *registry, const struct relation *relation)
{
	return document_part_name(chain->arena, &registry->documents[relation->target.document], relation->target.part);
}

void chain_say_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                     struct date when)
{
	const struct document *actor = &registry->documents[relation->actor];
	bool part = relation->target.part.n > 0;
	enum reason_kind kind = relation->type == RELATION_REPEALS
	                                ? (part ? REASON_REPEALED_PART : REASON_REPEALED)
	                                : (part ? REASON_SUPERSEDED_PART : REASON_SUPERSEDED);

	if (!chain->arena)
		return;
	chain_say(chain, kind, relation->stated_in, relation->target.at,
	          ARGUMENTS(actor->id, when, part_name(chain, registry, relation)));
	say_when(chain, registry, relation);
	if (document_annulled(actor).known)
		chain_say(chain, REASON_REPEALER_ANNULLED, relation->actor, document_location(actor, KEY_ANNULLED),
		          ARGUMENTS(actor->id));
	if (document_stage(actor) == STAGE_WITHDRAWN)
		chain_say(chain, REASON_REPEALER_WITHDRAWN, relation->actor, document_location(actor, KEY_STATUS),
		          ARGUMENTS(actor->id));
}

/* The statement that contradicts. */
static void say_against(struct chain *chain, const struct registry *registry, const struct relation *against)
{
	chain_say(chain, REASON_CONTRADICTED_HERE, against->stated_in, against->target.at,
	          ARGUMENTS(registry->documents[against->stated_in].id,
	                    str_from(against->inverse ? relation_inverse_name(against->type)
	                                              : relation_name(against->type)),
	                    reference_text(chain->arena, &against->target)));
}

void chain_say_not_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                         const struct relation_effect_answer *found, enum reason_kind kind)
{
	const struct document *actor = &registry->documents[relation->actor];
	enum stage stage = document_stage(actor);

	if (!chain->arena)
		return;
	chain_say(chain, kind, relation->stated_in, relation->target.at,
	          ARGUMENTS(actor->id, found->detail.n ? argument_text(found->detail) : argument_date(found->when)));
	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED)
		chain_say(chain, stage == STAGE_DRAFT ? REASON_ACTOR_DRAFT : REASON_ACTOR_REFERRED, relation->actor,
		          document_location(actor, KEY_STATUS), ARGUMENTS(actor->id));
	else if (found->why == REASON_PENDING_DECIDED || found->why == REASON_END_UNSURE)
		say_when(chain, registry, relation);
	if (found->why == REASON_END_CONTRADICTED)
		say_against(chain, registry, relation->against);
	if (relation->target.part.n)
		chain_say(chain, REASON_PENDING_PART, relation->stated_in, relation->target.part_at,
		          ARGUMENTS(part_name(chain, registry, relation)));
}

void chain_say_of_whole(struct chain *chain, uint32_t document)
{
	chain_say(chain, REASON_OF_WHOLE, document, LOCATION_FILE, ARGUMENTS());
}
