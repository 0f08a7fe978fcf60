/* New files, whole or not at all. */
#ifndef STYRDOK_BIN_START_FILE_MAKE_H
#define STYRDOK_BIN_START_FILE_MAKE_H

#include "registry/base/language.h"

/* Writes a new file: under another name in the same folder first, so that it is whole or not there. Nothing that exists is overwritten.
 * 0, or what errno told (EEXIST). */
int file_make(const char *path, struct str text);

/* Tells on standard error what file_make met. EXIT_SYSTEM. */
int file_refused(const char *path, int reason, enum language language);

/* Writes a text into a new file and tells so, or what stood in the way. Returns an exit status. */
int new_file(const char *path, struct str text, struct bilingual made, enum language language);

#endif
