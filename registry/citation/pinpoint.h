/* The part of what is cited that running text tells: "2 kap. 1 § reglementet", "IT-programmet, kapitel 12". */
#ifndef STYRDOK_REGISTRY_CITATION_PINPOINT_H
#define STYRDOK_REGISTRY_CITATION_PINPOINT_H

#include "registry/base/arena.h"

struct pinpoint {
	size_t from, to; /* bytes of the text */
	struct str part; /* as a lawyer writes it: "6 kap. 37-40 §§"; owned by the arena; "" when none is told */
};

/* Looks behind the name that ends at `end`, or before the one that begins at `from`. What no word or sign says to be a part is none. */
struct pinpoint pinpoint_behind(struct arena *arena, struct str text, size_t end);
struct pinpoint pinpoint_before(struct arena *arena, struct str text, size_t from);

/* The one that holds the byte `inside`, a "§" or the "k" of "kap.". */
struct pinpoint pinpoint_around(struct arena *arena, struct str text, size_t inside);

/* Behind a section's number: past "första stycket 1-4", which names no part of its own. */
size_t pinpoint_past_finer(struct str text, size_t at);

#endif
