/* Where in a text a pattern matches. */
#include "registry/port/regex.h"
#include "rules/evaluate/evaluate.h"

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
		candidate; /* the next candidate of the unit, from which matches are sought; NO_CANDIDATE: from anywhere */
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

	if (run->candidate == NO_CANDIDATE)
		return regex_match(run->pattern->regex, text, at, span, 1);
	unit = candidates[run->candidate].unit;
	while (!found && candidates[run->candidate].from < begin + text.n) {
		size_t from = candidates[run->candidate].from;
		uint32_t next = candidates[run->candidate].next;
		if (from >= begin + at)
			found = regex_match(run->pattern->anchored, text, from - begin, span, 1);
		if (next == NO_CANDIDATE || candidates[next].unit != unit)
			break;
		run->candidate = next;
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
		run->candidate = candidates[i].from == ANYWHERE ? NO_CANDIDATE : i;
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
		run.candidate = NO_CANDIDATE;
		for (uint32_t i = window.first; !run.stopped && i < window.last; i++)
			unit_find(&run, i);
	} else {
		candidates_try(&run, window);
	}
	return !eval->stuck[search->pattern];
}
