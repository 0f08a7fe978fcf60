#include "registry/port/git/git.h"

#include "registry/base/map.h"
#include "registry/base/vec.h"
#include "registry/port/git/git_internal.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* A pack is mapped piecewise, so that reading all of it does not make all of it resident. */
#define MAPPED_WINDOW ((size_t)16 << 20)
#define MAPPED_LIMIT ((size_t)64 << 20)

/* ---- errors ---- */

static const char *git_words(void)
{
	const git_error *last = git_error_last();

	return last && last->message ? last->message : "";
}

static int git_class(void)
{
	const git_error *last = git_error_last();

	return last ? last->klass : GIT_ERROR_NONE;
}

int git_fail(struct error *error, enum error_kind kind, const char *subject)
{
	if (git_class() == GIT_ERROR_NOMEMORY)
		memory_failed();
	return error_set(error, kind, subject, git_words());
}

int git_fail_object(struct error *error, const git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];

	return git_fail(error, ERROR_OBJECT, git_oid_tostr(hex, sizeof hex, id));
}

/* ---- opening ---- */

/* The options are global in libgit2: they are set before the first handle, and left alone while the environment stays as it is, so that
 * other threads may read them. */
/* libgit2 cannot open from an environment that names the working tree; that path is given to it afterwards. */
static const char *git_worktree_named;

static void git_take_worktree(void)
{
	static char named[PATH_MAX];
	const char *value = getenv("GIT_WORK_TREE");

	if (!value || !*value)
		return;
	if (realpath(value, named))
		git_worktree_named = named;
	unsetenv("GIT_WORK_TREE");
}

static void git_set_options(bool from_environment)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static int set = -1;
	bool quarantine = getenv("GIT_QUARANTINE_PATH") != NULL;
	int wanted = from_environment + 2 * quarantine;

	pthread_mutex_lock(&lock);
	git_take_worktree();
	if (set != wanted) {
		/* What is read is trusted as git itself trusts it; checking costs two thirds more time. Not so what is being pushed. */
		git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, quarantine);
		/* Every object is read once. */
		git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
		git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, MAPPED_WINDOW);
		git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_LIMIT);
		/* As git does: whoever set GIT_DIR has said which repository is meant. */
		git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, !from_environment);
		set = wanted;
	}
	pthread_mutex_unlock(&lock);
}

/* The folder that safe.directory is to name: the working tree's, or the bare repository. */
static void git_folder_of(const char *path, char folder[PATH_MAX])
{
	git_buf found = {0};
	size_t n = 0;

	snprintf(folder, PATH_MAX, "%s", path);
	if (git_repository_discover(&found, path, 0, NULL) == 0) {
		snprintf(folder, PATH_MAX, "%s", found.ptr);
		for (n = strlen(folder); n > 1 && folder[n - 1] == '/'; n--)
			folder[n - 1] = '\0';
		if (n > 5 && strcmp(folder + n - 5, "/.git") == 0)
			folder[n - 5] = '\0';
	}
	git_buf_dispose(&found);
}

static int git_open_failed(struct error *error, int code, const char *path)
{
	if (code == GIT_EOWNER) {
		char folder[PATH_MAX];
		git_folder_of(path, folder);
		return error_set(error, ERROR_OWNER, folder, NULL);
	}
	if (code == GIT_ENOTFOUND)
		return git_fail(error, ERROR_NO_REPOSITORY, path);
	/* "unsupported extension name extensions.objectformat" */
	if (strstr(git_words(), "objectformat"))
		return error_set(error, ERROR_SHA256, path, NULL);
	return git_fail(error, ERROR_REPOSITORY, path);
}

/* In quarantine, git names the repository's own objects as an alternate, in quotes when there is a colon in the path, and libgit2 does not know
 * those. */
static int git_add_own_objects(struct git *git)
{
	struct arena arena = ARENA_EMPTY;
	struct str objects = arena_format(&arena, "%sobjects", git_repository_commondir(git->repository));
	int code = git_odb_add_disk_alternate(git->objects, objects.at);

	arena_release(&arena);
	return code;
}

