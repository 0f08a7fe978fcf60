/* Dates: their order, gaps and overlaps between documents, and precision where it is needed. Only what is certain is
 * reported: an imprecise date is wrong only if none of its days would be right. */
#include "rules/checks/checks.h"

struct dated_key {
	struct str name;
	struct date date;
	struct location at;
};

static void check_order(struct check *check, uint32_t index, const struct dated_key *first,
                        const struct dated_key *second)
{
	if (!first->date.known || !second->date.known || date_before(second->date, first->date) != TRI_YES)
		return;
	report(check, DIAGNOSTIC_TIME_ORDER, index, second->at, second->name, argument_date(second->date), first->name,
	       argument_date(first->date));
	relate(check, RELATED_STATED_HERE, check->registry->documents[index].path, first->at, STR_EMPTY);
}

/* A register that says until when it knows anything holds no later decision, unless the document says so of itself. */
static void check_register_horizon(struct check *check, uint32_t index)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];
	struct date known_until = registry->config.known_until;

	if (document->known_until.known || !known_until.known || !document->decided.known ||
	    date_before(known_until, document->decided) != TRI_YES)
		return;
	report(check, DIAGNOSTIC_TIME_ORDER, index, document_location(document, KEY_DECIDED),
	       check_key(check, KEY_KNOWN_UNTIL), argument_date(known_until), check_key(check, KEY_DECIDED),
	       argument_date(document->decided));
	check_soften(check, SEVERITY_WARNING);
	relate(check, RELATED_STATED_HERE, registry->config_path, registry->config.known_until_at, STR_EMPTY);
}

static void check_own_order(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct dated_key dated = {check_key(check, KEY_DATED), document->dated,
	                                document_location(document, KEY_DATED)};
	const struct dated_key referred = {check_key(check, KEY_REFERRED), document->referred,
	                                   document_location(document, KEY_REFERRED)};
	const struct dated_key reply_by = {check_key(check, KEY_REPLY_BY), document->reply_by,
	                                   document_location(document, KEY_REPLY_BY)};
	const struct dated_key decided = {check_key(check, KEY_DECIDED), document->decided,
	                                  document_location(document, KEY_DECIDED)};
	const struct dated_key in_force = {check_key(check, KEY_IN_FORCE), document->in_force,
	                                   document_location(document, KEY_IN_FORCE)};
	const struct dated_key expires = {check_key(check, KEY_EXPIRES), document->expires,
	                                  document_location(document, KEY_EXPIRES)};
	const struct dated_key review_by = {check_key(check, KEY_REVIEW_BY), document->review_by,
	                                    document_location(document, KEY_REVIEW_BY)};
	const struct dated_key known_until = {check_key(check, KEY_KNOWN_UNTIL), document->known_until,
	                                      document_location(document, KEY_KNOWN_UNTIL)};

	check_order(check, index, &dated, &referred);
	check_order(check, index, &dated, &decided);
	check_order(check, index, &referred, &reply_by);
	check_order(check, index, &referred, &decided);
	check_order(check, index, &decided, &in_force);
	check_order(check, index, in_force.date.known ? &in_force : &decided, &expires);
	check_order(check, index, decided.date.known ? &decided : &dated, &known_until);
	check_register_horizon(check, index);
	check_order(check, index, in_force.date.known ? &in_force : &decided, &review_by);
}

static bool is_settled(const struct relation *relation)
{
	return relation->state == STATE_UNSTATED || relation->state == STATE_DECIDED;
}

/* What changes or ends a decision comes after it. */
static void check_relation_order(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];
	const struct document *target = &registry->documents[relation->target.document];
	const struct dated_key from = {STR("from"), relation->from, relation->from_at};
	const struct dated_key decided = {check_key(check, KEY_DECIDED), document->decided,
	                                  document_location(document, KEY_DECIDED)};

	if (!relation->retroactive)
		check_order(check, index, &decided, &from);
	if (relation_family(relation->type) != FAMILY_ENDS && relation->type != RELATION_AMENDS &&
	    relation->type != RELATION_CORRECTS)
		return;
	if (date_before(document->decided, target->decided) != TRI_YES)
		return;
	report(check, DIAGNOSTIC_TIME_ORDER, index, decided.at, check_key(check, KEY_DECIDED),
	       argument_date(document->decided), arena_format(check->arena, "%.*s: decided", STR_ARG(target->id)),
	       argument_date(target->decided));
	relate(check, RELATED_DECIDED_HERE, target->path, document_location(target, KEY_DECIDED), target->id);
}

