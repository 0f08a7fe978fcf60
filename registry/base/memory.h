/* Memory that never comes back empty-handed: one policy for running out, chosen by the program. */
#ifndef STYRDOK_REGISTRY_BASE_MEMORY_H
#define STYRDOK_REGISTRY_BASE_MEMORY_H

#include <stddef.h>

/* What to do when memory runs out: must not return, must not allocate, and may be called from any thread, even from
 * several at once (so it ends with _Exit rather than exit). The default is abort(); the program installs one that says
 * so and ends with status 3. The registry library itself never prints and never exits. */
void memory_on_failure(void (*handler)(void));

/* Runs the handler; for wrappers whose library reports that it ran out. */
_Noreturn void memory_failed(void);

/* Like calloc and realloc, but never NULL, not even for 0 bytes; memory_resize too refuses a count * size that
 * overflows, and does not zero what it adds. Freed with free(). */
void *memory_new(size_t count, size_t size);
void *memory_resize(void *old, size_t count, size_t size);

#endif
