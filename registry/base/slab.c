#include "registry/base/slab.h"

#include "registry/base/arena.h"
#include "registry/base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

#define PIECE_BYTES ((size_t)4 << 20)

struct slab_piece {
	struct arena arena;
	size_t bytes;
	atomic_size_t holders; /* its texts, and the shelf while it is being filled */
};

void slab_drop(struct slab_piece *piece)
{
	if (!piece || atomic_fetch_sub(&piece->holders, 1) > 1)
		return;
	arena_release(&piece->arena);
	free(piece);
}

void slab_close(struct slab *slab)
{
	slab_drop(slab->filling);
	slab->filling = NULL;
}

struct str slab_keep(struct slab *slab, struct str text, struct slab_piece **piece)
{
	if (slab->filling && slab->filling->bytes + text.n > PIECE_BYTES)
		slab_close(slab);
	if (!slab->filling) {
		slab->filling = memory_new(1, sizeof *slab->filling);
		atomic_init(&slab->filling->holders, 1);
	}
	*piece = slab->filling;
	(*piece)->bytes += text.n;
	atomic_fetch_add(&(*piece)->holders, 1);
	return arena_copy(&(*piece)->arena, text);
}
