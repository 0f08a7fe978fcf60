/* Whether and when a relation takes effect. Source: spec section 2, "How time is reckoned". */
#ifndef STYRDOK_REGISTRY_VALIDITY_RELATION_EFFECT_H
#define STYRDOK_REGISTRY_VALIDITY_RELATION_EFFECT_H

#include "registry/validity/status.h"

enum relation_effect { EFFECT_NONE, EFFECT_PENDING, EFFECT_UNSURE, EFFECT_TAKEN };

struct relation_effect_answer {
	enum relation_effect effect;
	enum reason_kind why; /* of EFFECT_PENDING and EFFECT_UNSURE */
	struct str detail;    /* the condition */
	struct date when;
};

/* The stage as stated, else decided when a day of decision is stated and no stage is. */
enum stage document_stage(const struct document *document);

/* The first day on which the document can apply: as stated, but not before the decision. */
struct date document_first_day(const struct document *document);

/* The effect of a relation on a day, with regard to what became of the acting document: what has ended no longer proposes, promises
 * or requires; what took effect before that stays. */
struct relation_effect_answer relation_effect_on(const struct registry *registry, const struct relation *relation,
                                                 struct date on);

/* When a relation takes effect: its `from`, else when its document applies, never before that was decided. */
struct date relation_effect_date(const struct registry *registry, const struct relation *relation);

/* Does the relation, on the day, leave its target in force but to be replaced or updated? */
bool relation_is_pending(const struct registry *registry, const struct relation *relation, struct date on);

/* Has the relation taken effect on the day? */
enum tri relation_in_effect(const struct registry *registry, const struct relation *relation, struct date on);

/* Does the relation amend or correct its target? What its document also ends is not amended by it. */
bool relation_amends(const struct registry *registry, const struct relation *relation);

#endif
