/* Running all checks of a register. */
#ifndef STYRDOK_RULES_CHECKS_CHECK_RUN_H
#define STYRDOK_RULES_CHECKS_CHECK_RUN_H

#include "rules/checks/check_report.h"

struct rulebook;

struct check_result {
	struct findings findings; /* sorted, with the severities of styrdok.yaml, without waived ones */
	size_t waived;
	struct rulebook *rulebook; /* findings name its rules */
	struct arena arena;
};

struct check_request {
	struct registry *registry;
	struct date today;      /* for what is overdue or expired */
	bool between_revisions; /* what is gone is told by check_changes, or by nobody */
	const bool *only;       /* by document: whose own checks to run; NULL: all */
	bool same_names;        /* leave out what ids and paths alone tell, */
	bool no_history;        /* do not ask history what a dangling name once was: quick, but says less */
	bool same_edges;        /* and circles of relations: they are the same where the findings are compared with */
};

/* Runs all checks, and adds to what the result holds; zeros are an empty one. 0, or -1 when waivers cannot be read or threads not be started.
 * Released with check_result_release. */
int check_registry(struct check_result *result, const struct check_request *request, struct error *error);
void check_result_release(struct check_result *result);

/* In order, none twice, with the severities that styrdok.yaml sets; what is off is dropped. */
void findings_settle(struct findings *findings, const struct config *config);

#endif
