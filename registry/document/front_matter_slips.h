/* Slips in front matter that is valid YAML: what was meant is something else. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_SLIPS_H
#define STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_SLIPS_H

#include "registry/document/config.h"
#include "registry/document/key_table.h"

/* Tells PROBLEM_KEY_UNKNOWN of a collection's own key that is nearly one that is read: one of the canonical `keys`, or
 * of its spellings of them. */
void front_matter_key_near(struct fields *fields, const struct config *config, const struct key_table *keys,
                           const struct yaml_node *key);

/* Tells PROBLEM_CUT of each value that a comment cuts off which was meant as text. `inner` is the YAML that `root` was read from. */
void front_matter_values_cut(struct fields *fields, const struct yaml_node *root, struct str inner);

#endif
