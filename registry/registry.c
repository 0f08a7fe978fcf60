#include "registry/registry.h"

#include "registry/base/memory.h"
#include "registry/base/pool.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/body.h"
#include "registry/graph.h"
#include "registry/path.h"
#include "registry/port/unicode.h"

/* Bodies that were read with the front matter are kept for the second pass as far as memory is bounded by the number of
 * documents; what does not fit is read again, which costs a fifth more time. */
#define KEPT_BODY_BYTES(documents) (((size_t)32 << 20) + (size_t)3072 * (documents))

struct worker { /* what one thread has of its own */
	struct reader *reader;
	struct arena arena, scratch;
	struct error error;
};

struct load {
	struct registry *registry;
	struct str *kept; /* malloc'ed bodies, or empty */
	size_t kept_room; /* what may still be kept, shared by atomic subtraction */
	struct worker workers[POOL_THREADS_MAX];
	unsigned threads;
};

bool registry_is_document(const struct registry *registry, struct str path)
{
	struct str documents = registry->config.documents;
	struct str below = documents.n ? str_part(path, documents.n + 1, path.n) : path;

	return str_ends(path, STR(".md")) && !str_starts(below, STR("vocabulary/")) &&
	       !str_starts(below, STR("waivers/")) && !str_equal(path_name(path), STR("README.md"));
}

/* --- first pass: front matter ----------------------------------------------------------------------------------- */

static void keep_body(struct load *load, size_t item, struct str text)
{
	size_t room = __atomic_load_n(&load->kept_room, __ATOMIC_RELAXED);

	while (text.n && text.n <= room)
		if (__atomic_compare_exchange_n(&load->kept_room, &room, room - text.n, true, __ATOMIC_RELAXED,
		                                __ATOMIC_RELAXED)) {
			char *copy = memory_new(text.n, 1);
			memcpy(copy, text.at, text.n);
			load->kept[item] = (struct str){copy, text.n};
			return;
		}
}

static void name_problem(struct document *document, struct arena *arena)
{
	struct problem problem = {.kind = PROBLEM_NAME_FORM};

	if (unicode_is_nfc(document->path))
		return;
	problem.args[0] = unicode_nfc(arena, document->path);
	document_add_problem(document, arena, problem);
}

static bool is_plain(struct document *document, struct arena *arena, enum file_kind kind, const struct limits *limits)
{
	struct problem problem = {.kind = PROBLEM_SYMLINK};

	switch (kind) {
	case FILE_PLAIN:
		return true;
	case FILE_SYMLINK:
		break;
	case FILE_SUBMODULE:
		problem.kind = PROBLEM_SUBMODULE;
		break;
	case FILE_TOO_DEEP:
		document_add_limit(document, arena, PROBLEM_LIMIT_folder_depth, PLACE_FILE, limits->folder_depth);
		return false;
	}
	document_add_problem(document, arena, problem);
	return false;
}

static void read_front_matter(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct worker *worker = &load->workers[thread];
	struct document *document = &load->registry->documents[item];
	const struct limits *limits = &load->registry->config.limits;
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (worker->error.kind != ERROR_NONE)
		return;
	document->path = load->registry->files[item].path;
	name_problem(document, &worker->arena);
	if (!is_plain(document, &worker->arena, load->registry->files[item].kind, limits)) {
		document->id = document_stem(document->path);
		return;
	}
	if (reader_read(worker->reader, &load->registry->files[item], limits->document_bytes, &text, &size,
	                &worker->error) < 0)
		return;
	if (size > limits->document_bytes) {
		document->id = document_stem(document->path);
		document_add_limit(document, &worker->arena, PROBLEM_LIMIT_document_bytes, PLACE_FILE,
		                   limits->document_bytes);
		return;
	}
	document_read_front_matter(document, &worker->arena, &worker->scratch, &load->registry->config, text);
	arena_reset(&worker->scratch);
	if (document->readable)
		keep_body(load, item, str_part(text, document->body_at, text.n));
}

/* --- second pass: the body -------------------------------------------------------------------------------------- */

/* The body, kept or read again. A file in a folder may have changed meanwhile: what is no longer text is left alone. */
static struct str body_text(struct load *load, struct worker *worker, size_t item)
{
	const struct document *document = &load->registry->documents[item];
	struct str text = STR_EMPTY;
	size_t size = 0;

	if (load->kept[item].n)
		return load->kept[item];
	if (reader_read(worker->reader, &load->registry->files[item], load->registry->config.limits.document_bytes,
	                &text, &size, &worker->error) < 0)
		return STR_EMPTY;
	text = str_part(text, document->body_at, text.n);
	return utf8_invalid_at(text) == SIZE_MAX && !(text.n && memchr(text.at, 0, text.n)) ? text : STR_EMPTY;
}

