/* Whether a document binds a body on a day, and how. */
#ifndef STYRDOK_REGISTRY_QUERY_BOUND_H
#define STYRDOK_REGISTRY_QUERY_BOUND_H

#include "registry/graph/registry.h"

/* Of a company, foundation or federation: is the document addressed to it, or bound to it by its own organs? None of other bodies. */
enum binding { BINDING_NONE, BINDING_ADDRESSED, BINDING_BOUND };

struct bound { /* the body that a document binds, and by which entry of applies-to */
	enum tri binds;
	uint32_t body, scope;
	enum binding binding;
	const struct also_decided *also; /* the body's own decision, or NULL */
	enum tri begun;                  /* has the day of that decision come? */
};

/* The document and those of several bodies (bodies_on) that it binds most certainly. */
struct bound bound_on(const struct registry *registry, uint32_t document, const uint32_t *bodies, uint32_t count,
                      struct date on);

#endif
