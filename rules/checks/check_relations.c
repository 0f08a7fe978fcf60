/* Relations as a document states them. */
#include "registry/document/part_number.h"
#include "registry/federation/federation.h"
#include "registry/graph/called.h"
#include "registry/graph/contradiction.h"
#include "rules/checks/checks.h"

#define SCOPES_COMPARED 100u /* entries of applies-to that each is compared with */

static struct str type_name(const struct check *check, const struct relation *relation)
{
	return check_key(check, (relation->inverse ? CONFIG_INVERSE : CONFIG_RELATION) + (uint32_t)relation->type);
}

/* The document that a relation names, as opposed to the one that states it. */
static uint32_t named_document(const struct relation *relation)
{
	return relation->inverse ? relation->actor : relation->target.document;
}

#define NAME_AMONG_WORDS 100u /* bytes of a text in which a name is looked for: "m10 (delvis)" */

/* A title, an alias or a case number is answered with the id, a list in one text with the list. */
static void dangling(struct check *check, uint32_t index, struct str key, const struct reference *reference)
{
	const struct registry *registry = check->registry;
	struct foreign foreign;
	uint32_t other = NO_DOCUMENT, called = registry_called(registry, reference->name, index, &other);
	bool sure = called != NO_DOCUMENT;
	struct str list = sure ? STR_EMPTY : list_meant(check, NAMED_DOCUMENTS, reference->name, &sure);
	struct str nearest = called != NO_DOCUMENT  ? registry->documents[called].id
	                     : other != NO_DOCUMENT ? registry->documents[other].id
	                     : list.n               ? STR_EMPTY
	                                            : registry_nearest(registry, reference->name);

	if (foreign_named(registry, reference->name, &foreign)) {
		if (foreign.document != NO_DOCUMENT || !foreign.other->registry)
			return;
		nearest = registry_nearest(foreign.other->registry,
		                           str_part(reference->name, foreign.other->name.n + 1, reference->name.n));
		nearest = nearest.n ? arena_format(check->arena, "%.*s:%.*s", STR_ARG(foreign.other->name),
		                                   STR_ARG(nearest))
		                    : nearest;
	}
	if (!nearest.n && !list.n && reference->name.n < NAME_AMONG_WORDS)
		nearest = name_within(check, NAMED_DOCUMENTS, reference->name);
	report(check, DIAGNOSTIC_RELATION_DANGLING, index, reference->at, key, reference->name, nearest, list,
	       argument_term(reference_is_nothing(reference->name) ? TERM_LEAVE_OUT : TERM_ADD_DOCUMENT));
	check->findings->at[check->findings->n - 1].sure = sure;
}

/* Where the text is not held, that a part does not exist is not known. */
static void check_part(struct check *check, uint32_t index, const struct reference *reference, uint32_t target)
{
	const struct document *document = NULL;
	struct part_number number;

	if (reference->part.n && part_number_is(reference->part, &number) && number.bad) {
		report(check, DIAGNOSTIC_PART_NUMBER, index, reference->part_at, reference->part);
		return;
	}
	if (!reference->part.n || target == NO_DOCUMENT || !registry_knows_parts(check->registry, target))
		return;
	document = &check->registry->documents[target];
	if (document_part(document, reference->part) != MARKDOWN_NO_PART)
		return;
	report(check, DIAGNOSTIC_RELATION_PART_MISSING, index, reference->part_at, document->id, reference->part,
	       document_nearest_part(document, reference->part), check_parts_listed(check, document));
	if (document->holding == HOLDING_DIGEST) /* a digest may leave parts out */
		check_soften(check, SEVERITY_WARNING);
}

/* In a collection that names documents by their addresses, one that leads to none of them leads elsewhere; and of a link in the text, that
 * it leads nowhere is told of the link. */
static bool is_elsewhere(const struct check *check, uint32_t index, const struct reference *target)
{
	bool address = str_starts(target->name, STR("https://")) || str_starts(target->name, STR("http://"));
	bool link =
		target->at.line >= check->registry->documents[index].body_line && str_ends(target->name, STR(".md"));

	return check->registry->config.mapped && (address || link);
}

