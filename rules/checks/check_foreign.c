/* Documents of other registers that a text cites, or that a document rests on: acts, mostly. They are judged on the citing document's date,
 * and on the day of the question: what was cited when it applied may have ceased to apply since (spec section 2, "Registers that know each
 * other"). Nothing in the other register is checked. */
#include "registry/federation/federation.h"
#include "registry/validity/horizon.h"
#include "rules/checks/checks.h"

#define SUCCESSORS_MAX 10 /* followed from one to the next; there may be a circle */
#define SUCCESSORS_TOLD 3

struct resting { /* a document that cites, while it is judged */
	struct check *check;
	uint32_t index;
	struct date date;
	bool applies; /* on the day of the question */
	VEC(const struct document *) told;
};

/* --- what ended it, and what applies now -------------------------------------------------------------------------------- */

/* "repealed 2018-05-25" */
static struct argument ended(const struct registry *registry, uint32_t document, enum status status,
                             const struct relation *ender)
{
	static const enum term words[STATUS_COUNT] = {[STATUS_SUPERSEDED] = TERM_SUPERSEDED_ON,
	                                              [STATUS_REPEALED] = TERM_REPEALED_ON,
	                                              [STATUS_EXPIRED] = TERM_EXPIRED_ON,
	                                              [STATUS_ANNULLED] = TERM_REPEALED_ON};
	struct date day = ender                      ? relation_effect_date(registry, ender)
	                  : status == STATUS_EXPIRED ? registry->documents[document].expires
	                                             : document_annulled(&registry->documents[document]);

	return TERM_AROUND(words[status], day);
}

/* What superseded it, or what superseded that, as far as it applies on the day: "Lag (2017:725) (sfs:sfs-2017-725)". */
static void successors_list(struct check *check, const struct registry_other *other, uint32_t document, int depth,
                            struct str *list, unsigned *count)
{
	const struct registry *registry = other->registry;
	struct date on = register_day(registry, check->today);

	EDGES_EACH(relation, registry->ending, document) {
		uint32_t next = relation->actor;
		if (relation->type != RELATION_SUPERSEDES || relation_in_effect(registry, relation, on) != TRI_YES)
			continue;
		if (status_applies(status_on(registry, next, MARKDOWN_NO_PART, on)) && *count < SUCCESSORS_TOLD) {
			*list = arena_format(check->arena, "%.*s%s%.*s (%.*s)", STR_ARG(*list), (*count)++ ? ", " : "",
			                     STR_ARG(registry->documents[next].title),
			                     STR_ARG(foreign_id(check->arena, other, next)));
		} else if (depth < SUCCESSORS_MAX) {
			successors_list(check, other, next, depth + 1, list, count);
		}
	}
}

/* --- findings ----------------------------------------------------------------------------------------------------------- */

static bool is_told(const struct resting *resting, const struct document *document)
{
	for (size_t i = 0; i < resting->told.n; i++)
		if (resting->told.at[i] == document)
			return true;
	return false;
}

static bool has_ended(enum status status)
{
	return status_is_final(status) && status != STATUS_WITHDRAWN;
}

static void tell(struct resting *resting, enum diagnostic diagnostic, const struct citation *citation,
                 struct foreign foreign, enum status status)
{
	const struct registry *registry = foreign.other->registry;
	const struct relation *ender = status == STATUS_SUPERSEDED || status == STATUS_REPEALED
	                                       ? status_ender(registry, foreign.document, resting->check->today)
	                                       : NULL;
	struct str list = STR_EMPTY, by = STR_EMPTY;
	unsigned count = 0;

	successors_list(resting->check, foreign.other, foreign.document, 0, &list, &count);
	if (ender)
		by = foreign_id(resting->check->arena, foreign.other, ender->actor);
	report(resting->check, diagnostic, resting->index, citation->at, citation->text, argument_date(resting->date),
	       ended(registry, foreign.document, status, ender), by, list);
	if (citation->stance == CITED_MENTION)
		check_soften(resting->check, SEVERITY_NOTE);
	vec_push(&resting->told, foreign_document(foreign));
}

