/* Conditions about what the running text says: text, count, near, each. */
#include "registry/port/regex.h"
#include "rules/evaluate/evaluate.h"
#include "rules/language/negation.h"

#include <stdlib.h>

/* --- text and count ------------------------------------------------------------------------------------------------- */

struct gathering {
	struct evaluation *eval;
	enum polarity polarity;
	int64_t fitting;
	struct answer fits, asserted, denied, open;
};

static enum mention mention_of(struct evaluation *eval, struct prose_unit *unit, size_t from, size_t to)
{
	struct window sentence = {0};

	if (unit->kind == PROSE_HEADING || unit->kind == PROSE_FIELD)
		return MENTION_OPEN;
	sentence = evaluate_sentence(eval, unit, from);
	if (to > sentence.to)
		sentence.to = to;
	return negation_of(str_part(unit->text, sentence.from, sentence.to - sentence.from), from - sentence.from,
	                   to - sentence.from);
}

/* Where a mention goes that is not of the wanted kind. */
static struct answer *others_of(struct gathering *gathering, enum mention mention)
{
	return mention == MENTION_OPEN     ? &gathering->open
	       : mention == MENTION_DENIED ? &gathering->denied
	                                   : &gathering->asserted;
}

static bool gather(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct gathering *gathering = context;
	struct answer *answer = &gathering->fits;

	if (gathering->polarity != POLARITY_ANY) {
		enum mention mention = mention_of(gathering->eval, unit, from, to);
		bool wanted = mention == (gathering->polarity == POLARITY_ASSERTED ? MENTION_ASSERTED : MENTION_DENIED);
		if (!wanted)
			answer = others_of(gathering, mention);
	}
	answer_mention(gathering->eval, answer, unit, from, to);
	gathering->fitting += answer == &gathering->fits;
	return true;
}

/* What was found instead: words that deny it, or leave it open. */
static struct answer not_found(const struct gathering *gathering)
{
	const struct answer *instead = NULL;
	struct answer answer = answer_of(TRI_NO, GROUND_NOT_FOUND);

	if (gathering->denied.count) {
		instead = &gathering->denied;
		answer.ground = GROUND_DENIED;
	} else if (gathering->asserted.count) {
		instead = &gathering->asserted;
		answer.ground = GROUND_NOT_DENIED;
	} else if (gathering->open.count) {
		instead = &gathering->open;
		answer.ground = GROUND_OPEN;
	}
	if (instead)
		answer_join(&answer, instead);
	return answer;
}

static struct answer counted(struct evaluation *eval, const struct condition *condition,
                             const struct gathering *gathering)
{
	struct answer answer = gathering->fits;
	bool few = condition->has_least && gathering->fitting < condition->least;
	bool many = condition->has_most && gathering->fitting > condition->most;

	answer.holds = few || many ? TRI_NO : TRI_YES;
	answer.ground = few ? GROUND_TOO_FEW : many ? GROUND_TOO_MANY : GROUND_FOUND;
	answer.args[0].text = arena_format(eval->arena, "%lld", (long long)gathering->fitting);
	answer.args[1].text = arena_format(eval->arena, "%lld", (long long)(few ? condition->least : condition->most));
	return answer;
}

struct answer evaluate_text(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct gathering gathering = {.eval = eval, .polarity = condition->polarity};
	struct search search = {condition->patterns[0], condition->heading, condition->scope, window};
	bool whole = evaluate_find(eval, &search, gather, &gathering);

	if (condition->kind == TEST_COUNT)
		return whole ? counted(eval, condition, &gathering) : answer_stuck(eval);
	if (gathering.fitting) { /* also when the pattern was given up later */
		gathering.fits.holds = TRI_YES;
		gathering.fits.ground = GROUND_FOUND;
		return gathering.fits;
	}
	return whole ? not_found(&gathering) : answer_stuck(eval);
}

/* --- near ----------------------------------------------------------------------------------------------------------- */

#define NEAR_SPANS 512     /* matches of one pattern in one stretch; of more, what is not found cannot be determined */
#define NEAR_CHAINS 32     /* chains that one match can begin, at each step */
#define NEAR_GAP_BYTES 64u /* bytes that a word between has at most on average */

struct spans { /* the matches of one pattern in a stretch */
	struct regex_span at[NEAR_SPANS];
	size_t n;
};

struct chain { /* of matches, the last of them at from..to */
	size_t from, to, begin, end;
};

struct chains {
	struct chain at[NEAR_CHAINS];
	size_t n;
};

static bool span_take(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct spans *spans = context;

	(void)unit;
	spans->at[spans->n++] = (struct regex_span){from, to};
	return spans->n < NEAR_SPANS;
}

