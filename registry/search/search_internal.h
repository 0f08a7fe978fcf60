/* What a search is made of: for registry/search/search*.c. */
#ifndef STYRDOK_REGISTRY_SEARCH_SEARCH_INTERNAL_H
#define STYRDOK_REGISTRY_SEARCH_SEARCH_INTERNAL_H

#include "registry/search/search.h"
#include "registry/search/search_text.h"
#include "registry/search/terms.h"

/* As they are kept beside the rows. */
#define NOTE_FILES "files" /* of each document, in order: its row, its blob, its path and a NUL */
#define NOTE_STEMS "stems"
#define NOTE_TIMES "times"

struct search {
	const struct registry *registry;
	struct fulltext *fulltext;
	struct arena arena;
	int64_t *rows; /* of each document: ascending as they came, not as the documents are */
	struct str stems;
	struct arena asked; /* holds the rest, of what was looked for last */
	struct fulltext_phrase *phrases;
	size_t phrase_count;
	struct map by_stem; /* phrase */
};

/* Makes the index be that of the register, and reads what is kept beside its rows. fulltext_failed says whether it could; -1: a text cannot be read. When
 * *same becomes false, a file is no longer what the register holds, and the index is not to be kept. */
int search_update(struct search *search, bool *same, struct error *error);

/* Replaces the index, which has failed or cannot be used, by one in memory. 0, or -1: a text cannot be read. */
int search_in_memory(struct search *search, struct error *error);

/* Is the index that of the register, as it is? Then what is kept beside its rows has been read. */
bool search_is_current(struct search *search);

#endif
