#include "rules/evaluate/evaluate.h"

#include "registry/base/memory.h"
#include "registry/port/regex.h"
#include "rules/prefilter/aho_corasick.h"
#include "rules/prefilter/required_literals.h"

#include <assert.h>
#include <stdlib.h>

#define PLACES_MAX 4096 /* in longer units, places are not told apart: the regex knows how to bound its time there */

/* --- the prefilter -------------------------------------------------------------------------------------------------- */

void evaluation_init(struct evaluation *eval, const struct rulebook *rulebook)
{
	assert(rulebook->automaton); /* rulebook_ready was called */
	*eval = (struct evaluation){.rulebook = rulebook};
	eval->heads = memory_new(rulebook->pattern_count, sizeof *eval->heads);
	eval->tails = memory_new(rulebook->pattern_count, sizeof *eval->tails);
	eval->groups = memory_new(rulebook->pattern_count, sizeof *eval->groups);
	eval->cursors = memory_new(rulebook->pattern_count, sizeof *eval->cursors);
	eval->headed = memory_new(rulebook->pattern_count, sizeof *eval->headed);
	eval->stuck = memory_new(rulebook->pattern_count, sizeof *eval->stuck);
	eval->kept = memory_new(rulebook->condition_count, sizeof *eval->kept);
	eval->judged = memory_new(rulebook->condition_count, sizeof *eval->judged);
	text_words_init(&eval->words, &rulebook->lexicon);
	polarity_init(eval);
}

void evaluation_release(struct evaluation *eval)
{
	free(eval->heads);
	free(eval->tails);
	free(eval->groups);
	free(eval->cursors);
	free(eval->headed);
	free(eval->stuck);
	free(eval->kept);
	free(eval->judged);
	text_words_release(&eval->words);
	vec_release(&eval->candidates);
}

/* A second candidate of the pattern in the present unit. Words are told by their ends: where one lies within another, their beginnings
 * are out of order, and the unit is tried as a whole. False when there is nothing to add. */
static bool place_is_new(struct evaluation *eval, uint32_t pattern, uint32_t from)
{
	struct candidate *group = &eval->candidates.at[eval->groups[pattern]];
	uint32_t last = eval->candidates.at[eval->tails[pattern]].from;

	if (group->from != ANYWHERE && from < last)
		group->from = ANYWHERE;
	return group->from != ANYWHERE && from > last;
}

/* The pattern is worth trying on the present unit, from a place in it. */
static void candidate_add(void *context, uint32_t pattern, size_t at)
{
	struct evaluation *eval = context;
	uint32_t added = (uint32_t)eval->candidates.n, tail = eval->tails[pattern];
	bool placed = at != ANYWHERE && eval->rulebook->patterns[pattern].anchored &&
	              eval->subject->prose.units[eval->unit].text.n <= PLACES_MAX;
	uint32_t from = placed ? (uint32_t)at : ANYWHERE;

	if (tail == NO_CANDIDATE || eval->candidates.at[tail].unit != eval->unit)
		eval->groups[pattern] = added;
	else if (!place_is_new(eval, pattern, from))
		return;
	vec_push(&eval->candidates, (struct candidate){eval->unit, from, NO_CANDIDATE});
	if (tail == NO_CANDIDATE)
		eval->heads[pattern] = added;
	else
		eval->candidates.at[tail].next = added;
	eval->tails[pattern] = added;
}

static void candidates_find(struct evaluation *eval)
{
	const struct rulebook *rulebook = eval->rulebook;
	const struct prose *prose = &eval->subject->prose;

	for (eval->unit = 0; eval->unit < prose->count; eval->unit++) {
		struct str text = prose->units[eval->unit].text;
		if (literals_odd(text))
			for (uint32_t i = 0; i < rulebook->pattern_count; i++)
				candidate_add(eval, i, ANYWHERE);
		else
			automaton_scan(rulebook->automaton, text, candidate_add, eval);
	}
}

/* Which units each part has, sub-parts included: they are neighbours. */
static void parts_index(struct evaluation *eval)
{
	const struct prose *prose = &eval->subject->prose;

	eval->part_first = ARENA_ARRAY(eval->arena, uint32_t, prose->part_count);
	eval->part_last = ARENA_ARRAY(eval->arena, uint32_t, prose->part_count);
	for (uint32_t i = 0; i < prose->count; i++)
		for (uint32_t part = prose->units[i].part; part != MARKDOWN_NO_PART; part = prose->parts[part].parent) {
			if (!eval->part_last[part])
				eval->part_first[part] = i;
			eval->part_last[part] = i + 1;
		}
}

