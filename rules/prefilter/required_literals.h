/* The texts that every match of a pattern must hold, so that the pattern is tried only where one of them is. */
#ifndef STYRDOK_RULES_PREFILTER_REQUIRED_LITERALS_H
#define STYRDOK_RULES_PREFILTER_REQUIRED_LITERALS_H

#include "registry/base/arena.h"

#define LITERALS_MAX 64u  /* literals of one pattern */
#define LITERAL_BYTES 24u /* of one literal; a longer one would not find less */

/* A literal can begin or end with this character: there a word must begin or end. `\bit\b` gives "\bit\b", which stands
 * in "med it." and not in "kritik". No literal holds it otherwise. */
#define LITERAL_EDGE '\b'

struct literals {
	struct str *at;     /* in lower case, owned by the arena; of one character only if that is a sign such as § */
	uint32_t n;         /* 0: none could be derived, the pattern must be tried everywhere */
	struct str *starts; /* every match begins with one of these, */
	uint32_t start_count; /* if there are any; else where matches begin is not known */
};

/* A set of literals such that every text in which the pattern matches holds one of them, or is odd (see below), whether
 * case counts or not. The pattern is one for PCRE2 with UTF and UCP. Of what is not understood nothing is derived: free
 * spacing, comments, backreferences, recursion, conditions, verbs. Never fails; its time grows with the pattern's length
 * alone. */
struct literals literals_of(struct arena *arena, struct str pattern);

/* The literal without edges, as it can be shown; and whether it had one at its beginning and at its end. */
struct str literal_bare(struct str literal, bool *begins, bool *ends);

/* Does the text begin, or end, with what is part of a word for every version of PCRE2? Never within a character; letters
 * beyond Latin-1 are not looked up, so "no" may be wrong. */
bool literal_word_first(struct str text);
bool literal_word_last(struct str text);

/* Does the text hold a character that PCRE2 takes for one that literals hold, in the other case, but whose UTF-8 does not
 * fold to the same bytes: the long s, the signs of Kelvin and Angstrom, the capital sharp s? Then all patterns are tried. */
bool literals_odd(struct str text);

#endif
