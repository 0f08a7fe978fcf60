/* A push, judged before it is taken: pre-receive's question, one reference at a time. */
#ifndef STYRDOK_RULES_CHANGE_PUSH_H
#define STYRDOK_RULES_CHANGE_PUSH_H

#include "rules/change/signers.h"

#define PUSH_LINES_MAX 10000u /* references in one push */
#define PUSH_JUDGED_MAX 200u  /* of those, such as bring what has to be judged */

struct push_gate {
	const char *root; /* the repository, or the register's folder in it; NULL: the current folder */
	struct date today;
	int64_t now; /* seconds since 1970 */
	struct signing signing;
	unsigned judged;
};

struct push_line { /* a reference that is to become another object; zeros: it is new, or is to go */
	const char *old, *new, *ref;
};

struct push_answer {
	struct registry *registry; /* what the reference would hold; NULL where that is not asked */
	struct registry *base, *law;
	struct check_result result;
};

/* Reads what is in force before the push. 0, or -1. Closed with push_close, also after -1. */
int push_open(struct push_gate *gate, const char *root, struct date today, int64_t now, struct error *error);
void push_close(struct push_gate *gate);

/* Judges one line of a push: what it changes by the configuration of what it changes (a branch that has none yet: by that of the protected
 * branch, else by its own), each commit that it brings by its date and, where that is asked for, its signature. What was found is in the result,
 * sorted. 0, or -1: it cannot be judged, and must be refused. Released with push_answer_release, also after -1. */
int push_judge(struct push_gate *gate, const struct push_line *line, struct push_answer *answer, struct error *error);
void push_answer_release(struct push_answer *answer);

#endif
