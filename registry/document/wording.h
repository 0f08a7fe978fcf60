/* When a wording of a part holds, as its heading states it: {#par-2 from=2024-03-27 by=andring-2024}. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_WORDING_H
#define STYRDOK_REGISTRY_DOCUMENT_WORDING_H

#include "registry/base/date.h"

struct wording {
	struct date from, until; /* its first and last day; DATE_NONE where they follow from the other wordings */
	struct str by;           /* ids of what decided it, or days of revisions: "a,b"; or "" */
	struct str was;          /* what the part was called before it was renumbered, or "" */
};

/* Reads a heading's attributes. False when one is not known, stands twice or is no date; it is then `wrong`, and the others are read. */
bool wording_read(struct str attributes, struct wording *out, struct str *wrong);

/* Cuts the next name off a list such as `by`; false at its end. */
bool wording_next_by(struct str *by, struct str *name);

#endif
