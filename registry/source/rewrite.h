/* Writing files of the register: all of them or none, each whole at every moment. */
#ifndef STYRDOK_REGISTRY_SOURCE_REWRITE_H
#define STYRDOK_REGISTRY_SOURCE_REWRITE_H

#include "registry/base/arena.h"
#include "registry/base/error.h"

struct rewrite {
	struct str path;          /* from the root */
	struct str before, after; /* what was read; what is to stand there */
	bool is_new;              /* there is no such file yet, and nothing was read */
};

/* Writes the files below the folder `root`. First every file is looked at (is it still what was read? may it be written?) and its new
 * text written and synchronised beside it, under a name that begins with a dot; only when that has succeeded for all of them are they
 * renamed into place, with their old modes. A crash leaves each file as it was or as it is to be. Never through a symbolic link, and never
 * anything but an ordinary file. 0, or -1 with no file changed: ERROR_CHANGED, ERROR_READ_ONLY, ERROR_THROUGH_LINK or ERROR_WRITE; only
 * when renaming fails in between, ERROR_WRITE_REST. */
int files_rewrite(const char *root, const struct rewrite *rewrites, size_t count, struct error *error);

/* Removes what a files_rewrite that was killed has left at or below a folder of `root` ("": all of it). What cannot be removed stays. */
void files_sweep(const char *root, struct str folder);

#endif
