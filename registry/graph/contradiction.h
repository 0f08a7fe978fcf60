/* Relations that cannot both be true. Where one of them ends a document, whether it did cannot be determined. */
#ifndef STYRDOK_REGISTRY_GRAPH_CONTRADICTION_H
#define STYRDOK_REGISTRY_GRAPH_CONTRADICTION_H

#include "registry/graph/registry.h"

/* Do two relations of one document to another exclude each other, as decided? What is replaced is not complemented, required or
 * to be updated as well; that it is also said to be amended adds nothing. */
bool relations_exclude(const struct relation *a, const struct relation *b);

#define NO_RELATION UINT32_MAX

struct relation_pair {    /* of one relation of a document, the first other one to the same target */
	uint32_t repeats; /* that stands before it and says the same */
	uint32_t earlier; /* that stands before it and excludes it */
	uint32_t any;     /* that excludes it */
};

/* These, by relation; NO_RELATION where there is none. Freed with free(). */
struct relation_pair *relation_pairs(const struct document *document);

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
