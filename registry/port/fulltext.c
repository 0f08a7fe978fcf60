#include "registry/port/fulltext_internal.h"

#include "registry/base/memory.h"

#include <stdio.h>
#include <stdlib.h>

#define BUSY_MILLISECONDS 2000 /* then the index of another writer is not waited for any longer */

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS note(name TEXT PRIMARY KEY, bytes BLOB);"
	"CREATE VIRTUAL TABLE IF NOT EXISTS document USING fts5(title, headings, text, tokenize = '" FULLTEXT_TOKENIZER
	"');";

static const char *const texts[FULLTEXT_STATEMENTS] = {
	[STATEMENT_NOTE] = "SELECT bytes FROM note WHERE name = ?1",
	[STATEMENT_SET_NOTE] = "REPLACE INTO note VALUES(?1, ?2)",
	[STATEMENT_ADD] = "INSERT INTO document(rowid, title, headings, text) VALUES(?1, ?2, ?3, ?4)",
	[STATEMENT_REMOVE] = "DELETE FROM document WHERE rowid = ?1",
	[STATEMENT_ROW] = "SELECT title, headings, text FROM document WHERE rowid = ?1",
	[STATEMENT_FIND] = "SELECT rowid, " FULLTEXT_RELEVANCE "(document) FROM document WHERE document MATCH ?1 "
			   "ORDER BY rowid",
};

