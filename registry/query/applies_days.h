/* What applies, for all days at once: statuses and bodies change on finitely many days, so an answer of applies_answer can be had without the register, from
 * how each document stands, which bodies stand for which, and whom each document reaches. */
#ifndef STYRDOK_REGISTRY_QUERY_APPLIES_DAYS_H
#define STYRDOK_REGISTRY_QUERY_APPLIES_DAYS_H

#include "registry/query/applies.h"

struct standing {     /* of a document, from a day on */
	int32_t from; /* the first: DAY_MIN */
	enum status status;
	enum applies_group group; /* where it certainly reaches the body */
};

/* In order; neighbours differ. Owned by the arena. */
size_t standings_of(struct standing **out, struct arena *arena, const struct registry *registry, uint32_t document);

struct body_span { /* the bodies to answer for when asked about one, from a day on (bodies_on) */
	uint32_t body;
	int32_t from; /* the first of a body: DAY_MIN */
	uint32_t *bodies;
	uint32_t count;
};

/* By body, then in order. Owned by the arena. */
size_t body_spans(struct body_span **out, struct arena *arena, const struct registry *registry);

/* How a document reaches the bodies of a span: not at all ('n'); it binds them ('y'), is addressed to them ('a') or binding for them ('b') as legal
 * persons; from a later day ('l'): it does not apply; or that cannot be determined ('u'). */
char document_reach(const struct registry *registry, uint32_t document, const struct body_span *span, int32_t day);

/* The days from which on that may be otherwise, the first DAY_MIN. Owned by the arena. */
size_t reach_days(int32_t **out, struct arena *arena, const struct registry *registry, uint32_t document);

#endif
