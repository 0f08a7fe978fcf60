#include "registry/base/memory.h"
#include "registry/graph/document_order.h"
#include "registry/query/impact_internal.h"
#include "registry/validity/amendment.h"

#include <stdlib.h>

/* --- what would lose its ground ------------------------------------------------------------------------------------- */

static bool rests(const struct relation *relation, bool directly)
{
	return relation->type == RELATION_BASED_ON || relation->type == RELATION_IMPLEMENTS ||
	       relation->type == RELATION_REQUIRES || (directly && relation->type == RELATION_ATTACHMENT_OF);
}

static bool is_over(enum status status)
{
	return status == STATUS_SUPERSEDED || status == STATUS_REPEALED || status == STATUS_EXPIRED ||
	       status == STATUS_ANNULLED || status == STATUS_WITHDRAWN;
}

static void add_dependant(struct impact_finding *finding, uint32_t document, const struct relation *relation,
                          uint32_t on, uint32_t depth)
{
	enum status status = STATUS_UNKNOWN;

	if (finding->met[document])
		return;
	finding->met[document] = depth + 1;
	status = status_on(finding->registry, document, MARKDOWN_NO_PART, finding->out->on);
	if (!is_over(status))
		vec_push(&finding->dependants, (struct impact_dependant){document, status, relation, on, depth});
}

/* What it orders rests on it too. */
static void find_ordered(struct impact_finding *finding)
{
	RELATIONS_EACH(relation, finding->asked) {
		if (relation->type != RELATION_MANDATES || relation->inverse ||
		    !impact_stands_in_part(finding, relation))
			continue;
		if (relation->target.document == NO_DOCUMENT)
			vec_push(&finding->orders, relation);
		else
			add_dependant(finding, relation->target.document, relation, finding->out->document, 1);
	}
}

/* Breadth first, each document once: at its least depth. */
static void find_dependants(struct impact_finding *finding)
{
	const struct edge_rows *to = &finding->registry->to;

	finding->met[finding->out->document] = 1;
	for (size_t i = 0; i < finding->relations.n; i++)
		if (rests(finding->relations.at[i].relation, true))
			add_dependant(finding, finding->relations.at[i].document, finding->relations.at[i].relation,
			              finding->out->document, 1);
	find_ordered(finding);
	for (size_t k = 0; k < finding->dependants.n; k++) {
		struct impact_dependant through = finding->dependants.at[k];
		for (uint32_t i = to->start[through.document]; i < to->start[through.document + 1]; i++)
			if (rests(to->at[i], false))
				add_dependant(finding, to->at[i]->actor, to->at[i], through.document,
				              through.depth + 1);
	}
}

/* --- what it does to others ----------------------------------------------------------------------------------------- */

static const struct relation *remaining_for(const struct impact_finding *finding, const struct relation *falling)
{
	const struct edge_rows *ending = &finding->registry->ending;
	uint32_t target = falling->target.document;

	for (uint32_t i = ending->start[target]; i < ending->start[target + 1]; i++)
		if (ending->at[i]->actor != finding->out->document &&
		    !relation_amends(finding->registry, ending->at[i]) &&
		    (!ending->at[i]->target.part.n || !falling->target.part.n ||
		     str_equal(ending->at[i]->target.part, falling->target.part)) &&
		    relation_is_pending(finding->registry, ending->at[i], finding->out->on))
			return ending->at[i];
	return NULL;
}

/* What has ended no longer proposes, promises or requires; what took effect before that stays (registry/effect.h). */
static void find_effects(struct impact_finding *finding)
{
	const struct edge_rows *by = &finding->registry->by;

	for (uint32_t i = by->start[finding->out->document]; i < by->start[finding->out->document + 1]; i++) {
		const struct relation *relation = by->at[i];
		bool ends = relation_family(relation->type) == FAMILY_ENDS;
		struct impact_effect effect = {.relation = relation};
		if ((!ends && relation_family(relation->type) != FAMILY_CHANGES) ||
		    !impact_stands_in_part(finding, relation))
			continue;
		effect.answer = relation_effect_on(finding->registry, relation, finding->out->on);
		if (effect.answer.effect == EFFECT_NONE)
			continue;
		if (effect.answer.effect == EFFECT_TAKEN && relation->type != RELATION_AFFECTS) {
			if (ends)
				vec_push(&finding->lasting, effect);
			continue;
		}
		effect.remaining = remaining_for(finding, relation);
		vec_push(&finding->falling, effect);
	}
}

