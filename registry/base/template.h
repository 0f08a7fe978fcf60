/* Texts with places to fill in, so that what is said can be kept apart from the language it is said in. */
#ifndef STYRDOK_REGISTRY_BASE_TEMPLATE_H
#define STYRDOK_REGISTRY_BASE_TEMPLATE_H

#include "registry/base/arena.h"

/* Fills {1}..{9} with args[0].. A segment in [square brackets] is left out when an argument named in it is empty; brackets do
 * not nest. "[[" stands for itself, and so does a bracket without a {n} inside. */
struct str template_fill(struct arena *arena, struct str text, const struct str *args, size_t count);

#endif
