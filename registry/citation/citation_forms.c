#include "registry/citation/citation_forms.h"

#include "registry/base/ascii.h"
#include "registry/citation/act_name.h"
#include "registry/citation/act_stance.h"
#include "registry/citation/pinpoint.h"
#include "registry/citation/title_match.h"

static struct location location_of(struct citation_cursor *cursor, size_t offset)
{
	for (; cursor->line_known < offset; cursor->line_known++)
		if (cursor->text.at[cursor->line_known] == '\n') {
			cursor->line++;
			cursor->line_start = cursor->line_known + 1;
		}
	return (struct location){cursor->line, (uint32_t)(offset - cursor->line_start + 1)};
}

/* The text with runs of white space, and any quote marker behind a line break, as one space. */
static struct str folded(struct arena *arena, struct str text)
{
	char *out = ARENA_ARRAY(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool space = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\r' || text.at[i] == '\t';
		if (!space)
			out[n++] = text.at[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return (struct str){out, n};
}

static bool add(struct citations *out, const struct citation_scan *scan, struct citation citation)
{
	if (out->n >= scan->limit)
		return false;
	citation.remark = scan->remark;
	vec_push(out, citation);
	return true;
}

/* What follows a case number: ", KF 2008-03-03", ", beslutat den 3 mars 2008". Only a date that a deciding body or the
 * word beslut stands before is taken as the day of decision. */
static void decision_read(struct citation *citation, struct arena *arena, const struct vocabulary *vocabulary,
                          struct str rest)
{
	size_t end = 0, used = 0;
	struct str before = STR_EMPTY;

	while (end < rest.n && end < 100 && !strchr(")];", rest.at[end]))
		end++;
	rest = str_part(rest, 0, end);
	if (!rest.n || rest.at[0] != ',')
		return;
	rest = str_trim(str_part(rest, 1, rest.n));
	for (size_t i = 0; i < rest.n; i++) {
		if (i && rest.at[i - 1] != ' ' && rest.at[i - 1] != '\n')
			continue;
		if (!is_digit(rest.at[i]) && !str_starts(str_part(rest, i, 4), STR("den ")))
			continue;
		if (!date_parse_text(str_part(rest, i, rest.n), &citation->decided, &used))
			continue;
		before = folded(arena, str_trim(str_part(rest, 0, i)));
		if (map_get(&vocabulary->body_by_name, before) != MAP_NONE)
			citation->decided_by = before;
		else if (!str_starts(before, STR("beslut")))
			citation->decided = DATE_NONE;
		return;
	}
}

/* May a number begin here? Not in the middle of another, such as 0180-P2004/12 or SS-EN 301. */
static bool is_start(struct str text, size_t at)
{
	char before = at ? text.at[at - 1] : ' ', farther = at > 1 ? text.at[at - 2] : ' ';
	bool digit = is_digit(farther), letter = (farther | 0x20) >= 'a' && (farther | 0x20) <= 'z';

	return !(before == '-' && (digit || letter)) && !((before == '/' || before == '.' || before == ':') && digit);
}

/* A pattern of styrdok.yaml may have found it already. */
static bool is_found(const struct citations *out, size_t block, struct location at)
{
	for (size_t i = block; i < out->n; i++)
		if (out->at[i].kind == CITATION_DNR && out->at[i].at.line == at.line &&
		    out->at[i].at.column == at.column)
			return true;
	return false;
}

size_t cite_case_number(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                        struct citation_cursor *cursor, bool *room)
{
	struct citation citation = {
		.kind = CITATION_DNR, .document = NO_DOCUMENT, .name = NO_NAME, .decided = DATE_NONE};
	struct str rest = str_part(cursor->text, cursor->at, cursor->text.n);
	struct dnr dnr;
	size_t used = is_start(cursor->text, cursor->at) ? dnr_read(rest, cursor->marked, &cursor->known, &dnr) : 0;

	if (!used)
		return 0;
	citation.at = location_of(cursor, cursor->at);
	if (is_found(out, cursor->block, citation.at))
		return used;
	citation.text = arena_copy(arena, (struct str){dnr.form, dnr.n});
	citation.name = names_by_dnr(scan->names, citation.text);
	citation.outcome = citation.name == NO_NAME ? CITATION_UNKNOWN : CITATION_FOUND;
	decision_read(&citation, arena, scan->vocabulary, str_part(rest, used, rest.n));
	*room = add(out, scan, citation);
	return used;
}

size_t cite_wiki(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                 struct citation_cursor *cursor, bool *room)
{
	struct citation citation = {
		.kind = CITATION_WIKI, .document = NO_DOCUMENT, .name = NO_NAME, .decided = DATE_NONE};
	struct str rest = str_part(cursor->text, cursor->at + 2, 512), target = STR_EMPTY;
	size_t end = str_find(rest, STR("]]"), 0), bar = 0, hash = 0;

	if (end == SIZE_MAX || !end)
		return 0;
	target = str_part(rest, 0, end);
	if (str_find(target, STR("\n"), 0) != SIZE_MAX || str_find(target, STR("["), 0) != SIZE_MAX)
		return 0;
	bar = str_find(target, STR("|"), 0);
	target = str_trim(str_part(target, 0, bar == SIZE_MAX ? target.n : bar));
	hash = str_find(target, STR("#"), 0);
	citation.text = arena_copy(arena, str_part(target, 0, hash == SIZE_MAX ? target.n : hash));
	if (hash != SIZE_MAX)
		citation.part = arena_copy(arena, str_part(target, hash + 1, target.n));
	if (scan->foreign_count)
		citation.stance = act_stance_of(cursor->text, cursor->at, cursor->at + end + 4);
	citation.at = location_of(cursor, cursor->at + 2);
	*room = add(out, scan, citation);
	return end + 4;
}

/* The part that is told before or behind what is cited; one behind it is nearer to it. */
static struct str part_of(struct arena *arena, struct str text, size_t from, size_t end)
{
	struct pinpoint found = pinpoint_behind(arena, text, end);

	return found.part.n ? found.part : pinpoint_before(arena, text, from).part;
}

size_t cite_title(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                  struct citation_cursor *cursor, struct word first, bool *room)
{
	uint32_t name = NO_NAME;
	size_t end = title_longest(scan->names, cursor->text, first, &name);

	if (name == NO_NAME)
		return 0;
	if (!name_is_of(scan->names, name, scan->self)) {
		struct citation citation = {.kind = CITATION_TITLE,
		                            .outcome = CITATION_FOUND,
		                            .name = name,
		                            .document = NO_DOCUMENT,
		                            .decided = DATE_NONE};
		citation.text = folded(arena, str_part(cursor->text, first.from, end - first.from));
		citation.part = part_of(arena, cursor->text, first.from, end);
		citation.at = location_of(cursor, first.from);
		*room = add(out, scan, citation);
	}
	return end - first.from;
}

size_t cite_act(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                struct citation_cursor *cursor, bool *room)
{
	size_t from = cursor->at, used = 0;
	struct words words = {cursor->text, from};
	struct word word = {0};
	uint32_t name = NO_NAME;

	for (; cursor->act < cursor->acts.n && cursor->acts.at[cursor->act].from <= from; cursor->act++) {
		const struct act_mention *act = &cursor->acts.at[cursor->act];
		struct citation citation = {.kind = CITATION_ACT,
		                            .document = NO_DOCUMENT,
		                            .name = NO_NAME,
		                            .decided = DATE_NONE,
		                            .stance = act->stance};
		if (act->from < from)
			continue;
		if (!act->told && words_read(&words, &word))
			(void)title_longest(scan->names, cursor->text, word, &name);
		if (name != NO_NAME)
			continue;
		citation.text = folded(arena, str_part(cursor->text, act->from, act->to - act->from));
		citation.part = act->part;
		citation.called = folded(arena, act->called);
		citation.number = arena_copy(arena, act->number);
		citation.at = location_of(cursor, from);
		*room = *room && add(out, scan, citation);
		used = act->to - from;
	}
	return used;
}

/* What a match of one of the collection's own patterns cites: a case number or an id. */
static bool pattern_match(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                          struct citation_cursor *lines, bool is_dnr, struct regex_span span)
{
	struct citation citation = {
		.kind = CITATION_WIKI, .document = NO_DOCUMENT, .name = NO_NAME, .decided = DATE_NONE};
	struct dnr dnr;

	citation.text = folded(arena, str_part(lines->text, span.from, span.to - span.from));
	if (is_dnr && is_start(lines->text, span.from) && dnr_read(citation.text, false, &lines->known, &dnr))
		return true; /* the built-in reading finds it */
	citation.at = location_of(lines, span.from);
	if (is_dnr) {
		citation.kind = CITATION_DNR;
		citation.name = names_by_dnr(scan->names, citation.text);
		citation.outcome = citation.name == NO_NAME ? CITATION_UNKNOWN : CITATION_FOUND;
	}
	return add(out, scan, citation);
}

/* False when there is no room left. A pattern that takes too long is not tried again in this document. */
static bool cite_pattern(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                         const struct citation_cursor *cursor, uint32_t index)
{
	const struct config_citation *pattern = &scan->config->citations[index];
	struct regex_span spans[REGEX_GROUPS_MAX];
	struct citation_cursor lines = *cursor;
	int group = pattern->dnr_group >= 0 ? pattern->dnr_group : pattern->id_group, found = 0;
	size_t from = 0;

	if (group < 0 || group >= (int)REGEX_GROUPS_MAX || out->stuck == index + 1)
		return true;
	while ((found = regex_match(pattern->regex, cursor->text, from, spans, REGEX_GROUPS_MAX)) == 1) {
		struct regex_span span = spans[group];
		from = spans[0].to > from ? spans[0].to : from + 1;
		if (span.from < lines.line_known) /* a group may look back */
			lines = *cursor;
		if (span.from != SIZE_MAX && span.to > span.from &&
		    !pattern_match(out, arena, scan, &lines, pattern->dnr_group >= 0, span))
			return false;
	}
	if (found < 0 && !out->stuck)
		out->stuck = index + 1;
	return true;
}

bool cite_patterns(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                   const struct citation_cursor *cursor)
{
	bool room = true;

	for (uint32_t i = 0; room && i < scan->config->citation_count; i++)
		room = cite_pattern(out, arena, scan, cursor, i);
	return room;
}

/* An abbreviation within a compound is none ("PBL-taxa"), and one of two letters is one only with a part ("1,0 FL"). */
static bool is_cited_so(struct str text, size_t from, size_t end, struct str part)
{
	struct str called = str_part(text, from, end - from);

	if (!act_word_is_short(called))
		return true;
	return (called.n > 2 || part.n) && !(end < text.n && text.at[end] == '-') &&
	       !(from && text.at[from - 1] == '-');
}

/* "lagen (2016:1145) om offentlig upphandling (LOU)", "plan- och bygglagen (2010:900), PBL": what was just cited gets its short form. */
static bool is_short_form_given(const struct citations *out, const struct citation_cursor *cursor, size_t from,
                                const struct citation *citation)
{
	const struct citation *before = out->n > cursor->block ? &out->at[out->n - 1] : NULL;
	bool apart = from > 0 && (cursor->text.at[from - 1] == '(' ||
	                          (from > 1 && cursor->text.at[from - 1] == ' ' && cursor->text.at[from - 2] == ','));

	return apart && before && before->kind == CITATION_ACT && !citation->part.n && citation->number.n &&
	       str_equal(before->number, citation->number) && act_word_is_short(citation->called);
}

size_t cite_foreign(struct citations *out, struct arena *arena, const struct citation_scan *scan,
                    struct citation_cursor *cursor, struct word first, bool *room)
{
	struct citation citation = {
		.kind = CITATION_ACT, .document = NO_DOCUMENT, .name = NO_NAME, .decided = DATE_NONE};
	size_t longest = 0;

	for (size_t i = 0; i < scan->foreign_count; i++) {
		uint32_t name = NO_NAME;
		size_t end = title_longest(scan->foreign[i], cursor->text, first, &name);
		if (name != NO_NAME && end > longest)
			longest = end;
	}
	if (!longest)
		return 0;
	citation.part = part_of(arena, cursor->text, first.from, longest);
	if (!is_cited_so(cursor->text, first.from, longest, citation.part))
		return 0;
	citation.called = citation.text = folded(arena, str_part(cursor->text, first.from, longest - first.from));
	if (scan->acts)
		citation.number = arena_copy(arena, act_number_of(scan->acts, citation.called));
	if (is_short_form_given(out, cursor, first.from, &citation))
		return longest - first.from;
	citation.stance = act_stance_of(cursor->text, first.from, longest);
	citation.at = location_of(cursor, first.from);
	*room = add(out, scan, citation);
	return longest - first.from;
}
