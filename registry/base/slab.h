/* Texts that are kept for a while: many in one piece of memory, which goes back to the system when the last of them is dropped. */
#ifndef STYRDOK_BASE_SHELF_H
#define STYRDOK_BASE_SHELF_H

#include "registry/base/str.h"

struct shelf_piece;

struct shelf { /* one per thread that keeps; zeros are an empty one */
	struct shelf_piece *filling;
};

/* A copy of the text, and the piece that it lies in. */
struct str shelf_keep(struct shelf *shelf, struct str text, struct shelf_piece **piece);

/* Drops one text of the piece, once; any thread may. NULL is none. */
void shelf_drop(struct shelf_piece *piece);

/* Nothing more is kept here. What was kept stays until it is dropped. */
void shelf_close(struct shelf *shelf);

#endif
