/* Whom a document binds: its `applies-to`, read with the vocabulary's tree of bodies. Source: spec section 2, "Reach". */
#ifndef STYRDOK_REGISTRY_SCOPE_BINDING_H
#define STYRDOK_REGISTRY_SCOPE_BINDING_H

#include "registry/graph/registry.h"

/* Is `body` the body itself, an office, unit or role that serves it, or a member of it when it is a group or the city? The executive
 * board is one of the committees. With `subsidiaries`, a company's companies are members too. Unknown of the city's companies, foundations and
 * federations without it: they are legal persons of their own. */
enum tri body_is_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t whole, bool subsidiaries);

/* The body that an office, unit, role or council serves; any other is itself. NO_BODY where that is not told. */
uint32_t body_served(const struct vocabulary *vocabulary, uint32_t body);

/* Is it, or what it serves, a company, foundation or federation? What is decided elsewhere does not bind it by itself. */
bool body_is_legal_person(const struct vocabulary *vocabulary, uint32_t body);

#define NO_SCOPE UINT32_MAX

/* Does the document apply to the body, given by its index and, where the vocabulary does not know it (NO_BODY), by its id? `scope` gets the number of
 * the entry of applies-to that says so, or that leaves it open; else NO_SCOPE. Unknown where the document does not say to whom it applies, names
 * bodies that the vocabulary does not know, says itself that it is not clear, or speaks of the city and is silent about its companies. */
enum tri document_binds(const struct registry *registry, uint32_t document, uint32_t body, struct str id,
                        uint32_t *scope);

#endif