static void check_names(struct check *check, uint32_t index, const struct relation *relation)
{
	uint32_t named = named_document(relation);

	if (named == index)
		report(check, DIAGNOSTIC_RELATION_SELF, index, relation->target.at, type_name(check, relation));
	/* what is ordered and does not exist is unfulfilled, not misspelt: see check_process */
	else if (named == NO_DOCUMENT && (relation->type != RELATION_MANDATES || relation->inverse) &&
	         !is_elsewhere(check, index, &relation->target))
		dangling(check, index, type_name(check, relation), &relation->target);
	/* the part of an inverse relation is one of this document's */
	check_part(check, index, &relation->target, relation->inverse ? index : named);
	if (relation->source.name.n && relation->source.document == NO_DOCUMENT)
		dangling(check, index, STR("source"), &relation->source);
	check_part(check, index, &relation->source, relation->source.document);
	if (relation->condition == CONDITION_ADOPTED && relation->when.document == NO_DOCUMENT)
		dangling(check, index, STR("when"), &relation->when);
}

static void not_reciprocal(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct document *actor = &check->registry->documents[relation->actor];

	report(check, DIAGNOSTIC_RELATION_NOT_RECIPROCAL, index, relation->target.at, type_name(check, relation),
	       relation->target.name, check_key(check, CONFIG_RELATION + (uint32_t)relation->type),
	       check->registry->documents[index].id);
	relate(check, RELATED_OTHER_DOCUMENT, actor->path, document_location(actor, KEY_ID), actor->id);
}

/* The first thing that the other side says differently, as it is written. */
static struct argument told(struct check *check, const struct relation *relation, const struct relation *other)
{
	struct str part = relation->target.part;

	if (!str_equal(part, other->target.part))
		return part.n ? argument_text(arena_format(check->arena, "part: %.*s", STR_ARG(part)))
		              : argument_term(TERM_WHOLE);
	if (date_same(relation->from, other->from) == TRI_NO)
		return argument_text(
			arena_format(check->arena, "from: %.*s", STR_ARG(date_text(check->arena, relation->from))));
	return argument_text(arena_format(check->arena, "state: %s", relation_state_name(relation->state)));
}

/* By the map: a status that names a successor, or a relation that is always but proposed, stands in one document alone. */
static bool is_one_sided(const struct config *config, const struct relation *relation)
{
	return config->mapped && (relation->state == STATE_PROPOSED ||
	                          (config->map.phrase_count && !config->own_keys[CONFIG_INVERSE + relation->type].n));
}

/* An inverse relation must be stated by the acting document too, and alike. */
static void check_inverse(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	const struct relation *other = NULL;

	if (!relation->inverse || relation->actor == NO_DOCUMENT || relation->actor == index ||
	    !registry->documents[relation->actor].readable) /* what it states is not known */
		return;
	other = relation_other_side(registry, relation);
	if (!other && is_one_sided(&registry->config, relation))
		return;
	if (!other) {
		not_reciprocal(check, index, relation);
	} else if (sides_differ(other, relation)) {
		report(check, DIAGNOSTIC_RELATION_SIDES_DIFFER, index, relation->target.at, type_name(check, relation),
		       relation->target.name, told(check, relation, other), told(check, other, relation),
		       relation_family(relation->type) == FAMILY_ENDS ? registry->documents[index].id : STR_EMPTY);
		relate(check, RELATED_STATED_HERE, registry->documents[other->stated_in].path, other->target.at,
		       STR_EMPTY);
	}
}

static bool is_undecided(const struct relation *relation)
{
	return relation->state == STATE_PROPOSED || relation->state == STATE_DISPUTED ||
	       relation->state == STATE_CONDITIONAL;
}