static void read_body(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct worker *worker = &load->workers[thread];
	struct document *document = &load->registry->documents[item];

	if (!document->readable || document->body_empty || worker->error.kind != ERROR_NONE)
		return;
	(void)body_read(document,
	                &(struct body_reading){load->registry, (uint32_t)item, worker->reader, &worker->arena,
	                                       &worker->scratch},
	                body_text(load, worker, item), NULL);
	arena_reset(&worker->scratch);
	free((char *)load->kept[item].at);
	load->kept[item] = STR_EMPTY;
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
	size_t kept = 0;

	registry->others = ARENA_ARRAY(&registry->arena, struct source_file, count);
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_SUBMODULE || files[i].kind == FILE_TOO_DEEP ||
		    is_link_worth_telling(&files[i]) || registry_is_document(registry, files[i].path))
			files[kept++] = files[i];
		else
			registry->others[registry->other_count++] = files[i];
	return kept;
}

static int run(struct load *load, void (*work)(void *, unsigned, size_t), struct error *error)
{
	if (pool_run(load->threads, load->registry->count, work, load, error) < 0)
		return -1;
	for (unsigned i = 0; i < load->threads; i++)
		if (load->workers[i].error.kind != ERROR_NONE) {
			*error = load->workers[i].error;
			return -1;
		}
	return 0;
}

static int read_documents(struct load *load, struct error *error)
{
	struct registry *registry = load->registry;

	if (run(load, read_front_matter, error) < 0)
		return -1;
	graph_index(registry);
	registry->names = names_new(registry->documents, registry->count);
	if (run(load, read_body, error) < 0)
		return -1;
	graph_build(registry);
	return 0;
}

static int load_documents(struct registry *registry, struct error *error)
{
	struct load load = {.registry = registry};
	size_t count = 0;
	int result =
		source_list(registry->source, registry->config.documents, registry->config.limits.documents,
	                    registry->config.limits.folder_depth, &registry->arena, &registry->files, &count, error);

	registry->overfull = result < 0 && error->kind == ERROR_TOO_MANY;
	if (registry->overfull)
		*error = (struct error){0};
	else if (result < 0)
		return -1;
	result = 0;
	if (registry->overfull || registry->config.unreadable)
		count = 0;
	registry->count = (uint32_t)select_documents(registry, registry->files, count);
	registry->documents = ARENA_ARRAY(&registry->arena, struct document, registry->count);
	load.kept = memory_new((size_t)registry->count + 1, sizeof *load.kept);
	load.kept_room = KEPT_BODY_BYTES(registry->count);
	load.threads = pool_threads(registry->count);
	for (unsigned i = 0; !result && i < load.threads; i++)
		result = reader_new(&load.workers[i].reader, registry->source, error);
	if (!result)
		result = read_documents(&load, error);
	for (unsigned i = 0; i < load.threads; i++) {
		arena_join(&registry->arena, &load.workers[i].arena);
		arena_release(&load.workers[i].scratch);
		reader_free(load.workers[i].reader);
	}
	for (uint32_t i = 0; i < registry->count; i++)
		free((char *)load.kept[i].at);
	free(load.kept);
	return result;
}

int registry_load(struct registry **out, struct source *source, struct error *error)
{
	struct registry *registry = memory_new(1, sizeof *registry);

	*out = NULL;
	registry->source = source;
	if (reader_new(&registry->reader, source, error) < 0 || read_config(registry, error) < 0 ||
	    read_vocabulary(registry, error) < 0 || load_documents(registry, error) < 0) {
		registry_free(registry);
		return -1;
	}
	*out = registry;
	return 0;
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	names_free(registry->names);
	map_release(&registry->by_id);
	map_release(&registry->by_path);
	vocabulary_release(&registry->vocabulary);
	config_release(&registry->config);
	reader_free(registry->reader);
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
	struct str best = STR_EMPTY;
	uint64_t letters = graph_letters(id);
	unsigned limit = id.n < 6 ? 1 : id.n < 12 ? 2 : 3;

	for (uint32_t i = 0; i < registry->count; i++) {
		struct str other = registry->documents[i].id;
		unsigned distance = 0;
		if ((unsigned)__builtin_popcountll(letters ^ registry->letters[i]) > 2 * limit ||
		    !registry->documents[i].readable)
			continue;
		distance = str_distance(id, other, limit);
		if (distance <= limit && (!best.n || distance < str_distance(id, best, limit))) {
			best = other;
			limit = distance ? distance : 1;
		}
	}
	return best;
}

/* Is there a file of this path, or one below it, in the sorted list? */
static bool is_listed(const struct source_file *files, size_t count, struct str path)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (str_compare(files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* "a/b" comes first; between it and "a/b/c" there may be "a/b-c" and the like */
	for (; low < count && str_starts(files[low].path, path); low++)
		if (files[low].path.n == path.n || files[low].path.at[path.n] == '/')
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
