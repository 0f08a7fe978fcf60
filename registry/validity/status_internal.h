/* What the files of the status share: how much each relation counts, and the reasons as they are collected. */
#ifndef STYRDOK_REGISTRY_VALIDITY_STATUS_INTERNAL_H
#define STYRDOK_REGISTRY_VALIDITY_STATUS_INTERNAL_H

#include "registry/base/vec.h"
#include "registry/validity/endings.h"
#include "registry/validity/relation_effect.h"

struct asking {
	const struct registry *registry;
	uint32_t document;
	struct date on;      /* no later than anything is known of it, */
	struct date expired; /* or one day later, by which a last day has passed */
	bool beyond;         /* was a later day asked about? */
};

struct asking asking_of(const struct registry *registry, uint32_t document, struct date on);

/* --- reasons ------------------------------------------------------------------------------------------------------ */

struct chain { /* nothing is kept without an arena */
	struct arena *arena;
	VEC(struct reason) found;
};

void chain_say(struct chain *chain, enum reason_kind kind, uint32_t document, struct location at,
               const struct argument args[MESSAGE_ARGUMENTS]);
void chain_say_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                     struct date when);
void chain_say_not_taken(struct chain *chain, const struct registry *registry, const struct relation *relation,
                         const struct relation_effect_answer *found, enum reason_kind kind);
void chain_say_of_whole(struct chain *chain, uint32_t document);

/* Hands the reasons over, into the chain's arena, and begins anew. */
void chain_give(struct chain *chain, struct reason **out, uint32_t *count);

/* --- what the relations come to ------------------------------------------------------------------------------------ */

/* What one relation comes to: for a part, those that name it or a part that holds it count as whole, those that name a part below it as
 * partial. */
enum share {
	SHARE_NONE,
	SHARE_TAKEN,
	SHARE_UNSURE,
	SHARE_PENDING,
	SHARE_PART_TAKEN,
	SHARE_PART_UNSURE,
	SHARE_PART_PENDING,
	SHARES
};

struct tally {
	uint32_t of[SHARES];
	enum status first; /* what ended it first, when anything did */
	struct date first_when;
	uint32_t first_place; /* of those that ended it on the same day, the first in order */
};

struct concern {        /* a relation and how it concerns the document or part that is asked about */
	uint32_t place; /* in registry->ending */
	bool whole;
};

struct concerns {
	struct concern *at;
	size_t n, room;
};

#define TALLY_EMPTY ((struct tally){.first_when = DATE_NONE})

/* The relations that concern the whole document and no single part of it; all that end or affect it; and those that concern a part. In order. */
void concerns_wholes(struct concerns *concerns, const struct registry *registry, uint32_t document);
void concerns_all(struct concerns *concerns, const struct registry *registry, uint32_t document);
void concerns_part(struct concerns *concerns, const struct registry *registry, uint32_t document, uint32_t part);

/* What a relation comes to on the day, added to the tally. */
enum share tally_add(struct tally *tally, const struct asking *asking, const struct concern *concern,
                     struct chain *chain);

/* Something ends it, which stands at that place among what does. */
void tally_end(struct tally *tally, enum status status, struct date when, uint32_t place);

/* What the document says of its own end: its last day, and that a court has annulled it. */
void tally_add_expiry(const struct asking *asking, struct tally *tally, struct chain *chain);

/* Does it apply yet? STATUS_IN_FORCE for yes; else its stage, not yet, or unknown. */
enum status beginning_of(const struct asking *asking, struct chain *chain);

/* The status of the whole document, of what nothing is said of in particular (and whether anything is pending for it), and of a part, given the
 * tally of the relations to each. What `beginning_of` says comes first. */
enum status whole_settle(const struct asking *asking, enum status beginning, struct tally tally, struct chain *chain);
enum status rest_settle(const struct asking *asking, enum status beginning, struct tally tally, bool *pending);
enum status part_settle(const struct asking *asking, enum status rest, bool rest_pending, const struct tally *tally,
                        struct chain *chain);

/* Is this status of the whole that of every part? Of what may have begun since, it is not. */
static inline bool status_is_of_whole(const struct asking *asking, enum status rest)
{
	return !status_applies(rest) && rest != STATUS_UNKNOWN && (!asking->beyond || status_is_final(rest));
}

/* A document whose parts have all ended has ended: repealed when each of them was, else superseded; STATUS_IN_FORCE when some
 * part is left. */
enum status parts_ended(const struct asking *asking);

/* The status on one day, from periods that are kept: for what many relations end or affect. */
enum status periods_status(const struct registry *registry, uint32_t document, uint32_t part, int32_t day);

/* The effect as the relation's own document states it, whatever became of that document later; and with regard to the day from which that document
 * has ended. */
struct relation_effect_answer relation_effect_stated(const struct registry *registry, const struct relation *relation,
                                                     struct date on);
struct relation_effect_answer relation_effect_given(const struct registry *registry, const struct relation *relation,
                                                    struct date on, int32_t actor_ended);

/* Does `a` come before `b`, as far as both can be put in order? */
static inline bool date_is_earlier(struct date a, struct date b)
{
	return a.first != b.first ? a.first < b.first : a.last < b.last;
}

#endif
