/* The ways in which what was imported is told. */
#ifndef STYRDOK_BIN_IMPORT_IMPORT_WRITE_H
#define STYRDOK_BIN_IMPORT_IMPORT_WRITE_H

#include "bin/command/options.h"
#include "registry/graph/registry.h"
#include "registry/import/import.h"

#include <stdio.h>

struct imported { /* one file */
	const char *source;
	struct import import;
	struct error error; /* ERROR_NONE: it was read */
	struct str path;    /* where its Markdown goes, "" for standard output */
	struct str twin;    /* the other file that becomes the same document, or "" */
};

/* Markdown with front matter. `registry` may be NULL. Owned by the arena. */
struct str import_markdown(struct arena *arena, struct import *import, const struct registry *registry,
                           enum language language);

void import_json(FILE *out, const struct imported *files, size_t count);

/* A table to tick off. */
void import_report(FILE *out, const struct imported *files, size_t count, enum language language);

#endif
