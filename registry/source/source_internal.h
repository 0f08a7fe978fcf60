/* What a source and its readers are made of: for registry/source*.c. */
#ifndef STYRDOK_REGISTRY_SOURCE_SOURCE_INTERNAL_H
#define STYRDOK_REGISTRY_SOURCE_SOURCE_INTERNAL_H

#include "registry/port/git/git.h"
#include "registry/source/source.h"

#include <limits.h>
#include <stdatomic.h>

struct source {
	char root[PATH_MAX];
	char bare[PATH_MAX];   /* of a folder within what a bare repository holds: the repository; else "" */
	char prefix[PATH_MAX]; /* the registry's folder within the repository, "" or with a final slash */
	char revision[41];     /* "" for a folder */
	int root_fd;
	struct git *git;
	struct git *around;   /* of a folder: the repository that it lies in, once that was asked for */
	struct git_id commit; /* or the tree of what is staged */
	bool staged;
	const struct overlay *overlay; /* or NULL */
	atomic_flag doubted; /* a question whether something is there could not be answered, the first time: */
	struct error doubt;
};

struct reader {
	struct source *source;
	struct git *git; /* its own handle; NULL for a folder */
	char *buffer;
	size_t room;
	char *joined; /* the bytes of a file and of the one beside it */
};

/* Kept for source_doubt, the first time: why a path could not be asked about (an errno of stat, unless it says that nothing is there). */
void source_keep_doubt(struct source *source, const char *path, int reason);
void source_keep_error(struct source *source, const struct error *error);

/* Is there such a folder in the source's commit? The path is that in the repository. */
bool commit_has_folder(struct source *source, struct git *git, const char *path);

#endif
