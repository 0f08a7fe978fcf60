#include "registry/source.h"

#include "registry/base/memory.h"
#include "registry/base/uri.h"
#include "registry/base/vec.h"
#include "registry/port/git.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
	char root[PATH_MAX];
	char prefix[PATH_MAX]; /* the registry's folder within the repository, "" or with a final slash */
	char revision[41];     /* "" for a folder */
	int root_fd;
	struct git *git;
	struct git *around;   /* of a folder: the repository that it lies in, once that was asked for */
	struct git_id commit; /* or the tree of what is staged */
	bool staged;
	const struct overlay *overlay; /* or NULL */
};

struct reader {
	struct source *source;
	struct git *git; /* its own handle; NULL for a folder */
	char *buffer;
	size_t room;
};

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

/* --- listing ---------------------------------------------------------------------------------------------------- */

struct listing {
	struct source *source;
	struct arena *arena;
	VEC(struct source_file) files;
	size_t limit, depth;
	struct error *error;
};

static int too_many(struct listing *listing)
{
	char limit[32];

	snprintf(limit, sizeof limit, "%zu", listing->limit);
	return error_set(listing->error, ERROR_TOO_MANY, limit, NULL);
}

static int list_folder(struct listing *listing, int folder_fd, struct str path, size_t depth);