/* Does the user's configuration trust the folder, as git reads it? "*" is every folder, "" forgets what came before. */
static bool git_is_trusted(const char *folder)
{
	git_config *config = NULL;
	git_config_iterator *entries = NULL;
	git_config_entry *entry = NULL;
	bool trusted = false;

	if (git_config_open_default(&config) == 0 &&
	    git_config_multivar_iterator_new(&entries, config, "safe.directory", NULL) == 0)
		while (git_config_next(&entry, entries) == 0)
			trusted = *entry->value &&
			          (trusted || strcmp(entry->value, "*") == 0 || strcmp(entry->value, folder) == 0);
	git_config_iterator_free(entries);
	git_config_free(config);
	return trusted;
}

/* libgit2 1.5 knows neither "*" nor a folder within the repository. */
static int git_open_trusted(struct git *git, const char *path)
{
	char folder[PATH_MAX];

	git_folder_of(path, folder);
	if (!git_is_trusted(folder))
		return GIT_EOWNER;
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	return git_repository_open_ext(&git->repository, path,
	                               getenv("GIT_INDEX_FILE") ? GIT_REPOSITORY_OPEN_FROM_ENV : 0, NULL);
}

static int git_open(struct git **out, const char *path, bool from_environment, struct error *error)
{
	struct git *git = memory_new(1, sizeof *git);
	int code;

	git->path = strdup(path);
	if (!git->path)
		memory_failed();
	git->from_environment = from_environment;
	/* The environment names the objects' folder, too: in pre-receive the new objects lie in quarantine. */
	if (from_environment)
		code = git_repository_open_ext(&git->repository, NULL, GIT_REPOSITORY_OPEN_FROM_ENV, NULL);
	else /* in pre-commit it may name the index alone */
		code = git_repository_open_ext(&git->repository, path,
		                               getenv("GIT_INDEX_FILE") ? GIT_REPOSITORY_OPEN_FROM_ENV : 0, NULL);
	/* 1.5 says "config value not found" when the owner is another and no safe.directory is configured. */
	if (code == GIT_EOWNER || (code == GIT_ENOTFOUND && git_class() == GIT_ERROR_CONFIG))
		code = git_open_trusted(git, path);
	if (code == 0 && git_worktree_named)
		code = git_repository_set_workdir(git->repository, git_worktree_named, 0);
	if (code == 0)
		code = git_repository_odb(&git->objects, git->repository);
	if (code == 0 && from_environment && getenv("GIT_QUARANTINE_PATH"))
		code = git_add_own_objects(git);
	if (code < 0) {
		git_open_failed(error, code, path);
		git_close(git);
		return -1;
	}
	*out = git;
	return 0;
}

int git_open_at(struct git **out, const char *path, struct error *error)
{
	const char *variable = getenv("GIT_DIR");
	bool from_environment = variable && *variable;

	if (git_libgit2_init() < 0)
		return git_fail(error, ERROR_REPOSITORY, path);
	git_set_options(from_environment);
	return git_open(out, path, from_environment, error);
}

int git_open_again(struct git **out, const struct git *git, struct error *error)
{
	if (git_libgit2_init() < 0)
		return git_fail(error, ERROR_REPOSITORY, git->path);
	return git_open(out, git->path, git->from_environment, error);
}

void git_close(struct git *git)
{
	if (!git)
		return;
	git_odb_free(git->objects);
	git_repository_free(git->repository);
	free(git->path);
	free(git);
	git_libgit2_shutdown();
}

const char *git_worktree_folder(const struct git *git)
{
	return git_repository_workdir(git->repository);
}

const char *git_common_folder(const struct git *git)
{
	return git_repository_commondir(git->repository);
}

struct str git_hooks_folder(const struct git *git, struct arena *arena)
{
	git_config *config = NULL;
	git_buf path = {0};
	const char *worktree = git_repository_workdir(git->repository);
	struct str folder = STR_EMPTY;

