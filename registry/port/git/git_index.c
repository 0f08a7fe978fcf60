/* What git's index knows of a working tree's files without reading them. */
#include "registry/base/memory.h"
#include "registry/port/git/git_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct git_tracked {
	git_repository *repository;
	git_index *index;
	struct git_stamp written;    /* when the index was */
	bool attributes;             /* some may hold for any file: each has to be asked for */
	char folder[PATH_BYTES_MAX]; /* of the file asked for last, with its slash; */
	bool folder_attributes;      /* the same, of the files in it */
};

struct git_stamp git_stamp_of(const struct stat *info)
{
	return (struct git_stamp){.changed = info->st_ctim.tv_sec,
	                          .modified = info->st_mtim.tv_sec,
	                          .changed_ns = (uint32_t)info->st_ctim.tv_nsec,
	                          .modified_ns = (uint32_t)info->st_mtim.tv_nsec,
	                          .inode = (uint32_t)info->st_ino,
	                          .bytes = (uint32_t)info->st_size};
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* Is there a filter between files and blobs that could leave their size as it is? Git LFS's does not: a blob is a pointer. */
static bool has_filters(git_repository *repository)
{
	git_config *config = NULL;
	git_config_iterator *entries = NULL;
	git_config_entry *entry = NULL;
	bool found = git_repository_config_snapshot(&config, repository) < 0 ||
	             git_config_iterator_new(&entries, config) < 0;

	while (!found && git_config_next(&entry, entries) == 0)
		found = strncmp(entry->name, "filter.", 7) == 0 && strncmp(entry->name, "filter.lfs.", 11) != 0 &&
		        (ends_with(entry->name, ".clean") || ends_with(entry->name, ".process"));
	git_config_iterator_free(entries);
	git_config_free(config);
	return found;
}

static bool stands(const char *folder, const char *name)
{
	char path[PATH_BYTES_MAX];
	struct stat info;

	return snprintf(path, sizeof path, "%s%s", folder, name) >= (int)sizeof path || stat(path, &info) == 0;
}

/* In one of the folders, with colons between, where libgit2 looks for files of that level. */
static bool stands_at_level(git_config_level_t level, const char *name)
{
	git_buf paths = {0};
	bool found = git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, &paths) < 0;
	char *rest = paths.ptr;

	for (char *folder = NULL; !found && rest && (folder = strsep(&rest, ":"));) {
		char path[PATH_BYTES_MAX];
		found = *folder &&
		        (snprintf(path, sizeof path, "%s/", folder) >= (int)sizeof path || stands(path, name));
	}
	git_buf_dispose(&paths);
	return found;
}

static bool names_attributes_file(git_repository *repository)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	bool named = git_repository_config_snapshot(&config, repository) < 0 ||
	             git_config_get_entry(&entry, config, "core.attributesfile") == 0;

	git_config_entry_free(entry);
	git_config_free(config);
	return named;
}

/* Are there attributes beside those in the working tree, or in files that the index holds? */
static bool has_attributes(git_repository *repository, git_index *index)
{
	if (stands(git_repository_path(repository), "info/attributes") ||
	    stands(git_repository_commondir(repository), "info/attributes") ||
	    stands_at_level(GIT_CONFIG_LEVEL_XDG, "attributes") ||
	    stands_at_level(GIT_CONFIG_LEVEL_SYSTEM, "gitattributes") || names_attributes_file(repository))
		return true;
	for (size_t i = 0; i < git_index_entrycount(index); i++)
		if (ends_with(git_index_get_byindex(index, i)->path, ".gitattributes"))
			return true;
	return false;
}

struct git_tracked *git_tracked_open(struct git *git)
{
	struct git_tracked *tracked = memory_new(1, sizeof *tracked);
	struct stat info;

	if (has_filters(git->repository) || git_repository_index(&tracked->index, git->repository) < 0 ||
	    !git_index_path(tracked->index) || stat(git_index_path(tracked->index), &info) < 0 ||
	    git_index_read(tracked->index, false) < 0) {
		git_tracked_close(tracked);
		return NULL;
	}
	tracked->written = git_stamp_of(&info);
	tracked->repository = git->repository;
	tracked->attributes = has_attributes(git->repository, tracked->index);
	return tracked;
}

void git_tracked_close(struct git_tracked *tracked)
{
	if (!tracked)
		return;
	git_index_free(tracked->index);
	free(tracked);
}

static bool is_file(const git_index_entry *entry)
{
	return (entry->mode == GIT_FILEMODE_BLOB || entry->mode == GIT_FILEMODE_BLOB_EXECUTABLE) &&
	       !(entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD);
}

static bool is_as_it_was(const git_index_entry *entry, const struct git_stamp *stamp)
{
	return entry->file_size == stamp->bytes && entry->ino == stamp->inode &&
	       entry->mtime.seconds == (int32_t)stamp->modified && entry->mtime.nanoseconds == stamp->modified_ns &&
	       entry->ctime.seconds == (int32_t)stamp->changed && entry->ctime.nanoseconds == stamp->changed_ns;
}

