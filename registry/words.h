/* Words of running text, folded and hashed: how titles are recognised. */
#ifndef STYRDOK_REGISTRY_WORDS_H
#define STYRDOK_REGISTRY_WORDS_H

#include "registry/base/str.h"

struct words { /* a walk over a text */
	struct str text;
	size_t at;
};

struct word {
	size_t from, to; /* bytes */
	uint64_t hash;   /* of its letters and digits in lower case */
	uint64_t stem;   /* the same without a final s (Swedish genitive), or equal to hash */
};

static inline struct words words_of(struct str text)
{
	return (struct words){text, 0};
}

/* The next word: a run of letters and digits (a hyphen ends one, so "IT-program" and "IT program" are the same two
 * words). False at the end. */
bool words_next(struct words *words, struct word *word);

/* Reads the word that begins at words->at; false when none begins there. */
bool words_read(struct words *words, struct word *word);

/* The same without the hashes, which are left 0. */
bool words_skip(struct words *words, struct word *word);

/* The first two bytes of the word that begins the text, alike for upper and lower case: a coarse key for what it can be. */
static inline uint16_t word_key(struct str text)
{
	unsigned first = (unsigned char)text.at[0] | 0x20u;
	unsigned second = text.n > 1 ? (unsigned char)text.at[1] | 0x20u : 0;
	bool word = (second >= 'a' && second <= 'z') || (second >= '0' && second <= '9') || second >= 0x80;

	return (uint16_t)(first << 8 | (word ? second : 0));
}

#endif
