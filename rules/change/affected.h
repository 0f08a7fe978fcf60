/* Which documents a change can touch: those whose own findings may differ between two registers. */
#ifndef STYRDOK_RULES_CHANGE_AFFECTED_H
#define STYRDOK_RULES_CHANGE_AFFECTED_H

#include "registry/history/registry_diff.h"

struct affected {
	bool *old, *new; /* by document of either register; NULL: all of them */
};

/* Marks the documents that differ; those whose status can differ, because what ends or affects them, however indirectly, differs; those
 * that have a relation to, cite, or share a name with one of these; and those whose texts cite something else, since other names are known. All of
 * them when styrdok.yaml, the vocabulary, or whether something is unreadable differs, since any document may then fare otherwise. Linear in documents, relations and citations. Owned by
 * the arena. 0, or -1 when no thread can be started. */
int affected_mark(struct affected *out, struct arena *arena, const struct registry_diff *diff, struct error *error);

#endif
