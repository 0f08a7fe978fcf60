/* Bringing the index up to date: by path and blob, what has gone is removed, what has come is added. */
#include "registry/base/memory.h"
#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"
#include "registry/search/search_internal.h"

#include <stdlib.h>

#define ID_BYTES sizeof(((struct source_file *)NULL)->id)

struct kept_file { /* an entry of NOTE_FILES */
	int64_t row;
	struct str id, path;
};

struct update {
	struct search *search;
	struct terms terms;
	struct str before; /* the rest of NOTE_FILES */
	struct kept_file old;
	bool more; /* there is an old one */
	int64_t last_row;
	VEC(uint32_t) added;
};

static bool next_file(struct str *rest, struct kept_file *file)
{
	size_t end = 0;

	if (rest->n < sizeof file->row + ID_BYTES + 1)
		return false;
	memcpy(&file->row, rest->at, sizeof file->row);
	file->id = str_part(*rest, sizeof file->row, ID_BYTES);
	*rest = str_part(*rest, sizeof file->row + ID_BYTES, rest->n);
	end = str_find(*rest, (struct str){"", 1}, 0);
	if (end == SIZE_MAX)
		return false;
	file->path = str_part(*rest, 0, end);
	*rest = str_part(*rest, end + 1, rest->n);
	return true;
}

static struct str id_of(const struct registry *registry, uint32_t document)
{
	return (struct str){(const char *)registry->files[document].id, ID_BYTES};
}

bool search_is_current(struct search *search)
{
	const struct registry *registry = search->registry;
	struct str rest = fulltext_note(search->fulltext, &search->arena, NOTE_FILES);
	struct kept_file file;
	uint32_t i = 0;

	if (!rest.n)
		return false;
	for (; next_file(&rest, &file); i++) {
		if (i == registry->count || !str_equal(file.path, registry->files[i].path) ||
		    !str_equal(file.id, id_of(registry, i)))
			return false;
		search->rows[i] = file.row;
	}
	if (i != registry->count)
		return false;
	search->stems = fulltext_note(search->fulltext, &search->arena, NOTE_STEMS);
	return true;
}

static void count_added(void *context, struct str stem, size_t from, size_t to)
{
	(void)from;
	(void)to;
	terms_count(context, stem, true);
}

static void count_removed(void *context, struct str stem, size_t from, size_t to)
{
	(void)from;
	(void)to;
	terms_count(context, stem, false);
}

static void next_old(struct update *update)
{
	update->more = next_file(&update->before, &update->old);
}

static void remove_old(struct update *update)
{
	fulltext_on_words(update->search->fulltext, count_removed, &update->terms);
	fulltext_remove(update->search->fulltext, update->old.row);
	next_old(update);
}

/* The old files and the new are both in the order of their paths. */
static void compare(struct update *update, uint32_t document)
{
	const struct registry *registry = update->search->registry;
	struct str path = registry->files[document].path;

	while (update->more && str_compare(update->old.path, path) < 0)
		remove_old(update);
	if (update->more && str_equal(update->old.path, path)) {
		if (str_equal(update->old.id, id_of(registry, document))) {
			update->search->rows[document] = update->old.row;
			next_old(update);
			return;
		}
		remove_old(update);
	}
	vec_push(&update->added, document);
}

/* --- adding: texts are read by several threads, a batch at a time ------------------------------------------------------- */

#define BATCH 256u

struct worker { /* what one thread has of its own */
	struct reader *reader;
	struct arena arena;
	struct error error;
	bool changed; /* a file is no longer what the register holds */
};

struct batch {
	const struct registry *registry;
	const uint32_t *documents;
	struct str columns[BATCH][FULLTEXT_COLUMNS];
	struct worker workers[THREAD_POOL_MAX];
};

static void prepare(void *context, unsigned thread, size_t item)
{
	struct batch *batch = context;
	struct worker *worker = &batch->workers[thread];
	bool same = true;

	if (worker->error.kind == ERROR_NONE)
		(void)search_text(batch->registry, worker->reader, &worker->arena, batch->documents[item],
		                  batch->columns[item], &same, &worker->error);
	worker->changed = worker->changed || !same;
}

