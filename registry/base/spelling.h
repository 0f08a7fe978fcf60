/* Is a misspelt word certain to mean a known one? Stricter than a "did you mean": for what is mended without asking.
 *
 * It is when exactly one known word is near (one letter away, or two in a word of six letters or more), when no other is nearly as
 * near (within one letter more), and when both begin alike and hold the same digits in the same order: "deferred" is no misspelt
 * "referred", and 2008 no misspelt 2009. */
#ifndef STYRDOK_REGISTRY_NEAR_H
#define STYRDOK_REGISTRY_NEAR_H

#include "registry/base/str.h"

#define NEAR_FURTHEST 2u /* how far away a word may be that is certain */

struct near {
	struct str text; /* as written */
	struct str best; /* the nearest so far; borrowed */
	unsigned first, second;
};

/* Begins with no known word. */
struct near near_to(struct str text);

/* Tries a known word; of one that is tried twice, the second time counts as nothing. */
void near_try(struct near *near, struct str word);

/* Is the nearest word certainly meant? Not when the text is a known word itself. */
bool near_is_sure(const struct near *near);

#endif
