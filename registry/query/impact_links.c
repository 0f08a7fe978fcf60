/* What points at a document, and what of that would point at a repealed text. */
#include "registry/base/memory.h"
#include "registry/query/impact_internal.h"

/* --- parts ---------------------------------------------------------------------------------------------------------- */

static bool is_within(const struct document *document, uint32_t part, uint32_t whole)
{
	while (part != MARKDOWN_NO_PART && part != whole)
		part = document->parts[part].parent;
	return part != MARKDOWN_NO_PART;
}

bool part_addresses(const struct document *document, uint32_t part, struct str anchor)
{
	uint32_t other = anchor.n ? document_part(document, anchor) : MARKDOWN_NO_PART;

	return other != MARKDOWN_NO_PART && (is_within(document, part, other) || is_within(document, other, part));
}

/* Does a reference with this anchor concern what is asked about? What addresses the whole is counted where a part is asked about. */
static bool concerns(const struct impact_finding *finding, struct str anchor, uint32_t *whole)
{
	if (finding->out->part == MARKDOWN_NO_PART)
		return true;
	if (!anchor.n)
		++*whole;
	return part_addresses(finding->asked, finding->out->part, anchor);
}

bool impact_stands_in_part(struct impact_finding *finding, const struct relation *relation)
{
	struct impact *out = finding->out;
	bool told = relation->source.document == out->document && relation->source.part.n > 0;

	if (out->part == MARKDOWN_NO_PART)
		return true;
	if (!told)
		out->unplaced++;
	return told && part_addresses(finding->asked, out->part, relation->source.part);
}

/* --- what points at it ---------------------------------------------------------------------------------------------- */

void impact_find_relations(struct impact_finding *finding)
{
	const struct edge_rows *to = &finding->registry->to;

	for (uint32_t i = to->start[finding->out->document]; i < to->start[finding->out->document + 1]; i++) {
		const struct relation *relation = to->at[i];
		if (concerns(finding, relation->target.part, &finding->out->whole_relations))
			vec_push(&finding->relations,
			         (struct impact_link){.document = relation->actor,
			                              .status = status_on(finding->registry, relation->actor,
			                                                  MARKDOWN_NO_PART, finding->out->on),
			                              .relation = relation,
			                              .certain = true});
	}
}

/* Does the document bear this case number or title? Asked again and again of the same names, so it is remembered. */
static bool bears(struct impact_finding *finding, uint32_t name)
{
	enum { UNKNOWN, YES, NO };

	if (name == NO_NAME)
		return false;
	while (finding->bears.n <= name)
		vec_push(&finding->bears, UNKNOWN);
	if (finding->bears.at[name] == UNKNOWN)
		finding->bears.at[name] = name_is_of(finding->registry->names, name, finding->out->document) ? YES : NO;
	return finding->bears.at[name] == YES;
}

/* Whether the citation means the document: yes, no, or perhaps. Of a case with documents that govern, the others are not meant. */
static enum tri is_meant(struct impact_finding *finding, uint32_t citing, uint32_t number)
{
	const struct registry *registry = finding->registry;
	const struct citation *citation = &registry->documents[citing].citations[number];
	struct disambiguation meant;

	if (citation->document != finding->out->document && !bears(finding, citation->name))
		return TRI_NO;
	meant = citation_disambiguate(registry, citing, number);
	if (meant.kind == DISAMBIGUATION_CLEAR)
		return meant.document == finding->out->document ? TRI_YES : TRI_NO;
	if (meant.kind == DISAMBIGUATION_NONE)
		return TRI_NO;
	for (uint32_t name = citation->name;
	     citation->kind == CITATION_DNR && !registry_governs(registry, finding->out->document) && name != NO_NAME;
	     name = names_at(registry->names, name)->next)
		if (registry_governs(registry, names_at(registry->names, name)->document))
			return TRI_NO;
	return TRI_UNKNOWN;
}

void impact_find_citations_in(struct impact_finding *finding, uint32_t citing)
{
	const struct document *document = &finding->registry->documents[citing];
	enum status status = STATUS_COUNT;

	for (uint32_t i = 0; citing != finding->out->document && i < document->citation_count; i++) {
		enum tri meant = is_meant(finding, citing, i);
		if (meant == TRI_NO || !concerns(finding, document->citations[i].part, &finding->out->whole_citations))
			continue;
		if (status == STATUS_COUNT)
			status = status_on(finding->registry, citing, MARKDOWN_NO_PART, finding->out->on);
		vec_push(&finding->citations, (struct impact_link){.document = citing,
		                                                   .status = status,
		                                                   .citation = &document->citations[i],
		                                                   .certain = meant == TRI_YES});
	}
}

/* --- what would dangle ---------------------------------------------------------------------------------------------- */

/* Governs on the day, has been decided and will govern, or perhaps does. */
static bool counts(const struct impact_finding *finding, const struct impact_link *link)
{
	if (link->status == STATUS_NOT_YET_IN_FORCE)
		return registry_governs(finding->registry, link->document) &&
		       document_stage(&finding->registry->documents[link->document]) == STAGE_DECIDED;
	return document_governs_with(finding->registry, link->document, link->status, finding->out->on) != TRI_NO;
}

static bool points(const struct impact_finding *finding, const struct relation *relation)
{
	switch (relation_family(relation->type)) {
	case FAMILY_JOINS:
	case FAMILY_SPEAKS:
		return true;
	case FAMILY_ENDS:
	case FAMILY_CHANGES: /* what has yet to be ended or changed would no longer be there */
		return relation_is_pending(finding->registry, relation, finding->out->on);
	case FAMILY_RESTS:
	case FAMILY_NEEDS:
	case FAMILY_BELONGS: /* these lose their ground, which is told apart */
	case FAMILY_ORDERS:
		break;
	}
	return false;
}

/* One for each document: its first relation, else its first citation. A document whose ground falls may cite it as well. */
void impact_find_dangling(struct impact_finding *finding)
{
	uint32_t *at = memory_new((size_t)finding->registry->count + 1, sizeof *at); /* its link's number, from 1 */

	for (size_t i = 0; i < finding->relations.n + finding->citations.n; i++) {
		bool stated = i < finding->relations.n;
		const struct impact_link *link =
			stated ? &finding->relations.at[i] : &finding->citations.at[i - finding->relations.n];
		if (!link->certain || !counts(finding, link) ||
		    (stated ? !points(finding, link->relation)
		            : !citation_is_own_voice(finding->registry, link->document, finding->out->document)))
			continue;
		if (!at[link->document]) {
			vec_push(&finding->dangling, *link);
			at[link->document] = (uint32_t)finding->dangling.n;
		} else if (!stated) {
			finding->dangling.at[at[link->document] - 1].more++;
		}
	}
	free(at);
}