static int add_batch(struct update *update, struct batch *batch, unsigned threads, size_t count, struct error *error)
{
	struct search *search = update->search;

	if (thread_pool_run(threads, count, prepare, batch, error) < 0)
		return -1;
	for (unsigned i = 0; i < threads; i++)
		if (batch->workers[i].error.kind != ERROR_NONE) {
			*error = batch->workers[i].error;
			return -1;
		}
	for (size_t i = 0; i < count; i++) {
		search->rows[batch->documents[i]] = ++update->last_row;
		fulltext_add(search->fulltext, update->last_row, (const struct str *)batch->columns[i]);
	}
	for (unsigned i = 0; i < threads; i++)
		arena_reset(&batch->workers[i].arena);
	return 0;
}

static int add_new(struct update *update, bool *same, struct error *error)
{
	const struct registry *registry = update->search->registry;
	unsigned threads = thread_pool_size(update->added.n);
	struct batch *batch = memory_new(1, sizeof *batch);
	int result = 0;

	threads = threads ? threads : 1;
	batch->registry = registry;
	for (unsigned i = 0; !result && i < threads; i++)
		result = reader_new(&batch->workers[i].reader, registry->source, error);
	fulltext_on_words(update->search->fulltext, count_added, &update->terms);
	for (size_t i = 0; !result && i < update->added.n; i += BATCH) {
		size_t rest = update->added.n - i;
		batch->documents = &update->added.at[i];
		result = add_batch(update, batch, threads, rest < BATCH ? rest : BATCH, error);
	}
	for (unsigned i = 0; i < threads; i++) {
		*same = *same && !batch->workers[i].changed;
		reader_free(batch->workers[i].reader);
		arena_release(&batch->workers[i].arena);
	}
	free(batch);
	return result;
}

static void write_notes(struct search *search, const struct terms *terms)
{
	const struct registry *registry = search->registry;
	struct arena arena = ARENA_EMPTY;
	struct str stems, times;
	size_t room = 0, n = 0;
	char *files = NULL;

	for (uint32_t i = 0; i < registry->count; i++)
		room += sizeof *search->rows + ID_BYTES + registry->files[i].path.n + 1;
	files = ARENA_ARRAY(&arena, char, room);
	for (uint32_t i = 0; i < registry->count; i++) {
		struct str path = registry->files[i].path;
		memcpy(files + n, &search->rows[i], sizeof search->rows[i]);
		memcpy(files + n + sizeof search->rows[i], registry->files[i].id, ID_BYTES);
		memcpy(files + n + sizeof search->rows[i] + ID_BYTES, path.at, path.n);
		n += sizeof search->rows[i] + ID_BYTES + path.n + 1;
	}
	fulltext_set_note(search->fulltext, NOTE_FILES, (struct str){files, n});
	terms_write(terms, &search->arena, &stems, &times);
	fulltext_set_note(search->fulltext, NOTE_STEMS, stems);
	fulltext_set_note(search->fulltext, NOTE_TIMES, times);
	search->stems = stems;
	arena_release(&arena);
}

static void find_last_row(struct update *update)
{
	struct str rest = update->before;
	struct kept_file file;

	while (next_file(&rest, &file))
		if (file.row > update->last_row)
			update->last_row = file.row;
}

int search_update(struct search *search, bool *same, struct error *error)
{
	struct arena arena = ARENA_EMPTY;
	struct update update = {.search = search};
	int result = 0;

	update.before = fulltext_note(search->fulltext, &arena, NOTE_FILES);
	terms_read(&update.terms, fulltext_note(search->fulltext, &arena, NOTE_STEMS),
	           fulltext_note(search->fulltext, &arena, NOTE_TIMES));
	find_last_row(&update);
	next_old(&update);
	for (uint32_t i = 0; i < search->registry->count; i++)
		compare(&update, i);
	while (update.more)
		remove_old(&update);
	if (update.added.n)
		result = add_new(&update, same, error);
	fulltext_on_words(search->fulltext, NULL, NULL);
	if (!result)
		write_notes(search, &update.terms);
	terms_release(&update.terms);
	vec_release(&update.added);
	arena_release(&arena);
	return result;
}
