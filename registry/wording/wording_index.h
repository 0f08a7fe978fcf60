/* A document's wordings, by part and by what decided them. */
#ifndef STYRDOK_REGISTRY_WORDING_WORDING_INDEX_H
#define STYRDOK_REGISTRY_WORDING_WORDING_INDEX_H

#include "registry/base/map.h"
#include "registry/document/document.h"
#include "registry/document/wording.h"

struct wording_index {
	const struct document *document;
	struct arena *arena;
	struct wording *of;   /* by part: its own attributes; zeros where it has none */
	uint32_t *first;      /* by part: the first part of its anchor, */
	uint32_t *next;       /* and the next one, or MARKDOWN_NO_PART */
	uint32_t worded;      /* parts that have attributes */
	struct map anchors;   /* the first part of each */
	struct map explained; /* what has wordings by which decision: see wording_is_explained */
};

void wording_index_of(struct wording_index *out, struct arena *arena, const struct document *document);
void wording_index_release(struct wording_index *index);

/* The first part of this anchor, or MARKDOWN_NO_PART. */
uint32_t wording_part(const struct wording_index *index, struct str anchor);

/* Has the part, one that holds it or one in it a wording by this decision (a document's id or a day), or from this day? part "": the whole. */
bool wording_is_explained(const struct wording_index *index, struct str by, struct str part);
bool wording_is_from(const struct wording_index *index, struct date day, struct str part);

/* The wording that the part's attributes, or those of the nearest part that holds it, state; NULL when none does. */
const struct wording *wording_inherited(const struct wording_index *index, uint32_t part);

#endif
