/* The folder that a site is written into: whole at every moment, and touched only where something has changed. */
#ifndef STYRDOK_BIN_SITE_SITE_FOLDER_H
#define STYRDOK_BIN_SITE_SITE_FOLDER_H

#include "registry/base/error.h"
#include "registry/base/language.h"

#include <stdio.h>

struct site_folder;

enum site_refusal { SITE_FINE, SITE_NOT_OURS, SITE_BUSY, SITE_FAILED };

/* Opens the folder, which is made where it is missing, and locks it until it is freed. SITE_NOT_OURS where it holds something else than a site
 * that this program wrote, SITE_BUSY while another writes it; SITE_FAILED with `error`. */
enum site_refusal site_folder_open(struct site_folder **out, const char *path, struct error *error);

/* Hands in a file: "a/b.html", no segment of which begins with a dot, and its bytes, which are written beside the old ones. May be called from several
 * threads. What fails is told by site_folder_commit. */
void site_folder_put(struct site_folder *folder, struct str path, struct str bytes);

/* A text that is being written to `out`, by one thread. */
struct site_text {
	FILE *out;
	char *bytes;
	size_t size;
};
void site_text_open(struct site_text *text);
/* What was written, until `bytes` is freed. */
struct str site_text_close(struct site_text *text);
/* Hands it in, and frees it. */
void site_text_put(struct site_text *text, struct site_folder *folder, struct str path);

/* Renames all that was handed in into place, and removes what was ours and was not handed in. 0, or -1 with ERROR_WRITE, and the old site as it
 * was unless renaming itself failed. */
int site_folder_commit(struct site_folder *folder, struct error *error);

/* How many files were handed in, and how many of them were not there yet as they are. */
size_t site_folder_count(const struct site_folder *folder);
size_t site_folder_changed(const struct site_folder *folder);

/* The files that were handed in, once they have been sorted by path; not while other threads hand in. */
void site_folder_sort(struct site_folder *folder);
struct str site_folder_path(const struct site_folder *folder, size_t i);

/* Removes what has not been renamed, and lets go of the folder. */
void site_folder_free(struct site_folder *folder);

#endif
