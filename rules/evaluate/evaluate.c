#include "rules/evaluate/evaluate.h"

#include "registry/base/memory.h"
#include "registry/port/regex.h"
#include "rules/prefilter/aho_corasick.h"
#include "rules/prefilter/required_literals.h"

#include <assert.h>
#include <stdlib.h>

#define NO_CANDIDATE UINT32_MAX
#define ANYWHERE UINT32_MAX
#define PLACES_MAX 4096 /* in longer units, places are not told apart: the regex knows how to bound its time there */

/* --- answers -------------------------------------------------------------------------------------------------------- */

struct answer answer_args(enum tri holds, enum ground ground, const struct str args[3])
{
	struct answer answer = {.holds = holds, .ground = ground};

	memcpy(answer.args, args, sizeof answer.args);
	return answer;
}

struct answer answer_of(enum tri holds, enum ground ground)
{
	return (struct answer){.holds = holds, .ground = ground};
}

struct answer answer_stuck(struct evaluation *eval)
{
	return answer_with(TRI_UNKNOWN, GROUND_PATTERN_STUCK, arena_format(eval->arena, "%u", REGEX_MATCH_LIMIT));
}

void answer_location(struct evaluation *eval, struct answer *answer, struct location at, struct str text)
{
	struct spot *mention = NULL;
	size_t n = text.n;

	if (answer->count >= SPOTS_MAX)
		return;
	if (n > SPOT_BYTES)
		for (n = SPOT_BYTES; n > 0 && ((unsigned char)text.at[n] & 0xC0) == 0x80;)
			n--;
	mention = ARENA_NEW(eval->arena, struct spot);
	*mention = (struct spot){.at = at, .text = str_part(text, 0, n)};
	if (answer->last)
		answer->last->next = mention;
	else
		answer->first = mention;
	answer->last = mention;
	answer->count++;
}

void answer_mention(struct evaluation *eval, struct answer *answer, const struct prose_unit *unit, size_t from,
                    size_t to)
{
	answer_location(eval, answer, prose_location(unit, from), str_part(unit->text, from, to - from));
}

void answer_join(struct answer *to, const struct answer *from)
{
	struct spot *spot = from->first;

	for (; spot && to->count < SPOTS_MAX; spot = spot->next) { /* no more than one answer shows */
		if (to->last)
			to->last->next = spot;
		else
			to->first = spot;
		to->last = spot;
		to->count++;
	}
	if (spot && to->last)
		to->last->next = NULL;
	if (from->lacks) {
		if (to->last_lack)
			to->last_lack->next = from->lacks;
		else
			to->lacks = from->lacks;
		to->last_lack = from->last_lack;
	}
}

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

static unsigned kinds_of(enum rule_scope scope)
{
	switch (scope) {
	case SCOPE_FRONT_MATTER:
		return PROSE_FIELD;
	case SCOPE_HEADING:
		return PROSE_HEADING;
	case SCOPE_PARAGRAPH:
		return PROSE_PARAGRAPH;
	case SCOPE_SENTENCE:
		return PROSE_PARAGRAPH | PROSE_ITEM;
	case SCOPE_ITEM:
		return PROSE_ITEM;
	case SCOPE_CELL:
		return PROSE_ROW;
	case SCOPE_DOCUMENT:
	case SCOPE_SECTION:
	case SCOPE_COUNT:
		break;
	}
	return PROSE_BODY;
}

struct finding_run { /* one search under way */
	struct evaluation *eval;
	const struct search *search;
	const struct pattern *pattern;
	uint32_t
		location; /* the next candidate of the unit, from which matches are sought; NO_CANDIDATE: from anywhere */
	const bool *parts;
	unsigned kinds;
	match_fn *found;
	void *context;
	bool stopped;
};

/* The next match at or behind byte `at` of the text, which stands in the unit from `begin` on. */
static int match_next(struct finding_run *run, struct str text, size_t begin, size_t at, struct regex_span *span)
{
	const struct candidate *candidates = run->eval->candidates.at;
	uint32_t unit = 0;
	int found = 0;

	if (run->location == NO_CANDIDATE)
		return regex_match(run->pattern->regex, text, at, span, 1);
	unit = candidates[run->location].unit;
	while (!found && candidates[run->location].from < begin + text.n) {
		size_t from = candidates[run->location].from;
		uint32_t next = candidates[run->location].next;
		if (from >= begin + at)
			found = regex_match(run->pattern->anchored, text, from - begin, span, 1);
		if (next == NO_CANDIDATE || candidates[next].unit != unit)
			break;
		run->location = next;
	}
	return found;
}

/* All matches in a stretch of a unit; what is behind its ends is not seen. */
static void stretch_find(struct finding_run *run, struct prose_unit *unit, size_t from, size_t to)
{
	struct str text = str_part(unit->text, from, to - from);
	struct regex_span span;
	size_t at = 0;

	while (!run->stopped && at <= text.n) {
		int found = match_next(run, text, from, at, &span);
		if (found < 0)
			run->eval->stuck[run->search->pattern] = run->eval->any_stuck = run->stopped = true;
		if (found <= 0)
			return;
		if (span.to > span.from)
			run->stopped = !run->found(run->context, unit, from + span.from, from + span.to);
		at = span.to > at ? span.to : at + 1;
	}
}

