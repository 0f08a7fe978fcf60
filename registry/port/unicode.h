/* What needs Unicode's tables, through ICU: case folding, normal forms, Swedish order, sentences. Only user of ICU. */
#ifndef STYRDOK_REGISTRY_PORT_UNICODE_H
#define STYRDOK_REGISTRY_PORT_UNICODE_H

#include "registry/base/arena.h"

/* All texts given are valid UTF-8. */

/* Combining marks on one letter, as in the stream-safe format of Unicode Standard Annex 15. Sorting them is quadratic
 * in ICU, so a text with more is neither called normal nor brought into normal form. */
#define UNICODE_MARKS_MAX 30u

/* Is the text in Unicode normal form C? Pure ASCII answers without ICU. */
bool unicode_is_nfc(struct str text);

/* The text in normal form C (the text itself when it already is). */
struct str unicode_nfc(struct arena *arena, struct str text);

/* Lower case by full case folding. */
struct str unicode_fold(struct arena *arena, struct str text);

/* Lower case of one code point, simple mapping; and whether it is a letter or digit. For scanners: ASCII and Latin-1
 * are answered without a table look-up. */
uint32_t unicode_lower(uint32_t point);
bool unicode_is_word(uint32_t point);
bool unicode_is_upper(uint32_t point);

/* How many cells of a terminal a character takes: 2 when it is wide (East Asian, most emoji), 0 when it is a mark on the one before it. */
unsigned unicode_cells(uint32_t point);

/* Writes a code point in UTF-8, 1 to 4 bytes, without a NUL; returns how many. */
size_t unicode_put(char *to, uint32_t point);

/* The text as an identifier: lower case, å ä to a, ö to o, é to e, everything else that is no letter or digit to single
 * hyphens. "Norrmalms stadsdelsnämnd" gives norrmalms-stadsdelsnamnd. */
struct str unicode_slug(struct arena *arena, struct str text);

/* A collator for Swedish (å ä ö after z), case ignored at first; costs about a millisecond to open. */
struct unicode_order;
struct unicode_order *unicode_order_new(void); /* never NULL; falls back to byte order when ICU lacks its data */
/* The text's key: keys sort by their bytes (str_compare) as Swedes sort the texts, and are the same only for the same bytes. Owned by the
 * arena. Safe from many threads at once, with an arena each. */
struct str unicode_order_key(const struct unicode_order *order, struct arena *arena, struct str text);
void unicode_order_free(struct unicode_order *order);

/* Cuts running text into sentences by ICU's rules for Swedish, with abbreviations (t.ex., bl.a., dvs., kap., dnr., m.m.,
 * resp.), initials, numbers that begin a sentence ("3. Ansvar") and those of chapters ("kap. 3.") not ending one. Line
 * breaks inside a paragraph do not end a sentence, a blank line does. Returns the number of sentences;
 * offsets[i] .. offsets[i + 1] is sentence i, with the white space behind it (offsets has count + 1 entries, owned by the
 * arena). A text of white space alone has none. */
size_t unicode_sentences(size_t **offsets, struct arena *arena, struct str text);

/* Does the full stop at the offset end a known abbreviation (t.ex., enl., bil. 2), which ends no sentence? */
bool unicode_stop_abbreviates(struct str text, size_t stop);

#endif
