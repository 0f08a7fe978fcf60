/* Paths below a folder, in which no component is a symbolic link: what a stranger's checkout links to outside it is not there. */
#ifndef STYRDOK_REGISTRY_SOURCE_BENEATH_H
#define STYRDOK_REGISTRY_SOURCE_BENEATH_H

#include <sys/stat.h>

/* Paths may be as long as git can check them out, PATH_MAX. Like openat with O_NOFOLLOW and O_CLOEXEC, for every component. "" is the folder itself. A descriptor, or -1 and errno: ELOOP for a link. */
int beneath_open(int folder, const char *path, int flags);

/* Like fstatat without following links, likewise. 0, or -1 and errno. */
int beneath_stat(int folder, const char *path, struct stat *info);

#endif