void evaluate_take(struct evaluation *eval, struct subject *subject, struct date on, struct arena *arena)
{
	uint32_t patterns = eval->rulebook->pattern_count;

	eval->subject = subject;
	eval->on = on;
	eval->arena = arena;
	eval->candidates.n = 0;
	eval->any_stuck = false;
	eval->category_sought = false;
	if (patterns) {
		memset(eval->heads, 0xFF, patterns * sizeof *eval->heads);
		memset(eval->tails, 0xFF, patterns * sizeof *eval->tails);
		memset(eval->groups, 0xFF, patterns * sizeof *eval->groups);
		memset(eval->headed, 0, patterns * sizeof *eval->headed);
		memset(eval->stuck, 0, patterns * sizeof *eval->stuck);
	}
	if (eval->rulebook->condition_count)
		memset(eval->judged, 0, eval->rulebook->condition_count * sizeof *eval->judged);
	parts_index(eval);
	if (eval->rulebook->lexicon.concept_count)
		text_words_take(&eval->words, &subject->prose, subject->title, arena);
	if (!eval->everywhere) {
		candidates_find(eval);
		if (patterns)
			memcpy(eval->cursors, eval->heads, patterns * sizeof *eval->heads);
	}
}

struct window evaluate_window(const struct evaluation *eval)
{
	return (struct window){.last = eval->subject->prose.count};
}

/* --- finding -------------------------------------------------------------------------------------------------------- */

bool evaluate_matches(struct evaluation *eval, uint32_t pattern, struct str text)
{
	struct regex_span span;
	int found = regex_match(eval->rulebook->patterns[pattern].regex, text, 0, &span, 1);

	if (found < 0)
		eval->stuck[pattern] = eval->any_stuck = true;
	return found > 0;
}

bool *evaluate_parts(struct evaluation *eval, uint32_t heading)
{
	const struct prose *prose = &eval->subject->prose;
	bool *parts = eval->headed[heading];

	if (parts)
		return parts;
	parts = eval->headed[heading] = ARENA_ARRAY(eval->arena, bool, (size_t)prose->part_count + 1);
	for (uint32_t i = 0; i < prose->part_count; i++) /* parents come first */
		parts[i] = (prose->parts[i].parent != MARKDOWN_NO_PART && parts[prose->parts[i].parent]) ||
		           evaluate_matches(eval, heading, prose->parts[i].title);
	return parts;
}

struct window evaluate_sentence(struct evaluation *eval, struct prose_unit *unit, size_t at)
{
	uint32_t index = (uint32_t)(unit - eval->subject->prose.units);
	size_t low = 0, high = 0;

