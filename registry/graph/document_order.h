/* The order in which documents are listed. */
#ifndef STYRDOK_REGISTRY_GRAPH_DOCUMENT_ORDER_H
#define STYRDOK_REGISTRY_GRAPH_DOCUMENT_ORDER_H

#include "registry/graph/registry.h"

/* Sorts documents, given by index: governing ones first, then by rank of type, by title as Swedes sort, and by id. */
void documents_sort(const struct registry *registry, uint32_t *documents, size_t count);

#endif
