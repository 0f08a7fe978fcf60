/* Full text by SQLite's FTS5: rows of a title, headings and a text, found by their words' stems. Only user of SQLite.
 *
 * Once anything has failed (the disk is full, the file is damaged or locked by another for too long), every call does nothing, and
 * fulltext_failed says so: the caller throws it away and makes another in memory, where nothing fails but memory itself. */
#ifndef STYRDOK_REGISTRY_PORT_FULLTEXT_H
#define STYRDOK_REGISTRY_PORT_FULLTEXT_H

#include "registry/base/arena.h"

struct fulltext; /* for one thread */

enum fulltext_access { FULLTEXT_READ, FULLTEXT_WRITE };
enum fulltext_column { FULLTEXT_TITLE, FULLTEXT_HEADINGS, FULLTEXT_TEXT, FULLTEXT_COLUMNS };

/* How well a word found is the word asked for: the word itself or a form of it, one that begins with it, one that holds it. */
enum fulltext_match { FULLTEXT_SAME, FULLTEXT_BEGINS, FULLTEXT_HOLDS, FULLTEXT_MATCHES };

/* The index in this file, which is made if it may be written; NULL: in memory. Never NULL; closed with fulltext_close, which undoes what has not been
 * committed. */
struct fulltext *fulltext_open(const char *path, enum fulltext_access access);
void fulltext_close(struct fulltext *fulltext);
bool fulltext_failed(const struct fulltext *fulltext);
bool fulltext_is_damaged(const struct fulltext *fulltext); /* it failed, and will fail again */

/* Between begin and end what is read is of one state, whoever else writes meanwhile; what is written is kept at the end. To begin to write waits for
 * others who do. */
void fulltext_begin(struct fulltext *fulltext, enum fulltext_access access);
void fulltext_end(struct fulltext *fulltext);

/* Bytes that are kept beside the rows; "" when there are none. Owned by the arena. */
struct str fulltext_note(struct fulltext *fulltext, struct arena *arena, const char *name);
void fulltext_set_note(struct fulltext *fulltext, const char *name, struct str bytes);

/* The words of a text, one by one, as stems; from..to is where each stands in the text. */
typedef void fulltext_word_fn(void *context, struct str stem, size_t from, size_t to);
void fulltext_words(struct fulltext *fulltext, struct str text, fulltext_word_fn *tell, void *context);

/* Tells each word of what is added or removed from now on. */
void fulltext_on_words(struct fulltext *fulltext, fulltext_word_fn *tell, void *context);

void fulltext_add(struct fulltext *fulltext, int64_t row, const struct str columns[FULLTEXT_COLUMNS]);
void fulltext_remove(struct fulltext *fulltext, int64_t row);

/* A column of a row; "" when there is no such row. Owned by the arena. */
struct str fulltext_column(struct fulltext *fulltext, struct arena *arena, int64_t row, enum fulltext_column column);

/* Something to look for: one stem, or several that follow each other, separated by spaces; and which of the words asked for it stands for. */
struct fulltext_phrase {
	struct str stems;
	uint32_t word; /* 0.. ; phrases of a word follow each other */
	enum fulltext_match match;
};

/* Tells each row that holds a phrase of every word, in ascending order, with how much it speaks of them. */
typedef void fulltext_row_fn(void *context, int64_t row, uint32_t relevance);
void fulltext_find(struct fulltext *fulltext, const struct fulltext_phrase *phrases, size_t count,
                   fulltext_row_fn *tell, void *context);

#endif
