/* What the files of the git wrapper share. */
#ifndef STYRDOK_REGISTRY_PORT_GIT_GIT_INTERNAL_H
#define STYRDOK_REGISTRY_PORT_GIT_GIT_INTERNAL_H

#include "registry/port/git/git.h"

#include <git2.h>

/* Longer paths cannot be checked out on Linux; the bound keeps recursion into trees shallow, too. */
#define PATH_BYTES_MAX 4096

#define SECONDS_A_DAY 86400

struct git {
	git_repository *repository;
	git_odb *objects;
	char *path; /* as given, to open it again */
	bool from_environment;
};

/* A path that grows and shrinks while trees are descended. */
struct git_path {
	char at[PATH_BYTES_MAX];
	size_t n;
};

/* Turns libgit2's last error into ours; always -1. */
int git_fail(struct error *error, enum error_kind kind, const char *subject);
int git_fail_object(struct error *error, const git_oid *id);

git_oid git_oid_of(const struct git_id *id);

/* The tree at the prefix in a commit, or in a tree. 1 found, 0 not there or no folder, -1 an error. */
int git_tree_at(struct git *git, const git_oid *commit_id, const char *prefix, git_tree **out, struct error *error);

int git_path_add(struct git_path *path, const char *name, bool folder, struct error *error);
struct str git_path_copy(const struct git_path *path, struct arena *arena);

/* A commit can claim any time; what is beyond the years that we write is no date. */
struct date git_day_of(git_time_t time);

#endif