/* One finding for each relation that does not go with an earlier one, however many those are. */
static void check_pairs(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];
	struct relation_pair *pairs = document->relation_count > 1 ? relation_pairs(document) : NULL;

	for (uint32_t i = 0; pairs && i < document->relation_count; i++) {
		const struct relation *later = &document->relations[i];
		if (named_document(later) == NO_DOCUMENT)
			continue; /* that it is not there has been told */
		if (pairs[i].repeats != NO_RELATION) {
			report(check, DIAGNOSTIC_RELATION_DUPLICATE, index, later->target.at, type_name(check, later),
			       later->target.name);
			relate(check, RELATED_FIRST_HERE, document->path,
			       document->relations[pairs[i].repeats].target.at, STR_EMPTY);
		} else if (pairs[i].earlier != NO_RELATION) {
			const struct relation *earlier = &document->relations[pairs[i].earlier];
			report(check, DIAGNOSTIC_RELATION_CONTRADICTORY, index, later->target.at,
			       type_name(check, earlier), type_name(check, later), later->target.name);
			relate(check, RELATED_STATED_HERE, document->path, earlier->target.at, STR_EMPTY);
		}
	}
	free(pairs);
}

static void report_conditional(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct document *adopted = NULL;
	struct argument condition = argument_text(relation->when.name);

	if (relation->condition == CONDITION_ADOPTED) {
		if (relation->when.document == NO_DOCUMENT)
			return; /* that it names no document has been told */
		adopted = &check->registry->documents[relation->when.document];
		condition = TERM_AROUND(TERM_ADOPTED, condition);
	}
	report(check, DIAGNOSTIC_RELATION_CONDITIONAL, index, relation->target.at, type_name(check, relation),
	       relation->target.name, relation->target.part, condition);
	if (adopted)
		relate(check, RELATED_STAGE_HERE, adopted->path, document_location(adopted, KEY_STATUS), adopted->id);
	check_relate_note(check, relation);
}

static void check_state(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct document *actor =
		relation->actor == NO_DOCUMENT ? NULL : &check->registry->documents[relation->actor];
	struct str type = type_name(check, relation), name = relation->target.name, part = relation->target.part;

	/* that a version or an attachment is a proposal's goes without saying */
	if (named_document(relation) == NO_DOCUMENT)
		return;
	if (relation->state == STATE_PROPOSED && relation_family(relation->type) != FAMILY_BELONGS) {
		report(check, DIAGNOSTIC_RELATION_PROPOSED, index, relation->target.at, type, name, part);
		check_relate_note(check, relation);
	}
	if (relation->state == STATE_DISPUTED) {
		report(check, DIAGNOSTIC_RELATION_DISPUTED, index, relation->target.at, type, name, part,
		       relation_family(relation->type) == FAMILY_ENDS ? name : STR_EMPTY);
		check_relate_note(check, relation);
	}
	if (relation->state == STATE_CONDITIONAL && relation->condition == CONDITION_NONE)
		report(check, DIAGNOSTIC_RELATION_CONDITION_MISSING, index, relation->state_at);
	if (relation->condition != CONDITION_NONE && actor &&
	    relation_in_effect(check->registry, relation, check->today) != TRI_YES)
		report_conditional(check, index, relation);
	if (relation->state == STATE_DECIDED && actor &&
	    (actor->stage == STAGE_DRAFT || actor->stage == STAGE_REFERRED))
		report(check, DIAGNOSTIC_RELATION_STATE, index, relation->state_at,
		       argument_term(actor->stage == STAGE_DRAFT ? TERM_DRAFT : TERM_REFERRED));
	if (actor && actor->stage == STAGE_WITHDRAWN && relation_family(relation->type) == FAMILY_ENDS &&
	    !relation->inverse && relation->state != STATE_PROPOSED)
		report(check, DIAGNOSTIC_RELATION_WITHDRAWN, index, relation->target.at, type, name);
}

static enum term ended_word(enum status status)
{
	switch (status) {
	case STATUS_SUPERSEDED:
		return TERM_SUPERSEDED;
	case STATUS_REPEALED:
		return TERM_REPEALED;
	default:
		return TERM_NONE;
	}
}

