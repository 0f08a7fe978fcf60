/* Labels before facts, and texts taken apart by them. */
#ifndef STYRDOK_REGISTRY_IMPORT_LABEL_H
#define STYRDOK_REGISTRY_IMPORT_LABEL_H

#include "registry/base/str.h"
#include "registry/base/vec.h"

enum label_role {
	LABEL_NONE,
	LABEL_TYPE,
	LABEL_TITLE,
	LABEL_DNR,
	LABEL_NUMBER,
	LABEL_BY, /* who decided, and perhaps when */
	LABEL_DECIDED,
	LABEL_PARAGRAPH,
	LABEL_DATE, /* of whatever */
	LABEL_IN_FORCE,
	LABEL_EXPIRES,
	LABEL_SPAN, /* from when to when */
	LABEL_REACH,
	LABEL_STEWARD,
	LABEL_STEWARD_ALSO, /* a board or unit, beside the one in charge */
	LABEL_REVIEW,
	LABEL_SUPERSEDES,
	LABEL_REVISED,
	LABEL_REVIEWED,
	LABEL_ANNOUNCED,
	LABEL_OTHER, /* nothing that the front matter holds, but it ends what stands before it */
};

struct label {
	enum label_role role;
	size_t n;    /* bytes of the label in the text */
	size_t used; /* with the colon and white space behind it */
	bool verbal, colon;
};

/* The label that the text begins with; false when there is none. */
bool label_find(struct str text, struct label *out);

/* Is the text a label and nothing else, but for a colon? */
bool label_is(struct str text, struct label *out);

struct field {
	enum label_role role;
	struct str label, value;
	size_t block;  /* of the paper */
	bool colon;    /* something more than its place tells that it is a label: a colon, a table's cell */
	uint8_t trust; /* 3: a table or box of facts; 2: a line under the title, page furniture; 1: a sentence */
};

struct field_list {
	VEC(struct field) list;
};

/* Takes a line that begins with a label apart at the labels in it: "Dokumenttyp Policy Beslutad av KF". Nothing when it begins with none. `like`
 * is what the fields have in common. Returns whether all of the line went into fields that may hold what they say. */
bool label_split(struct field_list *fields, struct str line, struct field like);

#endif
