/* New files, whole or not at all. */
#ifndef STYRDOK_BIN_START_FILE_MAKE_H
#define STYRDOK_BIN_START_FILE_MAKE_H

#include "registry/base/str.h"

/* Writes a new file: under another name in the same folder first, so that it is whole or not there. Nothing that exists is overwritten.
 * 0, or what errno told (EEXIST). */
int file_make(const char *path, struct str text);

#endif
