/* A view of the register: some of its documents, and the relations between them, on a date. */
#ifndef STYRDOK_REGISTRY_QUERY_SUBGRAPH_H
#define STYRDOK_REGISTRY_QUERY_SUBGRAPH_H

#include "registry/validity/relation_effect.h"

struct subgraph_edge {
	const struct relation *relation;
	uint32_t from, to; /* places in the view: the acting document, the one acted upon */
	enum relation_effect effect;
};

struct subgraph {
	uint32_t *documents; /* by index, in the order of documents_sort */
	bool *asked;         /* was it named, rather than reached? */
	enum status *statuses;
	uint32_t count;
	struct subgraph_edge *edges; /* by acting document, in the order in which they are stated */
	size_t edge_count;
	size_t leading_out; /* relations between a document of the view and one outside it */
};

/* Each makes a view, owned by the arena. */

void subgraph_of_all(struct subgraph *out, struct arena *arena, const struct registry *registry, struct date on);

/* The documents that concern the topic (an index). */
void subgraph_of_topic(struct subgraph *out, struct arena *arena, const struct registry *registry, uint32_t topic,
                       struct date on);

/* The documents and those at most `depth` relations away, whichever way these point. */
void subgraph_of_neighbours(struct subgraph *out, struct arena *arena, const struct registry *registry,
                            const uint32_t *documents, size_t count, unsigned depth, struct date on);

#endif
