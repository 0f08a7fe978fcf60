/* Git through libgit2: revisions, trees and blobs, without a checkout. The only user of libgit2. */
#ifndef STYRDOK_REGISTRY_PORT_GIT_GIT_H
#define STYRDOK_REGISTRY_PORT_GIT_GIT_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/error.h"

struct git; /* a repository handle; one per thread */

struct git_id {
	unsigned char bytes[20];
};

enum git_kind { GIT_KIND_FILE, GIT_KIND_SYMLINK, GIT_KIND_SUBMODULE };

struct git_file {
	struct str path; /* as in the tree, from the walk's prefix on, without it */
	struct git_id id;
	enum git_kind kind;
};

/* Opens the repository at or above `path`, bare or not, honouring GIT_DIR and its kin as git itself does in hooks.
 * 0, or -1 with ERROR_NO_REPOSITORY, ERROR_OWNER or ERROR_REPOSITORY (sha256, unknown extensions ...). */
int git_open_at(struct git **out, const char *path, struct error *error);

/* Another handle on the same repository, for another thread. */
int git_open_again(struct git **out, const struct git *git, struct error *error);
void git_close(struct git *git);

/* The working tree's folder with a final slash, or NULL for a bare repository. Borrowed. */
const char *git_worktree_folder(const struct git *git);

/* The folder that all working trees of the repository share (".git", or the bare repository), with a final slash. Borrowed. */
const char *git_common_folder(const struct git *git);

/* The folder where git looks for hooks (core.hooksPath, else hooks/ in the common folder), without a final slash; owned by the arena. */
struct str git_hooks_folder(const struct git *git, struct arena *arena);

/* The id that a blob of these bytes has. About 300 MB a second: libgit2 looks for attempts to collide. Any thread, once a
 * repository has been opened. */
void git_hash_blob(struct str text, struct git_id *id);

/* Resolves a revision (anything `git rev-parse` takes) or a date (date_parse's forms: the newest first-parent ancestor
 * of HEAD committed on or before its last day, in UTC) to a commit. `hex` gets the full commit id, 40 characters and a
 * NUL. What looks like a date is one unless a branch or tag has that name: "2008" is no abbreviated commit id.
 * ERROR_UNKNOWN_REVISION, ERROR_TOO_EARLY, ERROR_SHALLOW, ERROR_OBJECT. */
int git_resolve(struct git *git, const char *revision, struct git_id *commit, char hex[41], struct error *error);

/* The day on which the commit was made, in UTC; unknown when it cannot be read. */
struct date git_commit_day(struct git *git, const struct git_id *commit);

/* All files below `prefix` ("" or "docs-corpus") in the commit's tree, sorted by path bytes; the array and paths are
 * owned by the arena. A prefix that does not exist, or is no folder, gives -1 and ERROR_NO_FOLDER. Stops with
 * ERROR_TOO_MANY beyond `limit` files. */
int git_list(struct git *git, const struct git_id *commit, const char *prefix, struct arena *arena, size_t limit,
             struct git_file **files, size_t *count, struct error *error);

/* Is there a folder of this path ("": the root) in the commit's tree? */
bool git_has_folder(struct git *git, const struct git_id *commit, const char *path);

/* One file by path in the commit's tree; file->path is the argument, borrowed. 1 found, 0 no file there, -1 error. */
int git_find(struct git *git, const struct git_id *commit, const char *path, struct git_file *file,
             struct error *error);

/* A blob's bytes, into `buffer` (malloc'ed, grown when needed; *room is its size). At most `limit` bytes are given:
 * *size tells the full size, so *size > limit means that it was not read. 0, or -1 and ERROR_OBJECT. */
int git_read(struct git *git, const struct git_id *id, size_t limit, char **buffer, size_t *room, size_t *size,
             struct error *error);

