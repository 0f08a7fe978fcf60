/* What a source's files hold. */
#include "registry/source/beneath.h"
#include "registry/source/source_internal.h"

#include "registry/base/memory.h"
#include "registry/base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- texts laid over files ---------------------------------------------------------------------------------------- */

void overlay_put(struct overlay *overlay, struct str path, struct str text)
{
	uint32_t index = map_add(&overlay->by_path, path, (uint32_t)overlay->texts.n);

	if (index == overlay->texts.n) {
		vec_push(&overlay->paths, path);
		vec_push(&overlay->texts, text);
	} else
		overlay->texts.at[index] = text;
}

void overlay_release(struct overlay *overlay)
{
	map_release(&overlay->by_path);
	vec_release(&overlay->paths);
	vec_release(&overlay->texts);
}

void source_lay_over(struct source *source, const struct overlay *overlay)
{
	source->overlay = overlay;
}

static bool is_laid_over(const struct source *source, struct str path)
{
	return source->overlay && map_get(&source->overlay->by_path, path) != MAP_NONE;
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
	free(reader->joined);
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
	int fd = beneath_open(reader->source->root_fd, path, O_RDONLY | O_NONBLOCK);
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

static int read_file(struct reader *reader, const struct source_file *file, size_t limit, struct str *text,
                     size_t *size, struct error *error)
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

int reader_read(struct reader *reader, const struct source_file *file, size_t limit, struct str *text, size_t *size,
                struct error *error)
{
	const size_t mark = strlen(BESIDE_MARK);
	struct str beside = STR_EMPTY;
	size_t first = 0, second = 0;

	if (read_file(reader, file, limit, text, size, error) < 0)
		return -1;
	first = *size;
	if (!file->beside.n || first > limit)
		return 0;
	reader->joined = memory_resize(reader->joined, first + mark, 1);
	memcpy(reader->joined, text->at, first);
	memcpy(reader->joined + first, BESIDE_MARK, mark);
	if (reader_read_path(reader, file->beside, limit, &beside, &second, error) < 0)
		return -1;
	*size = first + mark + second;
	*text = STR_EMPTY;
	if (*size > limit)
		return 0;
	reader->joined = memory_resize(reader->joined, *size, 1);
	memcpy(reader->joined + first + mark, beside.at, second);
	*text = (struct str){reader->joined, *size};
	return 0;
}

/* Is there no such file, as far as anybody may know who follows no link and stays below the root? */
static bool is_absence(int reason)
{
	return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == EXDEV || reason == ENAMETOOLONG;
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
		if (beneath_stat(reader->source->root_fd, full, &info) < 0)
			return is_absence(errno) ? 0 : error_set(error, ERROR_READ, full, strerror(errno));
		if (!S_ISREG(info.st_mode))
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
	int found;

	if (leads_outside(path))
		return false;
	if (snprintf(full, sizeof full, "%s%.*s", reader->source->prefix, STR_ARG(path)) >= (int)sizeof full)
		return false;
	if (reader->git) {
		found = git_find(reader->git, &reader->source->commit, full, &file, &error);
		if (found < 0)
			source_keep_error(reader->source, &error);
		return found == 1 || commit_has_folder(reader->source, reader->git, full);
	}
	if (beneath_stat(reader->source->root_fd, full, &info) == 0)
		return true;
	source_keep_doubt(reader->source, full, errno);
	return false;
}

bool source_has_ids(const struct source *source)
{
	return source->git != NULL;
}

/* What git's index knows to be unchanged is not read again. Where line ends are converted, the blob's facts tell of another size than the file's:
 * that is for the reader to see. */
void source_recognise(struct source *source, struct source_file *files, size_t count)
{
	struct arena arena = ARENA_EMPTY;
	struct git_tracked *tracked = NULL;
	struct str below = STR_EMPTY;
	char path[PATH_MAX];

	if (source->git || !source_common_folder(source))
		return;
	tracked = git_tracked_open(source->around);
	below = source_below(source, &arena);
	for (size_t i = 0; tracked && i < count; i++) {
		struct git_id id;
		if (!files[i].stamp || is_laid_over(source, files[i].path) ||
		    snprintf(path, sizeof path, "%.*s%s%.*s", STR_ARG(below), below.n ? "/" : "",
		             STR_ARG(files[i].path)) >= (int)sizeof path)
			continue;
		files[i].recognised = git_tracked_same(tracked, path, files[i].stamp, &id);
		if (files[i].recognised)
			memcpy(files[i].id, id.bytes, sizeof files[i].id);
	}
	git_tracked_close(tracked);
	arena_release(&arena);
}
