/* Swedish inflection: of which lemmas a word can be a form. Endings are data (inflection.def); there is no dictionary. */
#ifndef STYRDOK_RULES_LEXICON_INFLECTION_H
#define STYRDOK_RULES_LEXICON_INFLECTION_H

#include "registry/base/str.h"

#define INFLECTION_STEMS 32u /* that one word can have, at most */

/* The stem of a lemma, in lower case: without a final a, e or ad, unless little is left then. */
struct str inflection_stem(struct str lemma);

/* The stems that a word, in lower case, can be a form of; returns how many. They are parts of the word. */
size_t inflection_stems(struct str word, struct str stems[INFLECTION_STEMS]);

/* Is it one of the endings? */
bool inflection_is_ending(struct str text);

#endif
