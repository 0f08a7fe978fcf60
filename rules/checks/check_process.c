/* What is to be done about documents: stewards, mandates, reviews, consultations. */
#include "rules/checks/checks.h"

static void check_steward(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	const struct config *config = &check->registry->config;

	if (config->mapped && !config->own_keys[KEY_STEWARD].n)
		return; /* a collection of other people's that knows no stewards */
	/* of a document whose text is not held, the steward is not known to be missing */
	if (document_location(document, KEY_STEWARD).line || document->holding == HOLDING_REFERENCE ||
	    !registry_governs(check->registry, index) ||
	    !status_applies(status_on(check->registry, index, MARKDOWN_NO_PART, check->today)))
		return;
	report(check, DIAGNOSTIC_RESPONSIBILITY_MISSING, index, document_location(document, KEY_ID), STR_EMPTY);
}

static void check_mandates(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	for (uint32_t i = 0; check_is_decided(document) && i < document->relation_count; i++) {
		const struct relation *relation = &document->relations[i];
		if (relation->type != RELATION_MANDATES || relation->inverse ||
		    relation->target.document != NO_DOCUMENT || relation->state == STATE_PROPOSED ||
		    relation->state == STATE_DISPUTED ||
		    (relation->from.known && date_before(check->today, relation->from) == TRI_YES))
			continue;
		report(check, DIAGNOSTIC_MANDATE_UNFULFILLED, index, relation->target.at, relation->target.name,
		       registry_nearest(check->registry, relation->target.name));
		check_relate_note(check, relation);
	}
}

static void check_review(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	if (date_before(document->review_by, check->today) != TRI_YES || document_is_reviewed(document) ||
	    !status_applies(status_on(check->registry, index, MARKDOWN_NO_PART, check->today)))
		return;
	report(check, DIAGNOSTIC_REVIEW_OVERDUE, index, document_location(document, KEY_REVIEW_BY),
	       argument_date(document->review_by));
}

static void check_consultation(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	uint32_t wanted = check->registry->config.consultation_days;
	int64_t most = 0;

	if (!document->referred.known || !document->reply_by.known || document->referred.first == DAY_MIN ||
	    document->reply_by.last == DAY_MAX)
		return;
	/* the longest time that the dates allow; a negative one is an error of order */
	most = (int64_t)document->reply_by.last - document->referred.first;
	if (most < 0 || most >= wanted)
		return;
	report(check, DIAGNOSTIC_CONSULTATION_SHORT, index, document_location(document, KEY_REPLY_BY),
	       arena_format(check->arena, "%d", (int)most), argument_date(document->referred),
	       argument_date(document->reply_by), arena_format(check->arena, "%u", wanted));
}

static void check_reply(struct check *check, uint32_t index)
{
	const struct registry *registry = check->registry;
	const struct document *document = &registry->documents[index];
	struct date date = document_date(document);

	RELATIONS_EACH(relation, document) {
		const struct document *target = NULL;
		if (relation->type != RELATION_RESPONDS_TO || relation->inverse ||
		    relation->target.document == NO_DOCUMENT)
			continue;
		target = &registry->documents[relation->target.document];
		if (date_before(target->reply_by, date) != TRI_YES)
			continue;
		report(check, DIAGNOSTIC_CONSULTATION_LATE, index,
		       document_location(document, document->decided.known ? KEY_DECIDED
		                                   : document->dated.known ? KEY_DATED
		                                                           : KEY_REFERRED),
		       argument_date(date), target->id, argument_date(target->reply_by));
		relate(check, RELATED_REPLY_HERE, target->path, document_location(target, KEY_REPLY_BY), STR_EMPTY);
	}
}

void check_process(struct check *check, uint32_t index)
{
	check_steward(check, index);
	check_mandates(check, index);
	check_review(check, index);
	check_consultation(check, index);
	check_reply(check, index);
}
