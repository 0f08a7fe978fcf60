/* What of a document is searched. */
#ifndef STYRDOK_REGISTRY_SEARCH_SEARCH_TEXT_H
#define STYRDOK_REGISTRY_SEARCH_SEARCH_TEXT_H

#include "registry/graph/registry.h"
#include "registry/port/fulltext.h"

#define PIECE_END '\x1e' /* between the headings, and between the texts of parts */

/* A document's title, headings and text as they are indexed, owned by the arena: first what stands before the first heading, then each part's own. -1: it
 * cannot be read; *same becomes false where the file has become another than the one that the register holds. */
int search_text(const struct registry *registry, struct reader *reader, struct arena *arena, uint32_t document,
                struct str columns[FULLTEXT_COLUMNS], bool *same, struct error *error);

#endif
