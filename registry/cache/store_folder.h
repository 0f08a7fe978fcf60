/* Where what may be forgotten lies: a folder in the one that all working trees of the repository share (source_common_folder). It is believed, and
 * what is old in it removed, so it must be ours, as must the folder that holds it: no links, and written by nobody but those who write into
 * the repository. */
#ifndef STYRDOK_REGISTRY_CACHE_STORE_FOLDER_H
#define STYRDOK_REGISTRY_CACHE_STORE_FOLDER_H

#include <stdbool.h>

/* Is it there, and to be used? False of "". */
bool store_folder_is_own(const char *path, const char *common);

/* Makes it, and the one it lies in. Is it to be used, and may it be written? */
bool store_folder_make(const char *path, const char *common);

#endif
