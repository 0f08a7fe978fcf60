/* Labels and their values, wherever they stand in a paper. */
#ifndef STYRDOK_REGISTRY_IMPORT_FIELDS_H
#define STYRDOK_REGISTRY_IMPORT_FIELDS_H

#include "registry/import/label.h"
#include "registry/import/shape.h"

/* Finds the fields and marks the blocks that are nothing but such. Texts are the paper's. */
void fields_find(struct field_list *fields, struct paper *paper, const struct shape *shape);

/* Those of a table's rows, first..end of the paper's blocks; more is asked of it where it does not stand in the head. Returns how many. */
size_t fields_of_table(struct field_list *fields, struct paper *paper, size_t first, size_t end, bool head);

#endif
