/* What running text cites, judged on the date of the document that cites (spec section 4).
 *
 * A citation is found, wrong or cannot be confirmed; wrong is said only where the register claims to be complete. What is
 * found is judged by its status on that date, but only where the text is the document's own voice: in a body with 'text:
 * reference' the register speaks, and so it does in a digest that names what did not exist before the document itself. */
#include "registry/document/part_number.h"
#include "registry/federation/federation.h"
#include "registry/port/unicode.h"
#include "registry/query/disambiguate.h"
#include "rules/checks/checks.h"

struct citing {
	struct check *check;
	uint32_t index;
	const struct document *document;
	struct date date;
	bool speaks; /* as a rule */
};

/* --- which document is meant ---------------------------------------------------------------------------------------- */

static struct str listed(struct citing *citing, uint32_t name)
{
	const struct registry *registry = citing->check->registry;
	struct str list = STR_EMPTY;

	for (; name != NO_NAME; name = names_at(registry->names, name)->next)
		if (registry_governs(registry, names_at(registry->names, name)->document))
			list = arena_format(citing->check->arena, "%.*s%s%.*s", STR_ARG(list), list.n ? ", " : "",
			                    STR_ARG(registry->documents[names_at(registry->names, name)->document].id));
	return list;
}

static uint32_t meant_by(struct citing *citing, uint32_t position)
{
	const struct registry *registry = citing->check->registry;
	const struct citation *citation = &citing->document->citations[position];
	struct disambiguation meaning = citation_disambiguate(registry, citing->index, position);

	if (meaning.kind == DISAMBIGUATION_AMBIGUOUS)
		report(citing->check, DIAGNOSTIC_DNR_AMBIGUOUS, citing->index, citation->at, citation->text,
		       listed(citing, citation->name),
		       registry->documents[names_at(registry->names, citation->name)->document].id);
	return meaning.document;
}

/* --- what cannot be found -------------------------------------------------------------------------------------------- */

/* Does the register claim to hold everything on the citing document's subject and date? */
static bool claims_complete(const struct citing *citing)
{
	const struct config *config = &citing->check->registry->config;

	for (uint32_t i = 0; i < config->complete_count; i++) {
		const struct config_complete *complete = &config->complete[i];
		bool subject = complete->topics.n == 0;
		for (uint32_t k = 0; k < complete->topics.n; k++)
			for (uint32_t t = 0; t < citing->document->topics.n; t++)
				subject = subject ||
				          str_equal(complete->topics.at[k].text, citing->document->topics.at[t].text);
		if (subject && (!complete->from.known || date_not_after(complete->from, citing->date) == TRI_YES) &&
		    (!complete->to.known || date_not_after(citing->date, complete->to) == TRI_YES))
			return true;
	}
	return false;
}

static void unknown_dnr(struct citing *citing, const struct citation *citation)
{
	const struct registry *registry = citing->check->registry;
	uint32_t near = NO_NAME;
	struct str dnr = STR_EMPTY, id = STR_EMPTY;

	if (!dnr_near(registry->names, citation->text, &near, 1)) {
		near = NO_NAME;
	} else {
		uint32_t governing = near;
		while (governing != NO_NAME &&
		       !registry_governs(registry, names_at(registry->names, governing)->document))
			governing = names_at(registry->names, governing)->next;
		dnr = names_at(registry->names, near)->text;
		id = registry->documents[names_at(registry->names, governing != NO_NAME ? governing : near)->document]
		             .id;
	}
	if (citing->check->partial)
		return; /* it may be that of a document that could not be read */
	if (claims_complete(citing))
		report(citing->check, DIAGNOSTIC_CITATION_UNKNOWN, citing->index, citation->at, citation->text, dnr,
		       id);
	else if (near != NO_NAME)
		report(citing->check, DIAGNOSTIC_DNR_NEAR, citing->index, citation->at, citation->text, dnr, id);
}

