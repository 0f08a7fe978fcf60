#include "bin/scan/scan_inputs.h"

#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/port/convert/convert.h"
#include "registry/port/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX 1000000u
#define FOLDERS_OPEN 16

/* --- which files ---------------------------------------------------------------------------------------------------- */

static bool is_text_name(struct str name)
{
	return str_ends(name, STR(".md")) || str_ends(name, STR(".docx")) || str_ends(name, STR(".pdf"));
}

/* The path from the register's root of a file on disk; "" when it lies outside. */
static struct str from_root(struct arena *arena, const struct registry *registry, const char *path)
{
	const char *root = source_root(registry->source);
	size_t n = strlen(root);
	char full[PATH_MAX];

	if (!realpath(path, full) || strncmp(full, root, n) != 0 || full[n] != '/')
		return STR_EMPTY;
	return arena_copy(arena, str_from(full + n + 1));
}

/* In a folder, of the register's documents only those that rules can be about: they govern, and their text is held. */
static bool is_worth_judging(const struct registry *registry, struct str inside)
{
	uint32_t document = inside.n ? map_get(&registry->by_path, inside) : MAP_NONE;

	return document == MAP_NONE ||
	       (registry_governs(registry, document) && registry->documents[document].holding != HOLDING_REFERENCE);
}

static void file_add(struct text_files *files, const struct registry *registry, struct str path, struct str inside)
{
	struct text_file file = {.path = arena_copy(&files->arena, path), .registered = NO_DOCUMENT};

	if (inside.n)
		file.registered = map_get(&registry->by_path, inside);
	if (file.registered != NO_DOCUMENT || strcmp(source_revision(registry->source), "worktree") != 0)
		file.inside = inside;
	vec_push(files, file);
}

/* nftw calls without a context. */
static _Thread_local struct {
	struct text_files *files;
	const struct registry *registry;
} walking;

static int walk(const char *path, const struct stat *about, int kind, struct FTW *ftw)
{
	struct str name = str_from(path + ftw->base);

	if (ftw->level && name.n && name.at[0] == '.')
		return kind == FTW_D ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
	if (kind == FTW_F && S_ISREG(about->st_mode) && is_text_name(name) && !str_equal(name, STR("README.md")) &&
	    walking.files->n < FILES_MAX) {
		struct str inside = from_root(&walking.files->arena, walking.registry, path);
		if (is_worth_judging(walking.registry, inside))
			file_add(walking.files, walking.registry, str_from(path), inside);
	}
	return FTW_CONTINUE;
}

static int compare_files(const void *a, const void *b)
{
	return str_compare(((const struct text_file *)a)->path, ((const struct text_file *)b)->path);
}

static int folder_add(struct text_files *files, const struct registry *registry, const char *path, struct error *error)
{
	size_t before = files->n;

	walking.files = files;
	walking.registry = registry;
	if (nftw(path, walk, FOLDERS_OPEN, FTW_PHYS | FTW_ACTIONRETVAL) != 0)
		return error_set(error, ERROR_READ, path, strerror(errno));
	if (files->n > before)
		qsort(files->at + before, files->n - before, sizeof *files->at, compare_files);
	return 0;
}

