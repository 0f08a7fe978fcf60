/* Numbers and sums of money as people write them. */
#ifndef STYRDOK_RULES_LANGUAGE_AMOUNT_H
#define STYRDOK_RULES_LANGUAGE_AMOUNT_H

#include "registry/base/str.h"

/* Reads a text that is a number, in hundredths: "1200000", "1 200 000", "1 200 000,50", "1.200.000 kr", "-300", "1,2 mnkr", "450 tkr", "3
 * miljoner kronor", "500 000 SEK". False, with nothing written, for any other text and for what is too large. */
bool amount_read(struct str text, int64_t *hundredths);

#endif