/* A folder that is a repository of its own is a submodule (or a stray clone): it is named, not entered. */
static int list_subfolder(struct listing *listing, int folder_fd, const char *name, struct str path, size_t depth)
{
	int fd = openat(folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return error_set(listing->error, ERROR_READ, path.at, strerror(errno));
	if (faccessat(fd, ".git", F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		close(fd);
		vec_push(&listing->files, (struct source_file){.path = path, .kind = FILE_SUBMODULE});
		return 0;
	}
	if (depth + 1 > listing->depth) {
		close(fd);
		vec_push(&listing->files, (struct source_file){.path = path, .kind = FILE_TOO_DEEP});
		return 0;
	}
	return list_folder(listing, fd, path, depth + 1);
}

static int list_entry(struct listing *listing, int folder_fd, const char *name, struct str folder, size_t depth)
{
	struct str path = folder.n ? arena_format(listing->arena, "%.*s/%s", STR_ARG(folder), name)
	                           : arena_copy(listing->arena, str_from(name));
	struct stat info;

	if (fstatat(folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
		return error_set(listing->error, ERROR_READ, path.at, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return list_subfolder(listing, folder_fd, name, path, depth);
	if (!S_ISREG(info.st_mode) && !S_ISLNK(info.st_mode))
		return 0; /* sockets, pipes and devices are no documents */
	if (listing->files.n >= listing->limit)
		return too_many(listing);
	vec_push(&listing->files,
	         (struct source_file){.path = path, .kind = S_ISLNK(info.st_mode) ? FILE_SYMLINK : FILE_PLAIN});
	return 0;
}

/* Takes folder_fd over. */
static int list_folder(struct listing *listing, int folder_fd, struct str path, size_t depth)
{
	DIR *folder = fdopendir(folder_fd);
	struct dirent *entry = NULL;
	int result = 0;

	if (!folder) {
		close(folder_fd);
		return error_set(listing->error, ERROR_READ, path.at, strerror(errno));
	}
	errno = 0;
	while (!result && (entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			result = list_entry(listing, dirfd(folder), entry->d_name, path, depth);
	closedir(folder);
	return result;
}

static int compare_files(const void *a, const void *b)
{
	return str_compare(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

/* A revision's files come sorted. */
static void sort_files(struct source_file *files, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_files(&files[i - 1], &files[i]) > 0) {
			qsort(files, count, sizeof *files, compare_files);
			return;
		}
}

static int list_worktree(struct listing *listing, struct str folder)
{
	struct str name = arena_copy(listing->arena, folder);
	int fd = openat(listing->source->root_fd, folder.n ? name.at : ".",
	                O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return error_set(listing->error, errno == ENOENT ? ERROR_NO_FOLDER : ERROR_READ,
		                 folder.n ? name.at : ".", strerror(errno));
	return list_folder(listing, fd, folder, 0);
}

static bool has_dot_name(struct str path)
{
	return str_starts(path, STR(".")) || str_find(path, STR("/."), 0) != SIZE_MAX;
}

/* How many bytes of a path lie below a folder that is not entered; 0 when the path is not too deep. */
static size_t bytes_too_deep(struct str path, size_t depth)
{
	size_t folders = 0;

	for (size_t i = 0; i < path.n; i++)
		if (path.at[i] == '/' && ++folders > depth)
			return path.n - i;
	return 0;
}

/* One file of a revision's tree; of all files in a folder that is too deep, the folder once (they come sorted). */
static void add_listed(struct listing *listing, struct source_file file, size_t cut)
{
	const struct source_file *last = listing->files.n ? &listing->files.at[listing->files.n - 1] : NULL;

	if (cut) {
		file.kind = FILE_TOO_DEEP;
		file.path.n -= cut;
	}
	if (!cut || !last || last->kind != FILE_TOO_DEEP || !str_equal(last->path, file.path))
		vec_push(&listing->files, file);
}

/* The folder's path in the repository, without a final slash; "" is all of it. */
static struct str repository_path(const struct source *source, struct str folder, struct arena *arena)
{
	struct str path = arena_format(arena, "%s%.*s", source->prefix, STR_ARG(folder));

	/* the registry's root below the repository's */
	return str_ends(path, STR("/")) ? arena_copy(arena, str_part(path, 0, path.n - 1)) : path;
}

static struct str listed_path(struct str folder, struct str below, struct arena *arena)
{
	return folder.n ? arena_list(arena, (struct str[]){folder, below}, 2, STR("/")) : below;
}

static int list_revision(struct listing *listing, struct str folder)
{
	struct source *source = listing->source;
	struct git_file *files = NULL;
	struct str prefix = repository_path(source, folder, listing->arena);
	size_t count = 0;

	if (git_list(source->git, &source->commit, prefix.at, listing->arena, listing->limit, &files, &count,
	             listing->error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct source_file file = {.kind = files[i].kind == GIT_KIND_FILE      ? FILE_PLAIN
		                                   : files[i].kind == GIT_KIND_SYMLINK ? FILE_SYMLINK
		                                                                       : FILE_SUBMODULE};
		if (has_dot_name(files[i].path))
			continue;
		memcpy(file.id, files[i].id.bytes, sizeof file.id);
		file.path = listed_path(folder, files[i].path, listing->arena);
		add_listed(listing, file, bytes_too_deep(files[i].path, listing->depth));
	}
	return 0;
}

int source_list(struct source *source, struct str folder, size_t limit, size_t depth, struct arena *arena,
                struct source_file **files, size_t *count, struct error *error)
{
	struct listing listing = {.source = source, .arena = arena, .limit = limit, .depth = depth, .error = error};
	int result = source->git ? list_revision(&listing, folder) : list_worktree(&listing, folder);

	*count = listing.files.n;
	*files = ARENA_ARRAY(arena, struct source_file, listing.files.n);
	if (listing.files.n) {
		memcpy(*files, listing.files.at, listing.files.n * sizeof **files);
		sort_files(*files, *count);
	}
	vec_release(&listing.files);
	return result;
}

size_t source_files_find(const struct source_file *files, size_t count, struct str path)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (str_compare(files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int source_rewritten(struct source *source, const struct source *like, struct str folder, size_t limit,
                     struct arena *arena, struct source_file **files, size_t *count, struct error *error)
{
	struct git_difference *differences = NULL;
	int result = 0;

	if (!source->git || !like->git || source->overlay || like->overlay || strcmp(source->root, like->root) != 0 ||
	    strcmp(source->prefix, like->prefix) != 0)
		return 0;
	result = git_rewritten(source->git, &like->commit, &source->commit, repository_path(source, folder, arena).at,
	                       limit, arena, &differences, count, error);
	if (result <= 0)
		return result;
	*files = ARENA_ARRAY(arena, struct source_file, *count);
	for (size_t i = 0; i < *count; i++) {
		(*files)[i].path = listed_path(folder, differences[i].path, arena);
		memcpy((*files)[i].id, differences[i].new.bytes, sizeof(*files)[i].id);
	}
	return 1;
}

/* Is there such a folder in the source's commit? The path is that in the repository. */
static bool commit_has_folder(const struct source *source, struct git *git, const char *path)
{
	struct git_file *files = NULL;
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	size_t count = 0;
	/* ERROR_TOO_MANY comes from a folder that is there */
	bool has = git_list(git, &source->commit, path, &arena, 1, &files, &count, &error) == 0 ||
	           error.kind == ERROR_TOO_MANY;

	arena_release(&arena);
	return has;
}

bool source_has_folder(struct source *source, struct str folder)
{
	char path[PATH_MAX];
	struct stat info;

	if (snprintf(path, sizeof path, "%s%.*s", source->git ? source->prefix : "", STR_ARG(folder)) >=
	    (int)sizeof path)
		return false;
	if (source->git)
		return commit_has_folder(source, source->git, path);
	return fstatat(source->root_fd, path, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
}

/* --- texts laid over files ---------------------------------------------------------------------------------------- */

void overlay_put(struct overlay *overlay, struct str path, struct str text)
{
	uint32_t index = map_add(&overlay->by_path, path, (uint32_t)overlay->texts.n);

	if (index == overlay->texts.n)
		vec_push(&overlay->texts, text);
	else
		overlay->texts.at[index] = text;
}

void overlay_release(struct overlay *overlay)
{
	map_release(&overlay->by_path);
	vec_release(&overlay->texts);
}

void source_lay_over(struct source *source, const struct overlay *overlay)
{
	source->overlay = overlay;
}

/* The text that lies over a file, as it would be read. */
static bool laid_over(const struct reader *reader, struct str path, size_t limit, struct str *text, size_t *size)
{
	const struct overlay *overlay = reader->source->overlay;
	uint32_t index = overlay ? map_get(&overlay->by_path, path) : MAP_NONE;

	if (index == MAP_NONE)
		return false;
	*size = overlay->texts.at[index].n;
	*text = *size > limit ? STR_EMPTY : overlay->texts.at[index];
	return true;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

int reader_new(struct reader **out, struct source *source, struct error *error)
{
	struct reader *reader = memory_new(1, sizeof *reader);

	reader->source = source;
	*out = NULL;
	if (source->git && git_open_again(&reader->git, source->git, error) < 0) {
		free(reader);
		return -1;
	}
	*out = reader;
	return 0;
}

void reader_free(struct reader *reader)
{
	if (!reader)
		return;
	if (reader->git)
		git_close(reader->git);
	free(reader->buffer);
	free(reader);
}

/* Reads the open file; its size is taken from what is read, since a file may change meanwhile. */
static int read_descriptor(struct reader *reader, int fd, size_t limit, size_t *size)
{
	struct stat info;
	ssize_t got = 0;

	if (fstat(fd, &info) < 0)
		return -1;
	*size = (size_t)info.st_size;
	if (*size > limit)
		return 0;
	if (reader->room < *size + 1) {
		reader->room = *size + 1;
		reader->buffer = memory_resize(reader->buffer, reader->room, 1);
	}
	for (*size = 0; *size < reader->room; *size += (size_t)got) {
		got = read(fd, reader->buffer + *size, reader->room - *size);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got < 0)
			return -1;
		else if (got == 0)
			return 0;
	}
	*size = (size_t)info.st_size; /* it grew while it was read: what was there at first */
	return 0;
}

static int read_path(struct reader *reader, const char *path, size_t limit, size_t *size, struct error *error)
{
	int fd = openat(reader->source->root_fd, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	int result = 0;

	if (fd < 0)
		return error_set(error, ERROR_READ, path, strerror(errno));
	if (read_descriptor(reader, fd, limit, size) < 0)
		result = error_set(error, ERROR_READ, path, strerror(errno));
	close(fd);
	return result;
}

static void give(const struct reader *reader, size_t limit, size_t size, struct str *text)
{
	*text = size > limit ? STR_EMPTY : (struct str){reader->buffer, size};
}

int reader_read(struct reader *reader, const struct source_file *file, size_t limit, struct str *text, size_t *size,
                struct error *error)
{
	struct git_id id;
	int result = 0;

	*text = STR_EMPTY;
	*size = 0;
	if (laid_over(reader, file->path, limit, text, size))
		return 0;
	if (reader->git) {
		memcpy(id.bytes, file->id, sizeof id.bytes);
		result = git_read(reader->git, &id, limit, &reader->buffer, &reader->room, size, error);
		if (result < 0)
			snprintf(error->subject, sizeof error->subject, "%.*s", STR_ARG(file->path));
	} else {
		result = read_path(reader, file->path.at, limit, size, error); /* listed paths end with a NUL */
	}
	if (!result)
		give(reader, limit, *size, text);
	return result;
}

int reader_read_path(struct reader *reader, struct str path, size_t limit, struct str *text, size_t *size,
                     struct error *error)
{
	char full[PATH_MAX];
	struct git_file file;
	int found = 0;

	*text = STR_EMPTY;
	*size = 0;
	if (laid_over(reader, path, limit, text, size))
		return 1;
	if (snprintf(full, sizeof full, "%s%.*s", reader->source->prefix, STR_ARG(path)) >= (int)sizeof full)
		return 0;
	if (reader->git) {
		found = git_find(reader->git, &reader->source->commit, full, &file, error);
		if (found <= 0 || file.kind != GIT_KIND_FILE)
			return found < 0 ? -1 : 0;
		if (git_read(reader->git, &file.id, limit, &reader->buffer, &reader->room, size, error) < 0)
			return -1;
	} else {
		struct stat info;
		if (fstatat(reader->source->root_fd, full, &info, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(info.st_mode))
			return 0;
		if (read_path(reader, full, limit, size, error) < 0)
			return -1;
	}
	give(reader, limit, *size, text);
	return 1;
}

static bool leads_outside(struct str path)
{
	return str_starts(path, STR("/")) || str_equal(path, STR("..")) || str_starts(path, STR("../")) ||
	       str_ends(path, STR("/..")) || str_find(path, STR("/../"), 0) != SIZE_MAX;
}

bool reader_has(struct reader *reader, struct str path)
{
	char full[PATH_MAX];
	struct stat info;
	struct git_file file;
	struct error error = {0};

	if (leads_outside(path))
		return false;
	if (snprintf(full, sizeof full, "%s%.*s", reader->source->prefix, STR_ARG(path)) >= (int)sizeof full)
		return false;
	if (reader->git)
		return git_find(reader->git, &reader->source->commit, full, &file, &error) == 1 ||
		       commit_has_folder(reader->source, reader->git, full);
	return fstatat(reader->source->root_fd, full, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

const char *source_common_folder(struct source *source)
{
	struct error error = {0};

	if (source->git)
		return git_common_folder(source->git);
	if (!source->around && git_open_at(&source->around, source->root, &error) < 0)
		source->around = NULL;
	return source->around ? git_common_folder(source->around) : NULL;
}

bool source_has_ids(const struct source *source)
{
	return source->git != NULL;
}

void source_identify(struct source_file *file, struct str text)
{
	struct git_id id;

	git_hash_blob(text, &id);
	memcpy(file->id, id.bytes, sizeof file->id);
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
