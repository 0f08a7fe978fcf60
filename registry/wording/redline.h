/* What differs between two texts, word by word. */
#ifndef STYRDOK_REGISTRY_WORDING_REDLINE_H
#define STYRDOK_REGISTRY_WORDING_REDLINE_H

#include "registry/base/arena.h"

enum redline_kind { REDLINE_SAME, REDLINE_DELETED, REDLINE_INSERTED };

struct redline_piece {
	enum redline_kind kind;
	struct str text; /* words with a space between them; "\n" between blocks */
};

struct redline {
	struct redline_piece *at;
	size_t n;
};

/* Compares texts whose blocks are lines. The fewest words that differ are found (Myers, 1986) as long as there are no more than a few
 * thousand of them; of more, all that lies between the common beginning and the common end. Owned by the arena. */
void redline_of(struct redline *out, struct arena *arena, struct str old, struct str new);

/* Does anything differ? */
bool redline_differs(const struct redline *redline);

#endif
