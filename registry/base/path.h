/* Links and paths as text. */
#ifndef STYRDOK_REGISTRY_BASE_PATH_H
#define STYRDOK_REGISTRY_BASE_PATH_H

#include "registry/base/arena.h"

/* The last component of a path. */
struct str path_name(struct str path);

/* Does the URL name a scheme ("https:", "mailto:")? */
bool path_has_scheme(struct str url);

/* The text with %C3%A5 and the like decoded; what is no such code stays. */
struct str path_decoded(struct arena *arena, struct str text);

/* A link's path ("../policy/x.md", "/docs/x.md") as one from the registry's root, seen from the file that holds the link; "" when
 * it leads out of the registry. */
struct str path_resolved(struct arena *arena, struct str from, struct str link);

/* The path of a file as one from another file's folder: "../policy/x.md". */
struct str path_relative(struct arena *arena, struct str from, struct str to);

/* Does the path match the pattern? "*" and "?" stand for anything but a slash, "**" for anything, [0-9] for one of these; a pattern without a slash is one of
 * the file's name, one that ends with a slash one of a folder and all below it. Takes time in proportion to the product of their lengths. */
bool path_matches(struct str pattern, struct str path);

#endif
