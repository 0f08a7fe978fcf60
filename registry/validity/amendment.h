/* What amends or corrects a document, and how far that has come on a day: it leaves the document in force, with other words. */
#ifndef STYRDOK_REGISTRY_VALIDITY_AMENDMENT_H
#define STYRDOK_REGISTRY_VALIDITY_AMENDMENT_H

#include "registry/graph/registry.h"
#include "registry/validity/status.h"

const char *amendment_state_name(enum amendment_state state); /* "in-effect" */

/* The amendments of a document, or (part != MARKDOWN_NO_PART) of one of its parts and of what holds that, that have or await effect on the
 * day; in order. Owned by the arena. */
struct amendment *amendments_on(struct arena *arena, const struct registry *registry, uint32_t document, uint32_t part,
                                struct date on, uint32_t *count);

#endif
