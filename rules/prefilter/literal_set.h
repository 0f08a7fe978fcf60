/* What is known of a piece of a pattern: the texts that its matches begin with, end with, and hold. For required_literals.c. */
#ifndef STYRDOK_RULES_PREFILTER_LITERAL_SET_H
#define STYRDOK_RULES_PREFILTER_LITERAL_SET_H

#include "rules/prefilter/required_literals.h"

struct text {
	struct str bare;   /* in lower case */
	bool begins, ends; /* at the edge of a word */
};

struct set {
	struct text *at;
	uint32_t n;
};

struct part {
	bool whole;       /* it matches what is in `first` and nothing else */
	struct set first; /* each match begins with one of these; the empty text says nothing */
	struct set last;  /* each match ends with one of these */
	struct set best;  /* each match holds one of these */
};

/* May literals hold this character? And what it is in lower case; for these alone. */
bool literal_holds(uint32_t point);
uint32_t literal_fold(uint32_t point);

/* What parts are made in: memory for what is thrown away at the end, and bytes written and texts compared so far. */
struct workshop {
	struct arena *arena;
	size_t work;
};

/* Matches the empty text: what looks around and takes nothing. And the same at the edge of a word. */
struct part part_empty(struct workshop *shop);
struct part part_edge(struct workshop *shop);

/* Matches we know not what. */
struct part part_unknown(struct workshop *shop);

/* Matches any of these characters, in either case. */
struct part part_points(struct workshop *shop, const uint32_t *points, size_t count);

/* The one, then the other. The one or the other. */
struct part part_join(struct workshop *shop, struct part a, struct part b);
struct part part_either(struct workshop *shop, struct part a, struct part b);

/* So many times; 2 stands for more. */
struct part part_repeat(struct workshop *shop, struct part part, unsigned least, unsigned most);

/* Are the texts of `best` worth seeking? And those of `first`? */
bool part_is_useful(const struct part *part);
bool part_has_start(const struct part *part);

#endif
