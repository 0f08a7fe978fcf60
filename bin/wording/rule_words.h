/* What is said of rules, in every command. */
#ifndef STYRDOK_BIN_WORDING_RULE_WORDS_H
#define STYRDOK_BIN_WORDING_RULE_WORDS_H

#include "rules/packs/rule.h"

/* "must", "ska" */
struct str strength_label(enum strength strength, enum language language);

#endif
