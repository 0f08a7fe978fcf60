/* Documents are read in two passes: front matter first, then, once all names are known, bodies. What the facts hold of a document
 * is taken from there, and neither pass opens its text. In a folder (not a revision) the text is read and hashed all the same, since
 * nothing else tells whether it has changed: about a fifth of what parsing costs. */
#include "registry/graph/load_documents.h"

#include "registry/base/memory.h"
#include "registry/base/slab.h"
#include "registry/base/thread_pool.h"
#include "registry/base/utf8.h"
#include "registry/graph/edges.h"
#include "registry/graph/resolve.h"
#include "registry/port/git/git.h"
#include "registry/port/unicode.h"

/* Bodies that were read with the front matter are kept for the second pass as far as memory is bounded by the number of
 * documents; what does not fit is read again, which costs a fifth more time. */
#define KEPT_BODY_BYTES(documents) (((size_t)32 << 20) + (size_t)3200 * (documents))

enum origin { ORIGIN_NONE /* no text that could be read */, ORIGIN_TEXT, ORIGIN_CACHE };

struct item {                     /* a document while it is loaded */
	struct str kept;          /* its body, or empty */
	struct slab_piece *piece; /* that it is kept in, or NULL */
	enum origin origin;
};

struct worker { /* what one thread has of its own */
	struct reader *reader;
	struct arena arena, scratch;
	struct slab shelf;
	struct bloom words; /* of the body at hand */
	struct error error;
};

struct load {
	struct registry *registry;
	enum registry_extent extent;
	struct item *items;
	size_t kept_room; /* what may still be kept, shared by atomic subtraction */
	struct worker workers[THREAD_POOL_MAX];
	unsigned threads;
};

/* --- first pass: front matter ----------------------------------------------------------------------------------- */

static void keep_body(struct load *load, struct worker *worker, size_t item, struct str text)
{
	size_t room = __atomic_load_n(&load->kept_room, __ATOMIC_RELAXED);

	while (text.n && text.n <= room)
		if (__atomic_compare_exchange_n(&load->kept_room, &room, room - text.n, true, __ATOMIC_RELAXED,
		                                __ATOMIC_RELAXED)) {
			load->items[item].kept = slab_keep(&worker->shelf, text, &load->items[item].piece);
			return;
		}
}

static void name_problem(struct document *document, struct arena *arena)
{
	struct problem problem = {.kind = PROBLEM_NAME_FORM};

	if (unicode_is_nfc(document->path))
		return;
	problem.args[0].text = unicode_nfc(arena, document->path);
	document_add_problem(document, arena, problem);
}

static bool is_plain(struct document *document, struct arena *arena, const struct source_file *file,
                     const struct limits *limits)
{
	struct problem problem = {.kind = PROBLEM_SYMLINK};

	switch (file->kind) {
	case FILE_PLAIN:
		return true;
	case FILE_SYMLINK:
		break;
	case FILE_SUBMODULE:
		problem.kind = PROBLEM_SUBMODULE;
		break;
	case FILE_UNREADABLE:
		problem.kind = PROBLEM_UNREADABLE;
		problem.args[0].text = arena_copy(arena, str_from(strerror(file->reason)));
		break;
	case FILE_LEFT_OUT:
		problem.kind = PROBLEM_LEFT_OUT;
		break;
	case FILE_PASSED_OVER: /* is not among these files */
		break;
	case FILE_TOO_DEEP:
		document_add_limit(document, arena, PROBLEM_LIMIT_folder_depth, LOCATION_FILE, limits->folder_depth);
		return false;
	}
	document_add_problem(document, arena, problem);
	return false;
}

static bool read_cached(struct load *load, struct worker *worker, size_t item, struct document *document)
{
	const struct registry *registry = load->registry;

	if (!registry->cache || !cache_read(registry->cache, registry->files[item].id, &worker->arena, document))
		return false;
	load->items[item].origin = ORIGIN_CACHE;
	return true;
}

/* Of a file that git says is unchanged: as long as no line ends were converted between it and its blob. */
static bool read_same(struct load *load, struct worker *worker, size_t item, struct document *document)
{
	const struct document before = *document;

	if (!read_cached(load, worker, item, document))
		return false;
	if (document->bytes == load->registry->files[item].stamp->bytes)
		return true;
	*document = before;
	load->items[item].origin = ORIGIN_NONE;
	return false;
}

/* Of a folder, a file that cannot be read is told of that file alone; what a commit lacks is lost for all. */
static void read_failed(struct worker *worker, struct document *document)
{
	struct problem problem = {.kind = PROBLEM_UNREADABLE};

	if (worker->error.kind != ERROR_READ)
		return;
	problem.args[0].text = arena_copy(&worker->arena, str_from(worker->error.detail));
	document_add_problem(document, &worker->arena, problem);
	worker->error = (struct error){0};
}

