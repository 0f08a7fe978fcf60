/* Characters that look like a space, or like nothing at all. */
#ifndef STYRDOK_REGISTRY_BASE_INVISIBLE_H
#define STYRDOK_REGISTRY_BASE_INVISIBLE_H

#include "registry/base/str.h"

/* The bytes of such a character at the offset, or 0; *space: it looks like a space. Spaces, tabs and line breaks of ASCII do not count. */
size_t invisible_at(struct str text, size_t at, bool *space);

#endif
