/* Which words a text may hold: a Bloom filter over their first eight bytes (B. H. Bloom, CACM 13, 1970). It errs on one side only: a word that it
 * does not know is not there. Short words, which are most of a text and tell it from no other, are left out. */
#ifndef STYRDOK_REGISTRY_CITATION_BLOOM_H
#define STYRDOK_REGISTRY_CITATION_BLOOM_H

#include "registry/base/str.h"

#define BLOOM_BITS 16384u /* for texts of up to some thousand different words; of longer ones it tells less */
#define BLOOM_BYTES (BLOOM_BITS / 8)
#define BLOOM_SHORTEST 6u /* bytes of a word that is noted */

struct bloom { /* being filled; zeros are an empty one */
	uint64_t bits[BLOOM_BITS / 64];
	uint32_t count; /* of those that are set */
};

/* A word's key. As words are hashed: bit 5 tells a and A, å and Å apart, and is set in digits anyway. */
static inline uint64_t bloom_key(const char *word, size_t n)
{
	uint64_t piece = 0;

	memcpy(&piece, word, n < sizeof piece ? n : sizeof piece);
	return (piece | 0x2020202020202020u) * 0x9E3779B97F4A7C15u;
}

/* Its two bits. */
static inline uint32_t bloom_first(uint64_t key)
{
	return (uint32_t)(key >> 48) % BLOOM_BITS;
}

static inline uint32_t bloom_second(uint64_t key)
{
	return (uint32_t)(key >> 32) % BLOOM_BITS;
}

/* Adds a word, in whatever case. In the innermost loop of every check. */
static inline void bloom_add(struct bloom *set, const char *word, size_t n)
{
	uint64_t key, first, second;

	if (n < BLOOM_SHORTEST)
		return;
	key = bloom_key(word, n);
	first = (uint64_t)1 << (bloom_first(key) % 64);
	second = (uint64_t)1 << (bloom_second(key) % 64);
	set->count += !(set->bits[bloom_first(key) / 64] & first);
	set->bits[bloom_first(key) / 64] |= first;
	set->count += !(set->bits[bloom_second(key) / 64] & second);
	set->bits[bloom_second(key) / 64] |= second;
}

/* Adds the words of a text that begin at `from` or later, but before `to`. */
void bloom_add_text(struct bloom *set, struct str text, size_t from, size_t to);

/* The filter in as few bytes as leave five bits of eight clear, a power of two of at least 8 and at most BLOOM_BYTES, into `out`. Returns how
 * many. */
size_t bloom_pack(const struct bloom *set, unsigned char out[BLOOM_BYTES]);

/* A word as it is looked for: as it is, and with a genitive s. */
struct word_key {
	uint64_t plain, genitive;
};

/* False for a word that cannot be looked for: it is short, or has letters beyond Latin-1, which differ in more than one bit from their capitals. */
bool word_key_of(struct word_key *key, struct str word);

/* May the text hold the word, in either form? The filter is one that bloom_pack made. */
bool bloom_may_hold(const unsigned char *filter, size_t bytes, struct word_key key);

#endif
