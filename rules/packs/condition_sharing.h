/* Conditions that ask the same of a text, in whatever rules: they are judged once for each text. */
#ifndef STYRDOK_RULES_PACKS_CONDITION_SHARING_H
#define STYRDOK_RULES_PACKS_CONDITION_SHARING_H

#include "rules/packs/rule.h"

/* Numbers the conditions of all sound rules, from 0; those that ask the same have the same number. */
void conditions_number(struct rulebook *rulebook);

#endif
