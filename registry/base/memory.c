#include "registry/base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

/* The one global of the library: running out of memory is the process's business, not that of a caller. */
static _Atomic(void (*)(void)) memory_handler;

void memory_on_failure(void (*handler)(void))
{
	atomic_store(&memory_handler, handler);
}

_Noreturn void memory_failed(void)
{
	void (*handler)(void) = atomic_load(&memory_handler);

	if (handler)
		handler();
	abort();
}

/* Never 0: malloc(0) may be NULL, and realloc(old, 0) may free. */
static size_t memory_bytes(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
		memory_failed();
	return bytes ? bytes : 1;
}

void *memory_new(size_t count, size_t size)
{
	void *new = calloc(1, memory_bytes(count, size));

	if (!new)
		memory_failed();
	return new;
}

void *memory_resize(void *old, size_t count, size_t size)
{
	void *new = realloc(old, memory_bytes(count, size));

	if (!new)
		memory_failed();
	return new;
}
