/* What the two files about bodies share: registry_diff_bodies.c finds what applies differently for each, comparison_groups.c tells those
 * together for which it is the same. */
#ifndef STYRDOK_REGISTRY_HISTORY_BODY_DIFF_H
#define STYRDOK_REGISTRY_HISTORY_BODY_DIFF_H

#include "registry/base/map.h"
#include "registry/history/registry_diff_internal.h"

struct one { /* a body, and what applies differently for it */
	struct str id;
	uint32_t old, new; /* indexes in the vocabularies, or NO_BODY */
	VEC(struct bound_change *) changes;
	uint32_t head;       /* the first body with the same changes */
	uint32_t next, last; /* the next of those, or NO_BODY; in the first, the last */
	bool within;         /* another of those is reported, and stands for it */
	uint32_t told;       /* in the first: where in comparison.bodies */
};

struct bodies {
	struct registry_diff *diff;
	struct arena *arena;
	VEC(struct one) all;
	struct map by_id;
};

/* Fills comparison.bodies. */
void bodies_give(struct bodies *bodies);

#endif
