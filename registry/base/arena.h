/* An arena: memory that is given out piece by piece and taken back all at once. Not shared between threads. */
#ifndef STYRDOK_REGISTRY_BASE_ARENA_H
#define STYRDOK_REGISTRY_BASE_ARENA_H

#include "registry/base/str.h"

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest; older ones hang behind it */
};

#define ARENA_EMPTY ((struct arena){NULL})

/* Zeroed memory, aligned for any type, owned by the arena; never NULL. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type)))
#define ARENA_NEW(arena, type) ARENA_ARRAY(arena, type, 1)

/* A copy of the text, owned by the arena and followed by a NUL that its length does not count. */
struct str arena_copy(struct arena *arena, struct str text);

/* printf into the arena. */
struct str arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The texts with a separator between them. */
struct str arena_list(struct arena *arena, const struct str *texts, size_t count, struct str separator);

/* Takes everything back but keeps one chunk for reuse. */
void arena_reset(struct arena *arena);

/* Takes everything back. The arena can be used again. */
void arena_release(struct arena *arena);

/* Hands all that `from` holds over to `to`; `from` is empty afterwards. */
void arena_join(struct arena *to, struct arena *from);

#endif
