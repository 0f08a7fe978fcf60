#include "registry/base/slab.h"

#include "registry/base/arena.h"
#include "registry/base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

#define PIECE_BYTES ((size_t)4 << 20)

struct shelf_piece {
	struct arena arena;
	size_t bytes;
	atomic_size_t holders; /* its texts, and the shelf while it is being filled */
};

void shelf_drop(struct shelf_piece *piece)
{
	if (!piece || atomic_fetch_sub(&piece->holders, 1) > 1)
		return;
	arena_release(&piece->arena);
	free(piece);
}

void shelf_close(struct shelf *shelf)
{
	shelf_drop(shelf->filling);
	shelf->filling = NULL;
}

struct str shelf_keep(struct shelf *shelf, struct str text, struct shelf_piece **piece)
{
	if (shelf->filling && shelf->filling->bytes + text.n > PIECE_BYTES)
		shelf_close(shelf);
	if (!shelf->filling) {
		shelf->filling = memory_new(1, sizeof *shelf->filling);
		atomic_init(&shelf->filling->holders, 1);
	}
	*piece = shelf->filling;
	(*piece)->bytes += text.n;
	atomic_fetch_add(&(*piece)->holders, 1);
	return arena_copy(&(*piece)->arena, text);
}
