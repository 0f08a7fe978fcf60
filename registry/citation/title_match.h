/* Which title or alias stands in a text, word by word. */
#ifndef STYRDOK_REGISTRY_CITATION_TITLE_MATCH_H
#define STYRDOK_REGISTRY_CITATION_TITLE_MATCH_H

#include "registry/citation/name_index.h"
#include "registry/citation/word_hash.h"

/* The title or alias that is the whole text, or NO_NAME. */
uint32_t title_whole(const struct names_index *names, struct str text);

/* The longest title or alias that begins with the word `first` of the text; `name` is NO_NAME when there is none. Returns the byte
 * behind its last word. */
size_t title_longest(const struct names_index *names, struct str text, struct word first, uint32_t *name);

#endif
