/* In three steps: words with kinds (negation_words.c), clauses (negation_clauses.c), and here: the negations in the mention's
 * clause, and in clauses that speak of the mention, are counted. */
#include "rules/language/negation.h"

#include "rules/language/negation_internal.h"

#define REACH 12 /* tokens that a negation reaches over */

struct span {
	int first, last; /* tokens of the mention */
};

static bool same_clause(const struct sentence *s, int a, int b)
{
	return a >= 0 && b >= 0 && a < s->n && b < s->n && s->at[a].clause == s->at[b].clause;
}

static bool reaches_forward(const struct sentence *s, int at, int mention)
{
	enum kind kind = s->at[at].kind;
	int next = at + 1;

	while (token_is(s, next, KIND(SKIP)))
		next++;
	if (!same_clause(s, at, mention) || mention - at > (kind == POST ? 2 : REACH) || kind == NAY)
		return false;
	if ((kind == BOTH || kind == POST) && token_is(s, next, KIND(PREP)))
		return false; /* "saknas i projektet" */
	for (int i = at + 1; i < mention; i++) {
		if (token_is(s, i, KIND(EDGE)))
			return false;
		if (kind == LACK && token_is(s, i, KIND(COMMA)) && token_is(s, i + 1, KIND(PREP)))
			return false; /* "i stället för den fasta, med ett nummer" */
		if (kind == LACK && ((s->at[i].finite && !s->at[at].opens) || token_is(s, i, KIND(LACK)) ||
		                     (token_is(s, i, KIND(AND)) && token_is(s, i + 1, KIND(PREP)))))
			return false;
	}
	return true;
}

/* "någon behovsanalys" waits for a negation, whatever the verb. */
static bool is_any(const struct sentence *s, struct span mention)
{
	for (int i = mention.first > 4 ? mention.first - 4 : 0; i <= mention.last; i++)
		if (token_is(s, i, KIND(ANY)) && same_clause(s, i, mention.first))
			return true;
	return false;
}

/* "I behovsanalysen saknas X": not the subject. */
static bool is_setting(const struct sentence *s, struct span mention)
{
	const struct clause *clause = &s->clauses[s->at[mention.first].clause];
	int head = clause->first;

	while (token_is(s, head, OPENERS | KIND(AND)))
		head++;
	return head >= 0 && head < mention.first && token_is(s, head, KIND(PREP) | KIND(EDGE)) &&
	       clause->finite > mention.last;
}

/* The words behind "inte" at `at`, and behind the auxiliary, if there is one: is it being, or being done, that they deny? */
static bool denies_being(const struct sentence *s, int at, int finite)
{
	bool setting = false, adjective = finite < 0 || token_is(s, finite, KIND(BE));
	int from = (finite > at ? finite : at) + 1;

	for (int i = from; same_clause(s, i, at) && i < from + 8 && !token_is(s, i, PUNCTUATION); i++) {
		if (token_is(s, i, KIND(DONE) | KIND(PASSIVE) | KIND(IS) | KIND(POST)))
			return true;
		if (token_is(s, i, KIND(SUPINE)))
			return adjective;
		if (token_is(s, i, KIND(KEEP)) ||
		    !(setting || token_is(s, i, KIND(SKIP) | KIND(LIGHT) | KIND(NOT) | KIND(PREP))))
			return false;
		setting = setting || token_is(s, i, KIND(PREP));
		adjective = adjective || token_is(s, i, KIND(LIGHT)); /* "har inte bedömts vara nödvändigt" */
	}
	return !setting;
}

/* "sker inom EU och inte i tredje land", "genomförd 2008, ej reviderad" */
static bool is_contrast(const struct sentence *s, int at, struct span mention)
{
	int before = at - 1;
	bool done = false;

	for (int i = mention.last + 1; i < at; i++)
		done = done || token_is(s, i, KIND(DONE) | KIND(SUPINE));
	while (token_is(s, before, KIND(SKIP)))
		before--;
	return token_is(s, before, KIND(COMMA) | KIND(AND)) &&
	       (done || token_is(s, at + 1, KIND(PREP) | KIND(REL) | KIND(DET)));
}

