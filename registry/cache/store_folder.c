#include "registry/cache/store_folder.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_own(const char *path, const struct stat *repository)
{
	mode_t others = S_IWOTH | (repository->st_mode & S_IWGRP ? 0 : S_IWGRP);
	struct stat info;

	return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() && !(info.st_mode & others);
}

/* The folder that holds it. */
static void above(char out[PATH_MAX], const char *path)
{
	memcpy(out, path, strlen(path) + 1);
	*strrchr(out, '/') = '\0';
}

bool store_folder_is_own(const char *path, const char *common)
{
	char holding[PATH_MAX];
	struct stat repository;

	if (!*path)
		return false;
	above(holding, path);
	return stat(common, &repository) == 0 && is_own(holding, &repository) && is_own(path, &repository);
}

bool store_folder_make(const char *path, const char *common)
{
	char holding[PATH_MAX];

	if (!*path)
		return false;
	above(holding, path);
	mkdir(holding, 0755);
	mkdir(path, 0755);
	return store_folder_is_own(path, common) && access(path, W_OK) == 0;
}
