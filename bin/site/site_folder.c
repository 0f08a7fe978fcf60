#include "bin/site/site_folder.h"

#include "registry/base/arena.h"
#include "registry/base/map.h"
#include "registry/base/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio_ext.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define OURS ".styrdok"
#define NEW OURS "/new"
#define LIST OURS "/files"
#define LIST_HEAD "styrdok site 1\n"

struct site_file {
	struct str path;
	uint32_t staged; /* number of its new text, or 0 where the old one is the same */
};

struct site_folder {
	char *path;
	int fd, lock;
	pthread_mutex_t mutex;
	struct arena arena;
	VEC(struct site_file) files;
	uint32_t staged;
	struct error error; /* the first that was met */
};

static void note_error(struct site_folder *folder, struct str path, int reason)
{
	char name[512];

	snprintf(name, sizeof name, "%s/%.*s", folder->path, STR_ARG(path));
	pthread_mutex_lock(&folder->mutex);
	if (folder->error.kind == ERROR_NONE)
		error_set(&folder->error, ERROR_WRITE, name, strerror(reason));
	pthread_mutex_unlock(&folder->mutex);
}

/* --- opening --------------------------------------------------------------------------------------------------------------- */

/* Does it hold nothing but what we would put there? */
static bool is_ours(int fd)
{
	DIR *dir = NULL;
	bool others = false;
	int copy = -1;

	if (faccessat(fd, LIST, F_OK, 0) == 0)
		return true;
	copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = copy < 0 ? NULL : fdopendir(copy);
	for (const struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir))
		others = others || (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		                    strcmp(entry->d_name, OURS) != 0);
	if (dir)
		closedir(dir);
	return dir && !others;
}

/* Removes what a writer that was killed has left. */
static void sweep(int fd)
{
	int new = openat(fd, NEW, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *dir = new < 0 ? NULL : fdopendir(new);

	for (const struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir))
		if (entry->d_name[0] != '.')
			(void)unlinkat(new, entry->d_name, 0);
	if (dir)
		closedir(dir);
	(void)unlinkat(fd, NEW, AT_REMOVEDIR);
}

static enum site_refusal lock_take(struct site_folder *folder)
{
	folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->fd < 0)
		return SITE_FAILED;
	if (!is_ours(folder->fd))
		return SITE_NOT_OURS;
	if (mkdirat(folder->fd, OURS, 0777) < 0 && errno != EEXIST)
		return SITE_FAILED;
	folder->lock = openat(folder->fd, OURS "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (folder->lock < 0)
		return SITE_FAILED;
	if (flock(folder->lock, LOCK_EX | LOCK_NB) < 0)
		return errno == EWOULDBLOCK ? SITE_BUSY : SITE_FAILED;
	sweep(folder->fd);
	return mkdirat(folder->fd, NEW, 0777) < 0 ? SITE_FAILED : SITE_FINE;
}

enum site_refusal site_folder_open(struct site_folder **out, const char *path, struct error *error)
{
	struct site_folder *folder = memory_new(1, sizeof *folder);
	enum site_refusal refusal = SITE_FAILED;

	folder->path = (char *)arena_copy(&folder->arena, str_from(path)).at;
	folder->fd = folder->lock = -1;
	pthread_mutex_init(&folder->mutex, NULL);
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		refusal = lock_take(folder);
	if (refusal == SITE_FAILED)
		error_set(error, ERROR_WRITE, path, strerror(errno));
	if (refusal == SITE_FINE) {
		*out = folder;
		return refusal;
	}
	if (folder->lock >= 0)
		close(folder->lock);
	folder->lock = -1; /* so that nothing of the other writer's is swept */
	site_folder_free(folder);
	return refusal;
}

/* --- handing in ------------------------------------------------------------------------------------------------------------ */

