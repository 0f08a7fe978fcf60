/* Which documents concern a topic. */
#ifndef STYRDOK_REGISTRY_SCOPE_TOPIC_H
#define STYRDOK_REGISTRY_SCOPE_TOPIC_H

#include "registry/graph/registry.h"

/* Does the document name the topic (an index), or a narrower one? `named` gets the number of the entry of `topics` that says so, when the
 * answer is yes. Unknown where the document names no topic at all. */
enum tri document_concerns(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named);

#endif
