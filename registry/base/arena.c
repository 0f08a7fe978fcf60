#include "registry/base/arena.h"

#include "registry/base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16 /* poisoned bytes behind each piece, so that ASan sees it overrun */
#else
#define ARENA_POISON 0
#define ARENA_GAP 0
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

#define ARENA_CHUNK_MIN ((size_t)64 << 10)
#define ARENA_CHUNK_MAX ((size_t)4 << 20) /* large enough for large pages */
#define ARENA_BIG ((size_t)16 << 10)      /* what does not fit and is larger than this gets a chunk of its own */
#define ARENA_ALIGN _Alignof(max_align_t)

/* All bytes from `used` on are zero: fresh ones come from calloc, and a reset clears what was used. */
struct arena_chunk {
	struct arena_chunk *older;
	size_t size, used;
	_Alignas(max_align_t) char at[];
};

static struct arena_chunk *chunk_new(size_t size)
{
	struct arena_chunk *chunk;

	if (size > PTRDIFF_MAX - sizeof *chunk)
		memory_failed();
	chunk = memory_new(1, sizeof *chunk + size);
	chunk->size = size;
	ASAN_POISON_MEMORY_REGION(chunk->at, size);
	return chunk;
}

/* Frees the chunk and all older ones. */
static void chunk_free_all(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;

		ASAN_UNPOISON_MEMORY_REGION(chunk->at, chunk->size);
		free(chunk);
		chunk = older;
	}
}

/* The offset at which a piece of that size fits, or SIZE_MAX. Align is a power of two. */
static size_t chunk_room(const struct arena_chunk *chunk, size_t bytes, size_t align)
{
	size_t at = (chunk->used + align - 1) & ~(align - 1);

	return at <= chunk->size && bytes <= chunk->size - at ? at : SIZE_MAX;
}

static struct arena_chunk *arena_push(struct arena *arena)
{
	size_t size = arena->chunk ? arena->chunk->size * 2 : ARENA_CHUNK_MIN;
	struct arena_chunk *chunk = chunk_new(size < ARENA_CHUNK_MAX ? size : ARENA_CHUNK_MAX);

	chunk->older = arena->chunk;
	arena->chunk = chunk;
	return chunk;
}

/* Behind the newest chunk, which goes on being filled. So the newest is never a big one. */
static struct arena_chunk *arena_insert_big(struct arena *arena, size_t bytes)
{
	struct arena_chunk *big = chunk_new(bytes);

	big->older = arena->chunk->older;
	arena->chunk->older = big;
	return big;
}

/* Zeroed, since chunks are beyond what is used. */
static char *arena_take(struct arena *arena, size_t bytes, size_t align)
{
	struct arena_chunk *chunk;
	size_t at, whole;

	if (__builtin_add_overflow(bytes, (size_t)ARENA_GAP, &whole))
		memory_failed();
	chunk = arena->chunk ? arena->chunk : arena_push(arena);
	at = chunk_room(chunk, whole, align);
	if (at == SIZE_MAX) {
		chunk = whole > ARENA_BIG ? arena_insert_big(arena, whole) : arena_push(arena);
		at = 0;
	}
	chunk->used = at + whole;
	ASAN_UNPOISON_MEMORY_REGION(chunk->at + at, bytes);
	return chunk->at + at;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		memory_failed();
	return arena_take(arena, bytes, ARENA_ALIGN);
}

/* Room for a text of n bytes and its NUL; texts need no alignment, but ASan can only poison aligned ones. */
static char *arena_take_text(struct arena *arena, size_t n)
{
	if (n == SIZE_MAX)
		memory_failed();
	return arena_take(arena, n + 1, ARENA_POISON ? ARENA_ALIGN : 1);
}

struct str arena_copy(struct arena *arena, struct str text)
{
	char *copy = arena_take_text(arena, text.n);

	if (text.n)
		memcpy(copy, text.at, text.n);
	return (struct str){copy, text.n};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
	char near[256]; /* most texts are short and need formatting only once */
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vsnprintf(near, sizeof near, format, args);
	va_end(args);
	if (n < 0)
		memory_failed();
	if ((size_t)n < sizeof near)
		return arena_copy(arena, (struct str){near, (size_t)n});
	text = arena_take_text(arena, (size_t)n);
	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return (struct str){text, (size_t)n};
}

void arena_reset(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunk;

	if (!chunk)
		return;
	chunk_free_all(chunk->older);
	chunk->older = NULL;
	ASAN_UNPOISON_MEMORY_REGION(chunk->at, chunk->size);
	memset(chunk->at, 0, chunk->used);
	ASAN_POISON_MEMORY_REGION(chunk->at, chunk->size);
	chunk->used = 0;
}

void arena_release(struct arena *arena)
{
	chunk_free_all(arena->chunk);
	arena->chunk = NULL;
}

/* What `from` holds goes behind the chunk that `to` is filling. */
void arena_join(struct arena *to, struct arena *from)
{
	struct arena_chunk *oldest = from->chunk;

	if (to == from || !oldest)
		return;
	if (!to->chunk) {
		to->chunk = from->chunk;
	} else {
		while (oldest->older)
			oldest = oldest->older;
		oldest->older = to->chunk->older;
		to->chunk->older = from->chunk;
	}
	from->chunk = NULL;
}

struct str arena_list(struct arena *arena, const struct str *texts, size_t count, struct str separator)
{
	size_t size = 0, n = 0;
	char *list = NULL;

	for (size_t i = 0; i < count; i++)
		size += texts[i].n + separator.n;
	list = arena_alloc(arena, size + 1, 1);
	for (size_t i = 0; i < count; i++) {
		if (i) {
			memcpy(list + n, separator.at, separator.n);
			n += separator.n;
		}
		if (texts[i].n)
			memcpy(list + n, texts[i].at, texts[i].n);
		n += texts[i].n;
	}
	return (struct str){list, n};
}
