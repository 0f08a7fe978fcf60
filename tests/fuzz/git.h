/* For the fuzz targets whose folder is asked for its repository. */
#ifndef STYRDOK_TESTS_FUZZ_GIT_H
#define STYRDOK_TESTS_FUZZ_GIT_H

#include "registry/port/git/git.h"
#include "tests/fuzz/folder.h"

/* A handle that is kept open: libgit2 reads all certificates of the system whenever its first one is opened. */
static inline void git_keep_open(void)
{
	static struct git *git;
	struct error error = {0};
	char path[PATH_MAX];

	folder_subfolder(".arkiv");
	folder_subfolder(".arkiv/objects");
	folder_subfolder(".arkiv/refs");
	folder_write(".arkiv/HEAD", STR("ref: refs/heads/main\n"));
	folder_path_of(path, ".arkiv");
	require(git_open_at(&git, path, &error) == 0);
}

/* libgit2 1.5.1 loses PCRE2's match data, see tests/lsan.supp. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libgit2.so\n";
}

#endif
