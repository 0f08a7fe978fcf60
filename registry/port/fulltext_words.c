/* FTS5's tokenizer of ours: unicode61's words, with å, ä and ö kept ("fars" is not "färs"), as stems. What is looked for is stems already. And how much
 * a row speaks of what was looked for: SQLite's bm25 would depend on all other rows, and rate a rare compound above the word itself. */
#include "registry/port/fulltext_internal.h"

#include "registry/base/memory.h"

#include <stdlib.h>

/* --- words ------------------------------------------------------------------------------------------------------------- */

struct stemming {    /* one text */
	bool of_row; /* it is added or removed */
	struct fulltext *fulltext;
	void *context;
	int (*tell)(void *context, int flags, const char *token, int n, int from, int to);
};

static int stem_token(void *context, int flags, const char *token, int n, int from, int to)
{
	struct stemming *stemming = context;
	struct str stem = stemmer_stem(stemming->fulltext->stemmer, (struct str){token, (size_t)n});

	if (stemming->of_row && stemming->fulltext->on_word)
		stemming->fulltext->on_word(stemming->fulltext->on_word_context, stem, (size_t)from, (size_t)to);
	return stemming->tell(stemming->context, flags, stem.at, (int)stem.n, from, to);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n,
                    int (*tell)(void *, int, const char *, int, int, int))
{
	struct fulltext *fulltext = (struct fulltext *)(void *)tokenizer;
	struct stemming stemming = {(flags & FTS5_TOKENIZE_DOCUMENT) != 0, fulltext, context, tell};

	if (flags & FTS5_TOKENIZE_QUERY)
		return fulltext->letters.xTokenize(fulltext->tokenizer, context, flags, text, n, tell);
	return fulltext->letters.xTokenize(fulltext->tokenizer, &stemming, flags, text, n, stem_token);
}

static int tokenizer_new(void *context, const char **arguments, int count, Fts5Tokenizer **out)
{
	(void)arguments;
	(void)count;
	*out = context; /* the index itself */
	return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

struct telling_words {
	fulltext_word_fn *tell;
	void *context;
};

static int tell_word(void *context, int flags, const char *token, int n, int from, int to)
{
	const struct telling_words *words = context;

	(void)flags;
	words->tell(words->context, (struct str){token, (size_t)n}, (size_t)from, (size_t)to);
	return SQLITE_OK;
}

void fulltext_words(struct fulltext *fulltext, struct str text, fulltext_word_fn *tell, void *context)
{
	struct telling_words words = {tell, context};

	if (fulltext->tokenizer && text.n)
		tokenize((Fts5Tokenizer *)(void *)fulltext, &words, FTS5_TOKENIZE_AUX, text.at, (int)text.n, tell_word);
}

/* --- relevance --------------------------------------------------------------------------------------------------------- */

static const uint32_t title_weights[FULLTEXT_MATCHES] = {120, 80, 60};
static const uint32_t heading_weights[FULLTEXT_MATCHES] = {40, 25, 15};
static const uint32_t text_weights[FULLTEXT_MATCHES] = {12, 7, 4};

static void raise(uint32_t *weight, uint32_t to)
{
	if (*weight < to)
		*weight = to;
}

static void tally_found(struct fulltext *fulltext, int phrase, int column)
{
	const struct fulltext_phrase *found = &fulltext->phrases[phrase];
	struct fulltext_tally *tally = &fulltext->tallies[found->word];

	if (column == FULLTEXT_TITLE)
		raise(&tally->title, title_weights[found->match]);
	else if (column == FULLTEXT_HEADINGS)
		raise(&tally->headings, heading_weights[found->match]);
	else
		raise(&tally->text, text_weights[found->match]);
	tally->times++;
}

/* Where the word stands, and how often: twice as often counts as once more. */
static uint32_t tally_weight(const struct fulltext_tally *tally)
{
	uint32_t often = 0;

	while (often < 8 && tally->times >> (often + 1))
		often++;
	return tally->title + tally->headings + tally->text * (2 + often) / 2;
}

static void relevance(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count,
                      sqlite3_value **values)
{
	struct fulltext *fulltext = api->xUserData(fts);
	int instances = 0, result = api->xInstCount(fts, &instances);
	sqlite3_int64 weight = 0;

	(void)count;
	(void)values;
	memset(fulltext->tallies, 0, fulltext->words * sizeof *fulltext->tallies);
	for (int i = 0; result == SQLITE_OK && i < instances; i++) {
		int phrase = 0, column = 0, offset = 0;
		result = api->xInst(fts, i, &phrase, &column, &offset);
		if (result == SQLITE_OK)
			tally_found(fulltext, phrase, column);
	}
	for (uint32_t i = 0; i < fulltext->words; i++)
		weight += tally_weight(&fulltext->tallies[i]);
	if (result == SQLITE_OK)
		sqlite3_result_int64(context, weight);
	else
		sqlite3_result_error_code(context, result);
}

/* --- making them known ------------------------------------------------------------------------------------------------- */

/* As SQLite's manual has it (fts5.html, "Extending FTS5"). NULL on failure. */
static fts5_api *fts5_of(sqlite3 *db)
{
	sqlite3_stmt *ask = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(ask, 1, (void *)&api, "fts5_api_ptr", NULL);
		sqlite3_step(ask);
	}
	sqlite3_finalize(ask);
	return api;
}

int fulltext_register(struct fulltext *fulltext)
{
	static const char *const options[] = {"remove_diacritics", "0"};
	fts5_tokenizer own = {tokenizer_new, tokenizer_free, tokenize};
	fts5_api *api = fts5_of(fulltext->db);
	void *context = NULL;
	int result = api ? api->xFindTokenizer(api, "unicode61", &context, &fulltext->letters) : SQLITE_ERROR;

	if (result == SQLITE_OK)
		result = fulltext->letters.xCreate(context, (const char **)(uintptr_t)options, 2, &fulltext->tokenizer);
	if (result == SQLITE_OK)
		result = api->xCreateTokenizer(api, FULLTEXT_TOKENIZER, fulltext, &own, NULL);
	if (result == SQLITE_OK)
		result = api->xCreateFunction(api, FULLTEXT_RELEVANCE, fulltext, relevance, NULL);
	return result;
}
