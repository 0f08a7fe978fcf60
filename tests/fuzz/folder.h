/* A temporary folder with a register in it, for the fuzz targets that need files. */
#ifndef STYRDOK_TESTS_FUZZ_FOLDER_H
#define STYRDOK_TESTS_FUZZ_FOLDER_H

#include "tests/fuzz/invariants.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder_path[64];

static inline int folder_remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

static inline void folder_remove(void)
{
	nftw(folder_path, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Made once a process, in memory where there is such a file system, and removed at its end. */
static inline const char *folder_make(void)
{
	if (folder_path[0])
		return folder_path;
	strcpy(folder_path,
	       access("/dev/shm", W_OK) == 0 ? "/dev/shm/styrdok-fuzz-XXXXXX" : "/tmp/styrdok-fuzz-XXXXXX");
	require(mkdtemp(folder_path));
	atexit(folder_remove);
	return folder_path;
}

static inline void folder_path_of(char path[PATH_MAX], const char *name)
{
	require(snprintf(path, PATH_MAX, "%s/%s", folder_make(), name) < PATH_MAX);
}

static inline void folder_subfolder(const char *name)
{
	char path[PATH_MAX];

	folder_path_of(path, name);
	require(mkdir(path, 0755) == 0);
}

static inline void folder_write(const char *name, struct str text)
{
	char path[PATH_MAX];
	int fd = -1;

	folder_path_of(path, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	require(fd >= 0);
	require(!text.n || write(fd, text.at, text.n) == (ssize_t)text.n);
	close(fd);
}

static inline void folder_unlink(const char *name)
{
	char path[PATH_MAX];

	folder_path_of(path, name);
	require(unlink(path) == 0);
}

#endif
