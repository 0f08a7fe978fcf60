/* Checks that need two revisions. */
#ifndef STYRDOK_RULES_CHANGE_CHECK_CHANGES_H
#define STYRDOK_RULES_CHANGE_CHECK_CHANGES_H

#include "rules/checks/check_run.h"

struct registry_diff;

/* Reports what became of documents since an earlier one. Before check_registry, which puts the findings in order. */
void check_changes(struct check_result *result, struct registry *registry, const struct registry_diff *diff);

#endif
