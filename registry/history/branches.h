/* Documents that are new on other branches of the repository than the one at hand. */
#ifndef STYRDOK_REGISTRY_HISTORY_BRANCHES_H
#define STYRDOK_REGISTRY_HISTORY_BRANCHES_H

#include "registry/graph/registry.h"

#define BRANCHES_MAX 200u         /* looked at, in order of their names */
#define BRANCH_FILES_MAX 1000u    /* that differ from where the branch began: one that changes more is passed over */
#define BRANCH_DOCUMENTS_MAX 500u /* read, of all branches together */

struct branch_document {
	struct str branch;
	struct document document; /* its front matter */
	struct source_file file;
};

struct branch_documents {
	struct branch_document *at;
	size_t n;
};

/* The documents that other branches have added since they parted from the registry's revision (from HEAD, when it is a folder or what is
 * staged). Branches that have not parted from it add nothing; `skip` (or NULL) names one that is left out, "refs/heads/x". What cannot be read is
 * passed over: another branch's trouble is not this one's. Owned by the arena. */
void branches_added(struct branch_documents *out, struct arena *arena, const struct registry *registry,
                    const char *skip);

#endif
