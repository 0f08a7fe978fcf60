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

/* Says this errno of stat that nothing is there, at least nothing that may be followed? */
static bool is_absence(int reason)
{
	return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == EXDEV || reason == ENAMETOOLONG;
}

void source_keep_error(struct source *source, const struct error *error)
{
	if (!atomic_flag_test_and_set(&source->doubted))
		source->doubt = *error;
}

void source_keep_doubt(struct source *source, const char *path, int reason)
{
	struct error error;

	if (is_absence(reason))
		return;
	error_set(&error, ERROR_READ, path, strerror(reason));
	source_keep_error(source, &error);
}

int source_doubt(const struct source *source, struct error *error)
{
	if (!source->doubt.kind)
		return 0;
	*error = source->doubt;
	return -1;
}

/* What may not be entered is not the reader's register. Without a source, what cannot be asked is taken for absent. */
static bool holds(struct source *source, const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat info;

	if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
		return false;
	if (stat(path, &info) == 0)
		return true;
	if (source && errno != EACCES)
		source_keep_doubt(source, path, errno);
	return false;
}

static bool is_folder(struct source *source, const char *path)
{
	struct stat info;

	if (stat(path, &info) == 0)
		return S_ISDIR(info.st_mode);
	source_keep_doubt(source, path, errno);
	return false;
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

static bool is_register(struct source *source, const char *folder)
{
	return holds(source, folder, "styrdok.yaml") || holds(source, folder, "docs-corpus") ||
	       holds(source, folder, ".git");
}

/* A documents folder by itself, without what usually stands around it. */
static bool is_bare_register(struct source *source, const char *folder)
{
	return holds(source, folder, "vocabulary/types.yaml") || holds(source, folder, "vocabulary/bodies.yaml");
}

/* The nearest folder at or above `root` that is wanted, into root; false when there is none. */
static bool climb(struct source *source, char root[PATH_MAX], bool (*is_wanted)(struct source *, const char *))
{
	char at[PATH_MAX];

	memcpy(at, root, sizeof at);
	do {
		if (is_wanted(source, at)) {
			memcpy(root, at, sizeof at);
			return true;
		}
	} while (path_up(at));
	return false;
}

/* A bare repository has no files of its own to read but the newest revision. */
static bool is_bare(struct source *source, const char *root)
{
	return holds(source, root, "HEAD") && holds(source, root, "objects") && holds(source, root, "refs") &&
	       !holds(source, root, "styrdok.yaml");
}

/* "server.git/register" is the folder of that name in what the bare repository holds. */
static bool find_in_bare(struct source *source, const char *given)
{
	char at[PATH_MAX];
	const char *below = NULL;

	if (!given || snprintf(at, sizeof at, "%s", given) >= (int)sizeof at)
		return false;
	do {
		if (!path_up(at))
			return false;
	} while (!realpath(at, source->bare));
	for (below = given + strlen(at); *below == '/'; below++)
		;
	if (!is_bare(source, source->bare) || strstr(below, "..") ||
	    snprintf(source->root, sizeof source->root, "%s/%s", source->bare, below) >= (int)sizeof source->root)
		return false;
	while (source->root[strlen(source->root) - 1] == '/')
		source->root[strlen(source->root) - 1] = '\0';
	return snprintf(source->prefix, sizeof source->prefix, "%s/", source->root + strlen(source->bare) + 1) > 0;
}

static int find_root(struct source *source, const char *given, const char *start, struct error *error)
{
	const char *from = given ? given : start ? start : ".";
	char *root = source->root;

	if (!realpath(from, root)) {
		int reason = errno;
		if (find_in_bare(source, given))
			return 0;
		source->bare[0] = source->prefix[0] = '\0';
		return error_set(error, ERROR_READ, from, strerror(reason));
	}
	if (!is_folder(source, root))
		path_up(root);
	if (!given && !climb(source, root, is_register))
		climb(source, root, is_bare_register);
	return source_doubt(source, error);
}

/* Is the folder the same as that one (with a final slash), or within it? */
static bool is_within(const char *folder, const char *outer)
{
	char whole[PATH_MAX];
	size_t n = 0;

	if (!outer || !realpath(outer, whole))
		return false;
	n = strlen(whole);
	return strncmp(whole, folder, n) == 0 && (!folder[n] || folder[n] == '/');
}

/* In a repository, the registry may be a folder below its root. Hooks are run within the git directory. */
static int set_prefix(struct source *source, struct error *error)
{
	const char *worktree = git_worktree_folder(source->git);
	char root[PATH_MAX];
	size_t n = 0;

	if (source->prefix[0] || !is_within(source->root, worktree) ||
	    is_within(source->root, git_common_folder(source->git)) || !realpath(worktree, root))
		return 0; /* also where GIT_DIR points elsewhere: the registry is the repository's root */
	n = strlen(root);
	if (strcmp(root, source->root) == 0)
		return 0;
	if (snprintf(source->prefix, sizeof source->prefix, "%s/", source->root + n + 1) >= (int)sizeof source->prefix)
		return error_set(error, ERROR_READ, source->root, strerror(ENAMETOOLONG));
	return 0;
}

static int open_git(struct git **git, const struct source *source, struct error *error)
{
	return git_open_at(git, source->bare[0] ? source->bare : source->root, error);
}

int source_open_git(struct git **git, const char *root, struct error *error)
{
	struct source source = {.root_fd = -1};

	return find_root(&source, root, NULL, error) < 0 ? -1 : open_git(git, &source, error);
}

int source_open(struct source **out, const char *root, const char *start, const char *revision, struct error *error)
{
	struct source *source = memory_new(1, sizeof *source);

	*out = NULL;
	source->root_fd = -1;
	if (find_root(source, root, start, error) < 0)
		goto err;
	if (!revision && (source->bare[0] || is_bare(source, source->root)))
		revision = "HEAD";
	if (revision) {
		if (open_git(&source->git, source, error) < 0 || set_prefix(source, error) < 0)
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

static bool is_repository(struct source *source, const char *folder)
{
	return holds(source, folder, ".git");
}

struct str source_below(const struct source *source, struct arena *arena)
{
	char top[PATH_MAX];
	struct str below = str_from(source->prefix);

	memcpy(top, source->root, sizeof top);
	if (!source->git && climb(NULL, top, is_repository))
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
	if (open_git(&git, source, error) < 0)
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
	if (!source->around && open_git(&source->around, source, &error) < 0)
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
	if (!count || (!git && open_git(&git, source, &error) < 0))
		return;
	if (!is_commit)
		ready = git_resolve(git, "HEAD", &commit, ignored, &error) == 0;
	if (ready && snprintf(prefix, sizeof prefix, "%s%.*s", source->prefix, STR_ARG(folder)) < (int)sizeof prefix)
		(void)git_last_seen(git, &commit, is_commit, prefix, files, count, 1000, arena, &error);
	if (!source->git)
		git_close(git);
}
