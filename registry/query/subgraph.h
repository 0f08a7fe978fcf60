/* A view of the register: some of its documents, and the relations between them, on a date. */
#ifndef STYRDOK_REGISTRY_VIEW_H
#define STYRDOK_REGISTRY_VIEW_H

#include "registry/validity/relation_effect.h"

struct view_edge {
	const struct relation *relation;
	uint32_t from, to; /* places in the view: the acting document, the one acted upon */
	enum effect effect;
};

struct view {
	uint32_t *documents; /* by index, in the order of documents_sort */
	bool *asked;         /* was it named, rather than reached? */
	enum status *statuses;
	uint32_t count;
	struct view_edge *edges; /* by acting document, in the order in which they are stated */
	size_t edge_count;
	size_t leading_out; /* relations between a document of the view and one outside it */
};

/* Each makes a view, owned by the arena. */

void view_of_all(struct view *out, struct arena *arena, const struct registry *registry, struct date on);

/* The documents that concern the topic (an index). */
void view_of_topic(struct view *out, struct arena *arena, const struct registry *registry, uint32_t topic,
                   struct date on);

/* The documents and those at most `depth` relations away, whichever way these point. */
void view_of_neighbours(struct view *out, struct arena *arena, const struct registry *registry,
                        const uint32_t *documents, size_t count, unsigned depth, struct date on);

#endif
