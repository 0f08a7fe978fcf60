/* The verdict of a rule on a text: one of four outcomes, with its reason. */
#ifndef STYRDOK_RULES_EVALUATE_VERDICT_H
#define STYRDOK_RULES_EVALUATE_VERDICT_H

#include "registry/validity/status.h"
#include "rules/evaluate/evaluate.h"

enum basis { BASIS_TEXT, BASIS_DECLARED, BASIS_SILENT, BASIS_CONFLICTING, BASIS_FACTS, BASIS_FORCE };

struct verdict {
	const struct rule *rule;
	enum outcome outcome;
	struct answer answer;         /* the ground, and the words that decided it */
	enum basis basis;             /* what the outcome rests on */
	bool judged;                  /* what the rule requires was judged */
	bool about;                   /* the words are not those that decided, but those that made the rule matter */
	const struct reason *reasons; /* why the clause does not apply, or may not: from the register */
	uint32_t reason_count;
	bool suspect;                /* the clause has changed since the rule was written */
	const struct waiver *waiver; /* that excuses it, or NULL */
};

enum verdict_mode {
	VERDICT_BY_REGISTER, /* the clause must be in force for the proposing body on the date */
	VERDICT_IN_FORCE,    /* as if it were: examples are judged so */
	VERDICT_INVERTED /* the same, with the rule turned into its opposite: what it requires, and where it applies */
};

/* The verdict on the text that the judge has taken up. What it points at is owned by the judge's arena. */
struct verdict verdict_of(struct evaluation *eval, const struct rule *rule, enum verdict_mode mode);

/* The reason, in a language: "missing: a, b". Owned by the arena. */
struct str verdict_reason(const struct verdict *verdict, struct arena *arena, enum language language);

/* As JSON says it. */
const char *basis_name(enum basis basis);

/* Is the rule's advice worth telling? Not where something else than the text is in the way. */
bool verdict_advises(const struct verdict *verdict);

/* How much a verdict matters: a must that is not satisfied is an error, a should a warning, a may a note; what cannot be determined is a
 * warning for a must, else a note. SEVERITY_OFF: nothing is wrong. */
enum severity verdict_severity(const struct verdict *verdict);

#endif
