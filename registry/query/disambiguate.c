#include "registry/query/disambiguate.h"

#include "registry/validity/status.h"

#define NEARBY_LINES 2
#define NEARBY_CITATIONS 50
#define NAMESAKES 200 /* a title that more documents bear names none of them */

static uint32_t row_length(const struct edge_rows *rows, uint32_t document)
{
	return rows->start[document + 1] - rows->start[document];
}

/* The shorter of the two rows tells. */
static bool acts_upon(const struct registry *registry, uint32_t actor, uint32_t target)
{
	if (row_length(&registry->to, target) < row_length(&registry->by, actor)) {
		EDGES_EACH(relation, registry->to, target)
			if (relation->actor == actor)
				return true;
		return false;
	}
	EDGES_EACH(relation, registry->by, actor)
		if (relation->target.document == target)
			return true;
	return false;
}

bool documents_related(const struct registry *registry, uint32_t a, uint32_t b)
{
	return acts_upon(registry, a, b) || acts_upon(registry, b, a);
}

/* Does another citation beside this one single out one of the documents of its name? */
static uint32_t named_nearby(const struct registry *registry, const struct document *citing, uint32_t number)
{
	const struct citation *citations = citing->citations, *citation = &citations[number];

	for (int step = -1; step <= 1; step += 2)
		for (int64_t i = (int64_t)number + step; i >= 0 && i < (int64_t)citing->citation_count; i += step) {
			const struct citation *other = &citations[i];
			int64_t lines = (int64_t)other->at.line - citation->at.line;
			uint32_t document = other->kind == CITATION_TITLE
			                            ? names_at(registry->names, other->name)->document
			                            : other->document;
			if (lines > NEARBY_LINES || lines < -NEARBY_LINES ||
			    (i - (int64_t)number) * step > NEARBY_CITATIONS)
				break;
			if (other->kind != CITATION_DNR && document != NO_DOCUMENT &&
			    name_is_of(registry->names, citation->name, document))
				return document;
		}
	return NO_DOCUMENT;
}

/* Of several documents of one case number, the one that governs, or whose versions and attachments the others are. */
static uint32_t only_governing(const struct registry *registry, uint32_t name, uint32_t *several)
{
	uint32_t found = NO_DOCUMENT;

	*several = 0;
	for (; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		if (!registry_governs(registry, document))
			continue;
		if (found != NO_DOCUMENT && documents_related(registry, found, document))
			continue; /* a version of it, or what supersedes it: the case speaks of one matter */
		found = document;
		++*several;
	}
	return *several == 1 ? found : NO_DOCUMENT;
}

static struct disambiguation disambiguation_of(uint32_t document)
{
	return (struct disambiguation){document == NO_DOCUMENT ? DISAMBIGUATION_OPEN : DISAMBIGUATION_CLEAR, document};
}

static struct disambiguation disambiguate_dnr(const struct registry *registry, uint32_t citing, uint32_t number)
{
	const struct document *document = &registry->documents[citing];
	uint32_t name = document->citations[number].name, several = 0;
	struct disambiguation found = disambiguation_of(only_governing(registry, name, &several));

	if (several <= 1 || name_is_of(registry->names, name, citing))
		return found; /* within one's own case, everybody knows what is meant */
	found = disambiguation_of(named_nearby(registry, document, number));
	if (found.kind == DISAMBIGUATION_OPEN)
		found.kind = DISAMBIGUATION_AMBIGUOUS;
	return found;
}

/* Of several documents of one title, the one that applied on the date. */
static struct disambiguation disambiguate_title(const struct registry *registry, uint32_t citing, uint32_t name)
{
	struct date on = document_date(&registry->documents[citing]);
	uint32_t found = NO_DOCUMENT, borne = 0;

	for (; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		if (++borne > NAMESAKES)
			return disambiguation_of(NO_DOCUMENT);
		if (!status_applies(status_on(registry, document, MARKDOWN_NO_PART, on)))
			continue;
		if (found != NO_DOCUMENT)
			return disambiguation_of(NO_DOCUMENT);
		found = document;
	}
	return disambiguation_of(found);
}

struct disambiguation citation_disambiguate(const struct registry *registry, uint32_t citing, uint32_t number)
{
	const struct citation *citation = &registry->documents[citing].citations[number];

	if (citation->outcome == CITATION_UNKNOWN)
		return (struct disambiguation){DISAMBIGUATION_NONE, NO_DOCUMENT};
	if (citation->kind != CITATION_DNR && citation->kind != CITATION_TITLE)
		return (struct disambiguation){citation->document == NO_DOCUMENT ? DISAMBIGUATION_NONE
		                                                                 : DISAMBIGUATION_CLEAR,
		                               citation->document};
	if (names_at(registry->names, citation->name)->next == NO_NAME)
		return disambiguation_of(names_at(registry->names, citation->name)->document);
	return citation->kind == CITATION_DNR ? disambiguate_dnr(registry, citing, number)
	                                      : disambiguate_title(registry, citing, citation->name);
}

bool citation_is_own_voice(const struct registry *registry, uint32_t citing, uint32_t cited)
{
	const struct document *document = &registry->documents[citing];
	struct date made = document_date(&registry->documents[cited]);

	if (document->holding == HOLDING_REFERENCE)
		return false;
	return document->holding != HOLDING_DIGEST || !made.known || made.first < document_date(document).last;
}
