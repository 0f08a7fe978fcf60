/* Dates as people write them. */
#ifndef STYRDOK_BIN_WORDING_DATES_H
#define STYRDOK_BIN_WORDING_DATES_H

#include "registry/base/date.h"
#include "registry/base/language.h"

/* "11 september 1996", "mars 2008", "2008"; of an interval "20 februari 2008 – 21 december 2012", "2008–2012", "2008 – 3 mars 2009", "3 mars 2008 eller
 * senare", "2008 eller tidigare". "?" when unknown. Owned by the arena. */
struct str date_words(struct arena *arena, struct date date, enum language language);
struct str day_words(struct arena *arena, int32_t day, enum language language);

#endif
