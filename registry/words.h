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

#endif
