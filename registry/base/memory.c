#include "registry/base/memory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* What is large gets large pages, where the system has such to give: a tenth of the interruptions, each of which costs as much as a document's
 * facts. Only advice: it cannot fail in a way that matters. */
#define LARGE ((size_t)4 << 20)

static void *large_pages(void *at, size_t bytes)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = ((uintptr_t)at + page - 1) & ~(page - 1),
		  end = ((uintptr_t)at + bytes) & ~(page - 1);

	if (bytes >= LARGE)
		(void)madvise((void *)first, end - first, MADV_HUGEPAGE);
	return at;
}

void *memory_new(size_t count, size_t size)
{
	size_t bytes = memory_bytes(count, size);
	void *new = calloc(1, bytes);

	if (!new)
		memory_failed();
	return large_pages(new, bytes);
}

void *memory_resize(void *old, size_t count, size_t size)
{
	size_t bytes = memory_bytes(count, size);
	void *new = realloc(old, bytes);

	if (!new)
		memory_failed();
	return large_pages(new, bytes);
}
