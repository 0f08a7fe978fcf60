/* What an answer lacks of its ground: files that could not be read, or not be understood. */
#ifndef STYRDOK_RULES_CHECKS_UNREAD_FIND_H
#define STYRDOK_RULES_CHECKS_UNREAD_FIND_H

#include "rules/checks/check_report.h"

struct rulebook;

/* Adds a finding for each mistake for which a part of the register is not known: in styrdok.yaml, the vocabulary, the documents and, with a
 * rulebook (or NULL), the rule packs. What styrdok.yaml lowers below an error is accepted there, and left out. The texts are owned by the
 * arena and the register. */
void unread_find(struct findings *out, struct arena *arena, const struct registry *registry,
                 const struct rulebook *rulebook);

#endif
