/* Is what a sentence mentions asserted, denied or left open? By trigger words before and after the mention, after NegEx
 * (Chapman et al. 2001, "A simple algorithm for identifying negated findings and diseases in discharge summaries") and its
 * Swedish form (Skeppstedt 2011, "Negation detection in Swedish clinical text: an adaption of NegEx to Swedish"). The
 * triggers are data: rules/language/negation.def. */
#ifndef STYRDOK_RULES_LANGUAGE_NEGATION_H
#define STYRDOK_RULES_LANGUAGE_NEGATION_H

#include "registry/base/str.h"

enum mention {
	MENTION_ASSERTED, /* said to be so, or planned */
	MENTION_DENIED,   /* said not to be so */
	MENTION_OPEN,     /* in a question, a condition, a text to fill in; or said to be uncertain */
};

/* What becomes of the words at bytes from..to of one sentence: valid UTF-8, markup removed, white space folded to single
 * spaces; a table row comes as "cell | cell", and a cell that answers ("Behovsanalys | Ej gjord") counts for the one before.
 *
 * A negation inside the words denies them ("avviker inte från projektmodellen"); one that they begin or end with is what the
 * pattern asked for ("saknar informationsägare", "inte gjort") and does not. An odd number of negations denies, an even
 * number does not. Denied goes before open, but for texts to fill in, which say nothing. At most 2 KB on each side of
 * the mention, and 512 words, are looked at. Safe from many threads at once; allocates nothing. */
enum mention negation_of(struct str sentence, size_t from, size_t to);

#endif
