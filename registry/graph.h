/* The documents by name, and the relations between them as rows: what is frozen once the register is loaded. */
#ifndef STYRDOK_REGISTRY_GRAPH_H
#define STYRDOK_REGISTRY_GRAPH_H

#include "registry/registry.h"

/* Once front matter has been read: indexes the documents by path and id, and resolves their bodies and types. */
void graph_index(struct registry *registry);

/* Once the documents are indexed: resolves what relations name, and groups the relations by both of their ends. */
void graph_build(struct registry *registry);

/* The same of a register whose other documents' relations have been resolved: only these are. */
void graph_build_again(struct registry *registry, const uint32_t *documents, size_t count);

/* Which letters and digits a text holds, as bits: texts whose sets differ much are not near. */
uint64_t graph_letters(struct str text);

#endif
