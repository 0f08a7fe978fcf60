/* iCalendar (RFC 5545): days on which something falls due, for a calendar program. */
#ifndef STYRDOK_BIN_LIST_CALENDAR_H
#define STYRDOK_BIN_LIST_CALENDAR_H

#include "registry/base/arena.h"
#include "registry/base/date.h"

#include <stdio.h>

struct calendar_event {
	struct str uid; /* the same for the same matter, whenever it is written */
	int32_t day;
	struct str summary, description;
};

/* In turn: the head, events (which are told as made on the day `stamp`), the end. */
void calendar_begin(FILE *out, struct str name);
void calendar_event(FILE *out, const struct calendar_event *event, int32_t stamp);
void calendar_end(FILE *out);

#endif
