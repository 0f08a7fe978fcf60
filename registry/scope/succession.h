/* Bodies over time: which of them stood where another stands, on a day. */
#ifndef STYRDOK_REGISTRY_SCOPE_SUCCESSION_H
#define STYRDOK_REGISTRY_SCOPE_SUCCESSION_H

#include "registry/validity/status.h"

struct body_answer {
	uint32_t *
		bodies; /* those that existed: the body itself, its predecessors or its successor; none when there was none */
	uint32_t count;
	struct reason *reasons; /* what is to be said of it; none when the body itself existed, for certain */
	uint32_t reason_count;
};

/* The bodies to answer for when asked about `body` on the day: itself if it existed, or if that cannot be determined; before it existed its
 * predecessors (all that name it as their successor), after it its successor; and so on. Owned by the arena. */
void bodies_on(struct body_answer *out, struct arena *arena, const struct registry *registry, uint32_t body,
               struct date on);

#endif
