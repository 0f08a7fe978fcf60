/* Finds all of many words in one pass over a text (Aho and Corasick, 1975). Capital letters of ASCII and Latin-1 count as
 * small ones. */
#ifndef STYRDOK_RULES_PREFILTER_AHO_CORASICK_H
#define STYRDOK_RULES_PREFILTER_AHO_CORASICK_H

#include "registry/base/str.h"

struct automaton;

/* Made of `count` words, of which word i belongs to owners[i], a number below `owner_count`; both can be thrown away
 * afterwards. Words are as literals_of gives them: LITERAL_EDGE at an end asks that a word begins or ends there. An empty
 * word is in every text. Never changes afterwards, so threads can share it. Never NULL; freed with automaton_free.
 * Takes 128 to 400 bytes for each byte of words that do not begin alike. */
struct automaton *automaton_new(const struct str *words, const uint32_t *owners, size_t count, uint32_t owner_count);
void automaton_free(struct automaton *automaton);

/* Calls hit(context, owner, from) for each place where a word ends, in the order of the text; it begins at byte `from`; an owner may be told several
 * times. Bytes are compared, and folded by a rule that is right for the characters literals hold: of other characters
 * some count as the same that are not. Edges are judged by the text at hand: pieces of a text that are
 * matched one by one must be scanned one by one, or stand apart by something that is no part of a word. */
void automaton_scan(const struct automaton *automaton, struct str text,
                    void (*hit)(void *context, uint32_t owner, size_t from), void *context);

#endif
