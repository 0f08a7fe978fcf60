/* Who may mark a document as decided by a body: the commits that do so must be signed by them. */
#ifndef STYRDOK_RULES_SIGNING_H
#define STYRDOK_RULES_SIGNING_H

#include "rules/checks/check_run.h"

struct signing { /* what is in force: read from the protected branch, never from what is pushed */
	struct config config;
	struct str signers; /* the text of the allowed-signers file */
	bool on;            /* styrdok.yaml there has `authority` */
	struct arena arena;
};

/* Reads it from the branch that HEAD of the repository at `root` names, or from the one that styrdok.yaml there calls `branch`. Off when that
 * branch has no commit yet. 0, or -1: it cannot be read, or names a file that is not there (ERROR_CONFIG). Released with
 * signing_release, also after -1. */
int signing_read(struct signing *signing, const char *root, struct error *error);
void signing_release(struct signing *signing);

/* Judges each commit that the push of the registry's revision brings: one that makes a document decided, or decided by another body or on another
 * day, than all of its parents say, must be signed by one of those who may decide for that body; one that changes `authority` or the
 * allowed-signers file, by any of those. Appends the findings. 0, or -1 when it cannot be judged. */
int signing_check(struct check *check, const struct signing *signing, struct error *error);

#endif
