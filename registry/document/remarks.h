/* The register's own commentary within a document, set apart from its words: a block quote whose first line is [!REGISTER].
 *
 *   > [!REGISTER]
 *   > The text is known from the council's minutes alone. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_REMARKS_H
#define STYRDOK_REGISTRY_DOCUMENT_REMARKS_H

#include "registry/base/arena.h"

/* The text without its commentary, whose lines are left empty: places stay as they are. The text itself where there is none. */
struct str remarks_cut(struct arena *arena, struct str text);

/* Does the block that begins at this byte stand in one? */
bool remarks_hold(struct str text, size_t at);

#endif
