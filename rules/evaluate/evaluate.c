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

struct answer answer_stuck(struct judge *judge)
{
	return answer_with(TRI_UNKNOWN, GROUND_PATTERN_STUCK, arena_format(judge->arena, "%u", REGEX_MATCH_LIMIT));
}

void answer_place(struct judge *judge, struct answer *answer, struct place at, struct str text)
{
	struct spot *mention = NULL;
	size_t n = text.n;

	if (answer->count >= SPOTS_MAX)
		return;
	if (n > SPOT_BYTES)
		for (n = SPOT_BYTES; n > 0 && ((unsigned char)text.at[n] & 0xC0) == 0x80;)
			n--;
	mention = ARENA_NEW(judge->arena, struct spot);
	*mention = (struct spot){.at = at, .text = str_part(text, 0, n)};
	if (answer->last)
		answer->last->next = mention;
	else
		answer->first = mention;
	answer->last = mention;
	answer->count++;
}

void answer_mention(struct judge *judge, struct answer *answer, const struct prose_unit *unit, size_t from, size_t to)
{
	answer_place(judge, answer, prose_place(unit, from), str_part(unit->text, from, to - from));
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

void judge_init(struct judge *judge, const struct rulebook *rulebook)
{
	assert(rulebook->automaton); /* rulebook_ready was called */
	*judge = (struct judge){.rulebook = rulebook};
	judge->heads = memory_new(rulebook->pattern_count, sizeof *judge->heads);
	judge->tails = memory_new(rulebook->pattern_count, sizeof *judge->tails);
	judge->groups = memory_new(rulebook->pattern_count, sizeof *judge->groups);
	judge->cursors = memory_new(rulebook->pattern_count, sizeof *judge->cursors);
	judge->headed = memory_new(rulebook->pattern_count, sizeof *judge->headed);
	judge->stuck = memory_new(rulebook->pattern_count, sizeof *judge->stuck);
	judge->kept = memory_new(rulebook->condition_count, sizeof *judge->kept);
	judge->judged = memory_new(rulebook->condition_count, sizeof *judge->judged);
}

void judge_release(struct judge *judge)
{
	free(judge->heads);
	free(judge->tails);
	free(judge->groups);
	free(judge->cursors);
	free(judge->headed);
	free(judge->stuck);
	free(judge->kept);
	free(judge->judged);
	vec_release(&judge->candidates);
}

/* A second candidate of the pattern in the present unit. Words are told by their ends: where one lies within another, their beginnings
 * are out of order, and the unit is tried as a whole. False when there is nothing to add. */
static bool place_is_new(struct judge *judge, uint32_t pattern, uint32_t from)
{
	struct candidate *group = &judge->candidates.at[judge->groups[pattern]];
	uint32_t last = judge->candidates.at[judge->tails[pattern]].from;

	if (group->from != ANYWHERE && from < last)
		group->from = ANYWHERE;
	return group->from != ANYWHERE && from > last;
}

/* The pattern is worth trying on the present unit, from a place in it. */
static void candidate_add(void *context, uint32_t pattern, size_t at)
{
	struct judge *judge = context;
	uint32_t added = (uint32_t)judge->candidates.n, tail = judge->tails[pattern];
	bool placed = at != ANYWHERE && judge->rulebook->patterns[pattern].anchored &&
	              judge->subject->prose.units[judge->unit].text.n <= PLACES_MAX;
	uint32_t from = placed ? (uint32_t)at : ANYWHERE;

	if (tail == NO_CANDIDATE || judge->candidates.at[tail].unit != judge->unit)
		judge->groups[pattern] = added;
	else if (!place_is_new(judge, pattern, from))
		return;
	vec_push(&judge->candidates, (struct candidate){judge->unit, from, NO_CANDIDATE});
	if (tail == NO_CANDIDATE)
		judge->heads[pattern] = added;
	else
		judge->candidates.at[tail].next = added;
	judge->tails[pattern] = added;
}

static void candidates_find(struct judge *judge)
{
	const struct rulebook *rulebook = judge->rulebook;
	const struct prose *prose = &judge->subject->prose;

	for (judge->unit = 0; judge->unit < prose->count; judge->unit++) {
		struct str text = prose->units[judge->unit].text;
		if (literals_odd(text))
			for (uint32_t i = 0; i < rulebook->pattern_count; i++)
				candidate_add(judge, i, ANYWHERE);
		else
			automaton_scan(rulebook->automaton, text, candidate_add, judge);
	}
}

/* Which units each part has, sub-parts included: they are neighbours. */
static void parts_index(struct judge *judge)
{
	const struct prose *prose = &judge->subject->prose;

	judge->part_first = ARENA_ARRAY(judge->arena, uint32_t, prose->part_count);
	judge->part_last = ARENA_ARRAY(judge->arena, uint32_t, prose->part_count);
	for (uint32_t i = 0; i < prose->count; i++)
		for (uint32_t part = prose->units[i].part; part != MARKDOWN_NO_PART; part = prose->parts[part].parent) {
			if (!judge->part_last[part])
				judge->part_first[part] = i;
			judge->part_last[part] = i + 1;
		}
}

void judge_take(struct judge *judge, struct subject *subject, struct date on, struct arena *arena)
{
	uint32_t patterns = judge->rulebook->pattern_count;

	judge->subject = subject;
	judge->on = on;
	judge->arena = arena;
	judge->candidates.n = 0;
	judge->any_stuck = false;
	if (patterns) {
		memset(judge->heads, 0xFF, patterns * sizeof *judge->heads);
		memset(judge->tails, 0xFF, patterns * sizeof *judge->tails);
		memset(judge->groups, 0xFF, patterns * sizeof *judge->groups);
		memset(judge->headed, 0, patterns * sizeof *judge->headed);
		memset(judge->stuck, 0, patterns * sizeof *judge->stuck);
	}
	if (judge->rulebook->condition_count)
		memset(judge->judged, 0, judge->rulebook->condition_count * sizeof *judge->judged);
	parts_index(judge);
	if (!judge->everywhere) {
		candidates_find(judge);
		if (patterns)
			memcpy(judge->cursors, judge->heads, patterns * sizeof *judge->heads);
	}
}

struct window judge_window(const struct judge *judge)
{
	return (struct window){.last = judge->subject->prose.count};
}

/* --- finding -------------------------------------------------------------------------------------------------------- */

bool judge_matches(struct judge *judge, uint32_t pattern, struct str text)
{
	struct regex_span span;
	int found = regex_match(judge->rulebook->patterns[pattern].regex, text, 0, &span, 1);

	if (found < 0)
		judge->stuck[pattern] = judge->any_stuck = true;
	return found > 0;
}

bool *judge_parts(struct judge *judge, uint32_t heading)
{
	const struct prose *prose = &judge->subject->prose;
	bool *parts = judge->headed[heading];

	if (parts)
		return parts;
	parts = judge->headed[heading] = ARENA_ARRAY(judge->arena, bool, (size_t)prose->part_count + 1);
	for (uint32_t i = 0; i < prose->part_count; i++) /* parents come first */
		parts[i] = (prose->parts[i].parent != MARKDOWN_NO_PART && parts[prose->parts[i].parent]) ||
		           judge_matches(judge, heading, prose->parts[i].title);
	return parts;
}

struct window judge_sentence(struct judge *judge, struct prose_unit *unit, size_t at)
{
	uint32_t index = (uint32_t)(unit - judge->subject->prose.units);
	size_t low = 0, high = 0;

	prose_sentences(unit, judge->arena);
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
	struct judge *judge;
	const struct search *search;
	const struct pattern *pattern;
	uint32_t place; /* the next candidate of the unit, from which matches are sought; NO_CANDIDATE: from anywhere */
	const bool *parts;
	unsigned kinds;
	match_fn *found;
	void *context;
	bool stopped;
};

/* The next match at or behind byte `at` of the text, which stands in the unit from `begin` on. */
static int match_next(struct finding_run *run, struct str text, size_t begin, size_t at, struct regex_span *span)
{
	const struct candidate *candidates = run->judge->candidates.at;
	uint32_t unit = 0;
	int found = 0;

	if (run->place == NO_CANDIDATE)
		return regex_match(run->pattern->regex, text, at, span, 1);
	unit = candidates[run->place].unit;
	while (!found && candidates[run->place].from < begin + text.n) {
		size_t from = candidates[run->place].from;
		uint32_t next = candidates[run->place].next;
		if (from >= begin + at)
			found = regex_match(run->pattern->anchored, text, from - begin, span, 1);
		if (next == NO_CANDIDATE || candidates[next].unit != unit)
			break;
		run->place = next;
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
			run->judge->stuck[run->search->pattern] = run->judge->any_stuck = run->stopped = true;
		if (found <= 0)
			return;
		if (span.to > span.from)
			run->stopped = !run->found(run->context, unit, from + span.from, from + span.to);
		at = span.to > at ? span.to : at + 1;
	}
}

static void unit_find(struct finding_run *run, uint32_t index)
{
	struct prose_unit *unit = &run->judge->subject->prose.units[index];
	const struct search *search = run->search;

	if (!(unit->kind & run->kinds) || (run->parts && (unit->part == MARKDOWN_NO_PART || !run->parts[unit->part])))
		return;
	if (search->window.narrow) {
		stretch_find(run, unit, search->window.from, search->window.to);
	} else if (search->scope == SCOPE_SENTENCE) {
		prose_sentences(unit, run->judge->arena);
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
	const struct candidate *candidates = run->judge->candidates.at;
	uint32_t *cursor = &run->judge->cursors[run->search->pattern];
	uint32_t i = *cursor;

	if (i != NO_CANDIDATE && candidates[i].unit > window.first)
		i = run->judge->heads[run->search->pattern];
	while (!run->stopped && i != NO_CANDIDATE && candidates[i].unit < window.last) {
		uint32_t unit = candidates[i].unit;
		run->place = candidates[i].from == ANYWHERE ? NO_CANDIDATE : i;
		if (unit >= window.first) {
			*cursor = i;
			unit_find(run, unit);
		}
		while (i != NO_CANDIDATE && candidates[i].unit == unit)
			i = candidates[i].next;
	}
}

bool judge_find(struct judge *judge, const struct search *search, match_fn *found, void *context)
{
	const struct pattern *pattern = &judge->rulebook->patterns[search->pattern];
	struct finding_run run = {.judge = judge,
	                          .search = search,
	                          .pattern = pattern,
	                          .kinds = kinds_of(search->scope),
	                          .found = found,
	                          .context = context};
	struct window window = search->window;

	if (judge->stuck[search->pattern])
		return false;
	if (search->heading != NO_PATTERN) {
		run.parts = judge_parts(judge, search->heading);
		if (judge->stuck[search->heading])
			return false;
	}
	if (judge->everywhere || !pattern->literal_count) {
		run.place = NO_CANDIDATE;
		for (uint32_t i = window.first; !run.stopped && i < window.last; i++)
			unit_find(&run, i);
	} else {
		candidates_try(&run, window);
	}
	return !judge->stuck[search->pattern];
}

/* --- the tree of conditions ----------------------------------------------------------------------------------------- */

static void lack_add(struct judge *judge, struct answer *answer, const struct condition *condition)
{
	struct lack *lack = NULL;

	if (!condition->name.sv.n && !condition->name.en.n)
		return;
	lack = ARENA_NEW(judge->arena, struct lack);
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
static struct answer judge_joined(struct judge *judge, const struct condition *condition, struct window window)
{
	bool all = condition->kind == TEST_ALL, begun = false;
	struct answer whole = {.holds = all ? TRI_YES : TRI_NO};

	for (const struct condition *inner = condition->first; inner; inner = inner->next) {
		struct answer answer = judge_condition(judge, inner, window);
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

static struct answer judge_not(struct judge *judge, const struct condition *condition, struct window window)
{
	struct answer answer = judge_condition(judge, condition->first, window);

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

static struct answer condition_judge(struct judge *judge, const struct condition *condition, struct window window)
{
	struct answer answer = {0};

	if (judge->subject->paged && needs_structure(condition))
		return answer_of(TRI_UNKNOWN, GROUND_NO_STRUCTURE);
	switch (condition->kind) {
	case TEST_ALL:
	case TEST_ANY:
		answer = judge_joined(judge, condition, window);
		break;
	case TEST_NOT:
		answer = judge_not(judge, condition, window);
		break;
	case TEST_TEXT:
	case TEST_COUNT:
		answer = judge_text(judge, condition, window);
		break;
	case TEST_NEAR:
		answer = judge_near(judge, condition, window);
		break;
	case TEST_EACH:
		answer = judge_each(judge, condition, window);
		break;
	case TEST_SECTION:
		answer = judge_section(judge, condition, window);
		break;
	case TEST_FIELD:
		answer = judge_field(judge, condition);
		break;
	case TEST_CITES:
		answer = judge_cites(judge, condition, window);
		break;
	case TEST_TABLE:
		answer = judge_table(judge, condition, window);
		break;
	case TEST_TERM:
		answer = judge_term(judge, condition, window);
		break;
	case TEST_KINDS:
		break;
	}
	if (condition == judge->fixed)
		answer.holds = judge->fixed_to;
	if (answer.holds == TRI_NO && condition->kind == TEST_ANY && condition->name.sv.n)
		answer.lacks = answer.last_lack = NULL; /* it is missing as a whole, not each way of having it */
	if (answer.holds == TRI_NO && !answer.lacks && condition->kind != TEST_NOT)
		lack_add(judge, &answer, condition);
	return answer;
}

/* Answers are joined by their lists, so each user gets lists of its own. */
static struct answer answer_copy(struct judge *judge, const struct answer *answer)
{
	struct answer copy = *answer;

	copy.first = copy.last = NULL;
	copy.count = 0;
	copy.lacks = copy.last_lack = NULL;
	for (const struct spot *spot = answer->first; spot; spot = spot->next) {
		struct spot *new = ARENA_NEW(judge->arena, struct spot);
		*new = (struct spot){.at = spot->at, .text = spot->text};
		answer_join(&copy, &(struct answer){.first = new, .last = new});
	}
	for (const struct lack *lack = answer->lacks; lack; lack = lack->next) {
		struct lack *new = ARENA_NEW(judge->arena, struct lack);
		new->name = lack->name;
		answer_join(&copy, &(struct answer){.lacks = new, .last_lack = new});
	}
	return copy;
}

/* Many rules ask the same: that is judged once, but where all is tried everywhere, for comparison. After a pattern has stuck, what asks
 * for it is answered otherwise than before. */
struct answer judge_condition(struct judge *judge, const struct condition *condition, struct window window)
{
	bool whole = window.first == 0 && window.last == judge->subject->prose.count && !window.narrow;
	struct answer answer = {0};

	if (!whole || judge->everywhere || judge->fixed || judge->any_stuck)
		return condition_judge(judge, condition, window);
	if (judge->judged[condition->same])
		return answer_copy(judge, &judge->kept[condition->same]);
	answer = condition_judge(judge, condition, window);
	judge->kept[condition->same] = answer_copy(judge, &answer);
	judge->judged[condition->same] = true;
	return answer;
}
