#include "registry/graph/registry.h"

#include "registry/base/path.h"
#include "registry/base/spelling.h"

#include <stdlib.h>

bool registry_is_among_documents(const struct registry *registry, struct str path)
{
	struct str documents = registry->config.documents;
	struct str below = documents.n ? str_part(path, documents.n + 1, path.n) : path;

	return !str_starts(below, STR("vocabulary/")) && !str_starts(below, STR("waivers/"));
}

bool registry_is_document(const struct registry *registry, struct str path)
{
	return config_takes(&registry->config, path) && registry_is_among_documents(registry, path);
}

bool registry_is_held(const struct registry *registry)
{
	return reader_has(registry->reader, registry->config_path) ||
	       source_has_folder(registry->source, STR("docs-corpus"));
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	for (uint32_t i = 0; i < registry->register_count; i++) {
		map_release(&registry->registers[i].by_number);
		registry_free(registry->registers[i].registry);
	}
	free(registry->registers);
	free(registry->foreign);
	if (!registry->reused) {
		names_free(registry->names);
		map_release(&registry->by_id);
		map_release(&registry->by_path);
	}
	memo_release(registry->endings);
	free(registry->endings);
	memo_release(registry->nearest);
	free(registry->nearest);
	memo_release(registry->calls);
	free(registry->calls);
	vocabulary_release(&registry->vocabulary);
	config_release(&registry->config);
	reader_free(registry->reader);
	cache_free(registry->cache);
	source_close(registry->source);
	arena_release(&registry->arena);
	free(registry);
}

uint32_t registry_find(const struct registry *registry, struct str id)
{
	return map_get(&registry->by_id, id); /* MAP_NONE is NO_DOCUMENT */
}

struct nearest { /* the ids of the documents that could be read */
	struct str *ids;
	struct spelling_index *index;
};

static void *nearest_make(const void *from)
{
	const struct registry *registry = from;
	struct nearest *nearest = memory_new(1, sizeof *nearest);
	uint32_t n = 0;

	nearest->ids = memory_new(registry->count, sizeof *nearest->ids);
	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			nearest->ids[n++] = registry->documents[i].id;
	nearest->index = spelling_index_new(nearest->ids, n);
	return nearest;
}

static void nearest_release(void *at)
{
	struct nearest *nearest = at;

	spelling_index_free(nearest->index);
	free(nearest->ids);
	free(nearest);
}

/* So few are all tried; of more, those whose names begin or end alike. */
#define FEW_DOCUMENTS 200u

void registry_spell(const struct registry *registry, struct spelling *spelling)
{
	const struct nearest *nearest = NULL;

	if (registry->count > FEW_DOCUMENTS) {
		nearest = memo_get(registry->nearest, nearest_make, registry, nearest_release);
		spelling_try_index(spelling, nearest->index);
		return;
	}
	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			spelling_try_known(spelling, registry->documents[i].id, registry->letters[i]);
}

struct str registry_nearest(const struct registry *registry, struct str id)
{
	struct spelling spelling = spelling_of(id);

	registry_spell(registry, &spelling);
	return spelling_nearest(&spelling);
}

/* Is there a file of this path, or one below it, in the sorted list? */
static bool is_listed(const struct source_file *files, size_t count, struct str path)
{
	/* "a/b" comes first; between it and "a/b/c" there may be "a/b-c" and the like */
	for (size_t i = source_files_find(files, count, path); i < count && str_starts(files[i].path, path); i++)
		if (files[i].path.n == path.n || files[i].path.at[path.n] == '/')
			return true;
	return false;
}

bool registry_has_path(const struct registry *registry, struct reader *reader, struct str path)
{
	struct str folder = registry->config.documents;
	bool below = !folder.n || (str_starts(path, folder) && path.n > folder.n && path.at[folder.n] == '/');

	if (!below || str_starts(path, STR(".")) || str_find(path, STR("/."), 0) != SIZE_MAX) /* not listed */
		return reader_has(reader, path);
	return is_listed(registry->files, registry->count, path) ||
	       is_listed(registry->others, registry->other_count, path);
}

bool registry_knows_parts(const struct registry *registry, uint32_t document)
{
	return registry->documents[document].readable && !registry->documents[document].parts_unread &&
	       registry->documents[document].holding != HOLDING_REFERENCE;
}

struct str relation_part_words(const struct registry *registry, struct arena *arena, const struct relation *relation)
{
	struct str part = relation->target.part;

	if (relation->target.document == NO_DOCUMENT)
		return part.n ? arena_format(arena, "#%.*s", STR_ARG(part)) : part;
	return document_part_words(arena, &registry->documents[relation->target.document], part);
}

bool registry_governs(const struct registry *registry, uint32_t document)
{
	const struct document *asked = &registry->documents[document];

	return vocabulary_type_governs(&registry->vocabulary, asked->type_index) ||
	       (asked->scope_count && asked->stage == STAGE_DECIDED);
}