struct git_seen {         /* a file that is looked for in history */
	struct str name;  /* its last path component */
	struct str path;  /* where it stood, from the prefix on; "" when it was not found, or history is cut off */
	char hex[41];     /* in which commit, */
	struct date when; /* and its day */
};

/* For each of the files (whose names are set), the newest commit reachable from `commit` in whose tree it stood below the prefix; all in one
 * walk through at most `depth` commits. `before`: that commit itself, in which none of them stands, is left out. Owned by the arena. 0, or -1. */
int git_last_seen(struct git *git, const struct git_id *commit, bool before, const char *prefix, struct git_seen *files,
                  size_t count, unsigned depth, struct arena *arena, struct error *error);

/* The newest commit that both descend from. 1 found, 0 there is none, -1 and ERROR_SHALLOW (it may be beyond where history was cut off),
 * ERROR_OBJECT. */
int git_common_ancestor(struct git *git, const struct git_id *a, const struct git_id *b, struct git_id *base,
                        struct error *error);

struct git_branch {
	struct str name; /* "main", "origin/rubrik" */
	struct git_id tip;
};

/* Is it a shallow clone, whose history was cut off? */
bool git_is_shallow(struct git *git);

/* Has nothing been committed on the current branch yet? */
bool git_is_unborn(struct git *git);

/* The branches, local and remote, sorted by name, at most `limit` of them; owned by the arena. 0, or -1 and ERROR_OBJECT. */
int git_branches(struct git *git, size_t limit, struct arena *arena, struct git_branch **branches, size_t *count,
                 struct error *error);

/* All references that lead to a commit, by their whole names ("refs/heads/main"), sorted; owned by the arena. 0, or -1 and ERROR_OBJECT. */
int git_refs(struct git *git, struct arena *arena, struct git_branch **refs, size_t *count, struct error *error);

/* The name at which a chain of symbolic references ends, existing or not; owned by the arena or borrowed. */
struct str git_ref_target(struct git *git, const char *name, struct arena *arena);

/* What is staged, as a tree that can be read like a commit's. Writes the tree's objects, as `git commit` will. ERROR_OBJECT when the index cannot
 * be read or holds conflicts. */
int git_staged(struct git *git, struct git_id *tree, struct error *error);

/* The id in hexadecimal, with a NUL. */
void git_id_text(const struct git_id *id, char hex[41]);

#define GIT_PUSHED_MAX 20000u

struct git_known { /* commits that are here already */
	const struct git_id *commits;
	size_t count;
};

/* The commits that a push brings: those that `tip` descends from and none of the known ones does, the oldest first, at most GIT_PUSHED_MAX.
 * Owned by the arena. 0, or -1: ERROR_TOO_MANY_COMMITS, ERROR_SHALLOW, ERROR_OBJECT. */
int git_new_commits(struct git *git, const struct git_id *tip, const struct git_known *known, struct arena *arena,
                    struct git_id **commits, size_t *count, struct error *error);

/* All the best common ancestors of two commits, owned by the arena; none when their histories are unrelated. 0, or -1: ERROR_SHALLOW,
 * ERROR_OBJECT. */
int git_merge_bases_of(struct git *git, const struct git_id *a, const struct git_id *b, struct arena *arena,
                       struct git_id **bases, size_t *count, struct error *error);

/* The commit that an object id names, through tags. 1, 0 when it names no commit, -1 and ERROR_OBJECT when it is not here. */
int git_commit_at(struct git *git, const char *hex, struct git_id *commit, struct error *error);

/* The day of a time in seconds since 1970; unknown beyond the years that we write. */
struct date git_day_of_time(int64_t seconds);

/* When the commit was made, in seconds since 1970. 0, or -1 and ERROR_OBJECT. */
int git_commit_time_of(struct git *git, const struct git_id *commit, int64_t *seconds, struct error *error);

/* The commit's parents, owned by the arena. 0, or -1 and ERROR_OBJECT. */
int git_parents(struct git *git, const struct git_id *commit, struct arena *arena, struct git_id **parents,
                size_t *count, struct error *error);

