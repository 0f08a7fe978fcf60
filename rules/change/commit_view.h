/* How single commits of a repository are to be read: each by its own styrdok.yaml, as a register is. */
#ifndef STYRDOK_RULES_CHANGE_COMMIT_VIEW_H
#define STYRDOK_RULES_CHANGE_COMMIT_VIEW_H

#include "registry/graph/registry.h"
#include "registry/port/git/git.h"

struct commit_view {
	struct git_id commit;
	const struct registry *
		registry; /* its configuration and vocabulary (REGISTRY_LAW); the same for commits that have the same */
	uint32_t reading; /* the same number where documents are read in the same way */
	struct str authority; /* who may sign, with the file of their keys, in one form; "" where nobody is asked to */
};

struct commit_views;

/* Of the register at `path`, which lies below `root` ("" or with a final slash) in its repository. Both are borrowed. Freed with
 * commit_views_free. */
struct commit_views *commit_views_new(struct git *git, const char *path, struct str root);
void commit_views_free(struct commit_views *views);

/* Borrowed from the views, until they are freed. 0, or -1: it cannot be read, or there are too many different ones (ERROR_TOO_MUCH). */
int commit_view_of(struct commit_views *views, const struct git_id *commit, const struct commit_view **out,
                   struct error *error);

#endif
