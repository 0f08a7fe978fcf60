/* A document's body: its parts, and what its text cites. */
#ifndef STYRDOK_REGISTRY_BODY_H
#define STYRDOK_REGISTRY_BODY_H

#include "registry/registry.h"

/* Reads a document's body once the registry's names are known. What the document then points at is owned by `arena`; `scratch` is for
 * what is needed only meanwhile. The reader tells whether a link leads to a file. Threads may read different documents at once. */
void body_read(const struct registry *registry, struct document *document, struct reader *reader, struct arena *arena,
               struct arena *scratch, struct str text);

#endif
