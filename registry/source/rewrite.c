#include "registry/source/rewrite.h"

#include "registry/base/memory.h"
#include "registry/base/path.h"
#include "registry/source/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define WRITE_BITS (S_IWUSR | S_IWGRP | S_IWOTH)

struct waiting {                                     /* a new text that has been written beside its file */
	int folder;                                  /* -1: not open */
	char name[NAME_MAX + 1], made[NAME_MAX + 1]; /* of the file; of what was made, "" before that */
	struct stat info;                            /* of the file, as it was looked at */
};

static int fail(struct error *error, enum error_kind kind, struct str path)
{
	char subject[PATH_MAX];

	snprintf(subject, sizeof subject, "%.*s", STR_ARG(path));
	return error_set(error, kind, subject, kind == ERROR_WRITE ? strerror(errno) : NULL);
}

/* Opens the folder that the file lies in, one component at a time, so that no link is followed. -1 and an error. */
static int folder_open(struct waiting *waiting, const char *root, struct str path, struct error *error)
{
	struct str rest = path, name = STR_EMPTY;
	size_t slash = 0;

	waiting->folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (; waiting->folder >= 0; rest = str_part(rest, slash + 1, rest.n)) {
		int next = 0;
		slash = str_find(rest, STR("/"), 0);
		name = str_part(rest, 0, slash);
		if (!name.n || name.n > NAME_MAX || str_equal(name, STR("..")) || str_equal(name, STR("."))) {
			errno = EINVAL;
			return fail(error, ERROR_WRITE, path);
		}
		memcpy(waiting->name, name.at, name.n);
		waiting->name[name.n] = '\0';
		if (slash == SIZE_MAX)
			return 0;
		next = openat(waiting->folder, waiting->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (next < 0) {
			struct stat info;
			int reason = errno;
			bool link = fstatat(waiting->folder, waiting->name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
			            S_ISLNK(info.st_mode);
			errno = reason;
			return fail(error, link ? ERROR_THROUGH_LINK : ERROR_WRITE, path);
		}
		close(waiting->folder);
		waiting->folder = next;
	}
	return fail(error, ERROR_WRITE, path);
}

/* May it be written? Bits that say that nobody may are heeded for the administrator, too. */
static bool is_writable(int folder, const char *name, mode_t mode)
{
	return (mode & WRITE_BITS) && faccessat(folder, name, W_OK, AT_EACCESS) == 0;
}

static bool holds_text(int fd, struct str text)
{
	char buffer[65536];
	size_t at = 0;
	ssize_t got = 0;

	for (;;) {
		got = read(fd, buffer, sizeof buffer);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && at == text.n;
		if ((size_t)got > text.n - at || memcmp(buffer, text.at + at, (size_t)got) != 0)
			return false;
		at += (size_t)got;
	}
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Is the file still what was read, and may it be written? */
static int file_examine(struct waiting *waiting, const struct rewrite *rewrite, struct error *error)
{
	struct stat folder;
	int fd = -1, status = 0;

	if (fstat(waiting->folder, &folder) < 0)
		return fail(error, ERROR_WRITE, rewrite->path);
	if (!is_writable(waiting->folder, ".", folder.st_mode))
		return fail(error, ERROR_READ_ONLY, str_part(rewrite->path, 0, rewrite->path.n));
	if (fstatat(waiting->folder, waiting->name, &waiting->info, AT_SYMLINK_NOFOLLOW) < 0) {
		if (rewrite->is_new && errno == ENOENT)
			return 0;
		return fail(error, errno == ENOENT ? ERROR_CHANGED : ERROR_WRITE, rewrite->path);
	}
	if (S_ISLNK(waiting->info.st_mode))
		return fail(error, ERROR_THROUGH_LINK, rewrite->path);
	if (rewrite->is_new || !S_ISREG(waiting->info.st_mode))
		return fail(error, ERROR_CHANGED, rewrite->path);
	if (!is_writable(waiting->folder, waiting->name, waiting->info.st_mode))
		return fail(error, ERROR_READ_ONLY, rewrite->path);
	fd = openat(waiting->folder, waiting->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &waiting->info) < 0)
		status = fail(error, ERROR_WRITE, rewrite->path);
	else if (!holds_text(fd, rewrite->before))
		status = fail(error, ERROR_CHANGED, rewrite->path);
	if (fd >= 0)
		close(fd);
	return status;
}

static int write_all(int fd, struct str text)
{
	while (text.n) {
		ssize_t put = write(fd, text.at, text.n);
		if (put < 0 && errno != EINTR)
			return -1;
		text = str_part(text, put < 0 ? 0 : (size_t)put, text.n);
	}
	return 0;
}

/* The new text beside the file, with its mode and, where that is allowed, its owner. Its name bears a number that no other has. */
static int file_prepare(struct waiting *waiting, const struct rewrite *rewrite, size_t number, struct error *error)
{
	mode_t mode = rewrite->is_new ? 0 : waiting->info.st_mode & 07777;
	int fd = -1, status = 0;

	for (unsigned i = 0; fd < 0 && i < 100; i++) {
		snprintf(waiting->made, sizeof waiting->made, ".styrdok-%d-%zu.new", (int)getpid(), number + i);
		fd = openat(waiting->folder, waiting->made, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		            rewrite->is_new ? 0666 : 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0) {
		waiting->made[0] = '\0';
		return fail(error, ERROR_WRITE, rewrite->path);
	}
	if (!rewrite->is_new && (waiting->info.st_uid != geteuid() || waiting->info.st_gid != getegid()))
		(void)!fchown(fd, waiting->info.st_uid, waiting->info.st_gid);
	if ((!rewrite->is_new && fchmod(fd, mode) < 0) || write_all(fd, rewrite->after) < 0)
		status = fail(error, ERROR_WRITE, rewrite->path);
	close(fd);
	return status;
}

static int file_ready(struct waiting *waiting, const char *root, const struct rewrite *rewrite, size_t number,
                      struct error *error)
{
	if (folder_open(waiting, root, rewrite->path, error) < 0 || file_examine(waiting, rewrite, error) < 0)
		return -1;
	return file_prepare(waiting, rewrite, number, error);
}

/* Of more files than this, the whole file system is brought to the disk at once: 10,000 waits for one file each take a minute. */
#define FILES_FEW 32u

/* To the disk, once all are written: one such wait then serves for many */
static int file_sync(struct waiting *waiting, const struct rewrite *rewrite, struct error *error)
{
	int fd = openat(waiting->folder, waiting->made, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int status = fd < 0 || fsync(fd) < 0 ? fail(error, ERROR_WRITE, rewrite->path) : 0;

	if (fd >= 0)
		close(fd);
	return status;
}

/* The same for many; `device`: the file system that has been brought to the disk already, or 0. */
static int files_sync(struct waiting *waiting, const struct rewrite *rewrite, dev_t *device, struct error *error)
{
	struct stat folder;

	if (fstat(waiting->folder, &folder) < 0)
		return fail(error, ERROR_WRITE, rewrite->path);
	if (folder.st_dev == *device)
		return 0;
	*device = folder.st_dev;
	return syncfs(waiting->folder) < 0 ? fail(error, ERROR_WRITE, rewrite->path) : 0;
}

static int file_stays(struct waiting *waiting, const struct rewrite *rewrite, struct error *error)
{
	struct stat now;
	bool there = fstatat(waiting->folder, waiting->name, &now, AT_SYMLINK_NOFOLLOW) == 0;

	if (there == rewrite->is_new || (there && !is_same_file(&now, &waiting->info)))
		return fail(error, ERROR_CHANGED, rewrite->path);
	return 0;
}

static int file_replace(struct waiting *waiting, const struct rewrite *rewrite, struct error *error)
{
	if (renameat(waiting->folder, waiting->made, waiting->folder, waiting->name) < 0)
		return fail(error, ERROR_WRITE, rewrite->path);
	waiting->made[0] = '\0';
	return 0;
}

/* Folders are not kept open while others are looked at: there may be more files than may be open at once. */
static void folder_close(struct waiting *waiting)
{
	if (waiting->folder >= 0)
		close(waiting->folder);
	waiting->folder = -1;
}

static int folder_again(struct waiting *waiting, const char *root, const struct rewrite *rewrite, struct error *error)
{
	return waiting->folder >= 0 ? 0 : folder_open(waiting, root, rewrite->path, error);
}

static bool is_same_folder(struct str a, struct str b)
{
	size_t from = a.n - path_name(a).n;

	return from == b.n - path_name(b).n && str_equal(str_part(a, 0, from), str_part(b, 0, from));
}

int files_rewrite(const char *root, const struct rewrite *rewrites, size_t count, struct error *error)
{
	struct waiting *waiting = memory_new(count, sizeof *waiting);
	dev_t device = 0;
	int status = 0;

	for (size_t i = 0; i < count; i++)
		waiting[i].folder = -1;
	for (size_t i = 0; !status && i < count; i++) {
		status = file_ready(&waiting[i], root, &rewrites[i], i, error);
		if (!status)
			folder_close(&waiting[i]);
	}
	for (size_t i = 0; !status && i < count; i++) { /* once more, since writing took its time */
		status = folder_again(&waiting[i], root, &rewrites[i], error);
		if (!status)
			status = count > FILES_FEW ? files_sync(&waiting[i], &rewrites[i], &device, error)
			                           : file_sync(&waiting[i], &rewrites[i], error);
		if (!status)
			status = file_stays(&waiting[i], &rewrites[i], error);
		if (!status)
			folder_close(&waiting[i]);
	}
	for (size_t i = 0; !status && i < count; i++) {
		status = folder_again(&waiting[i], root, &rewrites[i], error);
		if (!status)
			status = file_replace(&waiting[i], &rewrites[i], error);
		if (status && i)
			error->kind = ERROR_WRITE_REST;
		if (!status && (i + 1 == count || !is_same_folder(rewrites[i].path, rewrites[i + 1].path)))
			(void)fsync(waiting[i].folder);
		if (!status)
			folder_close(&waiting[i]);
	}
	for (size_t i = 0; i < count; i++) {
		struct error ignored = {0};
		if (waiting[i].made[0] && folder_again(&waiting[i], root, &rewrites[i], &ignored) == 0)
			unlinkat(waiting[i].folder, waiting[i].made, 0);
		folder_close(&waiting[i]);
	}
	free(waiting);
	return status;
}

/* --- what a killed run has left ------------------------------------------------------------------------------------ */

#define SWEEP_DEPTH 64

/* Was it made by a process that is no more? */
static bool is_left_behind(const char *name)
{
	int process = 0, end = 0;
	unsigned number = 0;

	return sscanf(name, ".styrdok-%d-%u.new%n", &process, &number, &end) == 2 && end && !name[end] && process > 0 &&
	       kill(process, 0) < 0 && errno == ESRCH;
}

/* Takes the descriptor over. */
static void folder_sweep(int fd, unsigned depth)
{
	DIR *folder = fdopendir(fd);
	struct dirent *entry = NULL;

	if (!folder) {
		close(fd);
		return;
	}
	while ((entry = readdir(folder))) {
		int inner = -1;
		if (is_left_behind(entry->d_name))
			(void)!unlinkat(fd, entry->d_name, 0);
		if (entry->d_name[0] == '.' || depth == SWEEP_DEPTH ||
		    (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
			continue;
		inner = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (inner >= 0)
			folder_sweep(inner, depth + 1);
	}
	closedir(folder);
}

void files_sweep(const char *root, struct str folder)
{
	int at = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC), fd = -1;
	char path[PATH_MAX];

	if (at < 0)
		return;
	if (snprintf(path, sizeof path, "%.*s", STR_ARG(folder)) < (int)sizeof path)
		fd = beneath_open(at, path, O_RDONLY | O_DIRECTORY);
	close(at);
	if (fd >= 0)
		folder_sweep(fd, 0);
}
