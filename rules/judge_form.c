/* Conditions about how a text is built: section, table, term. */
#include "registry/base/map.h"
#include "registry/port/regex.h"
#include "registry/port/unicode.h"
#include "rules/amount.h"
#include "rules/judge.h"

/* --- section -------------------------------------------------------------------------------------------------------- */

static size_t words_of_part(const struct judge *judge, uint32_t part)
{
	size_t count = 0;

	for (uint32_t i = judge->part_first[part]; i < judge->part_last[part]; i++)
		if (judge->subject->prose.units[i].kind != PROSE_HEADING)
			count += prose_words(judge->subject->prose.units[i].text);
	return count;
}

/* The part within the window whose heading matches, or MARKDOWN_NO_PART. */
static uint32_t part_find(struct judge *judge, uint32_t pattern, struct window window)
{
	const struct prose *prose = &judge->subject->prose;

	for (uint32_t i = 0; i < prose->part_count; i++)
		if (judge->part_last[i] && judge->part_first[i] >= window.first && judge->part_last[i] <= window.last &&
		    judge_matches(judge, pattern, prose->parts[i].title))
			return i;
	return MARKDOWN_NO_PART;
}

static void show_heading(struct judge *judge, struct answer *answer, uint32_t part)
{
	answer_place(judge, answer, judge->subject->prose.parts[part].at, judge->subject->prose.parts[part].title);
}

/* --- chapters built alike ------------------------------------------------------------------------------------------- */

/* What a chapter is built of: its sub-headings, and labels such as "Mål:" at the start of a paragraph, without numbers. */
struct outline {
	struct judge *judge;
	struct map known;
	VEC(struct str) names;
	VEC(uint32_t) counts; /* in how many chapters each name is */
	VEC(uint32_t) marks;  /* the last chapter that has it, + 1 */
};

static struct str name_fold(struct arena *arena, struct str text)
{
	size_t from = 0;

	while (from < text.n && !((text.at[from] | 0x20) >= 'a' && (text.at[from] | 0x20) <= 'z') &&
	       !(text.at[from] & 0x80))
		from++;
	return unicode_fold(arena, str_trim(str_part(text, from, text.n)));
}

static struct str label_of(struct str text)
{
	size_t colon = str_find(text, STR(":"), 0);

	/* a word or two, and then something or nothing: "Mål: ...", not a sentence that announces a list */
	return colon != SIZE_MAX && colon < 32 && str_find(str_part(text, 0, colon), STR(" "), 0) == SIZE_MAX
	               ? str_part(text, 0, colon)
	               : STR_EMPTY;
}

static void outline_add(struct outline *outline, struct str name, uint32_t chapter)
{
	struct str folded = name_fold(outline->judge->arena, name);
	uint32_t index = 0;

	if (!folded.n)
		return;
	index = map_add(&outline->known, folded, (uint32_t)outline->names.n);
	if (index == outline->names.n) {
		vec_push(&outline->names, folded);
		vec_push(&outline->counts, 0);
		vec_push(&outline->marks, 0);
	}
	if (outline->marks.at[index] != chapter + 1)
		outline->counts.at[index]++;
	outline->marks.at[index] = chapter + 1;
}

static void outline_read(struct outline *outline, uint32_t chapter)
{
	const struct judge *judge = outline->judge;
	const struct prose *prose = &judge->subject->prose;

	for (uint32_t i = judge->part_first[chapter]; i < judge->part_last[chapter]; i++) {
		const struct prose_unit *unit = &prose->units[i];
		if (unit->kind == PROSE_HEADING && unit->part != chapter && prose->parts[unit->part].parent == chapter)
			outline_add(outline, prose->parts[unit->part].title, chapter);
		else if (unit->kind == PROSE_PARAGRAPH || unit->kind == PROSE_ITEM)
			outline_add(outline, label_of(unit->text), chapter);
	}
}

