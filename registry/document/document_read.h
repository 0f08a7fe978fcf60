/* Reading one front matter: for document_read.c and document_keys.c. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_DOCUMENT_READ_H
#define STYRDOK_REGISTRY_DOCUMENT_DOCUMENT_READ_H

#include "registry/base/vec.h"
#include "registry/document/config.h"
#include "registry/document/document.h"
#include "registry/document/key_table.h"

/* What the reading of one front matter needs. */
struct reading {
	struct str text; /* the whole file */
	struct document *document;
	const struct config *config;
	struct fields fields;
	VEC(struct relation) relations;
	const struct way *way; /* by which what is being read is stated; NULL: by the canonical key */
	int stage_word;        /* the number of the collection's word for its stage, or -1 */
};

#endif