	prose_sentences(unit, eval->arena);
	high = unit->sentence_count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (unit->sentences[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	if (!unit->sentence_count)
		return (struct window){index, index + 1, true, 0, unit->text.n};
	return (struct window){index, index + 1, true, unit->sentences[low], unit->sentences[low + 1]};
}

/* --- the tree of conditions ----------------------------------------------------------------------------------------- */

static void lack_add(struct evaluation *eval, struct answer *answer, const struct condition *condition)
{
	struct lack *lack = NULL;

	if (!condition->name.sv && !condition->name.en)
		return;
	lack = ARENA_NEW(eval->arena, struct lack);
	lack->name = &condition->name;
	answer_join(answer, &(struct answer){.lacks = lack, .last_lack = lack});
}

/* Of several reasons the one that tells most: that it is denied, that it is left open, that nothing says so. */
static enum ground ground_joined(enum ground a, enum ground b)
{
	if (a == b)
		return a;
	if (a == GROUND_DENIED || b == GROUND_DENIED)
		return GROUND_DENIED;
	return a == GROUND_OPEN || b == GROUND_OPEN ? GROUND_OPEN : GROUND_NOT_FOUND;
}

bool answer_says_nothing(const struct answer *answer)
{
	return answer->holds == TRI_NO && (answer->ground == GROUND_NOT_FOUND || answer->ground == GROUND_OPEN ||
	                                   answer->ground == GROUND_SECTION_NONE);
}

bool answer_is_silent(const struct answer *answer)
{
	return answer->holds == TRI_UNKNOWN && (answer->ground == GROUND_SILENT || answer->ground == GROUND_OPEN);
}

/* Of several ways of saying a thing, the one that the text does not use counts for nothing. */
static bool silence_yields(struct answer *whole, const struct answer *answer)
{
	if (answer_says_nothing(answer))
		return answer_is_silent(whole);
	if (answer_is_silent(answer))
		return !(answer_is_silent(whole) && whole->ground == GROUND_SILENT);
	if (answer_is_silent(whole) && answer->holds == TRI_NO && !answer_says_nothing(answer)) {
		*whole = *answer;
		return true;
	}
	return false;
}

/* Of all, and of any: the whole shows what the answers show that agree with it. */
static struct answer evaluate_joined(struct evaluation *eval, const struct condition *condition, struct window window)
{
	bool all = condition->kind == TEST_ALL, begun = false;
	struct answer whole = {.holds = all ? TRI_YES : TRI_NO};

	for (const struct condition *inner = condition->first; inner; inner = inner->next) {
		struct answer answer = evaluate_condition(eval, inner, window);
		if (!all && begun && whole.holds != TRI_YES && silence_yields(&whole, &answer))
			continue;
		enum tri joined = all ? tri_and(whole.holds, answer.holds) : tri_or(whole.holds, answer.holds);
		if (!begun || joined != whole.holds) {
			whole = answer;
		} else if (answer.holds == joined) {
			answer_join(&whole, &answer);
			if (joined == TRI_NO && !all)
				whole.ground = ground_joined(whole.ground, answer.ground);
			else if (whole.ground == GROUND_NOT_FOUND)
				whole.ground = answer.ground;
		}
		begun = true;
		if (!all && joined == TRI_YES)
			break;
	}
	return whole;
}

static struct answer evaluate_not(struct evaluation *eval, const struct condition *condition, struct window window)
{
	struct answer answer = evaluate_condition(eval, condition->first, window);

	answer.holds = tri_not(answer.holds);
	answer.lacks = answer.last_lack = NULL;
	if (answer.holds == TRI_NO && (answer.ground == GROUND_FOUND || answer.ground == GROUND_NONE))
		answer.ground = GROUND_FORBIDDEN;
	else if (answer.holds == TRI_YES) {
		answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	}
	return answer;
}

/* Does the condition look at headings or tables, which a PDF does not show? */
static bool needs_structure(const struct condition *condition)
{
	return condition->kind == TEST_SECTION || condition->kind == TEST_TABLE || condition->scope == SCOPE_CELL ||
	       condition->scope == SCOPE_HEADING || condition->heading != NO_PATTERN ||
	       (condition->kind == TEST_EACH && condition->scope == SCOPE_SECTION);
}

static struct answer condition_evaluate(struct evaluation *eval, const struct condition *condition,
                                        struct window window)
{
	struct answer answer = {0};

	if (eval->subject->paged && needs_structure(condition))
		return answer_of(TRI_UNKNOWN, GROUND_NO_STRUCTURE);
	switch (condition->kind) {
	case TEST_ALL:
	case TEST_ANY:
		answer = evaluate_joined(eval, condition, window);
		break;
	case TEST_NOT:
		answer = evaluate_not(eval, condition, window);
		break;
	case TEST_TEXT:
	case TEST_COUNT:
		answer = evaluate_text(eval, condition, window);
		break;
	case TEST_NEAR:
		answer = evaluate_near(eval, condition, window);
		break;
	case TEST_EACH:
		answer = evaluate_each(eval, condition, window);
		break;
	case TEST_SECTION:
		answer = evaluate_section(eval, condition, window);
		break;
	case TEST_FIELD:
		answer = evaluate_field(eval, condition);
		break;
	case TEST_CITES:
		answer = evaluate_cites(eval, condition, window);
		break;
	case TEST_TABLE:
		answer = evaluate_table(eval, condition, window);
		break;
	case TEST_CONCEPT:
		answer = evaluate_concept(eval, condition, window);
		break;
	case TEST_ABOUT:
		answer = evaluate_about(eval, condition, window);
		break;
	case TEST_TERM:
		answer = evaluate_term(eval, condition, window);
		break;
	case TEST_KINDS:
		break;
	}
	if (condition == eval->fixed)
		answer.holds = eval->fixed_to;
	if (answer.holds != TRI_YES && condition->kind == TEST_ANY && condition->name.sv)
		answer.lacks = answer.last_lack = NULL; /* it is missing as a whole, not each way of having it */
	if ((answer.holds == TRI_NO || answer_is_silent(&answer)) && !answer.lacks && condition->kind != TEST_NOT)
		lack_add(eval, &answer, condition);
	return answer;
}

/* Many rules ask the same: that is judged once, but where all is tried everywhere, for comparison. After a pattern has stuck, what asks
 * for it is answered otherwise than before. */
struct answer evaluate_condition(struct evaluation *eval, const struct condition *condition, struct window window)
{
	bool whole = window.first == 0 && window.last == eval->subject->prose.count && !window.narrow;
	struct answer answer = {0};

	if (!whole || eval->everywhere || eval->fixed || eval->any_stuck)
		return condition_evaluate(eval, condition, window);
	if (eval->judged[condition->same])
		return answer_copy(eval, &eval->kept[condition->same]);
	answer = condition_evaluate(eval, condition, window);
	eval->kept[condition->same] = answer_copy(eval, &answer);
	eval->judged[condition->same] = true;
	return answer;
}
