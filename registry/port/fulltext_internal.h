/* What an index is made of: for registry/port/fulltext*.c. */
#ifndef STYRDOK_REGISTRY_PORT_FULLTEXT_INTERNAL_H
#define STYRDOK_REGISTRY_PORT_FULLTEXT_INTERNAL_H

#include "registry/port/fulltext.h"
#include "registry/port/stemmer.h"

#include <sqlite3.h>

#define FULLTEXT_TOKENIZER "stems"
#define FULLTEXT_RELEVANCE "relevance"

enum fulltext_statement {
	STATEMENT_NOTE,
	STATEMENT_SET_NOTE,
	STATEMENT_ADD,
	STATEMENT_REMOVE,
	STATEMENT_ROW,
	STATEMENT_FIND,
	FULLTEXT_STATEMENTS
};

struct fulltext_tally { /* where a row speaks of a word */
	uint32_t title, headings, text, times;
};

struct fulltext {
	sqlite3 *db;
	sqlite3_stmt *statements[FULLTEXT_STATEMENTS];
	struct stemmer *stemmer;
	fts5_tokenizer letters; /* unicode61, and one of it */
	Fts5Tokenizer *tokenizer;
	bool failed, damaged, in_memory, has_tables;
	fulltext_word_fn *on_word; /* or NULL */
	void *on_word_context;
	const struct fulltext_phrase *phrases; /* while something is looked for */
	uint32_t words;
	struct fulltext_tally *tallies;
};

/* Makes the tokenizer and the measure of relevance known to the connection. SQLite's result. */
int fulltext_register(struct fulltext *fulltext);

#endif