/* The commit's signature and the bytes that were signed, owned by the arena. 1 it has one, 0 it has none, -1 and ERROR_OBJECT. */
int git_signature_of(struct git *git, const struct git_id *commit, struct arena *arena, struct str *signature,
                     struct str *signed_bytes, struct error *error);

struct git_commit_facts {
	struct git_id id, parent; /* the first parent, when there is one */
	char hex[41];
	struct date day;    /* committed on, in UTC; DATE_NONE when it is beyond the years that we write */
	struct str subject; /* first line of the message; any bytes */
	unsigned parents;
};

/* 1 read (texts owned by the arena); 0 it is not here, because history was cut off (a shallow clone); -1 and ERROR_OBJECT. */
int git_commit_read(struct git *git, const struct git_id *id, struct arena *arena, struct git_commit_facts *out,
                    struct error *error);

struct git_difference {
	struct str path; /* from the prefix on */
	struct git_id old, new;
	bool in_old, in_new;
};

/* The files (no links, no submodules) below the prefix that are not the same in both commits, in no given order; folders that are the same are
 * not entered. Paths and array are owned by the arena. At most `limit` of them: 0; 1 when there are more, of which these are some. -1 and
 * ERROR_OBJECT. */
int git_differences(struct git *git, const struct git_id *old, const struct git_id *new, const char *prefix,
                    size_t limit, struct arena *arena, struct git_difference **differences, size_t *count,
                    struct error *error);

/* The same where nothing but the contents of plain files differs: 1. 0 when something else does, or in more than `limit` files. -1 as above. */
int git_rewritten(struct git *git, const struct git_id *old, const struct git_id *new, const char *prefix, size_t limit,
                  struct arena *arena, struct git_difference **differences, size_t *count, struct error *error);

/* The address of the remote "origin" as it is configured; "" when there is none. */
struct str git_origin(struct git *git, struct arena *arena);

/* A path in git's configuration, "~/" resolved: the repository's, the user's or the system's, none of which comes with what is cloned;
 * "" when it is not set. */
struct str git_config_path(struct git *git, const char *key, struct arena *arena);

/* Patches are made between these two, of which the first takes some milliseconds: it reads all certificates of the system. 0, or -1. */
int git_begin(struct error *error);
void git_end(void);

/* The patch (unified diff, three lines of context) that turns one text of a file into the other, with "a/" and "b/" before the path
 * and names quoted as git does; owned by the arena. 0, or -1 and ERROR_PATCH. */
int git_patch_text(struct str *out, struct arena *arena, const char *path, struct str before, struct str after,
                   struct error *error);

/* What a file's status says of it; a file that was changed has another. */
struct git_stamp {
	int64_t changed, modified; /* seconds: of its status, of its contents */
	uint32_t changed_ns, modified_ns, inode, bytes;
};
struct stat;
struct git_stamp git_stamp_of(const struct stat *info);

/* The index of the repository's working tree, as it is now. NULL when there is none, it cannot be read, or a filter stands between files and blobs.
 * Closed with git_tracked_close; for one thread. */
struct git_tracked *git_tracked_open(struct git *git);
void git_tracked_close(struct git_tracked *tracked);

/* Is the file known, and unchanged as far as git can tell by its status (gitformat-index(5), racy-git)? Then the id of its blob. The path is the
 * repository's. Where line ends or the like are converted, the blob has another size than the file. */
bool git_tracked_same(struct git_tracked *tracked, const char *path, const struct git_stamp *stamp, struct git_id *id);

/* Files at or below a path of the repository ("": all) that are not checked out: a sparse checkout leaves them out of the working tree. From the
 * repository's top, owned by the arena. A sparse index cannot be read here: then all that HEAD has there. */
void git_left_out(struct git *git, const char *below, struct arena *arena, struct str **paths, size_t *count);

#endif