static void unit_find(struct finding_run *run, uint32_t index)
{
	struct prose_unit *unit = &run->eval->subject->prose.units[index];
	const struct search *search = run->search;

	if (!(unit->kind & run->kinds) || (run->parts && (unit->part == MARKDOWN_NO_PART || !run->parts[unit->part])))
		return;
	if (search->window.narrow) {
		stretch_find(run, unit, search->window.from, search->window.to);
	} else if (search->scope == SCOPE_SENTENCE) {
		prose_sentences(unit, run->eval->arena);
		for (size_t i = 0; !run->stopped && i < unit->sentence_count; i++)
			stretch_find(run, unit, unit->sentences[i], unit->sentences[i + 1]);
	} else if (search->scope == SCOPE_CELL) {
		for (uint32_t i = 0; !run->stopped && i < unit->cell_count; i++)
			stretch_find(run, unit, unit->cells[i], unit->cells[i + 1] - 3);
	} else {
		stretch_find(run, unit, 0, unit->text.n);
	}
}

/* Windows mostly follow each other, so the search begins where the last one did. */
static void candidates_try(struct finding_run *run, struct window window)
{
	const struct candidate *candidates = run->eval->candidates.at;
	uint32_t *cursor = &run->eval->cursors[run->search->pattern];
	uint32_t i = *cursor;

	if (i != NO_CANDIDATE && candidates[i].unit > window.first)
		i = run->eval->heads[run->search->pattern];
	while (!run->stopped && i != NO_CANDIDATE && candidates[i].unit < window.last) {
		uint32_t unit = candidates[i].unit;
		run->location = candidates[i].from == ANYWHERE ? NO_CANDIDATE : i;
		if (unit >= window.first) {
			*cursor = i;
			unit_find(run, unit);
		}
		while (i != NO_CANDIDATE && candidates[i].unit == unit)
			i = candidates[i].next;
	}
}

bool evaluate_find(struct evaluation *eval, const struct search *search, match_fn *found, void *context)
{
	const struct pattern *pattern = &eval->rulebook->patterns[search->pattern];
	struct finding_run run = {.eval = eval,
	                          .search = search,
	                          .pattern = pattern,
	                          .kinds = kinds_of(search->scope),
	                          .found = found,
	                          .context = context};
	struct window window = search->window;

	if (eval->stuck[search->pattern])
		return false;
	if (search->heading != NO_PATTERN) {
		run.parts = evaluate_parts(eval, search->heading);
		if (eval->stuck[search->heading])
			return false;
	}
	if (eval->everywhere || !pattern->literal_count) {
		run.location = NO_CANDIDATE;
		for (uint32_t i = window.first; !run.stopped && i < window.last; i++)
			unit_find(&run, i);
	} else {
		candidates_try(&run, window);
	}
	return !eval->stuck[search->pattern];
}

/* --- the tree of conditions ----------------------------------------------------------------------------------------- */

static void lack_add(struct evaluation *eval, struct answer *answer, const struct condition *condition)
{
	struct lack *lack = NULL;

	if (!condition->name.sv.n && !condition->name.en.n)
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

/* Of all, and of any: the whole shows what the answers show that agree with it. */
static struct answer evaluate_joined(struct evaluation *eval, const struct condition *condition, struct window window)
{
	bool all = condition->kind == TEST_ALL, begun = false;
	struct answer whole = {.holds = all ? TRI_YES : TRI_NO};

	for (const struct condition *inner = condition->first; inner; inner = inner->next) {
		struct answer answer = evaluate_condition(eval, inner, window);
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
	case TEST_TERM:
		answer = evaluate_term(eval, condition, window);
		break;
	case TEST_KINDS:
		break;
	}
	if (condition == eval->fixed)
		answer.holds = eval->fixed_to;
	if (answer.holds == TRI_NO && condition->kind == TEST_ANY && condition->name.sv.n)
		answer.lacks = answer.last_lack = NULL; /* it is missing as a whole, not each way of having it */
	if (answer.holds == TRI_NO && !answer.lacks && condition->kind != TEST_NOT)
		lack_add(eval, &answer, condition);
	return answer;
}

/* Answers are joined by their lists, so each user gets lists of its own. */
static struct answer answer_copy(struct evaluation *eval, const struct answer *answer)
{
	struct answer copy = *answer;

	copy.first = copy.last = NULL;
	copy.count = 0;
	copy.lacks = copy.last_lack = NULL;
	for (const struct spot *spot = answer->first; spot; spot = spot->next) {
		struct spot *new = ARENA_NEW(eval->arena, struct spot);
		*new = (struct spot){.at = spot->at, .text = spot->text};
		answer_join(&copy, &(struct answer){.first = new, .last = new});
	}
	for (const struct lack *lack = answer->lacks; lack; lack = lack->next) {
		struct lack *new = ARENA_NEW(eval->arena, struct lack);
		new->name = lack->name;
		answer_join(&copy, &(struct answer){.lacks = new, .last_lack = new});
	}
	return copy;
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