static bool is_same(int fd, const char *path, struct str bytes)
{
	int file = openat(fd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;
	char part[16384];
	size_t at = 0;

	if (file < 0)
		return false;
	if (fstat(file, &info) < 0 || !S_ISREG(info.st_mode) || (size_t)info.st_size != bytes.n)
		at = SIZE_MAX;
	while (at < bytes.n) {
		ssize_t n = read(file, part, sizeof part);
		bool same = n > 0 && (size_t)n <= bytes.n - at && memcmp(part, bytes.at + at, (size_t)n) == 0;
		at = same ? at + (size_t)n : SIZE_MAX;
	}
	close(file);
	return at == bytes.n;
}

/* 0, or what errno told. */
static int file_write(int fd, const char *path, struct str bytes)
{
	int file = openat(fd, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666), reason = 0;

	if (file < 0)
		return errno;
	while (bytes.n && !reason) {
		ssize_t written = write(file, bytes.at, bytes.n);
		if (written < 0 && errno != EINTR)
			reason = errno;
		if (written > 0)
			bytes = str_part(bytes, (size_t)written, bytes.n);
	}
	if (close(file) < 0 && !reason)
		reason = errno;
	return reason;
}

static void staged_name(char name[64], uint32_t number)
{
	snprintf(name, 64, NEW "/%u", number);
}

void site_folder_put(struct site_folder *folder, struct str path, struct str bytes)
{
	char name[64], *whole = memory_new(path.n + 1, 1);
	uint32_t number = 0;
	int reason = 0;
	bool same;

	memcpy(whole, path.at, path.n);
	same = is_same(folder->fd, whole, bytes);
	free(whole);
	pthread_mutex_lock(&folder->mutex);
	number = same ? 0 : ++folder->staged;
	vec_push(&folder->files, (struct site_file){arena_copy(&folder->arena, path), number});
	pthread_mutex_unlock(&folder->mutex);
	if (same)
		return;
	staged_name(name, number);
	reason = file_write(folder->fd, name, bytes);
	if (reason)
		note_error(folder, path, reason);
}

void site_text_open(struct site_text *text)
{
	text->out = open_memstream(&text->bytes, &text->size);
	if (!text->out)
		memory_failed();
	__fsetlocking(text->out, FSETLOCKING_BYCALLER); /* no other thread knows it */
}

struct str site_text_close(struct site_text *text)
{
	if (fclose(text->out) != 0)
		memory_failed();
	return (struct str){text->bytes, text->size};
}

void site_text_put(struct site_text *text, struct site_folder *folder, struct str path)
{
	site_folder_put(folder, path, site_text_close(text));
	free(text->bytes);
}

/* --- into place -------------------------------------------------------------------------------------------------------------- */

/* The folders above the file. */
static int folders_make(struct site_folder *folder, const char *path)
{
	char *copy = memory_new(strlen(path) + 1, 1);
	int status = 0;

	strcpy(copy, path);
	for (char *slash = strchr(copy, '/'); slash && !status; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdirat(folder->fd, copy, 0777) < 0 && errno != EEXIST)
			status = -1;
		*slash = '/';
	}
	free(copy);
	return status;
}

static int file_place(struct site_folder *folder, const struct site_file *file)
{
	char name[64];

	staged_name(name, file->staged);
	if (renameat(folder->fd, name, folder->fd, file->path.at) == 0)
		return 0;
	if (errno == ENOENT && folders_make(folder, file->path.at) == 0 &&
	    renameat(folder->fd, name, folder->fd, file->path.at) == 0)
		return 0;
	note_error(folder, file->path, errno);
	return -1;
}

static int compare_files(const void *a, const void *b)
{
	return str_compare(((const struct site_file *)a)->path, ((const struct site_file *)b)->path);
}

/* A path that a list of ours can hold; what somebody else wrote there is not followed out of the folder. */
static bool path_is_ours(struct str path)
{
	return path.n && path.at[0] != '/' && path.at[0] != '.' && str_find(path, STR("/."), 0) == SIZE_MAX &&
	       str_find(path, STR("//"), 0) == SIZE_MAX;
}

