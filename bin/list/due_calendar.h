/* What falls due as a calendar. */
#ifndef STYRDOK_BIN_LIST_DUE_CALENDAR_H
#define STYRDOK_BIN_LIST_DUE_CALENDAR_H

#include "bin/list/calendar.h"
#include "registry/query/due.h"

/* The whole calendar; what falls due "then or later" is no event. `on`: the day on which it is told. */
void due_calendar(FILE *out, const struct registry *registry, const struct due_items *items, struct date on,
                  enum language language);

#endif
