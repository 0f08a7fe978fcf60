/* Which documents apply to a body, in a matter, on a day: the question that the register is kept for. */
#ifndef STYRDOK_REGISTRY_QUERY_APPLIES_H
#define STYRDOK_REGISTRY_QUERY_APPLIES_H

#include "registry/query/bound.h"
#include "registry/scope/succession.h"
#include "registry/scope/topic.h"
#include "registry/validity/status.h"

struct applies_question {
	uint32_t body;  /* in the vocabulary */
	uint32_t topic; /* in the vocabulary, or NO_BODY: any */
	struct date on;
};

enum applies_group {
	APPLIES,                /* in force, wholly or in part */
	APPLIES_TO_BE_REPLACED, /* in force, and to be replaced, repealed or updated */
	APPLIES_NOT,            /* no longer, not yet, or never */
	APPLIES_UNSURE,         /* whether it is in force, binds the body, or is about the topic cannot be determined */
	APPLIES_GROUPS
};

struct applies_entry {
	uint32_t document;
	enum binding binding;
	enum about about; /* ABOUT_TOPIC where no topic was asked about */
	enum status status;
	bool draft;             /* not decided: it does not apply, also where its status cannot be determined */
	struct reason *reasons; /* of the status, then why it binds the body, then why it is about the topic */
	uint32_t reason_count;
	struct part_status *parts; /* those that do not simply follow the document */
	uint32_t part_count;
	struct amendment *amendments;
	uint32_t amendment_count;
};

struct applies_entries {
	struct applies_entry *at;
	size_t n, room;
};

struct applies_answer {
	struct body_answer bodies;
	struct applies_entries groups[APPLIES_GROUPS]; /* each in the order of documents_sort */
	size_t others; /* documents in force in the matter that apply to other bodies alone; they are in no group */
};

/* Answers from governing documents alone: replies, proposals and the like say nothing that applies. What the answer points at is owned by
 * the arena, but for what applies_release frees. */
void applies_answer(struct applies_answer *out, struct arena *arena, const struct registry *registry,
                    const struct applies_question *question);
void applies_release(struct applies_answer *answer);

/* The group of a document that is in force on the day, binds the body and is about the topic, each for certain, perhaps or not. */
enum applies_group applies_group(const struct registry *registry, uint32_t document, enum tri in_force,
                                 enum tri reached, struct date on);

const char *applies_group_name(enum applies_group group); /* "to_be_replaced" */

#endif