static void unknown_target(struct citing *citing, const struct citation *citation)
{
	struct str nearest = STR_EMPTY;
	struct foreign foreign;

	if (citation->kind == CITATION_WIKI && foreign_named(citing->check->registry, citation->text, &foreign) &&
	    (foreign.document != NO_DOCUMENT || !foreign.other->registry))
		return;
	if (citation->kind == CITATION_DNR) {
		unknown_dnr(citing, citation);
		return;
	}
	if (citation->kind == CITATION_WIKI)
		nearest = registry_nearest(citing->check->registry, citation->text);
	report(citing->check, DIAGNOSTIC_LINK_DANGLING, citing->index, citation->at, citation->text, nearest);
}

/* A part that is not there. Of a text that is not held, that is not known. */
static void check_part(struct citing *citing, const struct citation *citation)
{
	const struct registry *registry = citing->check->registry;
	const struct document *target = &registry->documents[citation->document];

	if (!citation->part.n ||
	    (citation->document != citing->index && !registry_knows_parts(registry, citation->document)) ||
	    document_has_anchor(target, citation->part) ||
	    (registry->config.mapped && /* a forge looks for it in small letters as well */
	     document_has_anchor(target, unicode_fold(citing->check->arena, citation->part))))
		return;
	report(citing->check, DIAGNOSTIC_LINK_ANCHOR, citing->index, citation->at, target->id, citation->part,
	       document_nearest_part(target, citation->part));
	if (target->holding == HOLDING_DIGEST && citation->document != citing->index) /* a digest may leave parts out */
		check_soften(citing->check, SEVERITY_WARNING);
}

/* Does the text number parts in that way at all? What a word processor numbers is often lost. */
static bool numbers_like(const struct document *document, const struct part_number *asked)
{
	struct part_number number;

	for (uint32_t i = 0; i < document->part_count; i++)
		if (part_number_read(document->parts[i].title, true, &number) &&
		    (asked->paragraph[0] ? number.paragraph[0] : number.section[0] || number.chapter[0]))
			return true;
	return false;
}

/* The same of a part that running text names. */
static void check_pinpoint(struct citing *citing, const struct citation *citation, uint32_t document)
{
	const struct registry *registry = citing->check->registry;
	const struct document *target = document == NO_DOCUMENT ? NULL : &registry->documents[document];
	struct part_number number;

	if (!target || !citation->part.n || !registry_knows_parts(registry, document) ||
	    document_part(target, citation->part) != MARKDOWN_NO_PART || !part_number_is(citation->part, &number) ||
	    !numbers_like(target, &number))
		return;
	if (number.bad)
		report(citing->check, DIAGNOSTIC_PART_NUMBER, citing->index, citation->at, citation->part);
	else
		report(citing->check, DIAGNOSTIC_CITATION_PART_MISSING, citing->index, citation->at, target->id,
		       citation->part, check_parts_listed(citing->check, target));
	if (target->holding == HOLDING_DIGEST) /* a digest may leave parts out */
		check_soften(citing->check, SEVERITY_NOTE);
}

/* --- the decision that a citation tells ------------------------------------------------------------------------------- */

/* Is there a decision on it, though no day is told? Of a text of a type that does not govern there is none unless it says so. */
static bool may_be_decided(const struct registry *registry, const struct document *document)
{
	enum stage stage = document_stage(document);

	return !document->readable || stage == STAGE_DECIDED ||
	       (stage == STAGE_NONE && registry_governs(registry, (uint32_t)(document - registry->documents)));
}

/* Told wrong only when no document of the case was decided on that day, for certain. What was never decided (a report, a draft) says
 * nothing of a decision; a decided document without a day may be the one that is meant. */
