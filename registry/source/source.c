#include "registry/source/source_internal.h"

#include "registry/base/memory.h"
#include "registry/base/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- finding the root ------------------------------------------------------------------------------------------- */

static bool holds(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat info;

	return snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path && stat(path, &info) == 0;
}

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Cuts the last component off an absolute path; false at the top. */
static bool path_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || (slash == path && !path[1]))
		return false;
	if (slash == path)
		slash[1] = '\0';
	else
		*slash = '\0';
	return true;
}

static bool is_register(const char *folder)
{
	return holds(folder, "styrdok.yaml") || holds(folder, "docs-corpus") || holds(folder, ".git");
}

/* A documents folder by itself, without what usually stands around it. */
static bool is_bare_register(const char *folder)
{
	return holds(folder, "vocabulary/types.yaml") || holds(folder, "vocabulary/bodies.yaml");
}

/* The nearest folder at or above `root` that is wanted, into root; false when there is none. */
static bool climb(char root[PATH_MAX], bool (*is_wanted)(const char *))
{
	char at[PATH_MAX];

	memcpy(at, root, sizeof at);
	do {
		if (is_wanted(at)) {
			memcpy(root, at, sizeof at);
			return true;
		}
	} while (path_up(at));
	return false;
}

static int find_root(char root[PATH_MAX], const char *given, const char *start, struct error *error)
{
	const char *from = given ? given : start ? start : ".";

	if (!realpath(from, root))
		return error_set(error, ERROR_READ, from, strerror(errno));
	if (!is_folder(root))
		path_up(root);
	if (!given && !climb(root, is_register))
		climb(root, is_bare_register);
	return 0;
}

/* In a repository, the registry may be a folder below its root. */
static int set_prefix(struct source *source, struct error *error)
{
	const char *worktree = git_worktree_folder(source->git);
	char root[PATH_MAX];
	size_t n = 0;

	if (!worktree || !realpath(worktree, root))
		return 0;
	n = strlen(root);
	if (strcmp(root, source->root) == 0)
		return 0;
	if (strncmp(root, source->root, n) != 0 || source->root[n] != '/')
		return 0; /* GIT_DIR points elsewhere: the registry is the repository's root */
	if (snprintf(source->prefix, sizeof source->prefix, "%s/", source->root + n + 1) >= (int)sizeof source->prefix)
		return error_set(error, ERROR_READ, source->root, strerror(ENAMETOOLONG));
	return 0;
}

/* A bare repository has no files of its own to read but the newest revision. */
static bool is_bare(const char *root)
{
	return holds(root, "HEAD") && holds(root, "objects") && holds(root, "refs") && !holds(root, "styrdok.yaml");
}

