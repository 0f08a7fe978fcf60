/* New wordings in a document's text: "### 2 § Resor {#par-2 from=2025-01-01 by=andring-2024}" below those that there are. */
#ifndef STYRDOK_BIN_AUTHOR_WORDING_INSERT_H
#define STYRDOK_BIN_AUTHOR_WORDING_INSERT_H

#include "bin/author/operative_text.h"
#include "registry/document/document.h"

struct wording_insert {
	const struct operative_part *part;
	struct str anchor; /* of the part; of an inserted one, as its neighbours' */
	uint32_t after;    /* the part of the document below which it stands */
	bool there;        /* it stands there already, by the same document */
};

/* The part's last wording. */
uint32_t wording_last(const struct document *document, uint32_t part);

/* Where an amendment of a document's part belongs. False when there is no such part, or of an insertion, when there is one already or nothing
 * beside which it could stand. */
bool wording_place(struct wording_insert *out, struct arena *arena, const struct document *document,
                   const struct operative_part *part, struct str by);

/* The document's text with these wordings, from a day, by a document; owned by the arena. Repeals add nothing. */
struct str wordings_inserted(struct arena *arena, const struct document *document, struct str text,
                             const struct wording_insert *inserts, size_t count, struct date from, struct str by);

#endif
