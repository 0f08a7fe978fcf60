/* Dates and reasons as they are said in running text, for papers that people read aloud from: "den 3 mars 2008". */
#ifndef STYRDOK_BIN_WORDING_DATES_LONG_H
#define STYRDOK_BIN_WORDING_DATES_LONG_H

#include "registry/validity/status.h"

/* "den 3 mars 2008", "mars 2008", "2008", "den 3 mars 2008 eller senare", "någon gång mellan mars 2008 och 2012"; "" when unknown. Owned by
 * the arena. */
struct str date_spoken(struct arena *arena, struct date date, enum language language);

/* What a reason says, with its dates spoken. Owned by the arena. */
struct str reason_spoken(struct arena *arena, const struct reason *reason, enum language language);

#endif
