/* The examples of rules, run as tests. */
#ifndef STYRDOK_RULES_EXAMPLE_H
#define STYRDOK_RULES_EXAMPLE_H

#include "rules/verdict.h"

struct examples_result {
	size_t rules, examples, failed;
};

/* Runs the examples of a rule (NULL: of all rules): each must have the outcome that it states, and must not have it when the rule is
 * turned into its opposite. What is otherwise is reported. 0, or -1 when the register cannot be read. */
int examples_run(struct examples_result *result, struct check *check, const struct rulebook *rulebook,
                 const struct rule *rule, struct error *error);

#endif
