/* Something that is computed once from what is frozen, when it is first asked for, by whichever thread asks. */
#ifndef STYRDOK_REGISTRY_BASE_MEMO_H
#define STYRDOK_REGISTRY_BASE_MEMO_H

struct memo {
	_Atomic(void *) at; /* NULL until then */
	void (*release)(void *);
};

/* What `make` makes of `from`, made at most once: should two threads make it at the same time, one of them is released again. Freed with
 * memo_release. */
void *memo_get(struct memo *memo, void *(*make)(const void *from), const void *from, void (*release)(void *));

void memo_release(struct memo *memo);

#endif
