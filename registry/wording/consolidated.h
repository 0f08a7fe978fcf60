/* The wording of a document on a day: which wording of each part holds, and what decided it. */
#ifndef STYRDOK_REGISTRY_WORDING_CONSOLIDATED_H
#define STYRDOK_REGISTRY_WORDING_CONSOLIDATED_H

#include "registry/document/wording.h"
#include "registry/validity/amendment.h"

enum wording_state {
	WORDING_KNOWN,
	WORDING_UNKNOWN,  /* it cannot be determined which holds */
	WORDING_NOT_HELD, /* another holds, or held, which the register does not hold; or it holds a digest alone */
};

enum wording_why { /* of what is not known or not held */
	           WHY_NONE,
	           WHY_AMENDED, /* `because` gave it another wording */
	           WHY_OPEN,    /* it cannot be determined whether `because` has changed it */
	           WHY_DATES,   /* when the wordings hold is not known to the day */
	           WHY_REVISED, /* the text is that after `revision`; what it said before is not held */
	           WHY_DIGEST,
};

struct part_wording {
	uint32_t part; /* index in the document; MARKDOWN_NO_PART: what stands before the first heading */
	enum wording_state state;
	enum wording_why why;
	enum status status;             /* of the part: ended parts have no wording */
	const struct relation *because; /* of WHY_AMENDED and WHY_OPEN; of an ended part what ended it, or NULL */
	const struct revision *revision;
	struct date from;   /* its first day; DATE_NONE: since the document applies */
	struct str by, was; /* of the heading, or of one that holds it; "" when the document itself decided it */
	struct amendment *amendments; /* that name it, on the day */
	uint32_t amendment_count;
};

struct consolidated {
	enum status status; /* of the document */
	bool exists;        /* false: on that day it was not even decided */
	struct part_wording
		*parts; /* in the document's order; those whose time has not come, or has passed, are left out */
	uint32_t count;
	struct amendment *amendments; /* all of the document, on the day */
	uint32_t amendment_count;
};

/* Owned by the arena. Linear in parts and in relations to the document. */
void consolidated_on(struct consolidated *out, struct arena *arena, const struct registry *registry, uint32_t document,
                     struct date on);

/* The wording of this name on that day, or NULL; one that was renumbered since is found by its old name. */
const struct part_wording *consolidated_part(const struct consolidated *text, const struct document *document,
                                             struct str anchor);

#endif
