/* Tables of a proposal whose rows do not add up to the total that stands below them. */
#ifndef STYRDOK_RULES_EVALUATE_TABLE_SUMS_H
#define STYRDOK_RULES_EVALUATE_TABLE_SUMS_H

#include "rules/evaluate/subject.h"

/* Reports each column that holds only numbers, and another sum than its last row, when that row is called a total. */
void table_sums_check(struct check *check, const struct subject *subject);

#endif
