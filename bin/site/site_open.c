/* What all pages need to know, computed once. */
#include "bin/site/site_open.h"

#include "bin/site/site_changes.h"
#include "bin/site/site_words.h"
#include "registry/base/vec.h"
#include "registry/citation/name_index.h"
#include "registry/graph/document_order.h"

/* --- folders ---------------------------------------------------------------------------------------------------------------- */

/* Of two with the same id, the one that the register finds by it has the folder to itself. */
static void document_segments(struct site *site)
{
	const struct registry *registry = site->registry;
	struct map taken = {0};

	site->document_segments = ARENA_ARRAY(&site->arena, struct str, registry->count);
	for (int first = 1; first >= 0; first--)
		for (uint32_t i = 0; i < registry->count; i++) {
			struct str segment = site_segment(&site->arena, registry->documents[i].id);
			if ((registry_find(registry, registry->documents[i].id) == i) != first)
				continue;
			while (map_add(&taken, segment, i) != i)
				segment = arena_format(&site->arena, "%.*s_%u", STR_ARG(segment), i);
			site->document_segments[i] = segment;
		}
	map_release(&taken);
}

static struct str *entry_segments(struct site *site, uint32_t count,
                                  struct str (*id)(const struct vocabulary *, uint32_t))
{
	struct str *segments = ARENA_ARRAY(&site->arena, struct str, (size_t)count + 1);
	struct map taken = {0};

	for (uint32_t i = 0; i < count; i++) {
		segments[i] = site_segment(&site->arena, id(&site->registry->vocabulary, i));
		while (map_add(&taken, segments[i], i) != i)
			segments[i] = arena_format(&site->arena, "%.*s_%u", STR_ARG(segments[i]), i);
	}
	map_release(&taken);
	return segments;
}

static struct str body_id(const struct vocabulary *vocabulary, uint32_t i)
{
	return vocabulary->bodies[i].id;
}

static struct str topic_id(const struct vocabulary *vocabulary, uint32_t i)
{
	return vocabulary->topics[i].id;
}

static struct str type_id(const struct vocabulary *vocabulary, uint32_t i)
{
	return vocabulary->types[i].id;
}

/* --- who cites whom ------------------------------------------------------------------------------------------------------------ */

struct citing {
	uint32_t cited, by;
};

typedef VEC(struct citing) citing_vec;

/* A case number stands for the documents of the case that govern, where any does. */
static void add_named(citing_vec *found, const struct registry *registry, uint32_t by, uint32_t first)
{
	bool governs = false;

	for (uint32_t name = first; name != NO_NAME; name = names_at(registry->names, name)->next)
		governs = governs || registry_governs(registry, names_at(registry->names, name)->document);
	for (uint32_t name = first; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		if (document != by && (!governs || registry_governs(registry, document)))
			vec_push(found, (struct citing){document, by});
	}
}

static void add_document(citing_vec *found, const struct registry *registry, uint32_t by)
{
	const struct document *document = &registry->documents[by];

	for (uint32_t i = 0; i < document->citation_count; i++) {
		const struct citation *citation = &document->citations[i];
		if (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK) {
			if (citation->document != NO_DOCUMENT && citation->document != by)
				vec_push(found, (struct citing){citation->document, by});
		} else {
			add_named(found, registry, by, citation->name);
		}
	}
}

static int compare_citing(const void *a, const void *b)
{
	const struct citing *x = a, *y = b;

	if (x->cited != y->cited)
		return x->cited < y->cited ? -1 : 1;
	return x->by < y->by ? -1 : x->by > y->by;
}

static void citing_find(struct site *site)
{
	uint32_t count = site->registry->count, kept = 0;
	citing_vec found = {0};

	for (uint32_t i = 0; i < count; i++)
		add_document(&found, site->registry, i);
	if (found.n)
		qsort(found.at, found.n, sizeof *found.at, compare_citing);
	site->citing.at = ARENA_ARRAY(&site->arena, uint32_t, found.n + 1);
	site->citing.start = ARENA_ARRAY(&site->arena, uint32_t, (size_t)count + 1);
	for (size_t i = 0; i < found.n; i++)
		if (!i || compare_citing(&found.at[i - 1], &found.at[i]) != 0) {
			site->citing.at[kept++] = found.at[i].by;
			site->citing.start[found.at[i].cited + 1] = kept;
		}
	for (uint32_t i = 0; i < count; i++) /* those that nothing cites begin where the one before ends */
		if (site->citing.start[i + 1] < site->citing.start[i])
			site->citing.start[i + 1] = site->citing.start[i];
	vec_release(&found);
}

static void changes_find(struct site *site)
{
	struct site_changes changes = {0};
	struct site_change *kept = NULL;

	site_changes_of_all(&changes, site);
	kept = ARENA_ARRAY(&site->arena, struct site_change, changes.n + 1);
	if (changes.n)
		memcpy(kept, changes.at, changes.n * sizeof *kept);
	site->changes = kept;
	site->change_count = changes.n;
	vec_release(&changes);
}

/* --- the whole -------------------------------------------------------------------------------------------------------------- */

void site_open(struct site *site)
{
	const struct registry *registry = site->registry;
	const struct vocabulary *vocabulary = &registry->vocabulary;

	site->owner = site_owner(site);
	site->day_text = site_day_text(site);
	site->source_text = site_source_text(site);
	document_segments(site);
	site->body_segments = entry_segments(site, vocabulary->body_count, body_id);
	site->topic_segments = entry_segments(site, vocabulary->topic_count, topic_id);
	site->type_segments = entry_segments(site, vocabulary->type_count, type_id);
	site->statuses = ARENA_ARRAY(&site->arena, enum status, registry->count);
	site->order = ARENA_ARRAY(&site->arena, uint32_t, registry->count);
	for (uint32_t i = 0; i < registry->count; i++) {
		site->statuses[i] = status_on(registry, i, MARKDOWN_NO_PART, site->on);
		site->order[i] = i;
	}
	documents_sort(registry, site->order, registry->count);
	citing_find(site);
	changes_find(site);
}
