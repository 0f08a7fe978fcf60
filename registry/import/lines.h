/* Lines put together to a text. */
#ifndef STYRDOK_REGISTRY_IMPORT_LINES_H
#define STYRDOK_REGISTRY_IMPORT_LINES_H

#include "registry/base/arena.h"

/* One line of several: words that were divided at a line's end put together, soft hyphens and repeated white space left out. */
struct str lines_as_one(struct arena *arena, struct str text);

#endif
