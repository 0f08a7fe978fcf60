/* Conditions, judged on a text. Every answer is yes, no or cannot tell, with the words that decided it. */
#ifndef STYRDOK_RULES_JUDGE_H
#define STYRDOK_RULES_JUDGE_H

#include "registry/base/vec.h"
#include "rules/evaluate/subject.h"
#include "rules/packs/rule.h"

enum ground {
#define GROUND(name, en, sv) GROUND_##name,
#include "rules/evaluate/verdict_reasons.def"
#undef GROUND
	GROUND_COUNT
};

struct spot { /* words of the text that decided something */
	struct place at;
	struct str text; /* clipped to SPOT_BYTES */
	struct spot *next;
};

#define SPOT_BYTES 160u
#define SPOTS_MAX 100u /* of one rule on one text; what comes after is not told */

struct lack { /* what a condition asked for by name, and did not find */
	const struct label *name;
	struct lack *next;
};

struct answer {
	enum tri holds;
	enum ground ground;
	struct str args[3];
	struct spot *first, *last;
	uint32_t count; /* of mentions */
	struct lack *lacks, *last_lack;
};

struct window {               /* the part of the text that a condition looks at */
	uint32_t first, last; /* units; last is the one behind */
	bool narrow;          /* a sentence: bytes from..to of the only unit */
	size_t from, to;
};

struct candidate { /* where a pattern is worth trying: units in order, and in each the places in order */
	uint32_t unit;
	uint32_t from; /* a match can begin at this byte; ANYWHERE, of a unit's first: or at others */
	uint32_t next;
};

struct judge { /* what one thread has of its own; reused from text to text */
	const struct rulebook *rulebook;
	const struct condition
		*fixed; /* a condition that is taken to hold, or not to, whatever the text: how examples are tested */
	enum tri fixed_to;
	bool everywhere;     /* try every pattern on every unit, without the prefilter: the answers are the same */
	struct arena *arena; /* owns what answers point at */
	struct subject *subject;
	struct date on;
	VEC(struct candidate) candidates;
	uint32_t *heads, *tails;          /* by pattern: its list of candidates */
	uint32_t *groups;                 /* by pattern: its first candidate in the last unit that has one */
	uint32_t *cursors;                /* by pattern: the candidate that was tried last */
	uint32_t unit;                    /* the unit being looked at by the automaton */
	uint32_t *part_first, *part_last; /* by part: its units, sub-parts included */
	bool **headed;                    /* by pattern: judge_parts of it, once asked for */
	bool any_stuck;                   /* some pattern passed the limit on this text; */
	bool *stuck;                      /* by pattern: it passed the limit on this text */
	struct answer *kept;              /* by what conditions ask (condition.same): the answer for the whole text, */
	bool *judged;                     /* if there is one yet */
};

void judge_init(struct judge *judge, const struct rulebook *rulebook);
void judge_release(struct judge *judge);

/* Takes up a text, for the date. The arena owns what answers point at. */
void judge_take(struct judge *judge, struct subject *subject, struct date on, struct arena *arena);

struct window judge_window(const struct judge *judge);

/* Judges a condition within a window of the text taken up. */
struct answer judge_condition(struct judge *judge, const struct condition *condition, struct window window);

/* --- for the kinds of condition ---------------------------------------------------------------------------------- */

struct answer judge_text(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_near(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_each(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_section(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_table(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_term(struct judge *judge, const struct condition *condition, struct window window);
struct answer judge_field(struct judge *judge, const struct condition *condition);
struct answer judge_cites(struct judge *judge, const struct condition *condition, struct window window);

struct answer answer_of(enum tri holds, enum ground ground);
#define answer_with(holds, ground, ...) answer_args((holds), (ground), (struct str[3]){__VA_ARGS__})
struct answer answer_args(enum tri holds, enum ground ground, const struct str args[3]);
struct answer answer_stuck(struct judge *judge);

/* Adds words of a unit to what an answer shows. */
void answer_mention(struct judge *judge, struct answer *answer, const struct prose_unit *unit, size_t from, size_t to);
void answer_place(struct judge *judge, struct answer *answer, struct place at, struct str text);
/* Adds another answer's mentions and lacks. */
void answer_join(struct answer *to, const struct answer *from);

/* Called for each match; returns false to stop. */
typedef bool match_fn(void *context, struct prose_unit *unit, size_t from, size_t to);

struct search {
	uint32_t pattern, heading; /* heading: only below headings that match, or NO_PATTERN */
	enum rule_scope scope;
	struct window window;
};

/* Finds a pattern in what the search looks at, in the order of the text. False when the pattern passed its limit. */
bool judge_find(struct judge *judge, const struct search *search, match_fn *found, void *context);

/* Does a pattern match the text? A pattern that passes its limit does not. */
bool judge_matches(struct judge *judge, uint32_t pattern, struct str text);

/* Which parts lie at or below a heading that matches: an array by part, in the arena. */
bool *judge_parts(struct judge *judge, uint32_t heading);

/* The sentence of a unit that holds a byte, as a narrow window. */
struct window judge_sentence(struct judge *judge, struct prose_unit *unit, size_t at);

#endif
