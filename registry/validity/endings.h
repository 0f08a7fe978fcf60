/* What ends or affects each document, ready to be searched. Reckoned once for a register, when it is first asked for: a document that thousands of
 * others replace costs no more to ask about than one that a single other does. */
#ifndef STYRDOK_REGISTRY_VALIDITY_ENDINGS_H
#define STYRDOK_REGISTRY_VALIDITY_ENDINGS_H

#include "registry/graph/registry.h"

struct part_rows {       /* of a document with parts that relations name */
	uint32_t *first; /* by part: the first part of the same anchor */
	uint32_t *start; /* by part: where those that name it begin in `order`; one more than there are parts */
};

struct ender { /* of those that have taken effect by a day, the one that took effect first */
	int32_t from;
	uint32_t place; /* in registry->ending */
	const struct relation *relation;
};

struct endings {
	struct arena arena;
	int32_t *ended; /* by document: the first day on which it has certainly ended as stated, or DAY_MAX */
	uint32_t *
		order; /* places in registry->ending, a document's together: those that name no part first, then by part */
	uint32_t *wholes;        /* by document: how many name no part */
	struct part_rows *parts; /* by document; NULLs when no relation names a part of it */
	struct ender *enders;    /* from registry->ending.start[document] on, by day; those of the whole document */
	uint32_t *ender_count;   /* by document */
	struct memo *periods;    /* see registry/validity/period.c */
};

const struct endings *endings_of(const struct registry *registry);

#endif
