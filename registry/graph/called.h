/* What documents are called besides their ids: title, alias, case number, path; in a collection with keys of its own also its number. */
#ifndef STYRDOK_REGISTRY_GRAPH_CALLED_H
#define STYRDOK_REGISTRY_GRAPH_CALLED_H

#include "registry/graph/registry.h"

/* The one document, other than `self` (or NO_DOCUMENT), that is called so, however it is capitalised; NO_DOCUMENT when there is none. When
 * there are several, NO_DOCUMENT, and `other`, unless it is NULL, gets one of them. For any number of threads. */
uint32_t registry_called(const struct registry *registry, struct str name, uint32_t self, uint32_t *other);

#endif
