/* The relations between documents, as rows: frozen once the register is loaded. EDGES_EACH loops over those of one document. */
#ifndef STYRDOK_REGISTRY_GRAPH_EDGES_H
#define STYRDOK_REGISTRY_GRAPH_EDGES_H

#include "registry/document/relation.h"

struct registry;

/* Relations grouped by document: those of document i are at[start[i]] .. at[start[i + 1] - 1]. Relations to unknown
 * documents and to oneself are no edges; of a relation stated on both sides, the acting document's statement is the edge. */
struct edge_rows {
	const struct relation **at;
	uint32_t *start;
};

static inline uint32_t edges_count(const struct edge_rows *rows, uint32_t document)
{
	return rows->start[document + 1] - rows->start[document];
}

/* A loop over a document's relations in registry->by, ->to or ->ending, each a `const struct relation *name`. */
#define EDGES_EACH(name, rows, document)                                                                               \
	for (const struct relation *const *name##_at = (rows).at + (rows).start[document],                             \
	                                  *const *name##_end = (rows).at + (rows).start[(document) + 1], *name;        \
	     name##_at < name##_end && (name = *name##_at, true); name##_at++)

/* One document, once its front matter has been read: its id's letters, and the bodies and the type that it names. */
void graph_add_document(struct registry *registry, uint32_t index);

/* Once all front matter has been read: the documents by path and by id. Neither needs the other. */
void graph_index_paths(struct registry *registry);
void graph_index_ids(struct registry *registry);

/* One document, once the ids are indexed: what its relations name. */
void graph_resolve(struct registry *registry, uint32_t index);

/* Once all relations are resolved: groups them by both of their ends, and marks those that contradict each other. */
void graph_build(struct registry *registry);

/* The same of a register whose documents are those of `like` but for the differing ones, by taking its rows over. False, with nothing done, where
 * those state other relations than there, or some relation is contradicted: which ones are may then be others. */
bool graph_reuse(struct registry *registry, const struct registry *reused, const uint32_t *differing, size_t count);

/* Were they taken over? Then the same documents end, join and need each other in both. */
bool graph_is_reused(const struct registry *registry, const struct registry *reused);

#endif
