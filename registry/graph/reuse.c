#include "registry/graph/reuse.h"

#include "registry/base/vec.h"
#include "registry/graph/edges.h"
#include "registry/graph/passed_over.h"
#include "registry/graph/resolve.h"
#include "registry/port/unicode.h"

/* --- files ---------------------------------------------------------------------------------------------------------- */

static bool same_config(const struct registry *a, const struct registry *b)
{
	return !a->overfull && !b->overfull && a->has_cache_key && b->has_cache_key &&
	       strcmp(a->cache_key, b->cache_key) == 0 && str_equal(a->config.documents, b->config.documents);
}

static void set_id(struct registry *registry, const struct source_file *file)
{
	size_t at = source_files_find(registry->files, registry->count, file->path);

	if (at < registry->count && str_equal(registry->files[at].path, file->path))
		memcpy(registry->files[at].id, file->id, sizeof file->id);
}

/* What is not was never saved. */
static bool is_listed(const struct registry *registry, struct str path)
{
	size_t at = source_files_find(registry->files, registry->count, path);

	return !registry_is_document(registry, path) ||
	       (at < registry->count && str_equal(registry->files[at].path, path));
}

int files_reuse(struct registry *registry, const struct registry *reused, struct error *error)
{
	struct source_file *rewritten = NULL;
	size_t count = 0;
	int result = same_config(registry, reused)
	                     ? source_rewritten(registry->source, reused->source, registry->config.documents,
	                                        REUSE_DIFFERING_MAX, &registry->arena, &rewritten, &count, error)
	                     : 0;

	if (result <= 0)
		return result;
	for (size_t i = 0; i < count; i++)
		if (passed_over_is_likely(registry, rewritten[i].path) || !is_listed(reused, rewritten[i].path))
			return 0;
	registry->count = reused->count;
	registry->files = ARENA_ARRAY(&registry->arena, struct source_file, reused->count);
	if (reused->count)
		memcpy(registry->files, reused->files, reused->count * sizeof *reused->files);
	registry->others = reused->others;
	registry->other_count = reused->other_count;
	for (size_t i = 0; i < count; i++)
		set_id(registry, &rewritten[i]);
	return 1;
}

/* --- like enough? --------------------------------------------------------------------------------------------------- */

struct reusing {
	struct registry *registry;
	const struct registry *reused;
	struct arena scratch;
	VEC(uint32_t) differing;
	struct error *error;
};

static bool same_paths(const struct source_file *a, size_t a_count, const struct source_file *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	if (a == b)
		return true;
	for (size_t i = 0; i < a_count; i++)
		if (a[i].kind != b[i].kind || !str_equal(a[i].path, b[i].path))
			return false;
	return true;
}

/* 1 the same, or in neither; 0 not; -1 error. */
static int same_vocabulary(const struct reusing *reusing)
{
	for (int i = 0; i < VOCABULARY_FILES; i++) {
		struct str a = STR_EMPTY, b = STR_EMPTY, path = reusing->registry->vocabulary.paths[i];
		size_t size = 0, limit = limits_default.data_bytes;
		int in_a = reader_read_path(reusing->registry->reader, path, limit, &a, &size, reusing->error);
		int in_b = in_a < 0 ? -1
		                    : reader_read_path(reusing->reused->reader, path, limit, &b, &size, reusing->error);
		if (in_a < 0 || in_b < 0)
			return -1;
		if (in_a != in_b || !str_equal(a, b))
			return 0;
	}
	return 1;
}

/* Are the ids of the files known on both sides? In a folder they are, once facts were asked for by them; and where one list was made from the
 * other (files_reuse), the same id tells the same file. */
static bool has_ids(const struct registry *a, const struct registry *b)
{
	return a->others == b->others ||
	       ((source_has_ids(a->source) || a->cache) && (source_has_ids(b->source) || b->cache));
}

static bool is_reusable(const struct reusing *reusing)
{
	const struct registry *a = reusing->registry, *b = reusing->reused;

	return b->names && has_ids(a, b) && same_config(a, b) && a->foreign_digest == b->foreign_digest &&
	       same_paths(a->files, a->count, b->files, b->count) &&
	       same_paths(a->others, a->other_count, b->others, b->other_count);
}

/* False when there are too many. */
static bool find_differing(struct reusing *reusing)
{
	const struct registry *a = reusing->registry, *b = reusing->reused;

	for (uint32_t i = 0; i < a->count; i++) {
		if (a->files[i].kind != FILE_PLAIN ||
		    memcmp(a->files[i].id, b->files[i].id, sizeof a->files[i].id) == 0)
			continue;
		if (reusing->differing.n == REUSE_DIFFERING_MAX)
			return false;
		vec_push(&reusing->differing, i);
	}
	return true;
}

static bool same_names(const struct names *a, const struct names *b)
{
	if (a->n != b->n)
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		if (!str_equal(a->at[i].text, b->at[i].text))
			return false;
	return true;
}