/* The file, and the folders that it leaves empty. */
static void file_remove(struct site_folder *folder, struct str path)
{
	char *copy = (char *)arena_copy(&folder->arena, path).at;

	if (unlinkat(folder->fd, copy, 0) < 0)
		return;
	for (char *slash = strrchr(copy, '/'); slash; slash = strrchr(copy, '/')) {
		*slash = '\0';
		if (unlinkat(folder->fd, copy, AT_REMOVEDIR) < 0)
			return;
	}
}

static struct str list_read(struct site_folder *folder)
{
	int fd = openat(folder->fd, LIST, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info = {0};
	struct str text = STR_EMPTY;

	if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
		char *bytes = arena_alloc(&folder->arena, (size_t)info.st_size, 1);
		ssize_t n = read(fd, bytes, (size_t)info.st_size);
		text = (struct str){bytes, n < 0 ? 0 : (size_t)n};
	}
	if (fd >= 0)
		close(fd);
	return str_starts(text, STR(LIST_HEAD)) ? str_part(text, sizeof LIST_HEAD - 1, text.n) : STR_EMPTY;
}

static void remove_old(struct site_folder *folder, struct str list)
{
	struct map map = {0};
	struct str line = STR_EMPTY;

	for (size_t i = 0; i < folder->files.n; i++)
		map_add(&map, folder->files.at[i].path, 1);
	while (str_next_line(&list, &line))
		if (map_get(&map, line) == MAP_NONE && path_is_ours(line))
			file_remove(folder, line);
	map_release(&map);
}

/* Stages the list of all files, those of the old list too: whatever happens next, all that is there is in a list. */
static int list_write(struct site_folder *folder, struct str old)
{
	struct site_text text;
	int reason = 0;

	site_text_open(&text);
	fputs(LIST_HEAD, text.out);
	for (size_t i = 0; i < folder->files.n; i++)
		fprintf(text.out, "%.*s\n", STR_ARG(folder->files.at[i].path));
	fwrite(old.at ? old.at : "", 1, old.n, text.out);
	(void)unlinkat(folder->fd, NEW "/list", 0);
	reason = file_write(folder->fd, NEW "/list", site_text_close(&text));
	free(text.bytes);
	if (!reason && renameat(folder->fd, NEW "/list", folder->fd, LIST) < 0)
		reason = errno;
	if (reason)
		note_error(folder, STR(LIST), reason);
	return reason ? -1 : 0;
}

int site_folder_commit(struct site_folder *folder, struct error *error)
{
	struct str old = list_read(folder);
	int status = folder->error.kind == ERROR_NONE ? 0 : -1;

	site_folder_sort(folder);
	if (status == 0)
		status = list_write(folder, old);
	for (size_t i = 0; status == 0 && i < folder->files.n; i++)
		if (folder->files.at[i].staged)
			status = file_place(folder, &folder->files.at[i]);
	if (status == 0) {
		remove_old(folder, old);
		status = list_write(folder, STR_EMPTY);
	}
	if (status < 0)
		*error = folder->error;
	return status;
}

void site_folder_sort(struct site_folder *folder)
{
	if (folder->files.n)
		qsort(folder->files.at, folder->files.n, sizeof *folder->files.at, compare_files);
}

struct str site_folder_path(const struct site_folder *folder, size_t i)
{
	return folder->files.at[i].path;
}

size_t site_folder_count(const struct site_folder *folder)
{
	return folder->files.n;
}

size_t site_folder_changed(const struct site_folder *folder)
{
	return folder->staged;
}

void site_folder_free(struct site_folder *folder)
{
	if (!folder)
		return;
	if (folder->lock >= 0) {
		sweep(folder->fd);
		close(folder->lock);
	}
	if (folder->fd >= 0)
		close(folder->fd);
	pthread_mutex_destroy(&folder->mutex);
	vec_release(&folder->files);
	arena_release(&folder->arena);
	free(folder);
}