static bool gap_is_short(const struct condition *condition, struct str text, size_t from, size_t to)
{
	return to - from <= (size_t)NEAR_GAP_BYTES * (condition->words + 1) &&
	       prose_words(str_part(text, from, to - from)) <= condition->words;
}

static bool is_near(const struct condition *condition, struct str text, const struct chain *chain, size_t from,
                    size_t to)
{
	if (!condition->words)
		return true;
	if (from >= chain->to)
		return gap_is_short(condition, text, chain->to, from);
	return chain->from < to || gap_is_short(condition, text, to, chain->from);
}

/* The chains that go on with a match of the next pattern. */
static void chains_link(struct chains *found, const struct chains *before, const struct condition *condition,
                        struct str text, const struct spans *spans)
{
	found->n = 0;
	for (size_t k = 0; k < spans->n && found->n < NEAR_CHAINS; k++) {
		size_t from = spans->at[k].from, to = spans->at[k].to;
		for (size_t i = 0; i < before->n; i++) {
			const struct chain *chain = &before->at[i];
			if (!is_near(condition, text, chain, from, to))
				continue;
			found->at[found->n++] = (struct chain){from, to, from < chain->begin ? from : chain->begin,
			                                       to > chain->end ? to : chain->end};
			break;
		}
	}
}

struct nearing {
	struct evaluation *eval;
	const struct condition *condition;
	struct window window;
	struct window done;  /* the stretch looked at last, so that it is looked at once */
	struct spans *spans; /* by pattern; malloc'ed once there is a match of the first */
	struct answer answer;
	struct gathering instead; /* chains that are not asserted, or denied, as was asked */
	bool stuck;
};

/* All in the sentence or paragraph of a match; within the window. */
static struct window stretch_of(struct nearing *nearing, struct prose_unit *unit, size_t at)
{
	struct window stretch = evaluate_sentence(nearing->eval, unit, at);

	if (nearing->condition->scope != SCOPE_SENTENCE)
		stretch = (struct window){stretch.first, stretch.last, true, 0, unit->text.n};
	if (nearing->window.narrow && stretch.from < nearing->window.from)
		stretch.from = nearing->window.from;
	if (nearing->window.narrow && stretch.to > nearing->window.to)
		stretch.to = nearing->window.to;
	return stretch;
}

/* Finds all patterns in the stretch; false when one of them is not there. */
static bool stretch_read(struct nearing *nearing, struct window stretch)
{
	for (uint32_t i = 0; i < nearing->condition->pattern_count; i++) {
		struct spans *spans = &nearing->spans[i];
		struct search search = {nearing->condition->patterns[i], NO_PATTERN, SCOPE_DOCUMENT, stretch};
		spans->n = 0;
		if (!evaluate_find(nearing->eval, &search, span_take, spans) || spans->n == NEAR_SPANS)
			nearing->stuck = true;
		if (!spans->n)
			return false;
	}
	return true;
}

static void chain_tell(struct nearing *nearing, struct prose_unit *unit, const struct chain *chain)
{
	enum polarity polarity = nearing->condition->polarity;
	struct answer *answer = &nearing->answer;

	if (polarity != POLARITY_ANY) {
		enum mention mention = mention_of(nearing->eval, unit, chain->begin, chain->end);
		if (mention != (polarity == POLARITY_ASSERTED ? MENTION_ASSERTED : MENTION_DENIED))
			answer = others_of(&nearing->instead, mention);
	}
	answer_mention(nearing->eval, answer, unit, chain->begin, chain->end);
}

/* A match of the first pattern: its stretch is looked at, unless it has been. */
static bool near_from(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct nearing *nearing = context;
	const struct condition *condition = nearing->condition;
	struct window stretch = stretch_of(nearing, unit, from);

	(void)to;
	if (stretch.first == nearing->done.first && stretch.from == nearing->done.from && nearing->done.narrow)
		return true;
	nearing->done = stretch;
	if (!nearing->spans)
		nearing->spans = memory_new(condition->pattern_count, sizeof *nearing->spans);
	if (!stretch_read(nearing, stretch))
		return true;
	for (size_t k = 0; k < nearing->spans[0].n; k++) {
		struct regex_span span = nearing->spans[0].at[k];
		struct chains chains[2] = {{.at = {{span.from, span.to, span.from, span.to}}, .n = 1}, {.n = 0}};
		size_t now = 0;
		for (uint32_t i = 1; i < condition->pattern_count && chains[now].n; i++, now = !now)
			chains_link(&chains[!now], &chains[now], condition, unit->text, &nearing->spans[i]);
		if (chains[now].n)
			chain_tell(nearing, unit, &chains[now].at[0]);
	}
	return nearing->answer.count < SPOTS_MAX;
}