static bool outline_has(struct outline *outline, uint32_t chapter, uint32_t name)
{
	const struct judge *judge = outline->judge;
	const struct prose *prose = &judge->subject->prose;

	for (uint32_t i = judge->part_first[chapter]; i < judge->part_last[chapter]; i++) {
		const struct prose_unit *unit = &prose->units[i];
		struct str here = unit->kind == PROSE_HEADING ? prose->parts[unit->part].title : label_of(unit->text);
		if (str_equal(name_fold(judge->arena, here), outline->names.at[name]))
			return true;
	}
	return false;
}

/* A chapter of the level, within the window. */
static bool is_chapter(const struct judge *judge, uint32_t part, uint32_t level, struct window window)
{
	return judge->subject->prose.parts[part].level == level && judge->part_last[part] &&
	       judge->part_first[part] >= window.first && judge->part_last[part] <= window.last;
}

static void unlike_find(struct outline *outline, uint32_t level, struct window window, uint32_t chapters,
                        struct answer *answer)
{
	const struct prose *prose = &outline->judge->subject->prose;

	for (uint32_t name = 0; name < outline->names.n; name++) {
		uint32_t count = outline->counts.at[name];
		if (count < 2 || count * 3 < chapters * 2 || count == chapters)
			continue;
		for (uint32_t i = 0; i < prose->part_count; i++) {
			if (!is_chapter(outline->judge, i, level, window) || outline_has(outline, i, name))
				continue;
			if (!answer->count)
				*answer = answer_with(TRI_NO, GROUND_SECTION_UNLIKE, prose->parts[i].title,
				                      outline->names.at[name]);
			show_heading(outline->judge, answer, i);
		}
	}
}

static struct answer judge_alike(struct judge *judge, const struct condition *condition, struct window window)
{
	const struct prose *prose = &judge->subject->prose;
	struct outline outline = {.judge = judge};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	uint32_t chapters = 0, level = condition->level ? condition->level : 2;

	for (uint32_t i = 0; i < prose->part_count; i++)
		if (is_chapter(judge, i, level, window)) {
			outline_read(&outline, i);
			chapters++;
		}
	unlike_find(&outline, level, window, chapters, &answer);
	map_release(&outline.known);
	vec_release(&outline.names);
	vec_release(&outline.counts);
	vec_release(&outline.marks);
	return answer;
}

struct answer judge_section(struct judge *judge, const struct condition *condition, struct window window)
{
	uint32_t part = 0, before = MARKDOWN_NO_PART;
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);
	size_t words = 0;

	if (condition->alike)
		return judge_alike(judge, condition, window);
	part = part_find(judge, condition->heading, window);
	if (part == MARKDOWN_NO_PART)
		return judge->stuck[condition->heading] ? answer_stuck(judge) : answer_of(TRI_NO, GROUND_SECTION_NONE);
	words = words_of_part(judge, part);
	if (condition->before != NO_PATTERN)
		before = part_find(judge, condition->before, window);
	if (words < condition->words)
		answer = answer_with(TRI_NO, GROUND_SECTION_SHORT, arena_format(judge->arena, "%zu", words),
		                     arena_format(judge->arena, "%u", condition->words));
	else if (before != MARKDOWN_NO_PART && before < part)
		answer = answer_with(TRI_NO, GROUND_SECTION_LATE, judge->subject->prose.parts[before].title);
	show_heading(judge, &answer, part);
	return answer;
}

/* --- table ---------------------------------------------------------------------------------------------------------- */

struct table { /* rows of units, the header first */
	uint32_t first, last;
};

static struct str cell_text(const struct prose_unit *row, uint32_t column)
{
	return column < row->cell_count ? str_part(row->text, row->cells[column],
	                                           (size_t)row->cells[column + 1] - 3 - row->cells[column])
	                                : STR_EMPTY;
}

