#include "registry/validity/amendment.h"

#include "registry/validity/status_internal.h"

const char *amendment_state_name(enum amendment_state state)
{
	static const char *const names[] = {"in-effect", "pending", "conditional", "disputed"};

	return names[state];
}

static enum amendment_state state_of(const struct relation_effect_answer *found)
{
	switch (found->why) {
	case REASON_END_DISPUTED:
	case REASON_END_CONTRADICTED:
		return AMENDMENT_DISPUTED;
	case REASON_PENDING_CONDITION:
	case REASON_END_UNSURE_CONDITION:
	case REASON_END_UNSURE_ADOPTED:
		return AMENDMENT_CONDITIONAL;
	default:
		return found->effect == EFFECT_TAKEN ? AMENDMENT_IN_EFFECT : AMENDMENT_PENDING;
	}
}

/* What is said of one, by what is said of a relation that ends its target. */
static enum reason_kind reason_of(const struct relation *relation, const struct relation_effect_answer *found)
{
	if (found->effect == EFFECT_TAKEN)
		return relation->type == RELATION_CORRECTS ? REASON_CORRECTED : REASON_AMENDED;
	switch (found->why) {
	case REASON_PENDING_PROPOSED:
		return REASON_AMENDED_PROPOSED;
	case REASON_PENDING_CONDITION:
		return REASON_AMENDED_ON_CONDITION;
	case REASON_END_UNSURE_CONDITION:
		return REASON_AMENDED_UNSURE_CONDITION;
	case REASON_END_UNSURE_ADOPTED:
		return REASON_AMENDED_UNSURE_ADOPTED;
	case REASON_END_DISPUTED:
	case REASON_END_CONTRADICTED:
		return REASON_AMENDED_DISPUTED;
	case REASON_ACTOR_BEYOND:
		return REASON_ACTOR_BEYOND;
	case REASON_END_UNSURE:
		return REASON_AMENDED_UNSURE;
	case REASON_END_UNDATED:
		return REASON_AMENDED_UNDATED;
	case REASON_END_UNSURE_STAGE:
		return REASON_AMENDED_UNSURE_STAGE;
	default:
		return REASON_AMENDED_LATER;
	}
}

/* As people name the part: "2 §", else by its heading where that is known; "" of the whole. */
static struct str part_called(struct arena *arena, const struct document *target, struct str anchor)
{
	struct str name = document_part_name(arena, target, anchor);
	uint32_t part = anchor.n ? document_part(target, anchor) : MARKDOWN_NO_PART;

	if (part != MARKDOWN_NO_PART && str_equal(name, anchor) && target->parts[part].title.n)
		return target->parts[part].title;
	return name;
}

static struct amendment amendment_of(struct arena *arena, const struct registry *registry,
                                     const struct relation *relation, const struct relation_effect_answer *found)
{
	const struct document *target = &registry->documents[relation->target.document];
	struct amendment amendment = {.relation = relation,
	                              .state = state_of(found),
	                              .from = relation_effect_date(registry, relation),
	                              .part = part_called(arena, target, relation->target.part),
	                              .reason = {.kind = reason_of(relation, found),
	                                         .document = relation->stated_in,
	                                         .at = relation->target.at}};
	bool condition = found->detail.n && amendment.reason.kind != REASON_AMENDED_LATER;

	memcpy(amendment.reason.args,
	       ARGUMENTS(registry->documents[relation->actor].id,
	                 condition ? argument_text(found->detail) : argument_date(amendment.from), amendment.part,
	                 relation->except),
	       sizeof amendment.reason.args);
	return amendment;
}

struct amendment *amendments_on(struct arena *arena, const struct registry *registry, uint32_t document, uint32_t part,
                                struct date on, uint32_t *count)
{
	struct concerns concerns = {0};
	struct amendment *found = NULL;

	if (part == MARKDOWN_NO_PART)
		concerns_all(&concerns, registry, document);
	else
		concerns_part(&concerns, registry, document, part);
	found = ARENA_ARRAY(arena, struct amendment, concerns.n);
	*count = 0;
	for (size_t i = 0; i < concerns.n; i++) {
		const struct relation *relation = registry->ending.at[concerns.at[i].place];
		struct relation_effect_answer effect;
		if ((part != MARKDOWN_NO_PART && !concerns.at[i].whole) || !relation_amends(registry, relation))
			continue;
		effect = relation_effect_on(registry, relation, on);
		if (effect.effect != EFFECT_NONE)
			found[(*count)++] = amendment_of(arena, registry, relation, &effect);
	}
	vec_release(&concerns);
	return found;
}