/* In a revision there may be nothing on disk: the paths are those of the revision. */
static int revision_add(struct text_files *files, const struct registry *registry, struct str path, struct error *error)
{
	struct source_file *found = NULL;
	size_t count = 0;

	while (path.n && path.at[path.n - 1] == '/')
		path.n--;
	if (!source_has_folder(registry->source, path)) {
		file_add(files, registry, path, path);
		return 0;
	}
	if (source_list(registry->source, path, FILES_MAX, registry->config.limits.folder_depth, &files->arena, &found,
	                &count, error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (found[i].kind == FILE_PLAIN && is_text_name(found[i].path) &&
		    !str_equal(path_name(found[i].path), STR("README.md")) && is_worth_judging(registry, found[i].path))
			file_add(files, registry, found[i].path, found[i].path);
	return 0;
}

static int arg_add(struct text_files *files, const struct registry *registry, const char *arg, struct error *error)
{
	struct stat about;
	bool worktree = strcmp(source_revision(registry->source), "worktree") == 0;

	if (!worktree && reader_has(registry->reader, str_from(arg)))
		return revision_add(files, registry, str_from(arg), error);
	if (stat(arg, &about) == 0 && S_ISDIR(about.st_mode)) /* what cannot be read is reported in its turn */
		return folder_add(files, registry, arg, error);
	file_add(files, registry, str_from(arg), worktree ? from_root(&files->arena, registry, arg) : STR_EMPTY);
	return 0;
}

/* The folders that styrdok.yaml calls proposals, those that exist. */
static int proposals_add(struct text_files *files, const struct registry *registry, struct error *error)
{
	const struct names *folders = &registry->config.proposals;

	for (uint32_t i = 0; i < folders->n; i++)
		if (reader_has(registry->reader, folders->at[i].text) &&
		    revision_add(files, registry, folders->at[i].text, error) < 0)
			return -1;
	for (size_t i = 0; i < files->n; i++)
		files->at[i].inside = files->at[i].path;
	return 0;
}

int text_files_find(struct text_files *out, const struct registry *registry, char *const *args, int count,
                    struct error *error)
{
	*out = (struct text_files){0};
	if (!count)
		return proposals_add(out, registry, error);
	for (int i = 0; i < count; i++)
		if (arg_add(out, registry, args[i], error) < 0)
			return -1;
	return 0;
}

void text_files_release(struct text_files *files)
{
	vec_release(files);
	arena_release(&files->arena);
}

/* --- reading one ---------------------------------------------------------------------------------------------------- */

static int read_all(int fd, char **out, size_t size, size_t *got)
{
	*out = memory_new(size + 1, 1);
	for (*got = 0; *got < size;) {
		ssize_t n = read(fd, *out + *got, size - *got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return 0;
}

/* A regular file of at most `limit` bytes, with a NUL behind; a larger one gives its size alone. Nothing else is waited for. */
static int disk_read(const char *path, size_t limit, char **out, size_t *size, struct error *error)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat about;
	int result = 0;

	if (fd < 0)
		return errno == ENOENT ? error_set(error, ERROR_NO_FILE, path, NULL)
		                       : error_set(error, ERROR_READ, path, strerror(errno));
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		result = error_set(error, ERROR_NOT_REGULAR, path, NULL);
	else if ((size_t)about.st_size > limit)
		*size = (size_t)about.st_size;
	else if (read_all(fd, out, (size_t)about.st_size, size) < 0)
		result = error_set(error, ERROR_READ, path, strerror(errno));
	close(fd);
	return result;
}

static int bytes_read(const struct text_file *file, struct reader *reader, size_t limit, char **out, size_t *size,
                      struct error *error)
{
	struct str text = STR_EMPTY;
	char path[PATH_MAX];
	int found = 0;

	if (!file->inside.n) {
		if (file->path.n >= sizeof path)
			return error_set(error, ERROR_READ, "", strerror(ENAMETOOLONG));
		snprintf(path, sizeof path, "%.*s", STR_ARG(file->path));
		return disk_read(path, limit, out, size, error);
	}
	found = reader_read_path(reader, file->inside, limit, &text, size, error);
	if (found < 0)
		return -1;
	snprintf(path, sizeof path, "%.*s", STR_ARG(file->path));
	if (!found)
		return error_set(error, ERROR_NO_FILE, path, NULL);
	*out = memory_new(text.n + 1, 1);
	if (text.n)
		memcpy(*out, text.at, text.n);
	return 0;
}

int text_file_read(struct scan_text *out, char **owned, const struct text_file *file, const struct registry *registry,
                   struct reader *reader, struct error *error)
{
	enum convert_kind kind = convert_kind_of(STR_EMPTY, file->path);
	size_t size = 0, limit = kind == CONVERT_NONE ? registry->config.limits.document_bytes : CONVERT_INPUT_MAX;
	char *bytes = NULL, *text = NULL;
	char path[PATH_MAX];

	*out = (struct scan_text){.path = file->path, .registered = file->registered};
	*owned = NULL;
	if (bytes_read(file, reader, limit, &bytes, &size, error) < 0)
		return -1;
	snprintf(path, sizeof path, "%.*s", STR_ARG(file->path));
	if (size > limit && kind != CONVERT_NONE) {
		free(bytes);
		return error_set(error, ERROR_CONVERT_LIMIT, path, "file > 32 MiB");
	}
	out->too_large = size > limit;
	if (out->too_large)
		return 0;
	hash_sha256(out->sha256, (struct str){bytes, size});
	kind = convert_kind_of((struct str){bytes, size}, file->path);
	if (kind != CONVERT_NONE) {
		int result = convert_bytes(&text, &size, kind, (struct str){bytes, size}, path, error);
		free(bytes);
		if (result < 0)
			return -1;
		bytes = text;
		out->bare = true;
		out->paged = kind == CONVERT_PDF;
	}
	*owned = bytes;
	out->text = (struct str){bytes, size};
	return 0;
}
