/* Files that look like the register's, but have a name by which they are not read: README.md, a.MD, a.markdown, bodies.yml. */
#ifndef STYRDOK_REGISTRY_GRAPH_PASSED_OVER_H
#define STYRDOK_REGISTRY_GRAPH_PASSED_OVER_H

#include "registry/graph/registry.h"

/* By its name, could it be such a document? */
bool passed_over_is_likely(const struct registry *registry, struct str path);

/* Makes the file FILE_PASSED_OVER if it is one: front matter tells. The registry's reader is used. */
void passed_over_mark(struct registry *registry, struct source_file *file);

/* The name by which it would be read, owned by the arena. */
struct str passed_over_name(struct arena *arena, struct str path);

#endif
