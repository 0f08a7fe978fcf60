/* Who may decide: each commit of a push that changes what a signature protects must be signed by those who may. */
#ifndef STYRDOK_RULES_CHANGE_SIGNERS_H
#define STYRDOK_RULES_CHANGE_SIGNERS_H

#include "registry/port/git/git.h"
#include "rules/checks/check_run.h"

struct signing { /* what is in force before the push: read from the protected branch, never from what is pushed */
	struct registry *law; /* of that branch, REGISTRY_LAW; NULL: no reference holds a register */
	struct str branch;    /* its whole name, "refs/heads/main" */
	struct git_id tip;
	struct str signers;      /* the text of the allowed-signers file */
	bool on;                 /* styrdok.yaml there has `authority` */
	struct git_branch *refs; /* all that the repository has */
	size_t ref_count;
	struct arena arena;
};

/* Reads it from the branch that HEAD of the repository at `root` names, or, where that holds no register, from the first that does, one with
 * `authority` before one without; or from the one that styrdok.yaml there calls `branch`, if it exists. 0, or -1: it cannot be read, or names a
 * file that is not there (ERROR_CONFIG). Released with signing_release, also after -1. */
int signing_read(struct signing *signing, const char *root, struct error *error);
void signing_release(struct signing *signing);

struct pushed {                   /* one reference that is to name another commit */
	struct str ref;           /* where it ends, if it is symbolic */
	const struct git_id *old; /* NULL: it is new */
	struct git_id new;
};

/* Judges each commit that comes to the reference: that which is there on no reference, or, of the protected branch, not on that. One that changes
 * what is protected (rules/change/protected.h) from what all its parents say must be signed by those who may decide for the bodies in question,
 * and one that changes `authority`, the allowed-signers file or what later changes are judged by, by those who may configure. A merge
 * may take what one side has changed since they parted. Nothing protected may be lost by a forced push. Appends the findings. 0, or -1
 * when it cannot be judged. */
int signing_check(struct check *check, const struct signing *signing, const struct pushed *pushed, struct error *error);

/* Is a change of a setting one that loosens what later changes are judged by? Either side may be NULL. */
bool law_is_loosened(const struct law_item *old, const struct law_item *new);

#endif
