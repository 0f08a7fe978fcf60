#include "registry/graph/resolve.h"

#include "registry/base/path.h"
#include "registry/citation/citation.h"

struct body_reading body_reading_in(const struct resolving *resolving, struct bloom *words)
{
	const struct registry *registry = resolving->registry;

	return (struct body_reading){&registry->config, &registry->vocabulary,   registry->names,
	                             resolving->self,   resolving->arena,        resolving->scratch,
	                             registry->foreign, registry->foreign_count, words};
}

/* False when the link leads to a file that is not a document. */
static bool link_resolve(const struct document *document, const struct resolving *resolving, struct citation *link)
{
	const struct registry *registry = resolving->registry;
	struct str path = STR_EMPTY;

	link->document = resolving->self;
	if (!link->text.n)
		return true;
	path = path_resolved(resolving->scratch, document->path, path_decoded(resolving->scratch, link->text));
	link->document = map_get(&registry->by_path, path); /* MAP_NONE is NO_DOCUMENT */
	if (link->document == NO_DOCUMENT && (!path.n || !registry_has_path(registry, resolving->reader, path)))
		link->outcome = CITATION_UNKNOWN;
	return link->document != NO_DOCUMENT || link->outcome == CITATION_UNKNOWN;
}

static void wiki_resolve(const struct resolving *resolving, struct citation *citation)
{
	citation->document = citation->text.n ? registry_find(resolving->registry, citation->text) : resolving->self;
	if (citation->document == NO_DOCUMENT)
		citation->outcome = CITATION_UNKNOWN;
}

void citations_resolve(struct document *document, const struct resolving *resolving)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < document->citation_count; i++) {
		struct citation *citation = &document->citations[i];
		bool keep = true;
		if (citation->kind == CITATION_LINK)
			keep = link_resolve(document, resolving, citation);
		else if (citation->kind == CITATION_WIKI)
			wiki_resolve(resolving, citation);
		else if (citation->kind != CITATION_ACT)
			citation_resolve(citation, resolving->registry->names);
		if (keep)
			document->citations[kept++] = *citation;
	}
	document->citation_count = kept;
}

static bool leads_nowhere(const struct document *document, const struct resolving *resolving, struct citation link)
{
	link.outcome = CITATION_FOUND;
	return link_resolve(document, resolving, &link);
}

void citations_resolve_again(struct document *document, const struct resolving *resolving)
{
	const struct citation *before = document->citations;
	uint32_t count = document->citation_count, kept = 0;

	for (uint32_t i = 0; i < count; i++) {
		bool again = before[i].kind == CITATION_LINK && before[i].outcome == CITATION_UNKNOWN;
		if (again && !leads_nowhere(document, resolving, before[i])) {
			if (document->citations == before) {
				document->citations = ARENA_ARRAY(resolving->arena, struct citation, count);
				memcpy(document->citations, before, i * sizeof *before);
			}
			continue;
		}
		if (document->citations != before)
			document->citations[kept] = before[i];
		kept++;
	}
	document->citation_count = kept;
}

bool document_read_body(struct document *document, const struct resolving *resolving, struct str text,
                        struct markdown *markdown)
{
	struct body_reading reading = body_reading_in(resolving, NULL);

	if (!body_state(document, &reading, text, markdown))
		return false;
	citations_resolve(document, resolving);
	return true;
}
