/* What a signature protects: everything that gives a decision its effect, as one commit has it, and what differs between two. */
#ifndef STYRDOK_RULES_CHANGE_PROTECTED_H
#define STYRDOK_RULES_CHANGE_PROTECTED_H

#include "registry/graph/registry.h"
#include "registry/port/git/git.h"

enum protected_kind {
	PROTECTED_DOCUMENT,
	PROTECTED_BY_LAW, /* a document that is decided as the law reads it, not as its own commit does */
	PROTECTED_WAIVER,
	PROTECTED_AUTHORITY,
	PROTECTED_LAW,
};

struct protected
{
	enum protected_kind kind;
	enum law_kind law;
	struct str name; /* the document's id; what a waiver is about; which setting */
	struct str says; /* all that is protected of it, in one form whatever its source looks like */
	struct str body; /* who decided or granted it, as written */
	bool expired;    /* a waiver that had its day */
	struct str path; /* from the register's root */
	struct location at;
};

struct protected_change {
	const struct protected *old, *new; /* NULL: nothing that has effect */
};

struct protected_changes { /* by kind and name */
	struct protected_change *at;
	size_t n;
};

struct protecting; /* what has been read of a repository's commits */

/* Reads commits of the register at `path`, which lies below `root` ("" or with a final slash) in its repository. A document counts as decided if the
 * configuration of its own commit or that of `law` (REGISTRY_LAW is enough) reads it so. `today`: for what has expired. All must outlive it.
 * Freed with protecting_free. */
struct protecting *protecting_new(struct git *git, const char *path, struct str root, const struct registry *law,
                                  struct date today);
void protecting_free(struct protecting *protecting);

/* What differs between two commits, of which the older may be NULL (nothing). Owned by the arena. 0, or -1: something could not be read or counted
 * to its end. */
int protected_compare(struct protecting *protecting, struct arena *arena, const struct git_id *old,
                      const struct git_id *new, struct protected_changes *out, struct error *error);

/* What a commit says of who may sign, in one form that is borrowed; "" where it asks for no signatures. 0, or -1. */
int protecting_authority(struct protecting *protecting, const struct git_id *commit, struct str *out,
                         struct error *error);

/* The body's id, where the law's vocabulary knows the name. */
struct str protected_body(const struct registry *law, struct str name);

#endif