struct answer evaluate_near(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct nearing nearing = {.eval = eval, .condition = condition, .window = window};
	struct search search = {condition->patterns[0], condition->heading, SCOPE_DOCUMENT, window};

	if (!evaluate_find(eval, &search, near_from, &nearing))
		nearing.stuck = true;
	free(nearing.spans);
	if (!nearing.answer.count)
		return nearing.stuck ? answer_stuck(eval) : not_found(&nearing.instead);
	nearing.answer.holds = TRI_YES;
	nearing.answer.ground = GROUND_FOUND;
	return nearing.answer;
}

/* --- each ----------------------------------------------------------------------------------------------------------- */

struct going {
	struct evaluation *eval;
	const struct condition *condition;
	struct answer answer; /* the mentions of what falls short */
	uint32_t seen, failing;
};

static void each_one(struct going *going, struct window window)
{
	struct evaluation *eval = going->eval;
	const struct condition *condition = going->condition;
	struct prose_unit *unit = &eval->subject->prose.units[window.first];
	struct answer where = answer_of(TRI_YES, GROUND_NONE), answer = {0};

	if (window.first >= window.last)
		return;
	if (condition->where)
		where = evaluate_condition(eval, condition->where, window);
	if (where.holds == TRI_NO)
		return;
	going->seen++;
	answer = evaluate_condition(eval, condition->first, window);
	if (where.holds == TRI_UNKNOWN && answer.holds == TRI_NO)
		answer = where;
	going->answer.holds = tri_and(going->answer.holds, answer.holds);
	if (answer.holds == TRI_UNKNOWN) {
		going->answer.ground = answer.ground;
		memcpy(going->answer.args, answer.args, sizeof answer.args);
	}
	if (answer.holds != TRI_NO)
		return;
	going->failing++;
	if (answer.count)
		answer_join(&going->answer, &answer);
	else if (condition->where && where.count && condition->where->kind != TEST_NOT)
		answer_location(eval, &going->answer, where.first->at, where.first->text);
	else
		answer_mention(eval, &going->answer, unit, window.narrow ? window.from : 0,
		               window.narrow ? window.to : unit->text.n);
}

static void each_section(struct going *going, struct window window, const bool *parts)
{
	struct evaluation *eval = going->eval;
	const struct prose *prose = &eval->subject->prose;

	for (uint32_t i = 0; i < prose->part_count; i++) {
		struct window section = {.first = eval->part_first[i], .last = eval->part_last[i]};
		if ((going->condition->level && prose->parts[i].level != going->condition->level) ||
		    section.first < window.first || section.last > window.last || !section.last)
			continue;
		/* with `heading`, the sections that have such a heading themselves */
		if (!parts || evaluate_matches(eval, going->condition->heading, prose->parts[i].title))
			each_one(going, section);
	}
}

static void each_unit(struct going *going, struct window window, const bool *parts)
{
	enum rule_scope scope = going->condition->scope;
	unsigned kinds = scope == SCOPE_PARAGRAPH ? PROSE_PARAGRAPH
	                 : scope == SCOPE_ITEM    ? PROSE_ITEM
	                 : scope == SCOPE_HEADING ? PROSE_HEADING
	                 : scope == SCOPE_CELL    ? PROSE_ROW
	                                          : PROSE_PARAGRAPH | PROSE_ITEM;

	for (uint32_t i = window.first; i < window.last; i++) {
		struct prose_unit *unit = &going->eval->subject->prose.units[i];
		if (!(unit->kind & kinds) || (parts && (unit->part == MARKDOWN_NO_PART || !parts[unit->part])))
			continue;
		if (scope != SCOPE_SENTENCE) {
			each_one(going, (struct window){.first = i, .last = i + 1});
			continue;
		}
		prose_sentences(unit, going->eval->arena);
		for (size_t k = 0; k < unit->sentence_count; k++)
			each_one(going, (struct window){i, i + 1, true, unit->sentences[k], unit->sentences[k + 1]});
	}
}

struct answer evaluate_each(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct going going = {.eval = eval, .condition = condition, .answer = {.holds = TRI_YES}};
	const bool *parts = condition->heading == NO_PATTERN ? NULL : evaluate_parts(eval, condition->heading);

	if (condition->scope == SCOPE_SECTION)
		each_section(&going, window, parts);
	else
		each_unit(&going, window, parts);
	if (going.answer.holds == TRI_YES && parts && eval->stuck[condition->heading])
		return answer_stuck(eval);
	if (going.answer.holds == TRI_YES)
		return answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	if (going.answer.holds == TRI_NO) {
		going.answer.ground = GROUND_EACH_FAILS;
		going.answer.args[0].text = arena_format(eval->arena, "%u", going.failing);
		going.answer.args[1].text = arena_format(eval->arena, "%u", going.seen);
	}
	return going.answer;
}