/* Is it known by the same names? Else what other texts cite may be something else. */
static bool same_called(const struct document *a, const struct document *b)
{
	return a->readable == b->readable && str_equal(a->id, b->id) && str_equal(a->title, b->title) &&
	       same_names(&a->aliases, &b->aliases) && same_names(&a->dnr, &b->dnr);
}

/* --- taking --------------------------------------------------------------------------------------------------------- */

static struct resolving resolving_of(struct reusing *reusing, uint32_t index)
{
	struct registry *registry = reusing->registry;

	return (struct resolving){registry, index, registry->reader, &registry->arena, &reusing->scratch};
}

/* A link that leads nowhere there may lead somewhere here: to a file beyond those that were listed. */
static void copy_documents(struct reusing *reusing)
{
	struct registry *registry = reusing->registry;

	if (registry->count)
		memcpy(registry->documents, reusing->reused->documents, registry->count * sizeof *registry->documents);
	for (uint32_t i = 0; i < registry->count; i++) {
		struct resolving resolving = resolving_of(reusing, i);
		citations_resolve_again(&registry->documents[i], &resolving);
	}
	arena_reset(&reusing->scratch);
}

/* 1 read, 0 it is too odd, or known by other names; -1. */
static int read_one(struct reusing *reusing, uint32_t index)
{
	struct registry *registry = reusing->registry;
	struct document *document = &registry->documents[index];
	struct resolving resolving = resolving_of(reusing, index);
	struct str text = STR_EMPTY;
	size_t size = 0;

	*document = (struct document){.path = registry->files[index].path};
	if (registry->files[index].kind != FILE_PLAIN || !unicode_is_nfc(document->path))
		return 0;
	if (reader_read(registry->reader, &registry->files[index], registry->config.limits.document_bytes, &text, &size,
	                reusing->error) < 0)
		return -1;
	if (size > registry->config.limits.document_bytes)
		return 0;
	text = arena_copy(&registry->arena, text);
	document_read_front_matter(document, &registry->arena, &reusing->scratch, &registry->config, text);
	registry->renamed = registry->renamed || !same_called(document, &reusing->reused->documents[index]);
	if (registry->renamed && !registry->keeps_names)
		return 0;
	if (document->readable && !document->body_empty)
		(void)document_read_body(document, &resolving, str_part(text, document->body_at, text.n), NULL);
	arena_reset(&reusing->scratch);
	return 1;
}

/* Each register says of its own relations which are contradicted. */
static void own_relations(struct registry *registry)
{
	size_t count = 0, at = 0;
	struct relation *relations = NULL;

	for (uint32_t i = 0; i < registry->count; i++)
		count += registry->documents[i].relation_count;
	relations = ARENA_ARRAY(&registry->arena, struct relation, count);
	for (uint32_t i = 0; i < registry->count; i++) {
		struct document *document = &registry->documents[i];
		if (document->relation_count)
			memcpy(&relations[at], document->relations, document->relation_count * sizeof *relations);
		document->relations = &relations[at];
		at += document->relation_count;
	}
	for (size_t i = 0; i < count; i++)
		relations[i].against = NULL;
}

static void make_graph(struct reusing *reusing)
{
	struct registry *registry = reusing->registry;

	for (size_t i = 0; i < reusing->differing.n; i++) {
		graph_add_document(registry, reusing->differing.at[i]);
		graph_resolve(registry, reusing->differing.at[i]);
	}
	if (graph_reuse(registry, reusing->reused, reusing->differing.at, reusing->differing.n))
		return;
	own_relations(registry);
	graph_build(registry);
}

static int reuse(struct reusing *reusing)
{
	struct registry *registry = reusing->registry;
	int result = same_vocabulary(reusing);

	if (result <= 0 || !find_differing(reusing))
		return result < 0 ? -1 : 0;
	registry->names = reusing->reused->names;
	registry->by_id = reusing->reused->by_id;
	registry->by_path = reusing->reused->by_path;
	registry->letters = reusing->reused->letters;
	registry->reused = reusing->reused;
	copy_documents(reusing);
	for (size_t i = 0; result > 0 && i < reusing->differing.n; i++)
		result = read_one(reusing, reusing->differing.at[i]);
	if (result > 0) {
		make_graph(reusing);
		return result;
	}
	memset(registry->documents, 0, registry->count * sizeof *registry->documents);
	registry->names = NULL;
	registry->by_id = registry->by_path = (struct map){0};
	registry->letters = NULL;
	registry->reused = NULL;
	registry->renamed = false;
	return result;
}

int documents_reuse(struct registry *registry, const struct registry *reused, struct error *error)
{
	struct reusing reusing = {.registry = registry, .reused = reused, .error = error};
	int result = is_reusable(&reusing) ? reuse(&reusing) : 0;

	vec_release(&reusing.differing);
	arena_release(&reusing.scratch);
	return result;
}
