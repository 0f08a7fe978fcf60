/* Acts that running text cites: "5 kap. 9 § kommunallagen (2017:725)", "SFS 2010:110", "30 § samma lag", "förordning (EU) 2016/679". */
#ifndef STYRDOK_REGISTRY_CITATION_ACT_MENTION_H
#define STYRDOK_REGISTRY_CITATION_ACT_MENTION_H

#include "registry/base/arena.h"
#include "registry/base/vec.h"
#include "registry/document/document.h"

struct act_mention {
	size_t from, to;   /* bytes of the name and its number; the part is told before or behind them */
	struct str called; /* the name without its number, as written; "" for a number alone */
	struct str number; /* "2017:725", "2016/679"; "" when the text has not told it */
	struct str part;   /* "5 kap. 9 §"; "" of the whole */
	enum cited_how stance;
	bool told; /* the number stands there itself */
};

typedef VEC(struct act_mention) act_mentions;

struct act_called { /* what a text has said an act to be called */
	struct str name, number;
};

struct act_memory { /* of one document, in the order of its text; released with vec_release(&memory.names) */
	VEC(struct act_called) names;
	struct act_called last; /* "samma lag" */
};

/* Adds the acts that a block of text cites by number, or by a name or abbreviation with a part beside it, in the order of the text. Those
 * of several parts stand several times. Texts are borrowed or owned by the arena. */
void act_mentions_find(act_mentions *out, struct act_memory *memory, struct arena *arena, struct str text);

/* The number that the text has given the name, or "". */
struct str act_number_of(const struct act_memory *memory, struct str called);

#endif
