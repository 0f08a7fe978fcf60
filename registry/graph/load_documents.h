/* Reading all documents of a registry. */
#ifndef STYRDOK_REGISTRY_GRAPH_LOAD_DOCUMENTS_H
#define STYRDOK_REGISTRY_GRAPH_LOAD_DOCUMENTS_H

#include "registry/graph/load.h"

/* Reads the documents whose files have been listed: what is known of them from the facts, the others from their texts, by
 * several threads; and builds the graph. What was learnt is added to the facts. 0, or -1. */
int documents_load(struct registry *registry, enum registry_extent extent, struct error *error);

#endif
