/* A document's status over all time: the days on which it changes. */
#ifndef STYRDOK_REGISTRY_VALIDITY_PERIOD_H
#define STYRDOK_REGISTRY_VALIDITY_PERIOD_H

#include "registry/validity/status.h"

struct period {
	int32_t first, last; /* days, both inclusive; DAY_MIN and DAY_MAX where there is no earliest, no latest day */
	enum status status;  /* on each of them; STATUS_UNKNOWN also where only the day of the change is imprecise */
};

/* The periods of a document or (part != MARKDOWN_NO_PART) of one of its parts, in order and without gaps: the first begins with DAY_MIN,
 * the last ends with DAY_MAX, neighbours differ in status. Owned by the arena; at least one. One pass over what ends or affects it. */
struct period *periods_of(struct arena *arena, const struct registry *registry, uint32_t document, uint32_t part,
                          size_t *count);

/* The days on which the document's status, whether it is in force, or what is pending against it may differ from the day before: those of what is stated
 * of it and of what ends or affects it and its parts. Ascending, without repeats; owned by the arena. */
int32_t *turning_days(struct arena *arena, const struct registry *registry, uint32_t document, size_t *count);

#endif
