/* What a proposal declares of its own conformance: read from front matter (`conforms`) or from a table under "Efterlevnad", and verified. */
#ifndef STYRDOK_RULES_EVALUATE_DECLARATION_H
#define STYRDOK_RULES_EVALUATE_DECLARATION_H

#include "rules/evaluate/scan.h"

/* Adds what the table under "Efterlevnad" declares to what front matter does. Owned by the arena. */
void declarations_read(struct subject *subject, struct arena *arena);

/* Lets declarations count where the text is silent; one that names no rule, or a place that is not there or holds no text, is reported and
 * counts for nothing. What the text says is never overruled, but by the proposal's own word that it deviates. */
void declarations_use(struct scan *scan, const struct rulebook *rulebook, struct check *check);

#endif
