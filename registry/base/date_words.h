/* Dates as people write them: in ISO form within messages, in words on pictures, as they are said in papers that are read aloud. */
#ifndef STYRDOK_REGISTRY_BASE_DATE_WORDS_H
#define STYRDOK_REGISTRY_BASE_DATE_WORDS_H

#include "registry/base/date.h"
#include "registry/base/language.h"

/* "11 september 1996", "mars 2008", "2008"; of an interval "20 februari 2008 – 21 december 2012", "2008–2012", "2008 – 3 mars 2009", "3 mars 2008 eller
 * senare", "2008 eller tidigare". "?" when unknown. Owned by the arena. */
struct str date_words(struct arena *arena, struct date date, enum language language);
struct str day_words(struct arena *arena, int32_t day, enum language language);

/* "2008-03-03"; of a vague one "some time from 2001 to 2002", "2008 or later". Owned by the arena. */
struct str date_in_words(struct arena *arena, struct date date, enum language language);

/* "den 3 mars 2008", "mars 2008", "2008", "den 3 mars 2008 eller senare", "någon gång mellan mars 2008 och 2012"; "" when unknown. Owned by
 * the arena. */
struct str date_spoken(struct arena *arena, struct date date, enum language language);

#endif