/* One finding is enough for each document cited. */
static void judge(struct resting *resting, const struct citation *citation, struct foreign foreign)
{
	const struct registry *registry = foreign.other ? foreign.other->registry : NULL;
	enum status then, now;

	if (!registry || foreign.document == NO_DOCUMENT || citation->stance == CITED_PAST ||
	    citation->stance == CITED_MARK || is_told(resting, foreign_document(foreign)))
		return;
	then = status_on(registry, foreign.document, MARKDOWN_NO_PART, resting->date);
	if (has_ended(then)) {
		tell(resting, DIAGNOSTIC_CITATION_SUPERSEDED, citation, foreign, then);
		return;
	}
	now = status_on(registry, foreign.document, MARKDOWN_NO_PART, resting->check->today);
	if (status_applies(then) && has_ended(now) && resting->applies)
		tell(resting, DIAGNOSTIC_CITATION_REPEALED_SINCE, citation, foreign, now);
}

/* --- what is cited ------------------------------------------------------------------------------------------------------ */

static void judge_relation(struct resting *resting, const struct relation *relation, bool rests)
{
	struct citation citation = {.kind = CITATION_WIKI,
	                            .at = relation->target.at,
	                            .text = relation->target.name,
	                            .stance = rests ? CITED_RESTS : CITED_MENTION};
	struct foreign foreign;

	if (relation->inverse || relation_family(relation->type) == FAMILY_ENDS ||
	    (relation->type == RELATION_REFERS_TO) == rests ||
	    !foreign_named(resting->check->registry, relation->target.name, &foreign))
		return;
	judge(resting, &citation, foreign);
}

/* First what it rests on, then what it mentions. */
static void judge_all(struct resting *resting, bool rests)
{
	const struct registry *registry = resting->check->registry;
	const struct document *document = &registry->documents[resting->index];

	RELATIONS_EACH(relation, document)
		judge_relation(resting, relation, rests);
	for (uint32_t i = 0; document->holding != HOLDING_REFERENCE && i < document->citation_count; i++) {
		const struct citation *citation = &document->citations[i];
		if ((citation->kind == CITATION_ACT || citation->kind == CITATION_WIKI) && !citation->remark &&
		    (citation->stance == CITED_RESTS) == rests)
			judge(resting, citation, foreign_cited(registry, citation, resting->date));
	}
}

void check_foreign(struct check *check, uint32_t index)
{
	const struct registry *registry = check->registry;
	struct resting resting = {.check = check, .index = index, .date = document_date(&registry->documents[index])};

	if (!registry->register_count || !resting.date.known || !check_speaks_as_rule(registry, index))
		return;
	resting.applies = status_applies(status_on(registry, index, MARKDOWN_NO_PART, check->today));
	judge_all(&resting, true);
	judge_all(&resting, false);
	vec_release(&resting.told);
}

/* --- the registers themselves ------------------------------------------------------------------------------------------- */

void check_registers(struct check *check)
{
	const struct registry *registry = check->registry;

	for (uint32_t i = 0; i < registry->register_count; i++) {
		const struct registry_other *other = &registry->registers[i];
		static const enum diagnostic codes[] = {[OTHER_MISSING] = DIAGNOSTIC_REGISTER_MISSING,
		                                        [OTHER_NOT_GRANTED] = DIAGNOSTIC_REGISTER_NOT_GRANTED,
		                                        [OTHER_CIRCLE] = DIAGNOSTIC_REGISTER_CIRCLE};
		if (other->fault != OTHER_READ)
			check_report_file(check, codes[other->fault], registry->config_path, other->at,
			                  ARGUMENTS(other->name, other->repo, other->why));
	}
}