static uint32_t column_find(struct judge *judge, const struct table *table, uint32_t pattern)
{
	const struct prose_unit *header = &judge->subject->prose.units[table->first];

	for (uint32_t i = 0; i < header->cell_count; i++)
		if (judge_matches(judge, pattern, cell_text(header, i)))
			return i;
	return MARKDOWN_NO_PART;
}

static bool has_columns(struct judge *judge, const struct table *table, const struct condition *condition)
{
	for (uint32_t i = 0; i < condition->pattern_count; i++)
		if (column_find(judge, table, condition->patterns[i]) == MARKDOWN_NO_PART)
			return false;
	return condition->column == NO_PATTERN || column_find(judge, table, condition->column) != MARKDOWN_NO_PART;
}

static uint32_t row_find(struct judge *judge, const struct table *table, uint32_t pattern)
{
	for (uint32_t i = table->first + 1; i < table->last; i++)
		if (judge_matches(judge, pattern, cell_text(&judge->subject->prose.units[i], 0)))
			return i;
	return MARKDOWN_NO_PART;
}

static struct str amount_text(struct judge *judge, int64_t hundredths)
{
	if (hundredths % 100)
		return arena_format(judge->arena, "%lld,%02lld", (long long)(hundredths / 100),
		                    (long long)(hundredths % 100 < 0 ? -(hundredths % 100) : hundredths % 100));
	return arena_format(judge->arena, "%lld", (long long)(hundredths / 100));
}

/* What the sum is compared with: a number, a field of front matter, or the row of the total. */
static bool total_read(struct judge *judge, const struct condition *condition, uint32_t total_row, uint32_t column,
                       int64_t *total)
{
	const struct yaml_node *field = NULL;

	if (!condition->key.n)
		return total_row != MARKDOWN_NO_PART &&
		       amount_read(cell_text(&judge->subject->prose.units[total_row], column), total);
	field = subject_field(judge->subject, condition->key);
	return amount_read(field && field->kind == YAML_SCALAR ? field->text : condition->key, total);
}

static struct answer judge_sum(struct judge *judge, const struct table *table, const struct condition *condition)
{
	uint32_t column = column_find(judge, table, condition->column), total_row = MARKDOWN_NO_PART;
	int64_t sum = 0, amount = 0, total = 0;
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);

	if (condition->total != NO_PATTERN)
		total_row = row_find(judge, table, condition->total);
	for (uint32_t i = table->first + 1; i < table->last; i++) {
		struct str cell = cell_text(&judge->subject->prose.units[i], column);
		if (i == total_row || !cell.n)
			continue;
		if (!amount_read(cell, &amount) || __builtin_add_overflow(sum, amount, &sum)) {
			answer = answer_with(TRI_UNKNOWN, GROUND_TABLE_NUMBER, cell);
			answer_mention(judge, &answer, &judge->subject->prose.units[i], 0,
			               judge->subject->prose.units[i].text.n);
			return answer;
		}
	}
	if (!total_read(judge, condition, total_row, column, &total))
		return answer_of(TRI_UNKNOWN, GROUND_TABLE_TOTAL);
	if (sum != total)
		answer = answer_with(TRI_NO, GROUND_TABLE_SUM, amount_text(judge, sum), amount_text(judge, total));
	answer_mention(judge, &answer, &judge->subject->prose.units[table->first], 0,
	               judge->subject->prose.units[table->first].text.n);
	return answer;
}

static struct answer judge_one_table(struct judge *judge, const struct table *table, const struct condition *condition)
{
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);
	const struct prose_unit *header = &judge->subject->prose.units[table->first];

	if (!has_columns(judge, table, condition))
		return answer_of(TRI_NO, GROUND_TABLE_NONE);
	if (condition->row != NO_PATTERN && row_find(judge, table, condition->row) == MARKDOWN_NO_PART)
		answer = answer_of(TRI_NO, GROUND_TABLE_ROW);
	else if (condition->column != NO_PATTERN)
		return judge_sum(judge, table, condition);
	answer_mention(judge, &answer, header, 0, header->text.n);
	return answer;
}