/* A file that was written when the index was, or later, may have been written again since, within one tick of the clock. */
static bool is_older(const struct git_stamp *file, const struct git_stamp *index)
{
	return file->modified < index->modified ||
	       (file->modified == index->modified && file->modified_ns < index->modified_ns);
}

/* Do git attributes make the file's bytes other than its blob's, though they may be as many? Line ends are no such case. */
static bool is_converted(git_repository *repository, const char *path)
{
	static const char *names[] = {"working-tree-encoding", "ident", "filter"};
	const char *values[3] = {NULL};

	if (git_attr_get_many(values, repository, 0, path, 3, names) < 0)
		return true;
	return git_attr_value(values[0]) == GIT_ATTR_VALUE_STRING || git_attr_value(values[1]) == GIT_ATTR_VALUE_TRUE ||
	       (git_attr_value(values[2]) == GIT_ATTR_VALUE_STRING && strcmp(values[2], "lfs") != 0);
}

/* Is there a file of attributes in the folder of the path, or in one above? Files come folder by folder, so that the last answer mostly holds; to
 * ask for each file's attributes costs more than all else that is done with a file that has not changed. */
static bool may_be_converted(struct git_tracked *tracked, const char *path)
{
	const char *top = git_repository_workdir(tracked->repository), *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) + 1 : 0, begun = strlen(tracked->folder);
	char folder[PATH_BYTES_MAX];

	if (tracked->attributes || !top)
		return true;
	if (begun && begun == strlen(top) + n && strncmp(tracked->folder + begun - n, path, n) == 0)
		return tracked->folder_attributes;
	if (snprintf(tracked->folder, sizeof tracked->folder, "%s%.*s", top, (int)n, path) >=
	    (int)sizeof tracked->folder)
		return true;
	tracked->folder_attributes = stands(top, ".gitattributes");
	for (size_t i = 0; i < n && !tracked->folder_attributes; i++) {
		if (path[i] != '/')
			continue;
		snprintf(folder, sizeof folder, "%s%.*s", top, (int)i + 1, path);
		tracked->folder_attributes = stands(folder, ".gitattributes");
	}
	return tracked->folder_attributes;
}

bool git_tracked_same(struct git_tracked *tracked, const char *path, const struct git_stamp *stamp, struct git_id *id)
{
	const git_index_entry *entry = git_index_get_bypath(tracked->index, path, 0);

	if (!entry || !is_file(entry) || !is_as_it_was(entry, stamp) || !is_older(stamp, &tracked->written) ||
	    (may_be_converted(tracked, path) && is_converted(tracked->repository, path)))
		return false;
	memcpy(id->bytes, entry->id.id, sizeof id->bytes);
	return true;
}

static bool is_below(const char *path, const char *folder, size_t n)
{
	return !n || (strncmp(path, folder, n) == 0 && (!path[n] || path[n] == '/'));
}

/* At most `room` of them; how many there are. */
static size_t left_out_in(git_index *index, const char *below, struct arena *arena, struct str *paths, size_t room)
{
	size_t n = strlen(below), count = 0;

	for (size_t i = 0; i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		if (!(entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) || !is_below(entry->path, below, n))
			continue;
		if (count < room)
			paths[count] = arena_copy(arena, str_from(entry->path));
		count++;
	}
	return count;
}

static bool is_sparse(git_repository *repository)
{
	char path[PATH_BYTES_MAX];
	struct stat info;

	return snprintf(path, sizeof path, "%sinfo/sparse-checkout", git_repository_path(repository)) <
	               (int)sizeof path &&
	       stat(path, &info) == 0;
}

static void left_out_of_head(struct git *git, const char *below, struct arena *arena, struct str **paths, size_t *count)
{
	struct git_id head;
	struct git_file *files = NULL, file;
	struct error error = {0};
	char hex[41];
	bool resolved = git_resolve(git, "HEAD", &head, hex, &error) == 0;

	if (!resolved || git_list(git, &head, below, arena, UINT32_MAX, &files, count, &error) < 0)
		*count = 0;
	*paths = ARENA_ARRAY(arena, struct str, *count + 1);
	for (size_t i = 0; i < *count; i++)
		(*paths)[i] = *below ? arena_format(arena, "%s/%.*s", below, STR_ARG(files[i].path)) : files[i].path;
	if (resolved && !*count && *below && git_find(git, &head, below, &file, &error) == 1)
		(*paths)[(*count)++] = arena_copy(arena, str_from(below));
}

void git_left_out(struct git *git, const char *below, struct arena *arena, struct str **paths, size_t *count)
{
	git_index *index = NULL;

	*paths = NULL;
	*count = 0;
	if (git_repository_index(&index, git->repository) == 0 && git_index_read(index, false) == 0) {
		*count = left_out_in(index, below, arena, NULL, 0);
		*paths = ARENA_ARRAY(arena, struct str, *count);
		(void)left_out_in(index, below, arena, *paths, *count);
	} else if (is_sparse(git->repository)) {
		left_out_of_head(git, below, arena, paths, count);
	}
	git_index_free(index);
}
