/* The order in which documents are told, and which of them concern a subject. */
#ifndef STYRDOK_REGISTRY_ORDER_H
#define STYRDOK_REGISTRY_ORDER_H

#include "registry/graph/registry.h"

/* Sorts documents, given by index: governing ones first, then by rank of type, by title as Swedes sort, and by id. */
void documents_sort(const struct registry *registry, uint32_t *documents, size_t count);

/* Does the document name the topic (an index), or a narrower one? `named` gets the number of the entry of `topics` that says so, when the
 * answer is yes. Unknown where the document names no topic at all. */
enum tri document_concerns(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named);

#endif
