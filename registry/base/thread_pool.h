/* Work on many independent items by a few threads. */
#ifndef STYRDOK_REGISTRY_BASE_THREAD_POOL_H
#define STYRDOK_REGISTRY_BASE_THREAD_POOL_H

#include "registry/base/error.h"

#include <stddef.h>

#define THREAD_POOL_MAX 16

/* Threads worth using for this many items: the processors at hand, at most THREAD_POOL_MAX, 1 for few items. */
unsigned thread_pool_size(size_t items);

/* Calls work(context, thread, item) once for every item of 0..items-1, in no given order; thread is 0..threads-1, for
 * what each thread has of its own. Runs on the calling thread, in order, when threads is 0 or 1 or there is one item.
 * Starts at most THREAD_POOL_MAX threads. When only some can be started, those do all the work. Returns 0, or -1 with
 * ERROR_THREAD when not one can be started (nothing was done then; the caller may run it again with 1). All that work
 * wrote can be read once this returns. */
int thread_pool_run(unsigned threads, size_t items, void (*work)(void *context, unsigned thread, size_t item),
                    void *context, struct error *error);

#endif