static void check_decision(struct citing *citing, const struct citation *citation)
{
	const struct registry *registry = citing->check->registry;
	const struct document *other = NULL;
	uint32_t body = map_get(&registry->vocabulary.body_by_name, citation->decided_by);
	bool body_fits = false;

	if (!citation->decided.known)
		return;
	for (uint32_t name = citation->name; name != NO_NAME; name = names_at(registry->names, name)->next) {
		const struct document *document = &registry->documents[names_at(registry->names, name)->document];
		if (!document->decided.known && may_be_decided(registry, document))
			return;
		if (!document->decided.known)
			continue;
		if (!other || registry_governs(registry, names_at(registry->names, name)->document))
			other = document;
		if (date_same(document->decided, citation->decided) != TRI_NO) {
			body_fits = body_fits || body == MAP_NONE || document->decided_by_index == NO_BODY ||
			            document->decided_by_index == body;
			if (body_fits)
				return;
			other = document;
		}
	}
	if (!other)
		return;
	if (date_same(other->decided, citation->decided) == TRI_NO) {
		report(citing->check, DIAGNOSTIC_CITATION_DATE_MISMATCH, citing->index, citation->at,
		       argument_date(citation->decided), other->id, argument_date(other->decided));
		relate(citing->check, RELATED_DECIDED_HERE, other->path, document_location(other, KEY_DECIDED),
		       other->id);
		return;
	}
	report(citing->check, DIAGNOSTIC_CITATION_BODY_MISMATCH, citing->index, citation->at, citation->decided_by,
	       other->id, registry->vocabulary.bodies[other->decided_by_index].name);
	relate(citing->check, RELATED_DECIDED_HERE, other->path, document_location(other, KEY_DECIDED_BY), other->id);
}

/* --- the status of what is cited -------------------------------------------------------------------------------------- */

/* A stated relation says itself how the two stand to each other; merely to refer or require does not. */
static bool relation_explains(const struct registry *registry, uint32_t a, uint32_t b)
{
	EDGES_EACH(relation, registry->by, a) {
		if (relation->target.document == b && relation->type != RELATION_REFERS_TO &&
		    relation->type != RELATION_REQUIRES)
			return true;
	}
	return false;
}

/* The relation that makes the document, or the part, one that is to be replaced, or NULL. */
static const struct relation *pending_relation(const struct registry *registry, uint32_t document, struct str part,
                                               struct date on)
{
	part = document_part_anchor(&registry->documents[document], part);
	EDGES_EACH(relation, registry->ending, document) {
		bool concerns = !part.n || !relation->target.part.n || str_equal(part, relation->target.part);
		if (concerns && relation_is_pending(registry, relation, on))
			return relation;
	}
	return NULL;
}

#define SUCCESSORS_MAX 50 /* of successors followed; there may be a circle */

/* The successor, or its successor in turn, that applied on the day of the citing document, or NO_DOCUMENT. */
static uint32_t successor_in_force(const struct citing *citing, const struct relation *ender)
{
	const struct registry *registry = citing->check->registry;

	for (int i = 0; i < SUCCESSORS_MAX && ender && ender->type == RELATION_SUPERSEDES; i++) {
		if (status_applies(status_on(registry, ender->actor, MARKDOWN_NO_PART, citing->date)))
			return ender->actor;
		ender = status_ender(registry, ender->actor, citing->date);
	}
	return NO_DOCUMENT;
}

/* What ended the document, or the cited part of it (or a part that holds that). */
static const struct relation *ender_of_cited(const struct citing *citing, const struct citation *citation,
                                             uint32_t target)
{
	const struct registry *registry = citing->check->registry;
	const struct document *document = &registry->documents[target];
	const struct relation *whole = status_ender(registry, target, citing->date);
	uint32_t part = citation->part.n ? document_part(document, citation->part) : MARKDOWN_NO_PART;

	for (; !whole && part != MARKDOWN_NO_PART; part = document->parts[part].parent)
		EDGES_EACH(relation, registry->ending, target) {
			if (relation->type != RELATION_AFFECTS &&
			    str_equal(relation->target.part, document->parts[part].anchor) &&
			    relation_in_effect(registry, relation, citing->date) == TRI_YES)
				return relation;
		}
	return whole;
}

static struct str cited_text(const struct citing *citing, const struct citation *citation)
{
	if (!citation->part.n)
		return citation->text;
	return arena_format(citing->check->arena, "%.*s%s%.*s", STR_ARG(citation->text),
	                    citation->kind == CITATION_TITLE || citation->kind == CITATION_DNR ? ", " : "#",
	                    STR_ARG(citation->part));
}

