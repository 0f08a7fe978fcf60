/* The documents by name, and the relations between them as rows: what is frozen once the register is loaded. */
#ifndef STYRDOK_REGISTRY_EDGES_H
#define STYRDOK_REGISTRY_EDGES_H

#include "registry/graph/registry.h"

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
