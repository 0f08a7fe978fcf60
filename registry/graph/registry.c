#include "registry/graph/registry.h"

#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/base/spelling.h"
#include "registry/graph/edges.h"
#include "registry/graph/load.h"
#include "registry/graph/reuse.h"

bool registry_is_document(const struct registry *registry, struct str path)
{
	struct str documents = registry->config.documents;
	struct str below = documents.n ? str_part(path, documents.n + 1, path.n) : path;

	return str_ends(path, STR(".md")) && !str_starts(below, STR("vocabulary/")) &&
	       !str_starts(below, STR("waivers/")) && !str_equal(path_name(path), STR("README.md"));
}

/* --- loading ---------------------------------------------------------------------------------------------------- */

static int read_config(struct registry *registry, struct error *error)
{
	struct str text = STR_EMPTY;
	size_t size = 0;
	int found =
		reader_read_path(registry->reader, STR("styrdok.yaml"), limits_default.data_bytes, &text, &size, error);

	registry->config_path = STR("styrdok.yaml");
	if (found < 0)
		return -1;
	if (size > limits_default.data_bytes)
		return error_set(error, ERROR_CONFIG, "styrdok.yaml", "too large");
	registry->has_facts_key = facts_key(registry->facts_key, text);
	config_read(&registry->config, &registry->arena, text);
	/* a folder of documents by itself needs no configuration */
	if (!registry->config.documents_stated && !source_has_folder(registry->source, registry->config.documents))
		registry->config.documents = STR_EMPTY;
	return 0;
}

static int read_vocabulary(struct registry *registry, struct error *error)
{
	struct vocabulary *vocabulary = &registry->vocabulary;
	const struct limits *limits = &registry->config.limits;
	struct str folder = registry->config.documents;

	for (int i = 0; i < VOCABULARY_FILES; i++) {
		struct str text = STR_EMPTY;
		size_t size = 0;
		int found = 0;
		vocabulary->paths[i] = arena_format(&registry->arena, "%.*s%svocabulary/%s", STR_ARG(folder),
		                                    folder.n ? "/" : "", vocabulary_file_name((enum vocabulary_file)i));
		found = reader_read_path(registry->reader, vocabulary->paths[i], limits->data_bytes, &text, &size,
		                         error);
		if (found < 0)
			return -1;
		vocabulary->declared[i] = found;
		if (size > limits->data_bytes) {
			struct problem problem = {.kind = PROBLEM_LIMIT_data_bytes};
			problem.args[0] = arena_format(&registry->arena, "%u", limits->data_bytes);
			vec_push(&vocabulary->problems[i], problem);
		} else if (found) {
			vocabulary_read(vocabulary, (enum vocabulary_file)i, &registry->arena, text, limits);
		}
	}
	vocabulary_resolve(vocabulary, &registry->arena);
	return 0;
}

/* A link that leads to a document, to vocabulary or waivers or, having no ending, to a folder of documents. */
static bool is_link_worth_telling(const struct source_file *file)
{
	struct str name = path_name(file->path);

	return file->kind == FILE_SYMLINK && (str_find(name, STR("."), 0) == SIZE_MAX || str_ends(name, STR(".yaml")));
}

/* Keeps only what can be a document; symbolic links and submodules stay in the list, to be reported. */
static size_t select_documents(struct registry *registry, struct source_file *files, size_t count)
{
	struct source_file *others = ARENA_ARRAY(&registry->arena, struct source_file, count);
	size_t kept = 0;

	registry->others = others;
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_SUBMODULE || files[i].kind == FILE_TOO_DEEP ||
		    is_link_worth_telling(&files[i]) || registry_is_document(registry, files[i].path))
			files[kept++] = files[i];
		else
			others[registry->other_count++] = files[i];
	return kept;
}

/* Lists what is below the documents folder. */
static int list_documents(struct registry *registry, struct error *error)
{
	size_t count = 0;
	int result =
		source_list(registry->source, registry->config.documents, registry->config.limits.documents,
	                    registry->config.limits.folder_depth, &registry->arena, &registry->files, &count, error);

	registry->overfull = result < 0 && error->kind == ERROR_TOO_MANY;
	if (registry->overfull)
		*error = (struct error){0};
	else if (result < 0)
		return -1;
	if (registry->overfull || registry->config.unreadable)
		count = 0;
	registry->count = (uint32_t)select_documents(registry, registry->files, count);
	return 0;
}

/* Reads what is below the documents folder. */
static int load_documents(struct registry *registry, enum registry_extent extent, const struct registry *like,
                          struct error *error)
{
	int result = like ? files_take(registry, like, error) : 0;

	if (result < 0 || (!result && list_documents(registry, error) < 0))
		return -1;
	registry->documents = ARENA_ARRAY(&registry->arena, struct document, registry->count);
	result = like ? documents_take(registry, like, error) : 0;
	return result ? (result < 0 ? -1 : 0) : documents_load(registry, extent, error);
}

static int load(struct registry **out, struct source *source, enum registry_extent extent, const struct registry *like,
                struct error *error)
{
	struct registry *registry = memory_new(1, sizeof *registry);

	*out = NULL;
	registry->source = source;
	if (reader_new(&registry->reader, source, error) < 0 || read_config(registry, error) < 0 ||
	    read_vocabulary(registry, error) < 0 || load_documents(registry, extent, like, error) < 0) {
		registry_free(registry);
		return -1;
	}
	*out = registry;
	return 0;
}

int registry_load(struct registry **out, struct source *source, struct error *error)
{
	return load(out, source, REGISTRY_WHOLE, NULL, error);
}

int registry_load_extent(struct registry **out, struct source *source, enum registry_extent extent, struct error *error)
{
	return load(out, source, extent, NULL, error);
}

int registry_load_like(struct registry **out, struct source *source, const struct registry *like, struct error *error)
{
	return load(out, source, REGISTRY_WHOLE, like, error);
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	if (!registry->like) {
		names_free(registry->names);
		map_release(&registry->by_id);
		map_release(&registry->by_path);
	}
	vocabulary_release(&registry->vocabulary);
	config_release(&registry->config);
	reader_free(registry->reader);
	facts_free(registry->facts);
	source_close(registry->source);
	arena_release(&registry->arena);
	free(registry);
}

/* --- asking ----------------------------------------------------------------------------------------------------- */

uint32_t registry_find(const struct registry *registry, struct str id)
{
	return map_get(&registry->by_id, id); /* MAP_NONE is NO_DOCUMENT */
}

struct str registry_nearest(const struct registry *registry, struct str id)
{
	struct spelling spelling = spelling_of(id);

	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].readable)
			spelling_try_known(&spelling, registry->documents[i].id, registry->letters[i]);
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

bool registry_governs(const struct registry *registry, uint32_t document)
{
	return vocabulary_type_governs(&registry->vocabulary, registry->documents[document].type_index);
}
