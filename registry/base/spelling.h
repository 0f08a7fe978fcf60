/* "Did you mean": the known word that is nearest to one that is not known.
 *
 * One rule for all: a word is near when at most 1 letter is wrong in 3 to 5, 2 in 6 to 11, 3 in longer ones (a letter added, left out,
 * changed, or two that have changed places). Capitals, å ä ö against a a o, and "_" or a blank against "-" count as nothing. Whoever has many
 * known words tries them all: one that cannot be near, by its first letters, its length or the letters that it holds, costs no comparison.
 *
 * Stricter is what is mended without asking: exactly one known word is near (1 letter, or 2 in a word of six or more), no other is nearly as
 * near (within one letter more), and both begin alike and hold the same digits in the same order: "deferred" is no misspelt "referred", and
 * 2008 no misspelt 2009. */
#ifndef STYRDOK_REGISTRY_BASE_SPELLING_H
#define STYRDOK_REGISTRY_BASE_SPELLING_H

#include "registry/base/str.h"

#define SPELLING_BYTES 128u    /* longer words are near to nothing */
#define SPELLING_FURTHEST 3u   /* letters that can be wrong at most */
#define SPELLING_TRIED 1000u   /* words tried at most for one text, when nothing is known of their order */
#define SPELLING_COMPARED 300u /* letter by letter */
#define SPELLING_SURE 2u       /* the same of a word that is certain */

struct spelling {
	struct str text; /* as written */
	struct str best; /* the nearest so far, borrowed */
	unsigned first, second, limit;
	unsigned tried, compared; /* words; of these, letter by letter */
	uint64_t letters;
	size_t n;
	char folded[SPELLING_BYTES];
};

/* Begins with no known word. */
struct spelling spelling_of(struct str text);

/* Tries a known word; of one that is tried twice, the second time counts as nothing. */
void spelling_try(struct spelling *spelling, struct str word);

/* The same, with the word's spelling_letters() at hand: what most of very many words cost is one look at these. */
void spelling_try_known(struct spelling *spelling, struct str word, uint64_t letters);

/* Many known words, in the order of their beginnings and in that of their ends: near ones lie close together in one of these, so that few need be
 * tried. Borrows the words. Freed with spelling_index_free. */
struct spelling_index;
struct spelling_index *spelling_index_new(const struct str *words, uint32_t count);
void spelling_index_free(void *index);

/* Tries those words that can be expected to be near. */
void spelling_try_index(struct spelling *spelling, const struct spelling_index *index);

/* The letters that a word holds, as bits. */
uint64_t spelling_letters(struct str word);

/* The nearest of the words that were tried, or "" when none is near. */
struct str spelling_nearest(const struct spelling *spelling);

/* Is the nearest word certainly meant? Not when the text is a known word itself. */
bool spelling_is_sure(const struct spelling *spelling);

#endif