int source_open(struct source **out, const char *root, const char *start, const char *revision, struct error *error)
{
	struct source *source = memory_new(1, sizeof *source);

	*out = NULL;
	source->root_fd = -1;
	if (find_root(source->root, root, start, error) < 0)
		goto err;
	if (!revision && is_bare(source->root))
		revision = "HEAD";
	if (revision) {
		if (git_open_at(&source->git, source->root, error) < 0 || set_prefix(source, error) < 0)
			goto err;
		source->staged = strcmp(revision, SOURCE_STAGED) == 0;
		if ((source->staged ? git_staged(source->git, &source->commit, error)
		                    : git_resolve(source->git, revision, &source->commit, source->revision, error)) < 0)
			goto err;
	} else {
		source->root_fd = open(source->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (source->root_fd < 0) {
			error_set(error, ERROR_READ, source->root, strerror(errno));
			goto err;
		}
	}
	*out = source;
	return 0;
err:
	source_close(source);
	return -1;
}

void source_close(struct source *source)
{
	if (!source)
		return;
	if (source->git)
		git_close(source->git);
	if (source->around)
		git_close(source->around);
	if (source->root_fd >= 0)
		close(source->root_fd);
	free(source);
}

const char *source_root(const struct source *source)
{
	return source->root;
}

const char *source_revision(const struct source *source)
{
	if (source->staged)
		return "index";
	return source->revision[0] ? source->revision : "worktree";
}

struct date source_date(const struct source *source)
{
	return source->revision[0] ? git_commit_day(source->git, &source->commit) : DATE_NONE;
}

static bool is_repository(const char *folder)
{
	return holds(folder, ".git");
}

struct str source_below(const struct source *source, struct arena *arena)
{
	char top[PATH_MAX];
	struct str below = str_from(source->prefix);

	memcpy(top, source->root, sizeof top);
	if (!source->git && climb(top, is_repository))
		below = str_from(source->root + strlen(top));
	if (str_starts(below, STR("/")))
		below = str_part(below, 1, below.n);
	if (str_ends(below, STR("/")))
		below = str_part(below, 0, below.n - 1);
	return arena_copy(arena, below);
}

struct str source_address(const struct source *source, struct arena *arena)
{
	struct str address = source->git ? uri_of_remote(arena, git_origin(source->git, arena)) : STR_EMPTY;
	struct str below = source_below(source, arena), own = str_from(source->root);

	if (address.n)
		return address;
	if (below.n) /* the repository's folder, with what lies below it cut off */
		own = str_part(own, 0, own.n - below.n - 1);
	return uri_of_remote(arena, own);
}

struct git *source_git(struct source *source, struct git_id *commit, struct str *prefix)
{
	*commit = source->commit;
	*prefix = str_from(source->prefix);
	return source->git;
}

int source_base(struct source *source, const char *revision, char hex[41], struct error *error)
{
	struct git *git = NULL;
	struct git_id asked, at, base;
	char ignored[41];
	int found = -1;

	hex[0] = '\0';
	if (git_open_at(&git, source->root, error) < 0)
		return -1;
	if (!source->revision[0] && git_is_unborn(git)) {
		git_close(git);
		return 0;
	}
	if (git_resolve(git, revision, &asked, ignored, error) == 0 &&
	    git_resolve(git, source->revision[0] ? source->revision : "HEAD", &at, ignored, error) == 0)
		found = git_common_ancestor(git, &asked, &at, &base, error);
	if (found > 0)
		git_id_text(&base, hex);
	/* a shallow clone has often fetched nothing but its own branch */
	if (found < 0 && error->kind == ERROR_UNKNOWN_REVISION && git_is_shallow(git))
		error_set(error, ERROR_SHALLOW, revision, NULL);
	git_close(git);
	return found == 0 ? error_set(error, ERROR_UNRELATED, revision, NULL) : found < 0 ? -1 : 0;
}

/* --- history, and what is kept with it --------------------------------------------------------------------------- */

const char *source_common_folder(struct source *source)
{
	struct error error = {0};

	if (source->git)
		return git_common_folder(source->git);
	if (!source->around && git_open_at(&source->around, source->root, &error) < 0)
		source->around = NULL;
	return source->around ? git_common_folder(source->around) : NULL;
}

void source_last_seen(struct source *source, struct str folder, struct git_seen *files, size_t count,
                      struct arena *arena)
{
	struct error error = {0};
	struct git *git = source->git;
	struct git_id commit = source->commit;
	bool is_commit = source->revision[0], ready = is_commit;
	char prefix[PATH_MAX], ignored[41];

	for (size_t i = 0; i < count; i++)
		files[i].path = STR_EMPTY;
	if (!count || (!git && git_open_at(&git, source->root, &error) < 0))
		return;
	if (!is_commit)
		ready = git_resolve(git, "HEAD", &commit, ignored, &error) == 0;
	if (ready && snprintf(prefix, sizeof prefix, "%s%.*s", source->prefix, STR_ARG(folder)) < (int)sizeof prefix)
		(void)git_last_seen(git, &commit, is_commit, prefix, files, count, 1000, arena, &error);
	if (!source->git)
		git_close(git);
}
