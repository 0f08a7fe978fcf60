/* The stems that a register's texts hold, so that a word is found in its other forms, at the beginning of others, and within compounds: Snowball
 * joins neither beslut and beslutet nor policy and policyn, and no stemmer finds "telefon" in "mobiltelefonpolicy". */
#ifndef STYRDOK_REGISTRY_SEARCH_TERMS_H
#define STYRDOK_REGISTRY_SEARCH_TERMS_H

#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/port/fulltext.h"

#define TERM_BYTES_MAX 64u /* a longer one is found as it is alone */

struct counted_term {
	struct str stem;
	uint32_t times; /* in all texts; 0: it is gone */
};

struct terms { /* zeroed at first */
	struct arena arena;
	struct map by_stem;
	VEC(struct counted_term) all;
};

/* Kept as two texts: a line for each stem, with a line end before the first too, and as many numbers. */
void terms_read(struct terms *terms, struct str stems, struct str times);
void terms_write(const struct terms *terms, struct arena *arena, struct str *stems, struct str *times);
void terms_release(struct terms *terms);

/* One more, or one less, in the texts. */
void terms_count(struct terms *terms, struct str stem, bool more);

/* Does it hold digits alone? */
bool term_is_number(struct str stem);

struct like_term {
	struct str stem;
	enum fulltext_match match;
};

/* The stems of `stems` that are like this one, the best first, and at most `most`. Owned by the arena; they point into `stems`. */
size_t terms_like(struct like_term **out, struct arena *arena, struct str stems, struct str stem, size_t most);

#endif
