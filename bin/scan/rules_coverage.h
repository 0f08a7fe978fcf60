/* What the rules cover: clauses with a must and no rule, rules without a clause, rules without examples. */
#ifndef STYRDOK_BIN_SCAN_RULES_COVERAGE_H
#define STYRDOK_BIN_SCAN_RULES_COVERAGE_H

#include "bin/command/options.h"
#include "rules/packs/rule.h"

int rules_coverage(const struct options *options, struct registry *registry, const struct rulebook *rulebook,
                   bool json);

#endif
