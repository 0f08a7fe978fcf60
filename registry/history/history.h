/* A document's legal history: the commits in which its file changed, and what changed in law. */
#ifndef STYRDOK_REGISTRY_HISTORY_HISTORY_H
#define STYRDOK_REGISTRY_HISTORY_HISTORY_H

#include "registry/history/document_diff.h"

/* More commits than these are not looked at, unless the caller says otherwise. */
#define HISTORY_COMMITS_MAX 10000u

struct history_entry {
	char hex[41];
	struct date day; /* committed on, in UTC; DATE_NONE when it is beyond the years that we write */
	struct str subject;
	bool merge;                    /* what a branch brought in, as a whole */
	struct document_change change; /* without statuses and indexes; CHANGE_NONE: nothing in law */
};

struct history {
	struct history_entry *entries; /* newest first */
	size_t count;
	size_t looked_at;  /* commits */
	bool cut_off;      /* a shallow clone: what came before is not known */
	bool limited;      /* there are more commits than were to be looked at */
	char next_hex[41]; /* limited: the first that was not */
};

/* Follows the document with this id from the commit of the registry's source back along first parents, through renamed and moved files:
 * it is found by its id. `path` is where its file is in that commit or, when it is gone, was before (see source_last_seen). Reads no
 * more of a commit than what differs from its parent, and is read by the registry's configuration. Owned by the arena. 0, or -1. */
int history_of(struct history *out, struct arena *arena, const struct registry *registry, struct str id,
               struct str path, size_t limit, struct error *error);

/* A relation by which another document ends or changes the one that is asked about. */
struct history_effect {
	struct stated stated; /* other: the acting document's id; inverse */
	bool dated;           /* the commit in which it came is known: */
	char hex[41];
	struct date day;
	struct str subject;
};

/* For how many of them the commit is looked up, since each costs a walk through history. */
#define HISTORY_EFFECTS_DATED 8u

/* All relations in the registry by which others end or change the document with this id, whether or not it is there, in path order.
 * Owned by the arena. 0, or -1. */
int history_effects(struct history_effect **out, size_t *count, struct arena *arena, const struct registry *registry,
                    struct str id, size_t limit, struct error *error);

#endif
