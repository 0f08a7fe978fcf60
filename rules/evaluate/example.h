/* The examples of rules, run as tests. */
#ifndef STYRDOK_RULES_EVALUATE_EXAMPLE_H
#define STYRDOK_RULES_EVALUATE_EXAMPLE_H

#include "rules/evaluate/verdict.h"

struct unexercised { /* a condition that might as well always hold, or never: no example would notice */
	const struct rule *rule;
	const struct condition *condition;
	bool always; /* else: never */
};

struct examples_result {
	size_t rules, examples, failed;
	size_t conditions; /* those that look at something themselves */
	struct unexercised *at;
	size_t n, room;  /* a VEC of those that are not exercised */
	size_t inverted; /* examples that fail, as they should, when the rule is turned into its opposite */
};

/* Runs the examples of a rule (NULL: of all rules): each must have the outcome that it states. What is
 * otherwise is reported, reasons in the language. Each condition is then taken always to hold, and never to: an example that
 * exercises it has another outcome then. 0, or -1 when the register cannot be read. Released with examples_release. */
int examples_run(struct examples_result *result, struct check *check, const struct rulebook *rulebook,
                 const struct rule *rule, enum language language, struct error *error);

void examples_release(struct examples_result *result);

#endif
