/* Inside negation.c: a sentence as tokens with kinds, and as clauses. */
#ifndef STYRDOK_RULES_LANGUAGE_NEGATION_INTERNAL_H
#define STYRDOK_RULES_LANGUAGE_NEGATION_INTERNAL_H

#include "registry/base/str.h"

enum {
	NEGATION_WINDOW = 2048,  /* bytes that are read on each side of the mention */
	NEGATION_TOKENS = 512,   /* tokens that are looked at, */
	NEGATION_BEFORE = 256,   /* of which before the mention at most */
	NEGATION_PHRASES = 2048, /* phrases of negation.def, fewer than this; a power of two */
	NEGATION_PHRASE_MAX = 6, /* words of a phrase */
};

/* clang-format off */
enum kind { /* those of negation.def, and punctuation */
	PLAIN, NOT, NO, PRE, LACK, BOTH, POST, NAY, YEA, PSEUDO, ONLY, MAYBE, NEAR, EDGE, STOP, AND, SUB, REL, THAT, IF, OM,
	AUX, BE, MODAL, IS, PASSIVE, FINITE, KEEP, DONE, SUPINE, LIGHT, SKIP, ANY, PREP, DET, IT,
	COMMA, BREAK, COLON, PIPE, ASK, PAREN, PAREN_END,
};
/* clang-format on */

#define KIND(kind) (1ull << (kind))
#define VERBS (KIND(AUX) | KIND(BE) | KIND(MODAL) | KIND(IS) | KIND(PASSIVE) | KIND(FINITE) | KIND(KEEP))
#define NEGATIONS (KIND(NOT) | KIND(NO) | KIND(PRE) | KIND(LACK) | KIND(BOTH) | KIND(POST) | KIND(NAY))
#define OPENERS (KIND(STOP) | KIND(SUB) | KIND(REL) | KIND(THAT) | KIND(IF))
#define PUNCTUATION (~0ull << COMMA)

struct token {
	size_t from, to;
	uint64_t hash;
	enum kind kind;
	int clause;
	bool opens;  /* a phrase that ends with "att" */
	bool finite; /* the finite verb of its clause */
	bool ahead;  /* here or behind it, before anything that ends a clause, stands a finite verb */
};

enum link { ALONE, ANSWER, LABEL, COORDINATE, RELATIVE }; /* why a clause speaks of another's subject */

struct clause {
	int parent, topic; /* clauses, or -1 */
	int first, finite; /* tokens, or -1 */
	enum link link;    /* to the topic */
	bool open, negated;
	bool lacking; /* holds a LACK */
};

struct sentence {
	struct str text;
	struct token at[NEGATION_TOKENS];
	struct clause clauses[NEGATION_TOKENS + 1]; /* a token begins at most one */
	int n, clause_count;
	int now, outside; /* the clause being read; that around a parenthesis, or -1 */
};

/* The token exists and is of one of the kinds. */
static inline bool token_is(const struct sentence *s, int at, uint64_t kinds)
{
	return at >= 0 && at < s->n && (KIND(s->at[at].kind) & kinds) != 0;
}

static inline bool token_ends(const struct sentence *s, int at, struct str end)
{
	return at >= 0 && at < s->n && str_ends(str_part(s->text, s->at[at].from, s->at[at].to - s->at[at].from), end);
}

/* Reads the tokens around bytes from..to of s->text. */
void negation_read(struct sentence *s, size_t from, size_t to);

/* Finds the clauses, and tells each token its own. */
void negation_clauses(struct sentence *s);

/* A word that ends as finite verbs do. */
bool negation_looks_finite(const struct sentence *s, int at);

/* A word that can be a finite verb, by negation.def. */
bool negation_is_verb(const struct sentence *s, int at);

#endif