/* The file's text, unless it is too large or cannot be read, which is reported. */
static bool read_text(struct load *load, struct worker *worker, size_t item, struct document *document,
                      struct str *text)
{
	uint32_t limit = load->registry->config.limits.document_bytes;
	size_t size = 0;

	if (reader_read(worker->reader, &load->registry->files[item], limit, text, &size, &worker->error) < 0) {
		document->id = document_stem(document->path);
		read_failed(worker, document);
		return false;
	}
	if (size <= limit)
		return true;
	document->id = document_stem(document->path);
	document_add_limit(document, &worker->arena, PROBLEM_LIMIT_document_bytes, LOCATION_FILE, limit);
	return false;
}

static void read_plain(struct load *load, struct worker *worker, size_t item, struct document *document)
{
	struct registry *registry = load->registry;
	bool listed_id = source_has_ids(registry->source);
	struct str text = STR_EMPTY;

	if (listed_id && read_cached(load, worker, item, document))
		return;
	if (registry->files[item].recognised && read_same(load, worker, item, document))
		return;
	if (!read_text(load, worker, item, document, &text))
		return;
	if (!listed_id && registry->cache) {
		source_identify(&registry->files[item], text);
		if (read_cached(load, worker, item, document))
			return;
	}
	load->items[item].origin = ORIGIN_TEXT;
	document_read_front_matter(document, &worker->arena, &worker->scratch, &registry->config, text);
	arena_reset(&worker->scratch);
	if (document->readable)
		keep_body(load, worker, item, str_part(text, document->body_at, text.n));
}

static void read_front_matter(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct registry *registry = load->registry;
	struct worker *worker = &load->workers[thread];
	struct document document = {.path = registry->files[item].path, .text_path = registry->files[item].beside};

	if (worker->error.kind != ERROR_NONE)
		return;
	name_problem(&document, &worker->arena);
	if (is_plain(&document, &worker->arena, &registry->files[item], &registry->config.limits))
		read_plain(load, worker, item, &document);
	else
		document.id = document_stem(document.path);
	registry->documents[item] = document;
	graph_add_document(registry, (uint32_t)item);
}

/* --- second pass: the body -------------------------------------------------------------------------------------- */

/* The body, kept or read again. A file in a folder may have changed meanwhile: what is no longer text is left alone, and nothing is
 * learnt from it (`same`). */
static struct str body_text(struct load *load, struct worker *worker, size_t item, bool *same)
{
	struct document *document = &load->registry->documents[item];
	struct source_file again = load->registry->files[item];
	struct str text = STR_EMPTY;
	size_t size = 0;

	*same = true;
	if (load->items[item].kept.n || !document->readable || document->body_empty)
		return load->items[item].kept;
	if (reader_read(worker->reader, &again, load->registry->config.limits.document_bytes, &text, &size,
	                &worker->error) < 0) {
		read_failed(worker, document);
		*same = false;
		return STR_EMPTY;
	}
	if (load->registry->cache && !source_has_ids(load->registry->source)) {
		source_identify(&again, text);
		*same = memcmp(again.id, load->registry->files[item].id, sizeof again.id) == 0;
	}
	text = str_part(text, document->body_at, text.n);
	return utf8_is_text(text) ? text : STR_EMPTY;
}

/* Of a document whose facts hold but for its citations, which other titles have put in doubt. */
static void citations_again(struct document *document, const struct body_reading *reading, struct str text)
{
	struct document again = {.path = document->path, .body_line = document->body_line};

	(void)body_state(&again, reading, text, NULL);
	document->citations = again.citations;
	document->citation_count = again.citation_count;
	for (uint32_t i = 0; i < again.problem_count; i++)
		if (problem_is_of_citations(&again.problems[i]))
			document_add_problem(document, reading->arena, again.problems[i]);
}

/* What the text says, and what is worth knowing of it the next time. */
static void learn_body(struct load *load, unsigned thread, size_t item, const struct resolving *resolving)
{
	struct registry *registry = load->registry;
	struct bloom *words = registry->cache && registry->names ? &load->workers[thread].words : NULL;
	struct body_reading reading = body_reading_in(resolving, words);
	struct document *document = &registry->documents[item];
	bool same = true;
	struct str text = body_text(load, &load->workers[thread], item, &same);

	if (load->workers[thread].error.kind != ERROR_NONE)
		return;
	if (words)
		*words = (struct bloom){0};
	if (document->readable && !document->body_empty) {
		if (load->items[item].origin == ORIGIN_CACHE)
			citations_again(document, &reading, text);
		else
			(void)body_state(document, &reading, text, NULL);
	}
	if (registry->cache && same)
		cache_add(registry->cache, thread, registry->files[item].id, document,
		          load->items[item].origin == ORIGIN_CACHE, words);
	slab_drop(load->items[item].piece);
	load->items[item].piece = NULL;
	load->items[item].kept = STR_EMPTY;
}

