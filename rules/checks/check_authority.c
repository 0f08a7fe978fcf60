/* Who may decide what. */
#include "rules/checks/checks.h"

static const struct body *deciding_body(const struct registry *registry, const struct document *document)
{
	return document->decided_by_index == NO_BODY ? NULL : &registry->vocabulary.bodies[document->decided_by_index];
}

static struct str body_name(const struct body *body)
{
	return body->name.n ? body->name : body->id;
}

/* A higher body's document gives the right, when the relation names the part that does. */
static bool is_empowered(const struct registry *registry, const struct document *document, uint32_t rank)
{
	RELATIONS_EACH(relation, document) {
		const struct body *body = NULL;
		if (relation->type != RELATION_BASED_ON || relation->inverse || !relation->target.part.n ||
		    relation->target.document == NO_DOCUMENT)
			continue;
		body = deciding_body(registry, &registry->documents[relation->target.document]);
		if (body && body->rank && body->rank <= rank)
			return true;
	}
	return false;
}

static void check_rank(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];
	const struct document *target = &registry->documents[relation->target.document];
	const struct body *lower = deciding_body(registry, document), *higher = deciding_body(registry, target);
	enum term act = relation->type == RELATION_SUPERSEDES ? TERM_SUPERSEDE
	                : relation->type == RELATION_REPEALS  ? TERM_REPEAL
	                                                      : TERM_AMEND;

	if (relation->type != RELATION_AMENDS && relation_family(relation->type) != FAMILY_ENDS)
		return;
	if (!lower || !higher || !lower->rank || !higher->rank || lower->rank <= higher->rank ||
	    !check_is_decided(target) || is_empowered(registry, document, higher->rank))
		return;
	report(check, DIAGNOSTIC_AUTHORITY_TOO_LOW, index, relation->target.at, body_name(lower), argument_term(act),
	       body_name(higher), target->id);
	relate(check, RELATED_DECIDED_HERE, target->path, document_location(target, KEY_DECIDED_BY), target->id);
}

static void check_type(struct check *check, uint32_t index)
{
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	const struct document *document = &check->registry->documents[index];
	const struct document_type *type = NULL;
	struct str listed = STR_EMPTY;

	if (document->type_index == NO_BODY || document->decided_by_index == NO_BODY)
		return;
	type = &vocabulary->types[document->type_index];
	for (uint32_t i = 0; i < type->decided_by.n; i++) {
		uint32_t body = map_get(&vocabulary->body_by_id, type->decided_by.at[i].text);
		if (body == document->decided_by_index)
			return;
		if (body == MAP_NONE) /* told in types.yaml; who else may decide is then not known */
			return;
		/* a group stands for each of its members: "namnderna" may decide what each of them may */
		if (str_equal(vocabulary->bodies[body].kind, STR("group")) &&
		    vocabulary_body_within(vocabulary, document->decided_by_index, body))
			return;
		listed = arena_format(check->arena, "%.*s%s%.*s", STR_ARG(listed), i ? ", " : "",
		                      STR_ARG(body_name(&vocabulary->bodies[body])));
	}
	if (!type->decided_by.n)
		return;
	report(check, DIAGNOSTIC_AUTHORITY_TYPE, index, document_location(document, KEY_DECIDED_BY), type->id, listed,
	       body_name(&vocabulary->bodies[document->decided_by_index]));
}

void check_authority(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	if (!check_is_decided(document))
		return;
	check_type(check, index);
	RELATIONS_EACH(relation, document) {
		if (!relation->inverse && relation->target.document != NO_DOCUMENT &&
		    relation->target.document != index && relation->state != STATE_PROPOSED &&
		    relation->state != STATE_DISPUTED)
			check_rank(check, index, relation);
	}
}