	if (git_repository_config(&config, git->repository) == 0 &&
	    git_config_get_path(&path, config, "core.hooksPath") == 0 && path.size)
		folder = path.ptr[0] == '/'
		                 ? arena_format(arena, "%s", path.ptr)
		                 : arena_format(arena, "%s%s", worktree ? worktree : git_common_folder(git), path.ptr);
	else
		folder = arena_format(arena, "%shooks", git_common_folder(git));
	git_buf_dispose(&path);
	git_config_free(config);
	return folder;
}

/* Not git_remote_lookup, which goes through all of the configuration by a regular expression, and loses memory over it. */
struct str git_origin(struct git *git, struct arena *arena)
{
	struct str address = STR_EMPTY;
	git_config *config = NULL;
	const char *value = NULL;

	if (git_repository_config_snapshot(&config, git->repository) == 0 &&
	    git_config_get_string(&value, config, "remote.origin.url") == 0)
		address = arena_copy(arena, str_from(value));
	git_config_free(config);
	return address;
}

struct str git_config_path(struct git *git, const char *key, struct arena *arena)
{
	struct str path = STR_EMPTY;
	git_config *config = NULL;
	git_buf value = {0};

	if (git_repository_config_snapshot(&config, git->repository) == 0 &&
	    git_config_get_path(&value, config, key) == 0)
		path = arena_copy(arena, (struct str){value.ptr, value.size});
	git_buf_dispose(&value);
	git_config_free(config);
	return path;
}

void git_hash_blob(struct str text, struct git_id *id)
{
	git_oid oid;

	/* It fails only for what is no type of object. */
	if (git_odb_hash(&oid, text.at ? text.at : "", text.n, GIT_OBJECT_BLOB) < 0)
		memory_failed();
	memcpy(id->bytes, oid.id, sizeof id->bytes);
}

/* ---- revisions ---- */

static void git_give_commit(const git_oid *id, struct git_id *commit, char hex[41])
{
	memcpy(commit->bytes, id->id, sizeof commit->bytes);
	git_oid_tostr(hex, 41, id);
}

git_oid git_oid_of(const struct git_id *id)
{
	git_oid oid;

	memcpy(oid.id, id->bytes, sizeof id->bytes);
	return oid;
}

bool git_is_shallow(struct git *git)
{
	return git_repository_is_shallow(git->repository) == 1;
}

/* A name whose commit may lie beyond the cut of a shallow clone: one that counts back, or a commit id. */
static bool git_may_be_cut_off(const char *revision)
{
	size_t length = strlen(revision);

	if (strpbrk(revision, "~^"))
		return true;
	return length >= GIT_OID_MINPREFIXLEN + 3 && strspn(revision, "0123456789abcdefABCDEF") == length;
}

static int git_resolve_failed(struct git *git, int code, const char *revision, struct error *error)
{
	bool absent = code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC || code == GIT_EAMBIGUOUS ||
	              code == GIT_EUNBORNBRANCH || code == GIT_EPEEL;

	if (code == GIT_ENOTFOUND && git_is_shallow(git) && git_may_be_cut_off(revision))
		return error_set(error, ERROR_SHALLOW, revision, NULL);
	return git_fail(error, absent ? ERROR_UNKNOWN_REVISION : ERROR_OBJECT, revision);
}

static int git_resolve_name(struct git *git, const char *revision, git_oid *id, struct error *error)
{
	git_object *named = NULL, *commit = NULL;
	int code = git_revparse_single(&named, git->repository, revision);

	if (code == 0)
		code = git_object_peel(&commit, named, GIT_OBJECT_COMMIT);
	if (code == 0)
		git_oid_cpy(id, git_object_id(commit));
	else
		/* A tag may point at what is missing or cut off; everything else that does not peel is no commit. */
		git_resolve_failed(git, code == GIT_EINVALIDSPEC ? GIT_EPEEL : code, revision, error);
	git_object_free(commit);
	git_object_free(named);
	return code == 0 ? 0 : -1;
}