/* What a decided relation ends must not have ended before through another. */
static void check_already_ended(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	struct date effect, before;
	enum status status = STATUS_UNKNOWN;
	const struct relation *ender = NULL;

	if (relation_family(relation->type) != FAMILY_ENDS || relation->actor == NO_DOCUMENT || relation->inverse ||
	    relation->target.document == NO_DOCUMENT || relation->target.document == relation->actor ||
	    is_undecided(relation) || !check_is_decided(&registry->documents[relation->actor]))
		return;
	effect = relation_effect_date(registry, relation);
	if (!effect.known)
		return;
	before = date_plus(effect, -1);
	ender = status_ender(registry, relation->target.document, before);
	if (!ender || ender->actor == relation->actor)
		return;
	status = status_on(registry, relation->target.document, MARKDOWN_NO_PART, before);
	if (!ended_word(status))
		return;
	report(check, DIAGNOSTIC_RELATION_ALREADY_ENDED, index, relation->target.at, relation->target.name,
	       argument_date(effect), argument_term(ended_word(status)), registry->documents[ender->actor].id,
	       argument_date(relation_effect_date(registry, ender)));
	relate(check, RELATED_ENDED_HERE, registry->documents[ender->stated_in].path, ender->target.at,
	       registry->documents[ender->actor].id);
}

/* A governing document that rests on a text which nobody can read. */
static void check_text_held(struct check *check, uint32_t index, const struct relation *relation)
{
	const struct registry *registry = check->registry;
	enum term role = TERM_NONE;

	if (relation->inverse || relation->target.document == NO_DOCUMENT || relation->target.document == index ||
	    !registry_governs(registry, index) ||
	    registry->documents[relation->target.document].holding != HOLDING_REFERENCE)
		return;
	switch (relation->type) {
	case RELATION_REQUIRES:
		role = TERM_REQUIRED;
		break;
	case RELATION_BASED_ON:
		role = TERM_BASIS;
		break;
	case RELATION_IMPLEMENTS:
		role = TERM_IMPLEMENTED;
		break;
	default:
		return;
	}
	report(check, DIAGNOSTIC_CITATION_TEXT_MISSING, index, relation->target.at, relation->target.name,
	       argument_term(role));
}

/* One body cannot both be bound for certain and not; of several entries, each is compared with the first that names it. */
static void check_scope(struct check *check, uint32_t index, uint32_t entry)
{
	const struct document *document = &check->registry->documents[index];
	const struct scope *scope = &document->scopes[entry];

	for (uint32_t i = 0; i < entry && i < SCOPES_COMPARED; i++) {
		const struct scope *first = &document->scopes[i];
		if (!str_equal(first->body.text, scope->body.text) || first->reach == scope->reach)
			continue;
		report(check, DIAGNOSTIC_SCOPE_CONTRADICTORY, index, scope->body.at, scope->body.text);
		relate(check, RELATED_STATED_HERE, document->path, first->body.at, STR_EMPTY);
		return;
	}
}

static void check_scopes(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	for (uint32_t i = 0; i < document->scope_count; i++) {
		const struct reference *sources[] = {&document->scopes[i].source,
		                                     &document->scopes[i].made_binding.source};
		check_scope(check, index, i);
		for (size_t k = 0; k < 2; k++) {
			if (sources[k]->name.n && sources[k]->document == NO_DOCUMENT)
				dangling(check, index, STR("source"), sources[k]);
			check_part(check, index, sources[k], sources[k]->document);
		}
	}
}

void check_relations(struct check *check, uint32_t index)
{
	const struct document *document = &check->registry->documents[index];

	check_scopes(check, index);

	RELATIONS_EACH(relation, document) {
		check_names(check, index, relation);
		check_inverse(check, index, relation);
		check_state(check, index, relation);
		check_already_ended(check, index, relation);
		check_text_held(check, index, relation);
	}
	check_pairs(check, index);
}
