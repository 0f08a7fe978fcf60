/* Words of running text, folded and hashed: how titles are recognised. */
#ifndef STYRDOK_REGISTRY_CITATION_WORD_HASH_H
#define STYRDOK_REGISTRY_CITATION_WORD_HASH_H

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

/* The same two without the hashes, which are left 0. */
bool words_pass(struct words *words, struct word *word);
bool words_skip(struct words *words, struct word *word);

/* The first two bytes of a word (the second may be what follows it, or 0), alike for upper and lower case: a coarse key for what
 * the word can be. */
static inline uint16_t word_key(char first, char second)
{
	unsigned low = (unsigned char)second | 0x20u;
	bool word = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low >= 0x80;

	return (uint16_t)(((unsigned char)first | 0x20u) << 8 | (word ? low : 0));
}

#endif
