#include "registry/base/memo.h"

#include <stdatomic.h>
#include <stddef.h>

void *memo_get(struct memo *memo, void *(*make)(const void *from), const void *from, void (*release)(void *))
{
	void *at = atomic_load_explicit(&memo->at, memory_order_acquire), *made = NULL;

	if (at)
		return at;
	made = make(from);
	if (atomic_compare_exchange_strong(&memo->at, &at, made)) {
		memo->release = release;
		return made;
	}
	release(made);
	return at;
}

void memo_release(struct memo *memo)
{
	if (memo->at)
		memo->release(memo->at);
	memo->at = NULL;
}
