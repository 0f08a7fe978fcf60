#include "registry/validity/relation_effect.h"

#include "registry/validity/horizon.h"
#include "registry/validity/status_internal.h"

enum stage document_stage(const struct document *document)
{
	/* a stage that is stated but cannot be read is not known */
	if (document->stage == STAGE_NONE && document->decided.known && !document->keys[KEY_STATUS].line)
		return STAGE_DECIDED;
	return document->stage;
}

/* A stated day read together with the decision: nothing takes effect before it, so of the days that an imprecise date stands
 * for, those before the decision are ruled out. That the decision itself is imprecise makes a precise day no less so. */
static struct date not_before(struct date stated, struct date decided)
{
	if (!stated.known || !decided.known)
		return stated;
	if (date_before(stated, decided) == TRI_YES)
		return decided;
	if (stated.first < decided.first)
		stated.first = decided.first;
	return stated;
}

struct date document_first_day(const struct document *document)
{
	bool assumed = false;

	return not_before(document_start(document, &assumed), document->decided);
}

struct date relation_effect_date(const struct registry *registry, const struct relation *relation)
{
	const struct document *actor = &registry->documents[relation->actor];
	struct date effect = relation->from.known ? relation->from : document_first_day(actor);

	if (!relation->retroactive || !relation->from.known)
		effect = not_before(effect, actor->decided);
	if (effect.known && relation->condition == CONDITION_ADOPTED && relation->when.document != NO_DOCUMENT &&
	    registry->documents[relation->when.document].decided.known)
		effect = date_later(effect, registry->documents[relation->when.document].decided);
	return effect;
}

static struct relation_effect_answer answer(enum relation_effect effect, enum reason_kind why)
{
	return (struct relation_effect_answer){.effect = effect, .why = why, .when = DATE_NONE};
}

/* A relation counts from the day on which its document was made known, be it as a draft; when that is not told, always. */
static bool is_announced(const struct document *actor, struct date on)
{
	const struct date days[] = {actor->dated, actor->referred, document_date(actor)};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (days[i].known && date_not_after(days[i], on) != TRI_NO)
			return true;
	return !document_date(actor).known;
}

/* Has the condition come true on the day? EFFECT_TAKEN when there is none. */
static struct relation_effect_answer condition_on(const struct registry *registry, const struct relation *relation,
                                                  struct date on)
{
	const struct document *adopted = NULL;
	struct relation_effect_answer unsure = answer(EFFECT_UNSURE, REASON_END_UNSURE_CONDITION);
	struct relation_effect_answer open = answer(EFFECT_PENDING, REASON_PENDING_CONDITION);

	if (relation->condition == CONDITION_ADOPTED)
		unsure.why = REASON_END_UNSURE_ADOPTED;
	unsure.detail = open.detail = relation->when.name.n ? relation->when.name : STR("?");
	if (relation->condition == CONDITION_NONE)
		return relation->state == STATE_CONDITIONAL ? unsure : answer(EFFECT_TAKEN, REASON_SUPERSEDED);
	if (relation->condition == CONDITION_TEXT || relation->when.document == NO_DOCUMENT)
		return unsure;
	adopted = &registry->documents[relation->when.document];
	if (adopted->known_until.known && document_stage(adopted) != STAGE_DECIDED &&
	    is_beyond_horizon(registry, relation->when.document, on))
		return unsure;
	switch (document_stage(adopted)) {
	case STAGE_DECIDED:
		switch (date_not_after(adopted->decided, on)) {
		case TRI_YES:
			return answer(EFFECT_TAKEN, REASON_SUPERSEDED);
		case TRI_NO:
			return open;
		case TRI_UNKNOWN:
			return unsure;
		}
		return unsure;
	case STAGE_DRAFT:
	case STAGE_REFERRED:
		return open;
	case STAGE_WITHDRAWN:
		return answer(EFFECT_NONE, REASON_WITHDRAWN); /* it can no longer come true */
	case STAGE_NONE:
		return unsure;
	}
	return unsure;
}

struct relation_effect_answer relation_effect_stated(const struct registry *registry, const struct relation *relation,
                                                     struct date on)
{
	const struct document *actor = &registry->documents[relation->actor];
	enum stage stage = document_stage(actor);
	struct date when = relation_effect_date(registry, relation);
	struct relation_effect_answer condition;

