/* Adding to the front matter of a file as people would: everything else stays as it is written. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_EDIT_H
#define STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_EDIT_H

#include "registry/document/config.h"

struct new_relation {
	enum relation_type type;
	bool inverse;
	struct str doc, part; /* ids; part "" for the whole */
	struct date from;     /* DATE_NONE: not stated */
	struct str except;    /* a transitional provision, or "" */
};

/* The text with a relation added: to the list that is there, or as a key of its own, in its place among the others. False, with the place of what
 * stands in the way, when the front matter cannot be read or is written in a way that is not changed. Owned by the arena. */
bool front_matter_add(struct arena *arena, const struct config *config, struct str text,
                      const struct new_relation *relation, struct str *out, struct location *at);

#endif