/* --- the order in which things are reported ----------------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_links(const void *a, const void *b, void *context)
{
	const struct impact_link *x = a, *y = b;
	const uint32_t *place = context;
	int order = 0;

	if (x->relation && y->relation)
		order = compare_numbers(x->relation->type, y->relation->type);
	if (!order)
		order = compare_numbers(place[x->document], place[y->document]);
	if (!order && x->relation && y->relation)
		order = compare_numbers(x->relation->target.at.line, y->relation->target.at.line);
	if (!order && x->citation && y->citation)
		order = compare_numbers(x->citation->at.line, y->citation->at.line);
	if (!order && x->citation && y->citation)
		order = compare_numbers(x->citation->at.column, y->citation->at.column);
	return order;
}

static int compare_documents(const void *a, const void *b, void *context)
{
	const struct impact_link *x = a, *y = b;
	const uint32_t *place = context;

	return compare_numbers(place[x->document], place[y->document]);
}

static int compare_dependants(const void *a, const void *b, void *context)
{
	const struct impact_dependant *x = a, *y = b;
	const uint32_t *place = context;

	return x->depth != y->depth ? compare_numbers(x->depth, y->depth)
	                            : compare_numbers(place[x->document], place[y->document]);
}

/* All documents of the lists, sorted once; then the lists by their places. */
static void sort_all(struct impact_finding *finding)
{
	uint32_t *place = memory_new((size_t)finding->registry->count + 1, sizeof *place);
	VEC(uint32_t) documents = {0};

	for (size_t i = 0; i < finding->relations.n; i++)
		vec_push(&documents, finding->relations.at[i].document);
	for (size_t i = 0; i < finding->citations.n; i++)
		if (!i || finding->citations.at[i].document != finding->citations.at[i - 1].document)
			vec_push(&documents, finding->citations.at[i].document);
	for (size_t i = 0; i < finding->dependants.n; i++)
		vec_push(&documents, finding->dependants.at[i].document);
	if (documents.n)
		documents_sort(finding->registry, documents.at, documents.n);
	for (size_t i = 0; i < documents.n; i++)
		place[documents.at[i]] = (uint32_t)i;
	if (finding->relations.n)
		qsort_r(finding->relations.at, finding->relations.n, sizeof *finding->relations.at, compare_links,
		        place);
	if (finding->citations.n)
		qsort_r(finding->citations.at, finding->citations.n, sizeof *finding->citations.at, compare_links,
		        place);
	if (finding->dangling.n)
		qsort_r(finding->dangling.at, finding->dangling.n, sizeof *finding->dangling.at, compare_documents,
		        place);
	if (finding->dependants.n)
		qsort_r(finding->dependants.at, finding->dependants.n, sizeof *finding->dependants.at,
		        compare_dependants, place);
	vec_release(&documents);
	free(place);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static enum impact_case case_of(const struct registry *registry, uint32_t document, enum status status, struct date on)
{
	enum stage stage = document_stage(&registry->documents[document]);

	switch (status) {
	case STATUS_DRAFT:
	case STATUS_REFERRED:
		return IMPACT_WITHDRAW;
	case STATUS_SUPERSEDED:
	case STATUS_REPEALED:
	case STATUS_EXPIRED:
	case STATUS_ANNULLED:
	case STATUS_WITHDRAWN:
		return IMPACT_ENDED;
	case STATUS_NOT_YET_IN_FORCE:
		return stage != STAGE_DECIDED || date_not_after(registry->documents[document].decided, on) == TRI_NO
		               ? IMPACT_UNDECIDED
		               : IMPACT_REPEAL;
	case STATUS_UNKNOWN:
		return stage == STAGE_DRAFT || stage == STAGE_REFERRED ? IMPACT_WITHDRAW : IMPACT_UNSURE;
	case STATUS_IN_FORCE:
	case STATUS_IN_FORCE_IN_PART:
	case STATUS_IN_FORCE_TO_BE_REPLACED:
	case STATUS_COUNT:
		break;
	}
	return IMPACT_REPEAL;
}

static void *keep(struct arena *arena, void *at, size_t n, size_t size, uint32_t *count)
{
	void *kept = arena_alloc(arena, n, size);

	if (n)
		memcpy(kept, at, n * size);
	*count = (uint32_t)n;
	free(at);
	return kept;
}

#define KEEP(arena, vec, count) keep((arena), (vec).at, (vec).n, sizeof *(vec).at, (count))

void impact_of(struct impact *out, struct arena *arena, const struct registry *registry, uint32_t document,
               uint32_t part, struct date on)
{
	struct impact_finding finding = {.registry = registry, .out = out, .asked = &registry->documents[document]};

	*out = (struct impact){.registry = registry, .document = document, .part = part, .on = on};
	status_explain(&out->status, arena, registry, document, on);
	out->part_status = part == MARKDOWN_NO_PART ? out->status.status : out->status.parts[part].status;
	out->kind = case_of(registry, document, out->part_status, on);
	finding.met = memory_new((size_t)registry->count + 1, sizeof *finding.met);
	impact_find_relations(&finding);
	for (uint32_t i = 0; i < registry->count; i++)
		impact_find_citations_in(&finding, i);
	if (out->kind != IMPACT_ENDED && out->kind != IMPACT_UNDECIDED) {
		find_dependants(&finding);
		find_effects(&finding);
		if (out->kind != IMPACT_WITHDRAW)
			impact_find_dangling(&finding);
	}
	sort_all(&finding);
	out->relations = KEEP(arena, finding.relations, &out->relation_count);
	out->citations = KEEP(arena, finding.citations, &out->citation_count);
	out->dangling = KEEP(arena, finding.dangling, &out->dangling_count);
	out->dependants = KEEP(arena, finding.dependants, &out->dependant_count);
	out->orders = KEEP(arena, finding.orders, &out->order_count);
	out->falling = KEEP(arena, finding.falling, &out->falling_count);
	out->lasting = KEEP(arena, finding.lasting, &out->lasting_count);
	vec_release(&finding.bears);
	free(finding.met);
}
