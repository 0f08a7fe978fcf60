/* Waivers: findings that somebody who may do so has excused, with a reason and until a day. */
#ifndef STYRDOK_RULES_WAIVER_H
#define STYRDOK_RULES_WAIVER_H

#include "rules/check.h"

/* Reads <documents>/waivers/ (each file a YAML list of {code, documents, reason, granted-by, granted, until, dnr}), takes
 * away the findings that are waived on the check's day, and reports waivers that are expired, unused or wrong.
 * Returns the number taken away, or -1. */
long waivers_apply(struct check *check, struct registry *registry, struct error *error);

#endif
