/* What a change causes: the findings of a register that an earlier one did not have. */
#ifndef STYRDOK_RULES_CHANGE_NEW_FINDINGS_H
#define STYRDOK_RULES_CHANGE_NEW_FINDINGS_H

#include "rules/checks/check_run.h"

struct new_findings_request {
	struct registry *registry, *base; /* the newer and the earlier; both must outlive the result */
	struct date today;
	bool everywhere; /* check every document, not only those that the change can touch: slower, the same answer */
};

/* The findings of the newer register that the earlier one does not have, wherever they show, and what only two revisions can tell
 * (check_changes). They are matched by what they say and about which document (finding_identity), not by line; of several that say the same,
 * as many are left out as stood before. 0, or -1 as check_registry. Released with check_result_release. */
int check_new_findings(struct check_result *result, const struct new_findings_request *request, struct error *error);

#endif