/* One table that has it all is enough; of the others, the one that comes nearest is told. */
struct answer judge_table(struct judge *judge, const struct condition *condition, struct window window)
{
	const struct prose *prose = &judge->subject->prose;
	struct answer best = answer_of(TRI_NO, GROUND_TABLE_NONE);

	for (uint32_t i = window.first; i < window.last && best.holds != TRI_YES;) {
		struct table table = {i, i};
		struct answer answer = {0};
		if (prose->units[i].kind != PROSE_ROW) {
			i++;
			continue;
		}
		while (table.last < window.last && prose->units[table.last].kind == PROSE_ROW &&
		       prose->units[table.last].table == prose->units[i].table)
			table.last++;
		answer = judge_one_table(judge, &table, condition);
		if (answer.holds > best.holds || best.ground == GROUND_TABLE_NONE)
			best = answer;
		i = table.last;
	}
	return best;
}

/* --- term ----------------------------------------------------------------------------------------------------------- */

struct term {
	struct str text, folded;
	struct prose_unit *unit;
	size_t from, to;
	bool defined;
};

struct terms {
	struct judge *judge;
	struct map known;
	VEC(struct term) terms;
	const struct names *except;
};

static bool is_except(const struct terms *terms, struct str folded)
{
	for (uint32_t i = 0; i < terms->except->n; i++)
		if (str_equal(unicode_fold(terms->judge->arena, terms->except->at[i].text), folded))
			return true;
	return false;
}

/* A sentence that says what a term means. */
static bool sentence_defines(struct str sentence)
{
	static const struct str signs[] = {STR("avses"),    STR("menas"),     STR("definier"),
	                                   STR("står för"), STR("förkortas"), STR("betyder")};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_find(sentence, signs[i], 0) != SIZE_MAX)
			return str_find(sentence, STR(" inte "), 0) == SIZE_MAX; /* "är inte definierat" */
	return false;
}

/* Do the words at from..to define the term, in one of the ways that README.md lists? */
static bool defines(struct judge *judge, struct prose_unit *unit, size_t from, size_t to)
{
	struct str before = str_trim(str_part(unit->text, 0, from)), behind = str_part(unit->text, to, unit->text.n);
	struct window sentence = {0};

	if (unit->kind == PROSE_HEADING)
		return !before.n && !str_trim(behind).n;
	if (str_starts(behind, STR(")")) && str_ends(before, STR("(")) && before.n > 3)
		return true;
	if (str_starts(behind, STR(" (")) && behind.n > 5 && behind.at[5] != ')')
		return true;
	if (!before.n && (str_starts(behind, STR(":")) || str_starts(behind, STR(" –")) ||
	                  str_starts(behind, STR(" - ")) || (unit->kind == PROSE_ROW && str_starts(behind, STR(" |")))))
		return true;
	sentence = judge_sentence(judge, unit, from);
	return sentence_defines(str_part(unit->text, sentence.from, sentence.to - sentence.from));
}

static bool term_add(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct terms *terms = context;
	struct judge *judge = terms->judge;
	struct term term = {.text = str_part(unit->text, from, to - from), .unit = unit, .from = from, .to = to};
	uint32_t index = 0;

	term.folded = unicode_fold(judge->arena, term.text);
	if (is_except(terms, term.folded))
		return true;
	index = map_add(&terms->known, term.folded, (uint32_t)terms->terms.n);
	if (index == terms->terms.n)
		vec_push(&terms->terms, term);
	if (terms->terms.at[index].unit->kind == PROSE_HEADING && unit->kind != PROSE_HEADING) {
		term.defined = terms->terms.at[index].defined; /* the first use is told where it is running text */
		terms->terms.at[index] = term;
	}
	if (!terms->terms.at[index].defined)
		terms->terms.at[index].defined = defines(judge, unit, from, to);
	return true;
}