/* Names the date that is imprecise as it is stated: the relation's, the document's, or that of what it waits for. */
static void report_imprecise(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index], *adopted = NULL;
	bool assumed = false;
	struct date start = document_start(document, &assumed);
	struct dated_key key = {STR("from"), relation->from, relation->from_at};

	if (!relation->from.known)
		key = (struct dated_key){assumed ? check_key(check, KEY_DECIDED) : check_key(check, KEY_IN_FORCE),
		                         start, document_location(document, assumed ? KEY_DECIDED : KEY_IN_FORCE)};
	if (date_is_day(key.date) && relation->condition == CONDITION_ADOPTED &&
	    relation->when.document != NO_DOCUMENT) {
		adopted = &registry->documents[relation->when.document];
		key = (struct dated_key){arena_format(check->arena, "%.*s: decided", STR_ARG(adopted->id)),
		                         adopted->decided, relation->when.at};
	}
	report(check, DIAGNOSTIC_TIME_IMPRECISE, index, key.at, key.name, argument_date(key.date),
	       registry->documents[relation->target.document].id);
	if (adopted)
		relate(check, RELATED_DECIDED_HERE, adopted->path, document_location(adopted, KEY_DECIDED),
		       adopted->id);
}

static void check_succession(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];
	const struct document *target = &registry->documents[relation->target.document];
	struct date effect = relation_effect_date(registry, relation);
	bool assumed = false;
	struct date start = document_start(document, &assumed);

	if (relation->type == RELATION_SUPERSEDES && target->expires.known && effect.known &&
	    date_before(date_plus(target->expires, 1), effect) == TRI_YES) {
		report(check, DIAGNOSTIC_TIME_GAP, index, relation->target.at, target->id,
		       argument_date(target->expires), argument_date(effect));
		relate(check, RELATED_STATED_HERE, target->path, document_location(target, KEY_EXPIRES), STR_EMPTY);
	}
	if (relation->type == RELATION_SUPERSEDES && relation->from.known && start.known &&
	    date_before(start, relation->from) == TRI_YES)
		report(check, DIAGNOSTIC_TIME_OVERLAP, index, relation->from_at, argument_date(start), target->id,
		       argument_date(relation->from));
	/* of what is only dated it is told that the day of decision is missing */
	if (effect.known && !date_is_day(effect) && (relation->from.known || !assumed || document->decided.known))
		report_imprecise(check, index, relation);
}

static void check_body_time(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct vocabulary *vocabulary = &check->registry->vocabulary;
	const struct body *body = NULL;
	bool early = false, late = false;

	if (document->decided_by_index == NO_BODY || !document->decided.known)
		return;
	body = &vocabulary->bodies[document->decided_by_index];
	early = body->from.known && date_before(document->decided, body->from) == TRI_YES;
	late = body->to.known && date_before(body->to, document->decided) == TRI_YES;
	if (!early && !late)
		return;
	report(check, DIAGNOSTIC_TIME_BODY, index, document_location(document, KEY_DECIDED),
	       body->name.n ? body->name : body->id, argument_date(document->decided),
	       early ? argument_date(body->from) : argument_text(STR_EMPTY),
	       late ? argument_date(body->to) : argument_text(STR_EMPTY),
	       late && body->successor != NO_BODY ? vocabulary->bodies[body->successor].id : STR_EMPTY);
	relate(check, RELATED_BODY_HERE, vocabulary->paths[VOCABULARY_BODIES], body->at, STR_EMPTY);
}

void check_times(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	check_own_order(check, index);
	check_body_time(check, index);
	RELATIONS_EACH(relation, document) {
		if (relation->inverse || relation->target.document == NO_DOCUMENT ||
		    relation->target.document == index || !is_settled(relation) || !check_is_decided(document))
			continue;
		check_relation_order(check, index, relation);
		if (relation_family(relation->type) == FAMILY_ENDS && !relation->target.part.n)
			check_succession(check, index, relation);
	}
}