static void report_ended(struct citing *citing, const struct citation *citation, uint32_t target, enum status status)
{
	static const enum term words[STATUS_COUNT] = {[STATUS_SUPERSEDED] = TERM_SUPERSEDED,
	                                              [STATUS_REPEALED] = TERM_REPEALED,
	                                              [STATUS_EXPIRED] = TERM_EXPIRED,
	                                              [STATUS_ANNULLED] = TERM_ANNULLED};
	const struct registry *registry = citing->check->registry;
	const struct relation *ender = status == STATUS_SUPERSEDED || status == STATUS_REPEALED
	                                       ? ender_of_cited(citing, citation, target)
	                                       : NULL;
	uint32_t successor = ender ? successor_in_force(citing, ender) : NO_DOCUMENT;

	report(citing->check, DIAGNOSTIC_CITATION_SUPERSEDED, citing->index, citation->at, cited_text(citing, citation),
	       argument_date(citing->date), argument_term(words[status]),
	       ender && status == STATUS_SUPERSEDED ? registry->documents[ender->actor].id : STR_EMPTY,
	       successor == NO_DOCUMENT ? STR_EMPTY : registry->documents[successor].id);
	if (ender)
		relate(citing->check, RELATED_ENDED_HERE, registry->documents[ender->stated_in].path, ender->target.at,
		       registry->documents[ender->actor].id);
	else
		relate(citing->check, RELATED_STATED_HERE, registry->documents[target].path,
		       document_location(&registry->documents[target], status == STATUS_EXPIRED    ? KEY_EXPIRES
		                                                       : status == STATUS_ANNULLED ? KEY_ANNULLED
		                                                                                   : KEY_STATUS),
		       STR_EMPTY);
}

static void report_undecided(struct citing *citing, const struct citation *citation, uint32_t target,
                             struct argument why)
{
	const struct document *document = &citing->check->registry->documents[target];

	report(citing->check, DIAGNOSTIC_CITATION_UNDECIDED, citing->index, citation->at, citation->text,
	       argument_date(citing->date), why);
	relate(citing->check, RELATED_STAGE_HERE, document->path, document_location(document, KEY_STATUS),
	       document->id);
}

static void report_pending(struct citing *citing, const struct citation *citation, uint32_t target)
{
	const struct registry *registry = citing->check->registry;
	const struct relation *relation = pending_relation(registry, target, citation->part, citing->date);

	report(citing->check, DIAGNOSTIC_CITATION_PENDING, citing->index, citation->at, cited_text(citing, citation),
	       argument_date(citing->date), relation ? registry->documents[relation->actor].id : STR_EMPTY);
	if (relation)
		relate(citing->check, RELATED_PENDING_HERE, registry->documents[relation->stated_in].path,
		       relation->target.at, registry->documents[relation->actor].id);
}

static void check_status(struct citing *citing, const struct citation *citation, uint32_t target)
{
	const struct registry *registry = citing->check->registry;
	const struct document *document = &registry->documents[target];
	uint32_t part = citation->part.n ? document_part(document, citation->part) : MARKDOWN_NO_PART;
	enum status status = status_on(registry, target, part, citing->date);

	switch (status) {
	case STATUS_SUPERSEDED:
	case STATUS_REPEALED:
	case STATUS_EXPIRED:
	case STATUS_ANNULLED:
		report_ended(citing, citation, target, status);
		break;
	case STATUS_WITHDRAWN: /* since when is not known; that it was never decided is */
		if (!document->decided.known)
			report_undecided(citing, citation, target, argument_term(TERM_WITHDRAWN));
		break;
	case STATUS_DRAFT:
		report_undecided(citing, citation, target, argument_term(TERM_DRAFT));
		break;
	case STATUS_REFERRED:
		report_undecided(citing, citation, target, argument_term(TERM_REFERRED));
		break;
	case STATUS_NOT_YET_IN_FORCE:
		if (date_before(citing->date, document->decided) == TRI_YES)
			report_undecided(citing, citation, target,
			                 TERM_AROUND(TERM_DECIDED_LATER, argument_date(document->decided)));
		break;
	case STATUS_IN_FORCE_TO_BE_REPLACED:
		report_pending(citing, citation, target);
		break;
	case STATUS_IN_FORCE:
	case STATUS_IN_FORCE_IN_PART:
	case STATUS_UNKNOWN: /* whether a proposal existed yet may not be known; that it was not decided is */
		if (document->readable && (document->stage == STAGE_DRAFT || document->stage == STAGE_REFERRED))
			report_undecided(citing, citation, target,
			                 argument_term(document->stage == STAGE_DRAFT ? TERM_DRAFT : TERM_REFERRED));
		break;
	case STATUS_COUNT:
		break;
	}
}