/* Back along first parents to the first commit made before `end` (seconds since 1970). */
static int git_resolve_time(struct git *git, git_time_t end, const char *revision, git_oid *id, struct error *error)
{
	git_commit *commit = NULL;
	int code = git_reference_name_to_id(id, git->repository, "HEAD");

	if (code < 0)
		return git_resolve_failed(git, code, "HEAD", error);
	while ((code = git_commit_lookup(&commit, git->repository, id)) == 0) {
		git_time_t time = git_commit_time(commit);
		bool first = git_commit_parentcount(commit) == 0;

		if (time >= end && !first)
			git_oid_cpy(id, git_commit_parent_id(commit, 0));
		git_commit_free(commit);
		if (time < end)
			return 0;
		if (first) {
			char day[DATE_TEXT];
			return error_set(error, ERROR_TOO_EARLY, revision,
			                 date_format(date_from_day((int32_t)(time / SECONDS_A_DAY)), day));
		}
	}
	if (code == GIT_ENOTFOUND && git_is_shallow(git))
		return error_set(error, ERROR_SHALLOW, revision, NULL);
	return git_fail_object(error, id);
}

static bool git_has_name(struct git *git, const char *name)
{
	git_reference *reference = NULL;
	bool found = git_reference_dwim(&reference, git->repository, name) == 0;

	git_reference_free(reference);
	return found;
}

struct date git_day_of(git_time_t time)
{
	git_time_t day = time / SECONDS_A_DAY - (time % SECONDS_A_DAY < 0);

	if (day < day_from_civil(1000, 1, 1) || day > day_from_civil(9999, 12, 31))
		return DATE_NONE;
	return date_from_day((int32_t)day);
}

struct date git_day_of_time(int64_t seconds)
{
	return git_day_of(seconds);
}

struct date git_commit_day(struct git *git, const struct git_id *commit)
{
	git_commit *found = NULL;
	struct date date = DATE_NONE;
	git_oid id;

	memcpy(id.id, commit->bytes, sizeof id.id);
	if (git_commit_lookup(&found, git->repository, &id) < 0)
		return date;
	date = git_day_of(git_commit_time(found));
	git_commit_free(found);
	return date;
}

int git_resolve(struct git *git, const char *revision, struct git_id *commit, char hex[41], struct error *error)
{
	struct date date;
	git_oid id;
	int result;

	if (date_parse(str_from(revision), &date) && !git_has_name(git, revision)) {
		git_time_t end = ((git_time_t)date.last + 1) * SECONDS_A_DAY;

		result = git_resolve_time(git, end, revision, &id, error);
	} else {
		result = git_resolve_name(git, revision, &id, error);
	}
	if (result == 0)
		git_give_commit(&id, commit, hex);
	return result;
}

/* ---- blobs ---- */

/* Were objects left out when it was cloned? */
static bool git_is_partial(struct git *git)
{
	git_config *config = NULL;
	const char *remote = NULL;
	int promisor = 0;
	bool partial = git_repository_config_snapshot(&config, git->repository) == 0 &&
	               (git_config_get_string(&remote, config, "extensions.partialclone") == 0 ||
	                (git_config_get_bool(&promisor, config, "remote.origin.promisor") == 0 && promisor));

	git_config_free(config);
	return partial;
}

int git_read(struct git *git, const struct git_id *id, size_t limit, char **buffer, size_t *room, size_t *size,
             struct error *error)
{
	git_oid oid = git_oid_of(id);
	git_odb_object *object = NULL;
	git_object_t type;

	/* The size is asked for first, so that a huge blob costs no memory. */
	if (git_odb_read_header(size, &type, git->objects, &oid) < 0)
		return git_is_partial(git) ? git_fail(error, ERROR_PARTIAL, git->path) : git_fail_object(error, &oid);
	if (type != GIT_OBJECT_BLOB) {
		char hex[GIT_OID_HEXSZ + 1];

		return error_set(error, ERROR_OBJECT, git_oid_tostr(hex, sizeof hex, &oid), "not a blob");
	}
	if (*size > limit)
		return 0;
	if (git_odb_read(&object, git->objects, &oid) < 0)
		return git_fail_object(error, &oid);
	*size = git_odb_object_size(object);
	if (*size > *room || !*buffer) {
		*room = *size + *size / 2 + 1;
		*buffer = memory_resize(*buffer, *room, 1);
	}
	memcpy(*buffer, git_odb_object_data(object), *size);
	git_odb_object_free(object);
	return 0;
}