static void read_body(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct registry *registry = load->registry;
	struct worker *worker = &load->workers[thread];
	struct document *document = &registry->documents[item];
	struct resolving resolving = {registry, (uint32_t)item, worker->reader, &worker->arena, &worker->scratch};
	bool known = load->items[item].origin == ORIGIN_CACHE;

	graph_resolve(registry, (uint32_t)item);
	if (load->items[item].origin == ORIGIN_NONE || worker->error.kind != ERROR_NONE)
		return;
	if (known && registry->names)
		known = cache_read_citations(registry->cache, registry->files[item].id, (uint32_t)item, &worker->arena,
		                             document);
	if (!known)
		learn_body(load, thread, item, &resolving);
	if (registry->names)
		citations_resolve(document, &resolving);
	arena_reset(&worker->scratch);
}

/* --- both ------------------------------------------------------------------------------------------------------- */

static int run(struct load *load, void (*work)(void *, unsigned, size_t), struct error *error)
{
	if (thread_pool_run(load->threads, load->registry->count, work, load, error) < 0)
		return -1;
	for (unsigned i = 0; i < load->threads; i++)
		if (load->workers[i].error.kind != ERROR_NONE) {
			*error = load->workers[i].error;
			return -1;
		}
	return 0;
}

/* The n-th blob that the register uses. */
static const unsigned char *blob_used(const void *context, size_t n)
{
	const struct registry *registry = context;

	return n < registry->count ? registry->files[n].id : NULL;
}

/* What a body cites depends on the titles, on the bodies that a case number can be told with, and on how the register writes its own. */
static uint64_t bodies_digest(const struct vocabulary *vocabulary)
{
	uint64_t digest = 0;

	for (uint32_t i = 0; i < vocabulary->body_count; i++) {
		const struct body *body = &vocabulary->bodies[i];
		digest += str_hash(body->id) * 3 + str_hash(body->name) * 5;
		for (uint32_t k = 0; k < body->aliases.n; k++)
			digest += str_hash(body->aliases.at[k].text) * 7;
	}
	return digest;
}

/* The index of names and the maps of documents, which do not need each other: the largest first. */
enum { INDEX_NAMES, INDEX_IDS, INDEX_PATHS, INDEX_COUNT };

static void make_index(void *context, unsigned thread, size_t item)
{
	struct load *load = context;
	struct registry *registry = load->registry;

	(void)thread;
	if (item == INDEX_NAMES && load->extent == REGISTRY_WHOLE)
		registry->names = names_new(registry->documents, registry->count);
	else if (item == INDEX_IDS)
		graph_index_ids(registry);
	else if (item == INDEX_PATHS)
		graph_index_paths(registry);
}

static int read_documents(struct load *load, struct error *error)
{
	struct registry *registry = load->registry;

	if (run(load, read_front_matter, error) < 0)
		return -1;
	for (unsigned i = 0; i < load->threads; i++)
		slab_close(&load->workers[i].shelf);
	if (thread_pool_run(load->threads, INDEX_COUNT, make_index, load, error) < 0)
		return -1;
	if (registry->names && registry->cache)
		cache_set_names(registry->cache, registry->names,
		                bodies_digest(&registry->vocabulary) + names_dnr_digest(registry->names) +
		                        registry->foreign_digest);
	if (run(load, read_body, error) < 0)
		return -1;
	graph_build(registry);
	if (registry->cache)
		cache_write(registry->cache, blob_used, registry);
	return 0;
}

static void open_cache(struct load *load)
{
	struct registry *registry = load->registry;
	const char *common = registry->has_cache_key ? source_common_folder(registry->source) : NULL;

	if (common)
		registry->cache =
			cache_open(common, registry->cache_key, load->extent == REGISTRY_WHOLE, load->threads);
}

int documents_load(struct registry *registry, enum registry_extent extent, struct error *error)
{
	struct load load = {.registry = registry, .extent = extent, .kept_room = KEPT_BODY_BYTES(registry->count)};
	int result = 0;

	load.items = memory_new((size_t)registry->count + 1, sizeof *load.items);
	registry->letters = ARENA_ARRAY(&registry->arena, uint64_t, registry->count);
	load.threads = thread_pool_size(registry->count);
	open_cache(&load);
	if (registry->cache && cache_any(registry->cache))
		source_recognise(registry->source, registry->files, registry->count);
	for (unsigned i = 0; !result && i < load.threads; i++)
		result = reader_new(&load.workers[i].reader, registry->source, error);
	if (!result)
		result = read_documents(&load, error);
	for (unsigned i = 0; i < load.threads; i++) {
		arena_join(&registry->arena, &load.workers[i].arena);
		arena_release(&load.workers[i].scratch);
		slab_close(&load.workers[i].shelf);
		reader_free(load.workers[i].reader);
	}
	for (uint32_t i = 0; i < registry->count; i++)
		slab_drop(load.items[i].piece);
	free(load.items);
	return result;
}