bool check_speaks_as_rule(const struct registry *registry, uint32_t index)
{
	enum stage stage = document_stage(&registry->documents[index]);

	if (stage == STAGE_DRAFT || stage == STAGE_REFERRED)
		return true;
	EDGES_EACH(relation, registry->by, index)
		if (relation->type == RELATION_VERSION_OF && registry_governs(registry, relation->target.document))
			return true;
	return registry_governs(registry, index);
}

/* Only what governs can be superseded or undecided in a way that matters. One finding is enough for each document cited, and a
 * document without one need not be looked at again, but its other parts may fare otherwise. */
static bool is_to_be_judged(struct citing *citing, const struct citation *citation, uint32_t target)
{
	const struct registry *registry = citing->check->registry;
	uint32_t clean = 2 * citing->index + 1, found = 2 * citing->index + 2;

	if (target == NO_DOCUMENT || target == citing->index || !citing->date.known || !citing->speaks ||
	    !registry->documents[target].readable || !registry_governs(registry, target) ||
	    citing->check->judged[target] == found || (citing->check->judged[target] == clean && !citation->part.n) ||
	    relation_explains(registry, citing->index, target) || relation_explains(registry, target, citing->index))
		return false;
	return true;
}

static void judge_status(struct citing *citing, const struct citation *citation, uint32_t target)
{
	size_t before = citing->check->findings->n;

	if (!is_to_be_judged(citing, citation, target))
		return;
	check_status(citing, citation, target);
	citing->check->judged[target] = 2 * citing->index + (citing->check->findings->n > before ? 2 : 1);
}

static void judge(struct citing *citing, const struct citation *citation, uint32_t target)
{
	if (target != NO_DOCUMENT && citation_is_own_voice(citing->check->registry, citing->index, target))
		judge_status(citing, citation, target);
}

/* What the document itself is said to refer to or require is its own voice, however much of its text is held. */
static void judge_relation(struct citing *citing, const struct relation *relation)
{
	struct citation citation = {.kind = CITATION_WIKI,
	                            .at = relation->target.at,
	                            .text = relation->target.name,
	                            .part = relation->target.part};

	if (!relation->inverse && (relation->type == RELATION_REFERS_TO || relation->type == RELATION_REQUIRES))
		judge_status(citing, &citation, relation->target.document);
}

static void check_citation(struct citing *citing, uint32_t position)
{
	const struct citation *citation = &citing->document->citations[position];
	uint32_t meant = NO_DOCUMENT;

	if (citation->remark && citation->kind != CITATION_WIKI && citation->kind != CITATION_LINK)
		return;
	if (citation->outcome == CITATION_UNKNOWN) {
		unknown_target(citing, citation);
		return;
	}
	switch (citation->kind) {
	case CITATION_DNR:
		check_decision(citing, citation);
		break;
	case CITATION_TITLE:
	case CITATION_ACT:
		break;
	case CITATION_WIKI:
	case CITATION_LINK:
		check_part(citing, citation);
		break;
	}
	if (citation->remark)
		return;
	meant = meant_by(citing, position);
	if (citation->kind == CITATION_DNR || citation->kind == CITATION_TITLE)
		check_pinpoint(citing, citation, meant);
	judge(citing, citation, meant);
}

void check_citations(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	struct citing citing = {check, index, document, document_date(document),
	                        check_speaks_as_rule(check->registry, index)};

	RELATIONS_EACH(relation, document)
		judge_relation(&citing, relation);
	for (uint32_t i = 0; i < document->citation_count; i++)
		check_citation(&citing, i);
}