static bool worked(struct fulltext *fulltext, int result)
{
	if (result == SQLITE_NOMEM)
		memory_failed();
	if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
		fulltext->failed = true;
	if ((result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB) /* with the kind above that */
		fulltext->damaged = true;
	return !fulltext->failed;
}

static bool run(struct fulltext *fulltext, const char *sql)
{
	return !fulltext->failed && worked(fulltext, sqlite3_exec(fulltext->db, sql, NULL, NULL, NULL));
}

/* The statement, ready to be bound; NULL on failure. */
static sqlite3_stmt *statement(struct fulltext *fulltext, enum fulltext_statement which)
{
	sqlite3_stmt **at = &fulltext->statements[which];

	if (fulltext->failed)
		return NULL;
	if (!*at &&
	    !worked(fulltext, sqlite3_prepare_v3(fulltext->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, at, NULL)))
		return NULL;
	sqlite3_reset(*at);
	return *at;
}

static void bind_text(sqlite3_stmt *statement, int at, struct str text)
{
	sqlite3_bind_text64(statement, at, text.n ? text.at : "", text.n, SQLITE_STATIC, SQLITE_UTF8);
}

/* Runs a statement that gives at most one row. True when there is one; it is reset by the caller or the next use. */
static bool step(struct fulltext *fulltext, sqlite3_stmt *statement)
{
	int result = sqlite3_step(statement);

	return worked(fulltext, result) && result == SQLITE_ROW;
}

static struct str value(struct arena *arena, sqlite3_stmt *statement, int column)
{
	const char *bytes = sqlite3_column_blob(statement, column);

	return arena_copy(arena, (struct str){bytes, (size_t)sqlite3_column_bytes(statement, column)});
}

struct fulltext *fulltext_open(const char *path, enum fulltext_access access)
{
	struct fulltext *fulltext = memory_new(1, sizeof *fulltext);
	int flags = access == FULLTEXT_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;

	fulltext->stemmer = stemmer_new();
	fulltext->in_memory = !path;
	if (!worked(fulltext,
	            sqlite3_open_v2(path ? path : ":memory:", &fulltext->db, flags | SQLITE_OPEN_NOMUTEX, NULL)))
		return fulltext;
	sqlite3_busy_timeout(fulltext->db, BUSY_MILLISECONDS);
	worked(fulltext, fulltext_register(fulltext));
	run(fulltext, "PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1; PRAGMA cache_size = -65536");
	if (access == FULLTEXT_WRITE)
		run(fulltext, "PRAGMA synchronous = NORMAL");
	if (fulltext->in_memory)
		run(fulltext, schema);
	return fulltext;
}

void fulltext_close(struct fulltext *fulltext)
{
	if (!fulltext)
		return;
	for (int i = 0; i < FULLTEXT_STATEMENTS; i++)
		sqlite3_finalize(fulltext->statements[i]);
	if (fulltext->tokenizer)
		fulltext->letters.xDelete(fulltext->tokenizer);
	sqlite3_close(fulltext->db);
	stemmer_free(fulltext->stemmer);
	free(fulltext);
}

void fulltext_on_words(struct fulltext *fulltext, fulltext_word_fn *tell, void *context)
{
	fulltext->on_word = tell;
	fulltext->on_word_context = context;
}

bool fulltext_failed(const struct fulltext *fulltext)
{
	return fulltext->failed;
}

bool fulltext_is_damaged(const struct fulltext *fulltext)
{
	return fulltext->damaged;
}

void fulltext_begin(struct fulltext *fulltext, enum fulltext_access access)
{
	if (fulltext->in_memory)
		return;
	run(fulltext, access == FULLTEXT_WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
	if (access == FULLTEXT_WRITE)
		run(fulltext, schema);
}

void fulltext_end(struct fulltext *fulltext)
{
	for (int i = 0; i < FULLTEXT_STATEMENTS; i++) /* one that is still at a row would hold the state */
		sqlite3_reset(fulltext->statements[i]);
	if (!fulltext->in_memory)
		run(fulltext, "COMMIT");
}

/* Of a file that has just been made, there is no table yet. */
static bool has_tables(struct fulltext *fulltext)
{
	if (!fulltext->has_tables)
		fulltext->has_tables = sqlite3_table_column_metadata(fulltext->db, NULL, "note", "bytes", NULL, NULL,
		                                                     NULL, NULL, NULL) == SQLITE_OK;
	return fulltext->has_tables;
}

struct str fulltext_note(struct fulltext *fulltext, struct arena *arena, const char *name)
{
	sqlite3_stmt *note = !fulltext->failed && has_tables(fulltext) ? statement(fulltext, STATEMENT_NOTE) : NULL;
	struct str bytes = STR_EMPTY;

	if (!note)
		return STR_EMPTY;
	bind_text(note, 1, str_from(name));
	if (step(fulltext, note))
		bytes = value(arena, note, 0);
	sqlite3_reset(note);
	return bytes;
}

void fulltext_set_note(struct fulltext *fulltext, const char *name, struct str bytes)
{
	sqlite3_stmt *note = statement(fulltext, STATEMENT_SET_NOTE);

	if (!note)
		return;
	bind_text(note, 1, str_from(name));
	sqlite3_bind_blob64(note, 2, bytes.n ? bytes.at : "", bytes.n, SQLITE_STATIC);
	step(fulltext, note);
	sqlite3_reset(note);
}

void fulltext_add(struct fulltext *fulltext, int64_t row, const struct str columns[FULLTEXT_COLUMNS])
{
	sqlite3_stmt *add = statement(fulltext, STATEMENT_ADD);

	if (!add)
		return;
	sqlite3_bind_int64(add, 1, row);
	for (int i = 0; i < FULLTEXT_COLUMNS; i++)
		bind_text(add, i + 2, columns[i]);
	step(fulltext, add);
	sqlite3_reset(add);
}

void fulltext_remove(struct fulltext *fulltext, int64_t row)
{
	sqlite3_stmt *remove = statement(fulltext, STATEMENT_REMOVE);

	if (!remove)
		return;
	sqlite3_bind_int64(remove, 1, row);
	step(fulltext, remove);
	sqlite3_reset(remove);
}

struct str fulltext_column(struct fulltext *fulltext, struct arena *arena, int64_t row, enum fulltext_column column)
{
	sqlite3_stmt *find = statement(fulltext, STATEMENT_ROW);
	struct str text = STR_EMPTY;

	if (!find)
		return STR_EMPTY;
	sqlite3_bind_int64(find, 1, row);
	if (step(fulltext, find))
		text = value(arena, find, (int)column);
	sqlite3_reset(find);
	return text;
}

/* All words, each as its phrases: ("a" OR "b") AND ("c"). Stems hold letters and digits alone. */
static struct str expression(struct arena *arena, const struct fulltext_phrase *phrases, size_t count)
{
	size_t room = 1, n = 0;
	char *text = NULL;

	for (size_t i = 0; i < count; i++)
		room += phrases[i].stems.n + sizeof "\") AND (\"";
	text = arena_alloc(arena, room + 2, 1);
	for (size_t i = 0; i < count; i++) {
		const char *before = !i ? "(" : phrases[i].word == phrases[i - 1].word ? " OR " : ") AND (";
		n += (size_t)snprintf(text + n, room + 2 - n, "%s\"%.*s\"", before, STR_ARG(phrases[i].stems));
	}
	n += (size_t)snprintf(text + n, room + 2 - n, ")");
	return (struct str){text, n};
}

void fulltext_find(struct fulltext *fulltext, const struct fulltext_phrase *phrases, size_t count,
                   fulltext_row_fn *tell, void *context)
{
	sqlite3_stmt *find = count ? statement(fulltext, STATEMENT_FIND) : NULL;
	struct arena arena = ARENA_EMPTY;

	if (!find)
		return;
	fulltext->phrases = phrases;
	fulltext->words = phrases[count - 1].word + 1;
	fulltext->tallies = memory_new(fulltext->words, sizeof *fulltext->tallies);
	bind_text(find, 1, expression(&arena, phrases, count));
	while (step(fulltext, find))
		tell(context, sqlite3_column_int64(find, 0), (uint32_t)sqlite3_column_int64(find, 1));
	sqlite3_reset(find);
	sqlite3_clear_bindings(find);
	free(fulltext->tallies);
	arena_release(&arena);
}
