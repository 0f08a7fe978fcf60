/* The texts that a scan is asked for: files and folders from the command line, or what styrdok.yaml calls proposals. */
#ifndef STYRDOK_BIN_SCAN_SCAN_INPUTS_H
#define STYRDOK_BIN_SCAN_SCAN_INPUTS_H

#include "registry/base/vec.h"
#include "rules/evaluate/scan.h"

struct text_file {
	struct str path;     /* as it was asked for */
	struct str inside;   /* from the register's root, when it is read as part of it (a revision); else "" */
	uint32_t registered; /* a document of the register, or NO_DOCUMENT */
};

struct text_files {
	struct text_file *at;
	size_t n, room;
	struct arena arena;
};

/* What the arguments name, folders with all that they hold (.md, .docx, .pdf; a folder of the register: its documents), in order. Without
 * arguments, the proposals that styrdok.yaml names. 0, or -1 and ERROR_NO_PATH, ERROR_READ. */
int text_files_find(struct text_files *out, const struct registry *registry, char *const *args, int count,
                    struct error *error);
void text_files_release(struct text_files *files);

/* Reads one, and makes text of Word and PDF. *owned gets memory to free once the scan is done with. 0, or -1: the file cannot be read. */
int text_file_read(struct scan_text *out, char **owned, const struct text_file *file, const struct registry *registry,
                   struct reader *reader, struct error *error);

#endif
