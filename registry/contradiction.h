/* Relations that cannot both be true. Where one of them ends a document, whether it did cannot be told. */
#ifndef STYRDOK_REGISTRY_CONTRADICTION_H
#define STYRDOK_REGISTRY_CONTRADICTION_H

#include "registry/registry.h"

/* Do two relations of one document to another exclude each other, as decided? What is replaced is not complemented, required, amended or
 * to be updated as well. */
bool relations_exclude(const struct relation *a, const struct relation *b);

/* Once the rows are built: sets `against` of every relation (and counts them) that ends a document and is contradicted, by
 *   another relation of the same document to the same target (relations_exclude),
 *   the other side's statement of the same relation, with another state, day or part,
 *   a circle of documents of which each ends the next. */
void contradictions_mark(struct registry *registry);

#endif
