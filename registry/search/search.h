/* Full text search in a register: words by their stems, in other forms, at the beginning of words and within compounds.
 *
 * The index lies beside the stored facts, in <git directory>/styrdok/search/, and says of which files, by path and blob, it was made: when the register
 * holds others, what has gone is removed and what has come is added before anything is answered. Where it cannot be written (and is not as the register
 * is), or there is no repository, one is made in memory. Deleting it changes nothing but time. */
#ifndef STYRDOK_REGISTRY_SEARCH_SEARCH_H
#define STYRDOK_REGISTRY_SEARCH_SEARCH_H

#include "registry/graph/registry.h"

struct search; /* for one thread; several may be open for one register */

/* The register, which must outlive it, ready to be searched. `stored`: with the index that is kept, which others cannot bring up to date as long as this is
 * open; else one in memory. Freed with search_free. 0, or -1: a document's text cannot be read. */
int search_new(struct search **out, const struct registry *registry, bool stored, struct error *error);
void search_free(struct search *search);

struct search_hit {
	uint32_t document;
	uint32_t relevance;
};

/* The documents that hold all the words, the most relevant first; those as relevant as each other in the register's order. Any bytes are words, or
 * stand between words; without a word, nothing is found. Owned by the arena. 0, or -1 as search_new. */
int search_find(struct search_hit **out, size_t *count, struct search *search, struct arena *arena, struct str words,
                struct error *error);

struct search_mark {
	size_t from, to;
};

struct search_place {
	uint32_t part;             /* that speaks most of what was looked for last, or MARKDOWN_NO_PART */
	struct str snippet;        /* of its text, in one line */
	struct search_mark *marks; /* where the words stand in it */
	size_t mark_count;
};

/* Where a document that was found speaks of what was looked for last. Owned by the arena. */
void search_place(struct search_place *out, struct search *search, struct arena *arena, uint32_t document);

#endif
