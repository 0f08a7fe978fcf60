/* Conditions, judged on a text. Every answer is yes, no or cannot tell, with the words that decided it. */
#ifndef STYRDOK_RULES_EVALUATE_EVALUATE_H
#define STYRDOK_RULES_EVALUATE_EVALUATE_H

#include "registry/base/vec.h"
#include "rules/evaluate/subject.h"
#include "rules/lexicon/text_words.h"
#include "rules/packs/rule.h"

enum ground {
#define GROUND(name, en, sv) GROUND_##name,
#include "rules/evaluate/verdict_reasons.def"
#undef GROUND
	GROUND_COUNT
};

enum polarity_concept {
#define POLARITY_CONCEPT(name, word) POLARITY_##name,
#include "rules/evaluate/polarity.def"
#undef POLARITY_CONCEPT
	POLARITY_CONCEPTS
};

struct spot { /* words of the text that decided something */
	struct location at;
	struct str text; /* clipped to SPOT_BYTES */
	struct spot *next;
};

#define SPOT_BYTES 160u
#define SPOTS_MAX 100u /* of one rule on one text; what comes after is not told */

struct lack { /* what a condition asked for by name, and did not find */
	const struct bilingual *name;
	struct lack *next;
};

struct answer {
	enum tri holds;
	enum ground ground;
	struct argument args[3];
	struct spot *first, *last;
	uint32_t count; /* of mentions */
	struct lack *lacks, *last_lack;
};

struct window {               /* the part of the text that a condition looks at */
	uint32_t first, last; /* units; last is the one behind */
	bool narrow;          /* a sentence: bytes from..to of the only unit */
	size_t from, to;
};

#define NO_CANDIDATE UINT32_MAX
#define ANYWHERE UINT32_MAX

struct candidate { /* where a pattern is worth trying: units in order, and in each the places in order */
	uint32_t unit;
	uint32_t from; /* a match can begin at this byte; ANYWHERE, of a unit's first: or at others */
	uint32_t next;
};

struct evaluation { /* what one thread has of its own; reused from text to text */
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
	bool **headed;                    /* by pattern: evaluate_parts of it, once asked for */
	bool any_stuck;                   /* some pattern passed the limit on this text; */
	bool *stuck;                      /* by pattern: it passed the limit on this text */
	struct answer *kept;              /* by what conditions ask (condition.same): the answer for the whole text, */
	bool *judged;                     /* if there is one yet */
	struct text_words words;          /* of the text, for concepts */
	uint32_t polarity[POLARITY_CONCEPTS]; /* concepts of the lexicon, or MAP_NONE */
	enum category category;               /* that the text shows, once asked for, */
	struct answer category_words;         /* with the words that do */
	bool category_sought;
};

void evaluation_init(struct evaluation *eval, const struct rulebook *rulebook);
void evaluation_release(struct evaluation *eval);

/* Takes up a text, for the date. The arena owns what answers point at. */
void evaluate_take(struct evaluation *eval, struct subject *subject, struct date on, struct arena *arena);

struct window evaluate_window(const struct evaluation *eval);

/* Judges a condition within a window of the text taken up. */
struct answer evaluate_condition(struct evaluation *eval, const struct condition *condition, struct window window);

/* --- for the kinds of condition ---------------------------------------------------------------------------------- */

struct answer evaluate_text(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_near(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_each(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_section(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_table(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_term(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_concept(struct evaluation *eval, const struct condition *condition, struct window window);
struct answer evaluate_about(struct evaluation *eval, const struct condition *condition, struct window window);
/* The category that the proposal states, or else the only one that its text shows; the words are added to those of the answer. */
enum category evaluate_category(struct evaluation *eval, struct answer *words);
void polarity_init(struct evaluation *eval);
struct answer evaluate_field(struct evaluation *eval, const struct condition *condition);
struct answer evaluate_cites(struct evaluation *eval, const struct condition *condition, struct window window);

bool answer_says_nothing(const struct answer *answer); /* NO for want of anything that says so */
bool answer_is_silent(const struct answer *answer);    /* the text says nothing of it, or only names it */
struct answer answer_of(enum tri holds, enum ground ground);
#define answer_with(holds, ground, ...) answer_args((holds), (ground), ARGUMENTS(__VA_ARGS__))
struct answer answer_args(enum tri holds, enum ground ground, const struct argument args[3]);
struct answer answer_stuck(struct evaluation *eval);

/* Adds words of a unit to what an answer shows. */
void answer_mention(struct evaluation *eval, struct answer *answer, const struct prose_unit *unit, size_t from,
                    size_t to);
void answer_location(struct evaluation *eval, struct answer *answer, struct location at, struct str text);
/* Adds another answer's mentions and lacks. */
void answer_join(struct answer *to, const struct answer *from);
struct answer answer_copy(struct evaluation *eval, const struct answer *answer);

/* Called for each match; returns false to stop. */
typedef bool match_fn(void *context, struct prose_unit *unit, size_t from, size_t to);

struct search {
	uint32_t pattern, heading; /* heading: only below headings that match, or NO_PATTERN */
	enum rule_scope scope;
	struct window window;
};

/* Finds a pattern in what the search looks at, in the order of the text. False when the pattern passed its limit. */
bool evaluate_find(struct evaluation *eval, const struct search *search, match_fn *found, void *context);

/* Does a pattern match the text? A pattern that passes its limit does not. */
bool evaluate_matches(struct evaluation *eval, uint32_t pattern, struct str text);

/* Which parts lie at or below a heading that matches: an array by part, in the arena. */
bool *evaluate_parts(struct evaluation *eval, uint32_t heading);

/* The sentence of a unit that holds a byte, as a narrow window. */
struct window evaluate_sentence(struct evaluation *eval, struct prose_unit *unit, size_t at);

#endif