	if (stage == STAGE_WITHDRAWN && !actor->decided.known)
		return answer(EFFECT_NONE, REASON_WITHDRAWN);
	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED || relation->state == STATE_PROPOSED ||
	    (stage == STAGE_DECIDED && !relation->retroactive && date_not_after(actor->decided, on) == TRI_NO))
		return answer(is_announced(actor, on) && stage != STAGE_WITHDRAWN ? EFFECT_PENDING : EFFECT_NONE,
		              REASON_PENDING_PROPOSED);
	if (stage == STAGE_NONE && !is_announced(actor, on))
		return answer(EFFECT_NONE, REASON_END_UNSURE_STAGE);
	if (stage == STAGE_NONE)
		return answer(date_not_after(when, on) == TRI_NO ? EFFECT_PENDING : EFFECT_UNSURE,
		              REASON_END_UNSURE_STAGE);
	condition = condition_on(registry, relation, on);
	condition.when = when;
	if (date_not_after(when, on) == TRI_NO ||
	    (condition.effect == EFFECT_PENDING && relation->state != STATE_DISPUTED)) {
		if (stage == STAGE_WITHDRAWN || condition.effect == EFFECT_NONE || !is_announced(actor, on))
			return answer(EFFECT_NONE, REASON_WITHDRAWN);
		if (condition.effect != EFFECT_PENDING)
			condition.why = REASON_PENDING_DECIDED;
		condition.effect = EFFECT_PENDING;
		return condition;
	}
	if (condition.effect != EFFECT_TAKEN)
		return condition;
	if (relation->state == STATE_DISPUTED)
		return answer(EFFECT_UNSURE, REASON_END_DISPUTED);
	if (relation->against)
		return answer(EFFECT_UNSURE, REASON_END_CONTRADICTED);
	if (date_not_after(when, on) == TRI_UNKNOWN)
		condition.effect = EFFECT_UNSURE, condition.why = when.known ? REASON_END_UNSURE : REASON_END_UNDATED;
	return condition;
}

static bool has_ended(int32_t from, struct date on)
{
	return from == DAY_MIN || (on.known && on.first >= from);
}

/* Is nothing known any more of the acting document, though it is of the other? */
static bool is_out_of_sight(const struct registry *registry, const struct relation *relation, struct date on)
{
	const struct document *actor = &registry->documents[relation->actor];

	return actor->known_until.known && !registry->documents[relation->target.document].known_until.known &&
	       is_beyond_horizon(registry, relation->actor, on);
}

/* What has ended no longer proposes, promises or requires; what took effect before that stays. */
struct relation_effect_answer relation_effect_given(const struct registry *registry, const struct relation *relation,
                                                    struct date on, int32_t actor_ended)
{
	struct relation_effect_answer found = relation_effect_stated(registry, relation, on);

	if (found.effect == EFFECT_NONE)
		return found;
	if (found.effect == EFFECT_PENDING && is_out_of_sight(registry, relation, on)) {
		found = answer(EFFECT_UNSURE, REASON_ACTOR_BEYOND);
		found.when = registry->documents[relation->actor].known_until;
		return found;
	}
	if (found.effect == EFFECT_PENDING || relation->type == RELATION_AFFECTS) {
		if (has_ended(actor_ended, on))
			found.effect = EFFECT_NONE;
	} else if (found.effect == EFFECT_TAKEN && date_is_day(found.when) &&
	           document_stage(&registry->documents[relation->actor]) != STAGE_WITHDRAWN &&
	           has_ended(actor_ended, date_plus(found.when, -1))) {
		found.effect = EFFECT_NONE; /* the actor ended before the relation was to take effect */
	}
	return found;
}

/* Is the whole document, or the same part of it, ended by the document that amends it? */
static bool is_ended_as_well(const struct registry *registry, const struct relation *relation)
{
	EDGES_EACH(other, registry->by, relation->actor)
		if (other->target.document == relation->target.document &&
		    relation_family(other->type) == FAMILY_ENDS &&
		    (!other->target.part.n || str_equal(other->target.part, relation->target.part)))
			return true;
	return false;
}

bool relation_amends(const struct registry *registry, const struct relation *relation)
{
	return (relation->type == RELATION_AMENDS || relation->type == RELATION_CORRECTS) &&
	       !is_ended_as_well(registry, relation);
}
