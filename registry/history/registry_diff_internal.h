/* What the files of the comparison share. */
#ifndef STYRDOK_REGISTRY_HISTORY_REGISTRY_DIFF_INTERNAL_H
#define STYRDOK_REGISTRY_HISTORY_REGISTRY_DIFF_INTERNAL_H

#include "registry/base/vec.h"
#include "registry/history/registry_diff.h"
#include "registry/validity/period.h"

typedef VEC(struct document_change) change_vec;

struct register_side { /* one register, and what is known of its documents */
	struct registry *registry;
	bool *differs; /* the file is not the same on the other side: what it says may not be */
	bool *told_of; /* a file that differs states a relation in which it acts */
};

struct registry_diff_work {
	struct registry_diff *out;
	const struct registry_diff_question *question;
	struct register_side old, new;
	change_vec found;
	VEC(struct str) digests; /* of what is added or gone, else "" */
	struct arena scratch, text;
	bool everywhere; /* styrdok.yaml differs: the same file may say something else */
	bool aligned; /* the old register was taken over from the new one: indexes are the same, and ids of files are known */
	struct error *error;
};

struct periods {
	const struct period *at;
	size_t n;
};

/* Where two rows of periods differ. Owned by the arena, without reasons. A row of none stands for a document that is not there. */
struct status_changes periods_compare(struct arena *arena, struct periods old, struct periods new);

/* The periods of a document; none for NO_DOCUMENT. */
struct periods periods_in(struct arena *arena, const struct registry *registry, uint32_t document);

/* Fills the statuses of a change, and those of parts that fare otherwise. */
void change_statuses(struct document_change *change, struct arena *arena, const struct registry *old,
                     const struct registry *new);

/* Fills bodies and unbound, for the documents of the comparison; for all when the vocabulary's tree of bodies differs. */
void registry_diff_bodies(struct registry_diff *diff, const struct registry_diff_question *question);

/* Is the document, given by its indexes in both registers, among what is asked for? */
bool registry_diff_asks(const struct registry_diff_question *question, const struct registry_diff *diff, uint32_t old,
                        uint32_t new);

/* The body's digest, to find the same text under another id; "" where there is none. */
struct str change_digest(struct arena *arena, const struct change_side *side);

/* Fills what is to be said of documents that are gone, and of those added under another id. */
void registry_diff_removed(struct registry_diff_work *work);

#endif