static struct answer judge_defined(struct judge *judge, const struct condition *condition, struct window window)
{
	struct terms terms = {.judge = judge, .except = &condition->values};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	struct str listed = STR_EMPTY;
	bool whole = true;

	for (uint32_t i = 0; i < condition->pattern_count; i++)
		whole = judge_find(judge, &(struct search){condition->patterns[i], NO_PATTERN, SCOPE_DOCUMENT, window},
		                   term_add, &terms) &&
		        whole;
	for (size_t i = 0; i < terms.terms.n; i++) {
		const struct term *term = &terms.terms.at[i];
		if (term->defined)
			continue;
		listed = arena_format(judge->arena, "%.*s%s%.*s", STR_ARG(listed), listed.n ? ", " : "",
		                      STR_ARG(term->text));
		answer.holds = TRI_NO;
		answer_mention(judge, &answer, term->unit, term->from, term->to);
	}
	if (answer.holds == TRI_NO) {
		answer.ground = GROUND_TERM_UNDEFINED;
		answer.args[0] = listed;
	} else if (!whole) {
		answer = answer_stuck(judge);
	}
	map_release(&terms.known);
	vec_release(&terms.terms);
	return answer;
}

struct first_mention {
	struct prose_unit *unit;
	size_t from, to;
};

static bool take_first(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	*(struct first_mention *)context = (struct first_mention){unit, from, to};
	return false;
}

static struct answer judge_consistent(struct judge *judge, const struct condition *condition, struct window window)
{
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	struct str listed = STR_EMPTY;
	bool whole = true;

	for (uint32_t i = 0; i < condition->pattern_count; i++) {
		struct first_mention first = {0};
		struct search search = {condition->patterns[i], NO_PATTERN, SCOPE_DOCUMENT, window};
		whole = judge_find(judge, &search, take_first, &first) && whole;
		if (!first.unit)
			continue;
		listed = arena_format(judge->arena, "%.*s%s%.*s", STR_ARG(listed), listed.n ? ", " : "",
		                      STR_ARG(str_part(first.unit->text, first.from, first.to - first.from)));
		answer_mention(judge, &answer, first.unit, first.from, first.to);
	}
	if (answer.count > 1) {
		answer.holds = TRI_NO;
		answer.ground = GROUND_TERM_MIXED;
		answer.args[0] = listed;
		return answer;
	}
	return whole ? answer_of(TRI_YES, GROUND_NOTHING_AGAINST) : answer_stuck(judge);
}

static bool take_all(void *context, struct prose_unit *unit, size_t from, size_t to)
{
	struct terms *terms = context;

	vec_push(&terms->terms,
	         (struct term){.text = str_part(unit->text, from, to - from), .unit = unit, .from = from, .to = to});
	return true;
}

static struct answer judge_replaced(struct judge *judge, const struct condition *condition, struct window window)
{
	struct terms terms = {.judge = judge};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	bool whole = judge_find(judge, &(struct search){condition->patterns[0], NO_PATTERN, SCOPE_DOCUMENT, window},
	                        take_all, &terms);

	if (terms.terms.n)
		answer = answer_with(TRI_NO, GROUND_TERM_OLD, terms.terms.at[0].text, condition->by);
	else if (!whole)
		answer = answer_stuck(judge);
	for (size_t i = 0; i < terms.terms.n; i++)
		answer_mention(judge, &answer, terms.terms.at[i].unit, terms.terms.at[i].from, terms.terms.at[i].to);
	vec_release(&terms.terms);
	return answer;
}

struct answer judge_term(struct judge *judge, const struct condition *condition, struct window window)
{
	switch (condition->term_test) {
	case TERM_DEFINED:
		return judge_defined(judge, condition, window);
	case TERM_CONSISTENT:
		return judge_consistent(judge, condition, window);
	case TERM_REPLACED:
		break;
	}
	return judge_replaced(judge, condition, window);
}
