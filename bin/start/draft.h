/* The text of a new document: front matter in the register's own keys, what is not known as comments that say what to write, and headings. */
#ifndef STYRDOK_BIN_START_DRAFT_H
#define STYRDOK_BIN_START_DRAFT_H

#include "registry/graph/registry.h"

struct draft {
	const struct document_type *type;
	struct str id, title;
	struct str body;   /* the body that is to decide, as its id; "" when it is not told */
	struct str topics; /* ids with commas between, or "" */
	struct date dated;
	struct date in_force; /* or not known */
	struct date decided;  /* the same; by `body` */
	struct str text;      /* what stands below the title; "": headings to be filled in */
	uint32_t like;        /* a document from which what is likely is taken, or NO_DOCUMENT */
};

/* By the register's own template of the type, if there is one. Owned by the arena. 0, or an exit status when that is broken, which has been told. */
int draft_text(struct str *out, struct arena *arena, const struct registry *registry, const struct draft *draft,
               enum language language);

#endif
