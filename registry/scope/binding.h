/* Whom a document binds: its `applies-to`, read with the vocabulary's tree of bodies. */
#ifndef STYRDOK_REGISTRY_SCOPE_BINDING_H
#define STYRDOK_REGISTRY_SCOPE_BINDING_H

#include "registry/graph/registry.h"

/* Is `body` the body itself, an office, unit or role that serves it, or a member of it when it is a group or the city? With
 * `subsidiaries`, a company's companies are members too. */
bool body_is_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t whole, bool subsidiaries);

/* Does the document apply to the body, given by its index and, where the vocabulary does not know it (NO_BODY), by its id? `scope` gets the number of the entry of applies-to that says so, when the answer is yes. Unknown
 * where the document does not say to whom it applies, or names bodies that the vocabulary does not know. */
enum tri document_binds(const struct registry *registry, uint32_t document, uint32_t body, struct str id,
                        uint32_t *scope);

#endif
