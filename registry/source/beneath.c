#include "registry/source/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Closes without losing what went wrong before. */
static void close_quietly(int fd)
{
	int reason = errno;

	close(fd);
	errno = reason;
}

/* One step down; of a link O_DIRECTORY says the same as of a file. */
static int open_folder(int at, const char *name)
{
	int next = openat(at, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat info;

	if (next < 0 && errno == ENOTDIR)
		errno = fstatat(at, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode) ? ELOOP : ENOTDIR;
	close_quietly(at);
	return next;
}

/* The folder that the path's last component lies in; the component, without its slashes, into `name`: "." of the folder itself. */
static int open_parent(int folder, const char *path, char name[NAME_MAX + 1])
{
	int at = openat(folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);

	strcpy(name, ".");
	if (strlen(path) >= PATH_MAX && at >= 0) {
		close(at);
		errno = ENAMETOOLONG;
		return -1;
	}
	while (at >= 0) {
		size_t n = strcspn(path, "/");
		if (n > NAME_MAX || (n == 2 && path[0] == '.' && path[1] == '.')) {
			close(at);
			errno = n > NAME_MAX ? ENAMETOOLONG : EXDEV;
			return -1;
		}
		if (n) {
			memcpy(name, path, n);
			name[n] = '\0';
		}
		path += n + strspn(path + n, "/");
		if (!*path)
			return at;
		at = open_folder(at, name);
	}
	return -1;
}

int beneath_open(int folder, const char *path, int flags)
{
	char name[NAME_MAX + 1];
	int parent = open_parent(folder, path, name), fd = -1;

	if (parent < 0)
		return -1;
	fd = openat(parent, name, flags | O_NOFOLLOW | O_CLOEXEC);
	close_quietly(parent);
	return fd;
}

int beneath_stat(int folder, const char *path, struct stat *info)
{
	char name[NAME_MAX + 1];
	int parent = open_parent(folder, path, name), status = -1;

	if (parent < 0)
		return -1;
	status = fstatat(parent, name, info, AT_SYMLINK_NOFOLLOW);
	close_quietly(parent);
	return status;
}