static bool not_reaches_back(const struct sentence *s, int at, struct span mention)
{
	int finite = s->clauses[s->at[at].clause].finite;

	if (is_contrast(s, at, mention))
		return false;
	if (is_any(s, mention) && same_clause(s, at, mention.last))
		return true;
	if (finite > mention.last && finite < at - 1 && !token_is(s, finite + 1, KIND(SKIP) | KIND(LIGHT)))
		return true; /* "behovsanalysen har vi inte gjort": the object */
	if (finite >= mention.first && finite <= mention.last)
		return at - mention.last <= 4; /* the mention holds the verb */
	if (finite < 0 && at == mention.last + 1 && negation_looks_finite(s, mention.last))
		return true; /* it may */
	if (finite < 0 || token_is(s, finite, KIND(AUX) | KIND(BE) | KIND(MODAL)))
		return denies_being(s, at, finite);
	return token_is(s, finite, KIND(IS) | KIND(PASSIVE) | KIND(BOTH) | KIND(POST));
}

/* "Risker: inga", "Någon risk finns ingen" */
static bool no_reaches_back(const struct sentence *s, int at)
{
	int finite = s->clauses[s->at[at].clause].finite;
	bool answers = finite < 0 || finite > at || token_is(s, finite, KIND(IS) | KIND(AUX));

	while (same_clause(s, at + 1, at) && token_is(s, at + 1, KIND(DONE) | KIND(IS) | KIND(PASSIVE) | PUNCTUATION))
		at++;
	return answers && !same_clause(s, at + 1, at);
}

static bool reaches_back(const struct sentence *s, int at, struct span mention)
{
	if (at - mention.last > REACH ||
	    (same_clause(s, at, mention.last) && is_setting(s, mention) && !is_any(s, mention)))
		return false;
	switch (s->at[at].kind) {
	case BOTH:
	case POST:
	case NAY:
		return true;
	case NOT:
		return not_reaches_back(s, at, mention);
	case NO:
		return no_reaches_back(s, at);
	default:
		return false;
	}
}

/* Does the clause of `at` begin with it, but for verbs and adverbs? Then it has no subject of its own. */
static bool has_no_subject(const struct sentence *s, int at)
{
	for (int i = s->clauses[s->at[at].clause].first; i < at; i++)
		if (same_clause(s, i, at) && !negation_is_verb(s, i) &&
		    !token_is(s, i,
		              PUNCTUATION | OPENERS | KIND(AND) | KIND(SKIP) | KIND(NOT) | KIND(IT) | KIND(LIGHT)))
			return false;
	return true;
}

/* The clause speaks of what its topic, the mention's clause, is about. */
static bool speaks_of(const struct sentence *s, const struct clause *clause, struct span mention)
{
	const struct clause *topic = &s->clauses[clause->topic];

	switch (clause->link) {
	case ANSWER:
		return true;
	case LABEL:
		return topic->finite < 0 || topic->finite > clause->first;
	case COORDINATE:
		return mention.last < topic->finite;
	case RELATIVE:
		return mention.last == clause->first - 1 ||
		       (mention.last == clause->first - 2 && token_is(s, clause->first - 1, KIND(COMMA)));
	default:
		return false;
	}
}

/* The clause of `at` speaks of the mention: an answer, a coordinate or a relative clause. */
static bool is_linked(const struct sentence *s, int at, struct span mention)
{
	int clause = s->at[at].clause;

	if (at - mention.last > REACH || !has_no_subject(s, at))
		return false;
	if (token_is(s, at, KIND(NAY)) && s->clauses[clause].link == LABEL)
		clause = s->clauses[clause].topic; /* "behövs den: nej" */
	while (s->clauses[clause].link == ANSWER && clause > s->at[mention.last].clause)
		clause = s->clauses[clause].topic;
	if (clause != s->at[mention.last].clause &&
	    (s->clauses[clause].topic != s->at[mention.last].clause || !speaks_of(s, &s->clauses[clause], mention)))
		return false;
	for (int i = mention.last + 1; i < at; i++) /* "X | ja | nej": the first answer counts */
		if (token_is(s, i, KIND(YEA)) || (token_is(s, i, KIND(DONE)) && token_is(s, i - 1, KIND(PIPE))))
			return false;
	return true;
}

static bool is_denied(const struct sentence *s, struct span mention)
{
	int own = 0, linked = 0, clause = -1;
	bool lacks = false;

	for (int i = 0; i < s->n; i++) {
		if (!token_is(s, i, NEGATIONS))
			continue;
		if (i < mention.first) {
			bool reaches = reaches_forward(s, i, mention.first);
			own += reaches;
			lacks = lacks || (reaches && token_is(s, i, KIND(LACK)));
		} else if (i <= mention.last) {
			own += i > mention.first && i < mention.last && token_is(s, i, KIND(NOT) | KIND(NO));
		} else if (same_clause(s, i, mention.last)) {
			own += (lacks && token_is(s, i, KIND(NOT) | KIND(NO))) || reaches_back(s, i, mention);
		} else if (is_linked(s, i, mention) && reaches_back(s, i, mention)) {
			if (s->at[i].clause != clause && linked % 2)
				break;
			linked = s->at[i].clause == clause ? linked + 1 : 1;
			clause = s->at[i].clause;
		}
	}
	return own % 2 || linked % 2;
}

