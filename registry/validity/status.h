/* The computed status of a document, or of its parts, on a date, with the chain of reasons.
 *
 * Source of the rules: spec section 2, "How time is reckoned". Every answer about time is yes, no or cannot tell. */
#ifndef STYRDOK_REGISTRY_VALIDITY_STATUS_H
#define STYRDOK_REGISTRY_VALIDITY_STATUS_H

#include "registry/graph/registry.h"

enum status {
	STATUS_DRAFT,
	STATUS_REFERRED,
	STATUS_WITHDRAWN,
	STATUS_NOT_YET_IN_FORCE,
	STATUS_IN_FORCE,
	STATUS_IN_FORCE_IN_PART,
	STATUS_IN_FORCE_TO_BE_REPLACED,
	STATUS_SUPERSEDED,
	STATUS_REPEALED,
	STATUS_EXPIRED,
	STATUS_ANNULLED,
	STATUS_UNKNOWN,
	STATUS_COUNT
};

enum reason_kind {
#define REASON(name, en, sv) REASON_##name,
#include "registry/validity/reason.def"
#undef REASON
	REASON_COUNT
};

#define REASON_ARGUMENTS 4

struct reason {
	enum reason_kind kind;
	uint32_t document; /* of which it speaks; NO_DOCUMENT: of a word of the vocabulary */
	struct location at;
	struct argument args[REASON_ARGUMENTS];
	struct str path; /* "": the document's file */
};

enum amendment_state {
	AMENDMENT_IN_EFFECT,
	AMENDMENT_PENDING,     /* proposed, or decided for a later day */
	AMENDMENT_CONDITIONAL, /* on a condition that has not been met, or of which nobody knows */
	AMENDMENT_DISPUTED,
};

struct amendment { /* of a document or of a part of it (registry/validity/amendment.h) */
	const struct relation *relation;
	enum amendment_state state;
	struct date from;
	struct str part; /* what is amended, by its heading where that is known; "" for the whole */
	struct reason reason;
};

struct part_status {
	uint32_t part; /* index in the document */
	enum status status;
	struct reason *reasons;
	uint32_t reason_count;
	struct amendment *amendments; /* of it, and of what holds it; the last of the reasons tell them */
	uint32_t amendment_count;
};

struct status_answer {
	enum status status;
	struct reason *reasons; /* the last of them tell the amendments */
	uint32_t reason_count;
	struct amendment *amendments; /* of the whole and of its parts; none of what has ended */
	uint32_t amendment_count;
	struct part_status *parts; /* of every part, in the document's order */
	uint32_t part_count;
};

const char *status_name(enum status status);                         /* "in-force-to-be-replaced" */
const struct bilingual *status_texts(enum status status);            /* for people; static */
struct str status_label(enum status status, enum language language); /* for people */

struct str reason_text(enum reason_kind kind, enum language language); /* template with {1}.. */

/* Is the document in force, wholly, in part, or until replaced? */
static inline bool status_applies(enum status status)
{
	return status == STATUS_IN_FORCE || status == STATUS_IN_FORCE_IN_PART ||
	       status == STATUS_IN_FORCE_TO_BE_REPLACED;
}

/* Can nothing that happens later change it? */
static inline bool status_is_final(enum status status)
{
	return status == STATUS_WITHDRAWN || status == STATUS_SUPERSEDED || status == STATUS_REPEALED ||
	       status == STATUS_EXPIRED || status == STATUS_ANNULLED;
}

/* The whole answer, owned by the arena. */
void status_explain(struct status_answer *out, struct arena *arena, const struct registry *registry, uint32_t document,
                    struct date on);

/* Does the part fare otherwise than the document, or for reasons of its own? That it was amended is told of the document. */
bool part_fares_apart(const struct status_answer *answer, uint32_t part);

/* The status alone, of a document or (part != MARKDOWN_NO_PART) of one of its parts. Keeps nothing. */
enum status status_on(const struct registry *registry, uint32_t document, uint32_t part, struct date on);

/* Is it in force on the day? Unlike its status, that is certain of a draft whose day is not: it is not. */
enum tri status_in_force(const struct registry *registry, uint32_t document, uint32_t part, struct date on);

/* Does a document of this status on a day govern then, or may it? A draft does not, even if it cannot be determined whether it existed. */
enum tri document_governs_with(const struct registry *registry, uint32_t document, enum status status, struct date on);

/* Of the relations that have certainly ended the whole document by the day, the one that took effect first, or NULL. */
const struct relation *status_ender(const struct registry *registry, uint32_t document, struct date on);

/* The file that a reason points at. */
struct str reason_path(const struct registry *registry, const struct reason *reason);

#endif
