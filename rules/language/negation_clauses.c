/* The clauses of a sentence: each has one finite verb; a second one goes back to the clause around, or begins another. */
#include "rules/language/negation_internal.h"

#define DEPTH 8 /* of clauses in clauses that are looked at, so that no text takes long */

bool negation_looks_finite(const struct sentence *s, int at)
{
	return token_ends(s, at, STR("r")) || token_ends(s, at, STR("s")) || token_ends(s, at, STR("de"));
}

bool negation_is_verb(const struct sentence *s, int at)
{
	if (token_ends(s, at, STR("ts")) && !token_ends(s, at, STR("ätts")))
		return false; /* "har förankrats" */
	return token_is(s, at, VERBS) ||
	       (token_is(s, at, KIND(PRE) | KIND(BOTH) | KIND(POST)) && negation_looks_finite(s, at));
}

/* An infinitive follows, perhaps after adverbs. */
static bool infinitive_after(const struct sentence *s, int at)
{
	do
		at++;
	while (token_is(s, at, KIND(SKIP) | KIND(NOT) | KIND(ONLY) | KIND(PSEUDO)));
	if (token_is(s, at, KIND(LIGHT)))
		return true;
	return token_is(s, at, KIND(PLAIN) | KIND(PASSIVE) | KIND(IS) | KIND(PRE) | KIND(DONE) | KIND(KEEP)) &&
	       (token_ends(s, at, STR("a")) || token_ends(s, at, STR("as")) || token_ends(s, at, STR("å")));
}

/* Tells each token whether a verb is ahead. */
static void look_ahead(struct sentence *s)
{
	bool ahead = false;

	for (int i = s->n - 1; i >= 0; i--) {
		if (token_is(s, i, PUNCTUATION | OPENERS | KIND(AND)) || s->at[i].opens)
			ahead = false;
		ahead = ahead || negation_is_verb(s, i);
		s->at[i].ahead = ahead;
	}
}

static bool ahead(const struct sentence *s, int at)
{
	return at < s->n && s->at[at].ahead;
}

static void clause_open(struct sentence *s, int parent, enum link link, bool open)
{
	struct clause *clause = &s->clauses[s->clause_count];

	*clause = (struct clause){.parent = parent, .topic = s->now, .first = -1, .finite = -1, .link = link};
	clause->open = open || (parent >= 0 && s->clauses[parent].open);
	s->now = s->clause_count++;
}

/* The clause around the present one that still waits for its finite verb, or -1. */
static int clause_waiting(const struct sentence *s)
{
	int clause = s->clauses[s->now].parent;

	for (int depth = 0; clause >= 0 && depth < DEPTH; depth++) {
		if (s->clauses[clause].finite < 0)
			return clause;
		clause = s->clauses[clause].parent;
	}
	return -1;
}

/* A clause beside the present one; beside the main clause, after a comma. */
static void clause_beside(struct sentence *s, int next, bool comma)
{
	int clause = s->now;
	bool shared = negation_is_verb(s, next) || (token_is(s, next, KIND(IT)) && negation_is_verb(s, next + 1));

	for (int depth = 0; comma && s->clauses[clause].parent >= 0 && depth < DEPTH; depth++)
		clause = s->clauses[clause].parent;
	clause_open(s, s->clauses[clause].parent, shared ? COORDINATE : ALONE, s->clauses[clause].open);
}

/* "har, eftersom inget finns, gjort": the verb before the first comma waits for what is behind the second. */
static bool is_inserted(const struct sentence *s, const struct clause *clause)
{
	return clause->parent >= 0 && token_is(s, clause->first - 1, KIND(COMMA)) &&
	       token_is(s, clause->first - 2, KIND(AUX) | KIND(MODAL) | KIND(BE));
}

/* What a comma or an "och" at `at` ends. */
static void clause_join(struct sentence *s, int at)
{
	const struct clause *now = &s->clauses[s->now];
	bool comma = token_is(s, at, KIND(COMMA)), after_comma = token_is(s, at - 1, KIND(COMMA));
	int next = at + 1;

	if (comma &&
	    (token_is(s, next, OPENERS | KIND(OM) | KIND(AND)) || (token_is(s, next, KIND(LACK)) && now->negated)))
		return; /* that decides */
	if ((now->negated || now->lacking) && token_is(s, next, KIND(NO) | KIND(LACK) | (comma ? 0 : KIND(NOT)))) {
		clause_open(s, now->parent, ALONE, now->open);
	} else if (now->finite < 0 && !(after_comma && token_is(s, now->first, KIND(STOP)))) {
		return; /* but: "är dyrt, men inte för dyrt, och behövs" */
	} else if (comma && is_inserted(s, now)) {
		s->now = now->parent;
	} else if (ahead(s, next)) {
		if (token_is(s, next, KIND(PASSIVE)) && token_is(s, now->finite, KIND(MODAL)))
			return; /* "ska samlas in och lagras" */
		if (comma && clause_waiting(s) >= 0)
			s->now = clause_waiting(s);
		else
			clause_beside(s, next, after_comma || (comma && now->parent < 0));
	}
}

