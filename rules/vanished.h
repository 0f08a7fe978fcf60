/* Documents that are named, are not there, and once were. */
#ifndef STYRDOK_RULES_VANISHED_H
#define STYRDOK_RULES_VANISHED_H

#include "rules/check.h"

/* Looks into the history for what the dangling relations and links among the sorted findings name, and turns those that stood
 * there once into document.vanished. At most VANISHED_NAMES_MAX different names are looked up, in order, since each
 * costs a walk through history. */
#define VANISHED_NAMES_MAX 16
void vanished_find(struct check *check, struct registry *registry);

#endif