static bool is_doubtful(const struct sentence *s, struct span mention)
{
	const struct clause *clause = &s->clauses[s->at[mention.first].clause];

	for (int i = mention.first > REACH ? mention.first - REACH : 0; i < s->n && i <= mention.last + REACH; i++) {
		if (!same_clause(s, i, mention.first) || (i >= mention.first && i <= mention.last))
			continue;
		if (token_is(s, i, KIND(NEAR)) && i < mention.first && mention.first - i <= 3)
			return true;
		if (token_is(s, i, KIND(MAYBE)) &&
		    (i < mention.first || !token_is(s, clause->finite, KIND(FINITE) | KIND(KEEP))))
			return true;
	}
	return clause->open;
}

/* "Har en behovsanalys gjorts?", when no "ja" follows; "Behovsanalys | ", when nothing does. */
static bool is_unanswered(const struct sentence *s, struct span mention)
{
	int i = mention.last + 1, last = s->n - 1;
	bool said = false;

	while (i < s->n && !token_is(s, i, KIND(ASK) | KIND(PIPE) | KIND(BREAK)))
		said = token_is(s, i++, VERBS | KIND(DONE)) || said;
	if (token_is(s, i, KIND(ASK))) {
		while (token_is(s, i, PUNCTUATION))
			i++;
		return !token_is(s, i, KIND(YEA));
	}
	while (last > i && token_is(s, last, PUNCTUATION))
		last--;
	return token_is(s, i, KIND(PIPE)) && last == i && !said && s->at[mention.first].clause == 0 &&
	       s->clauses[0].finite < 0;
}

/* Is the nearest of two signs before the mention the one that opens, and the nearest behind it the one that closes? */
static void signs_around(bool around[2], struct str text, size_t from, size_t to, char opens, char closes)
{
	size_t before = from, behind = to;

	while (before > 0 && from - before < NEGATION_WINDOW && text.at[before - 1] != opens &&
	       text.at[before - 1] != closes)
		before--;
	while (behind < text.n && behind - to < NEGATION_WINDOW && text.at[behind] != opens &&
	       text.at[behind] != closes)
		behind++;
	around[0] = before > 0 && text.at[before - 1] == opens;
	around[1] = behind < text.n && text.at[behind] == closes;
}

/* In brackets, of which one can be in the next sentence; or behind a box that nobody ticked. */
static bool is_placeholder(struct str text, size_t from, size_t to)
{
	bool square[2], curly[2], angle[2];

	signs_around(square, text, from, to, '[', ']');
	signs_around(curly, text, from, to, '{', '}');
	signs_around(angle, text, from, to, '<', '>');
	return square[0] || square[1] || curly[0] || curly[1] || (angle[0] && angle[1]) ||
	       str_starts(text, STR("[ ]")) || str_starts(text, STR("☐"));
}

/* The tokens of bytes from..to, without punctuation around; none: first is behind last. */
static struct span span_of(const struct sentence *s, size_t from, size_t to)
{
	struct span span = {0, s->n - 1};

	while (span.first < s->n && (s->at[span.first].to <= from || token_is(s, span.first, PUNCTUATION)))
		span.first++;
	while (span.last >= 0 && (s->at[span.last].from >= to || token_is(s, span.last, PUNCTUATION)))
		span.last--;
	return span;
}

enum mention negation_of(struct str text, size_t from, size_t to)
{
	/* 60 KB, written before they are read: to clear them would take longer than the rest */
	struct sentence s;
	struct span mention;

	if (from >= to || to > text.n)
		return MENTION_ASSERTED;
	if (is_placeholder(text, from, to))
		return MENTION_OPEN;
	s.text = text;
	negation_read(&s, from, to);
	negation_clauses(&s);
	mention = span_of(&s, from, to);
	if (mention.first > mention.last)
		return MENTION_ASSERTED; /* no words */
	if (is_denied(&s, mention))
		return MENTION_DENIED;
	return is_doubtful(&s, mention) || is_unanswered(&s, mention) ? MENTION_OPEN : MENTION_ASSERTED;
}
