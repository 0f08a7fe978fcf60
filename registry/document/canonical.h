/* Front matter in canonical form: keys in the order of document_keys, dates and lists as they are written in README. Nothing that it says
 * changes, and no comment or byte of the body is lost. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_CANONICAL_H
#define STYRDOK_REGISTRY_DOCUMENT_CANONICAL_H

#include "registry/document/config.h"

enum canonical_outcome {
	CANONICAL_SAME,    /* it is in that form already */
	CANONICAL_CHANGED, /* `text` is */
	CANONICAL_UNREAD,  /* the front matter cannot be read */
	CANONICAL_UNSAFE, /* it can, but is written in a way that is left alone: a tag, one brace for the whole, keys after "?" */
};

struct canonical {
	enum canonical_outcome outcome;
	struct str text;    /* the whole file, owned by the arena; of CHANGED */
	struct location at; /* of what stands in the way, of UNREAD and UNSAFE; perhaps LOCATION_FILE */
};

/* The canonical form of a file's text. A key that is the collection's own business stays behind the key that it stands behind. */
struct canonical canonical_of(struct arena *arena, const struct config *config, struct str text);

#endif
