/* Texts that are kept for a while: many in one piece of memory, which goes back to the system when the last of them is dropped. */
#ifndef STYRDOK_REGISTRY_BASE_SLAB_H
#define STYRDOK_REGISTRY_BASE_SLAB_H

#include "registry/base/str.h"

struct slab_piece;

struct slab { /* one per thread that keeps; zeros are an empty one */
	struct slab_piece *filling;
};

/* A copy of the text, and the piece that it lies in. */
struct str slab_keep(struct slab *slab, struct str text, struct slab_piece **piece);

/* Drops one text of the piece, once; any thread may. NULL is none. */
void slab_drop(struct slab_piece *piece);

/* Nothing more is kept here. What was kept stays until it is dropped. */
void slab_close(struct slab *slab);

#endif