/* "om" that means if: at the head of a clause or after the verb of one, with a verb of its own. */
static bool is_condition(const struct sentence *s, int at)
{
	const struct clause *now = &s->clauses[s->now];

	return ahead(s, at + 1) &&
	       (now->finite >= 0 || now->first < 0 || token_is(s, at - 1, PUNCTUATION | OPENERS | KIND(AND)));
}

/* A subordinate clause that the verb at `at` of the clause around it ends: "om X behandlar Y ska nämnden", where X's verb is
 * not known as one. */
static bool is_inverted(const struct sentence *s, int at)
{
	const struct clause *now = &s->clauses[s->now];

	return token_is(s, at, KIND(MODAL)) && now->parent >= 0 && at - now->first > 2 && !infinitive_after(s, at);
}

static void clause_verb(struct sentence *s, int at)
{
	struct clause *now = &s->clauses[s->now];
	int waiting = clause_waiting(s);

	if (token_ends(s, at, STR("as")) && (token_is(s, at - 1, KIND(THAT)) || token_is(s, now->finite, KIND(MODAL))))
		return; /* an infinitive */
	if (waiting >= 0 && (now->finite >= 0 || is_inverted(s, at))) {
		s->now = waiting;
	} else if (now->finite >= 0) {
		if (token_is(s, at, KIND(PASSIVE)))
			return;
		now->open = now->open || (now->finite == 0 && now->parent < 0); /* "behandlas uppgifter ska" */
		clause_open(s, -1, ALONE, false);
	}
	s->clauses[s->now].finite = at;
	s->at[at].finite = true;
}

/* "Följande har inte gjorts: X": what is denied comes behind the colon. */
static bool is_list_head(const struct sentence *s, int at)
{
	const struct clause *now = &s->clauses[s->now];

	if (ahead(s, at + 1) || s->text.at[s->at[at].from] != ':')
		return false;
	return (now->negated && token_is(s, at - 1, KIND(DONE) | KIND(SUPINE) | KIND(IS) | KIND(NOT))) ||
	       token_is(s, at - 1, KIND(BOTH));
}

static void clause_punctuation(struct sentence *s, int at)
{
	switch (s->at[at].kind) {
	case PAREN:
		s->outside = s->outside < 0 ? s->now : s->outside;
		clause_open(s, -1, LABEL, s->clauses[s->now].open);
		break;
	case PAREN_END:
		s->now = s->outside >= 0 ? s->outside : s->now;
		s->outside = -1;
		break;
	case COLON:
		if (!is_list_head(s, at) && !token_is(s, at - 1, KIND(PIPE))) /* a dash alone in its cell is none */
			clause_open(s, -1, LABEL, false);
		break;
	case BREAK:
		clause_open(s, -1, ALONE, false);
		break;
	case PIPE:
	case ASK:
		clause_open(s, -1, ANSWER, false);
		break;
	default:
		break;
	}
}

static void clause_word(struct sentence *s, int at)
{
	struct token *token = &s->at[at];
	bool comma = token_is(s, at - 1, KIND(COMMA));

	if (token->kind == LACK && s->clauses[s->now].negated)
		token->kind = STOP; /* "inte X utan Y" */
	if (token->kind == THAT && infinitive_after(s, at))
		token->kind = SKIP;
	if (token->kind == STOP)
		clause_beside(s, at + 1, comma);
	else if (token->kind == IF || (token->kind == OM && is_condition(s, at)))
		clause_open(s, s->now, ALONE, true);
	else if (token->kind == SUB || token->kind == THAT || (token->opens && !infinitive_after(s, at)))
		clause_open(s, s->now, ALONE, false);
	else if (token->kind == REL && ahead(s, at + 1))
		clause_open(s, s->now, RELATIVE, false);
	else if (token_is(s, at, KIND(COMMA) | KIND(AND)))
		clause_join(s, at);
	else if (negation_is_verb(s, at))
		clause_verb(s, at);
}

void negation_clauses(struct sentence *s)
{
	look_ahead(s);
	s->now = s->outside = -1;
	s->clause_count = 0;
	clause_open(s, -1, ALONE, false);
	for (int i = 0; i < s->n; i++) {
		struct clause *now = NULL;
		clause_punctuation(s, i);
		clause_word(s, i);
		now = &s->clauses[s->now];
		s->at[i].clause = s->now;
		if (now->first < 0 && !token_is(s, i, PUNCTUATION))
			now->first = i;
		now->negated = now->negated || token_is(s, i, KIND(NOT) | KIND(NO) | KIND(ONLY));
		now->lacking = now->lacking || token_is(s, i, KIND(LACK));
	}
}
