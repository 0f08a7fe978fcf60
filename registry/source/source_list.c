/* Which files a source holds. */
#include "registry/source/beneath.h"
#include "registry/source/source_internal.h"

#include "registry/base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* What was removed since its folder was read is not there; anything else that fails is told of that file or folder alone. */
static int list_failed(struct listing *listing, struct str path, int reason)
{
	if (reason != ENOENT)
		vec_push(&listing->files,
		         (struct source_file){.path = path, .kind = FILE_UNREADABLE, .reason = reason});
	return 0;
}

static int list_folder(struct listing *listing, int folder_fd, struct str path, size_t depth);

/* A folder that is a repository of its own is a submodule (or a stray clone): it is named, not entered. */
static int list_subfolder(struct listing *listing, int folder_fd, const char *name, struct str path, size_t depth)
{
	int fd = openat(folder_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return list_failed(listing, path, errno);
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
	struct git_stamp *stamp = NULL;
	struct stat info;

	if (fstatat(folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
		return list_failed(listing, path, errno);
	if (S_ISDIR(info.st_mode))
		return list_subfolder(listing, folder_fd, name, path, depth);
	if (!S_ISREG(info.st_mode) && !S_ISLNK(info.st_mode))
		return 0; /* sockets, pipes and devices are not documents */
	if (listing->files.n >= listing->limit)
		return too_many(listing);
	stamp = ARENA_NEW(listing->arena, struct git_stamp);
	*stamp = git_stamp_of(&info);
	vec_push(&listing->files, (struct source_file){.path = path,
	                                               .kind = S_ISLNK(info.st_mode) ? FILE_SYMLINK : FILE_PLAIN,
	                                               .stamp = stamp});
	return 0;
}

/* Takes folder_fd over. */
static int list_folder(struct listing *listing, int folder_fd, struct str path, size_t depth)
{
	DIR *folder = fdopendir(folder_fd);
	struct dirent *entry = NULL;
	int result = 0;

	if (!folder) {
		int reason = errno;
		close(folder_fd);
		return list_failed(listing, path, reason);
	}
	while (!result && (errno = 0, entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			result = list_entry(listing, dirfd(folder), entry->d_name, path, depth);
	if (!result && !entry && errno)
		result = list_failed(listing, path, errno);
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

static bool has_dot_name(struct str path)
{
	return str_starts(path, STR(".")) || str_find(path, STR("/."), 0) != SIZE_MAX;
}

/* Files at or below a path that git left out of the working tree, from the registry's root. */
static void left_out(struct source *source, struct str path, struct arena *arena, struct str **paths, size_t *count)
{
	struct str top = STR_EMPTY, below = STR_EMPTY;
	struct stat info;
	size_t kept = 0;

	*count = 0;
	if (!source_common_folder(source))
		return;
	top = source_below(source, arena);
	below = top.n && path.n ? arena_format(arena, "%.*s/%.*s", STR_ARG(top), STR_ARG(path))
	                        : arena_copy(arena, top.n ? top : path);
	git_left_out(source->around, below.at, arena, paths, count);
	for (size_t i = 0; i < *count; i++) {
		struct str name = str_part((*paths)[i], top.n ? top.n + 1 : 0, (*paths)[i].n);
		if (beneath_stat(source->root_fd, name.at, &info) < 0)
			(*paths)[kept++] = name;
	}
	*count = kept;
}

bool source_leaves_out(struct source *source, struct str path)
{
	struct arena arena = ARENA_EMPTY;
	struct str *paths = NULL;
	size_t count = 0;

	if (!source->git)
		left_out(source, path, &arena, &paths, &count);
	arena_release(&arena);
	return count > 0;
}

static int list_left_out(struct listing *listing, struct str folder)
{
	struct str *paths = NULL;
	size_t count = 0;

	left_out(listing->source, folder, listing->arena, &paths, &count);
	for (size_t i = 0; i < count; i++) {
		if (has_dot_name(paths[i]))
			continue;
		if (listing->files.n >= listing->limit)
			return too_many(listing);
		vec_push(&listing->files, (struct source_file){.path = paths[i], .kind = FILE_LEFT_OUT});
	}
	return 0;
}

static int list_worktree(struct listing *listing, struct str folder)
{
	struct str name = arena_copy(listing->arena, folder);
	int fd = beneath_open(listing->source->root_fd, name.at, O_RDONLY | O_DIRECTORY);

	if (fd < 0) {
		int reason = errno;
		if (reason == ENOENT && source_leaves_out(listing->source, folder))
			return list_left_out(listing, folder);
		return error_set(listing->error,
		                 reason == ENOENT  ? ERROR_NO_FOLDER
		                 : reason == ELOOP ? ERROR_LINK
		                 : reason == EXDEV ? ERROR_PATH_OUTSIDE
		                                   : ERROR_READ,
		                 folder.n ? name.at : ".",
		                 reason == ELOOP || reason == EXDEV ? NULL : strerror(reason));
	}
	return list_folder(listing, fd, folder, 0) < 0 ? -1 : list_left_out(listing, folder);
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

void source_identify(struct source_file *file, struct str text)
{
	struct git_id id;

	git_hash_blob(text, &id);
	memcpy(file->id, id.bytes, sizeof file->id);
}

static bool is_below(struct str path, struct str folder)
{
	return !folder.n || (str_starts(path, folder) && path.n > folder.n && path.at[folder.n] == '/');
}

/* Of a folder: what is laid over its files, identified. */
static size_t laid_over_files(const struct overlay *overlay, struct str folder, struct arena *arena,
                              struct source_file **files)
{
	size_t count = 0;

	*files = ARENA_ARRAY(arena, struct source_file, overlay->texts.n);
	for (size_t i = 0; i < overlay->texts.n; i++) {
		struct str path = overlay->paths.at[i];
		if (!is_below(path, folder) || has_dot_name(path))
			continue;
		(*files)[count].path = path;
		source_identify(&(*files)[count++], overlay->texts.at[i]);
	}
	if (count)
		sort_files(*files, count);
	return count;
}

/* What was never saved is only laid over. */
static void list_unsaved(struct listing *listing, struct str folder)
{
	struct source_file *laid = NULL;
	size_t listed = listing->files.n, count = 0;

	if (!listing->source->overlay || listing->source->git)
		return;
	count = laid_over_files(listing->source->overlay, folder, listing->arena, &laid);
	if (listed)
		sort_files(listing->files.at, listed);
	for (size_t i = 0; i < count; i++) {
		size_t at = source_files_find(listing->files.at, listed, laid[i].path);
		if (at == listed || !str_equal(listing->files.at[at].path, laid[i].path))
			vec_push(&listing->files, (struct source_file){.path = laid[i].path});
	}
}

int source_list(struct source *source, struct str folder, size_t limit, size_t depth, struct arena *arena,
                struct source_file **files, size_t *count, struct error *error)
{
	struct listing listing = {.source = source, .arena = arena, .limit = limit, .depth = depth, .error = error};
	int result = source->git ? list_revision(&listing, folder) : list_worktree(&listing, folder);

	if (!result)
		list_unsaved(&listing, folder);
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

int source_rewritten(struct source *source, const struct source *reused, struct str folder, size_t limit,
                     struct arena *arena, struct source_file **files, size_t *count, struct error *error)
{
	struct git_difference *differences = NULL;
	int result = 0;

	if (strcmp(source->root, reused->root) != 0 || strcmp(source->prefix, reused->prefix) != 0)
		return 0;
	if (source->overlay && !source->git && !reused->git) {
		*count = laid_over_files(source->overlay, folder, arena, files);
		return *count <= limit;
	}
	if (!source->git || !reused->git || source->overlay || reused->overlay)
		return 0;
	result = git_rewritten(source->git, &reused->commit, &source->commit, repository_path(source, folder, arena).at,
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

bool commit_has_folder(struct source *source, struct git *git, const char *path)
{
	struct git_file *files = NULL;
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	size_t count = 0;
	/* ERROR_TOO_MANY comes from a folder that is there */
	bool has = git_list(git, &source->commit, path, &arena, 1, &files, &count, &error) == 0 ||
	           error.kind == ERROR_TOO_MANY;

	if (!has && error.kind != ERROR_NO_FOLDER)
		source_keep_error(source, &error);
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
	if (beneath_stat(source->root_fd, path, &info) == 0)
		return S_ISDIR(info.st_mode);
	source_keep_doubt(source, path, errno);
	return false;
}
