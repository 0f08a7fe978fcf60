/* Relations that cannot both be true. Where one of them ends a document, whether it did cannot be told. */
#ifndef STYRDOK_REGISTRY_CONTRADICTION_H
#define STYRDOK_REGISTRY_CONTRADICTION_H

#include "registry/graph/registry.h"

/* Do two relations of one document to another exclude each other, as decided? What is replaced is not complemented, required, amended or
 * to be updated as well. */
bool relations_exclude(const struct relation *a, const struct relation *b);

/* What the acting document itself states of an inverse relation, whose actor is known: the statement that agrees with it, else the last one; NULL when it
 * states none. */
const struct relation *relation_other_side(const struct registry *registry, const struct relation *inverse);

/* The two sides of a relation: do they say different things of it? What only one of them tells is no difference. */
bool sides_differ(const struct relation *a, const struct relation *b);

/* Once the rows are built: sets `against` of every relation (and counts them) that ends a document and is contradicted, by
 *   another relation of the same document to the same target (relations_exclude),
 *   the other side's statement of the same relation, with another state, day or part,
 *   a circle of documents of which each ends the next. */
void contradictions_mark(struct registry *registry);

#endif
