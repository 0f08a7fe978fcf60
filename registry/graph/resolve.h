/* Which documents the citations of a text mean. */
#ifndef STYRDOK_REGISTRY_GRAPH_RESOLVE_H
#define STYRDOK_REGISTRY_GRAPH_RESOLVE_H

#include "registry/citation/body.h"
#include "registry/graph/registry.h"

struct resolving { /* borrowed */
	const struct registry *registry;
	uint32_t self;         /* the document's index, or NO_DOCUMENT */
	struct reader *reader; /* says whether a link leads to a file */
	struct arena *arena;   /* owns what the document then points at */
	struct arena *scratch; /* for what is needed only meanwhile */
};

/* How a body of this registry is read; `words` may be NULL. */
struct body_reading body_reading_in(const struct resolving *resolving, struct bloom *words);

/* Resolves a document's citations, as body_state found them. Links to files that are not documents are left out. */
void citations_resolve(struct document *document, const struct resolving *resolving);

/* The same for a copy of a document that was resolved in another register with the same documents: leaves out the links that led
 * nowhere there, and lead to a file here. What the other points at is not written to. */
void citations_resolve_again(struct document *document, const struct resolving *resolving);

/* Reads a body (body_state) and resolves what it cites, once the registry's names are known. False as there. */
bool document_read_body(struct document *document, const struct resolving *resolving, struct str text,
                        struct markdown *markdown);

#endif
