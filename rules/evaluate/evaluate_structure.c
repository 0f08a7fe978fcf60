/* Conditions about how a text is built: section, table. */
#include "registry/base/map.h"
#include "registry/port/regex.h"
#include "registry/port/unicode.h"
#include "rules/evaluate/evaluate.h"
#include "rules/language/amount.h"

/* --- section -------------------------------------------------------------------------------------------------------- */

static size_t words_of_part(const struct evaluation *eval, uint32_t part)
{
	size_t count = 0;

	for (uint32_t i = eval->part_first[part]; i < eval->part_last[part]; i++)
		if (eval->subject->prose.units[i].kind != PROSE_HEADING)
			count += prose_words(eval->subject->prose.units[i].text);
	return count;
}

/* The part within the window whose heading matches, or MARKDOWN_NO_PART. */
static uint32_t part_find(struct evaluation *eval, uint32_t pattern, struct window window)
{
	const struct prose *prose = &eval->subject->prose;

	for (uint32_t i = 0; i < prose->part_count; i++)
		if (eval->part_last[i] && eval->part_first[i] >= window.first && eval->part_last[i] <= window.last &&
		    evaluate_matches(eval, pattern, prose->parts[i].title))
			return i;
	return MARKDOWN_NO_PART;
}

static void show_heading(struct evaluation *eval, struct answer *answer, uint32_t part)
{
	answer_location(eval, answer, eval->subject->prose.parts[part].at, eval->subject->prose.parts[part].title);
}

/* --- chapters built alike ------------------------------------------------------------------------------------------- */

/* What a chapter is built of: its sub-headings, and labels such as "Mål:" at the start of a paragraph, without numbers. */
struct outline_entry { /* a chapter that has a name */
	uint32_t chapter, next;
};

struct outline {
	struct evaluation *eval;
	struct map known;
	VEC(struct str) names;
	VEC(uint32_t) counts; /* in how many chapters each name is */
	VEC(uint32_t) firsts; /* each name's entries, the last chapter first */
	VEC(struct outline_entry) entries;
};

#define NO_ENTRY UINT32_MAX

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
	struct str folded = name_fold(outline->eval->arena, name);
	uint32_t index = 0, first = NO_ENTRY;

	if (!folded.n)
		return;
	index = map_add(&outline->known, folded, (uint32_t)outline->names.n);
	if (index == outline->names.n) {
		vec_push(&outline->names, folded);
		vec_push(&outline->counts, 0);
		vec_push(&outline->firsts, NO_ENTRY);
	}
	first = outline->firsts.at[index];
	if (first != NO_ENTRY && outline->entries.at[first].chapter == chapter)
		return;
	outline->counts.at[index]++;
	outline->firsts.at[index] = (uint32_t)outline->entries.n;
	vec_push(&outline->entries, (struct outline_entry){chapter, first});
}

static void outline_read(struct outline *outline, uint32_t chapter)
{
	const struct evaluation *eval = outline->eval;
	const struct prose *prose = &eval->subject->prose;

	for (uint32_t i = eval->part_first[chapter]; i < eval->part_last[chapter]; i++) {
		const struct prose_unit *unit = &prose->units[i];
		if (unit->kind == PROSE_HEADING && unit->part != chapter && prose->parts[unit->part].parent == chapter)
			outline_add(outline, prose->parts[unit->part].title, chapter);
		else if (unit->kind == PROSE_PARAGRAPH || unit->kind == PROSE_ITEM)
			outline_add(outline, label_of(unit->text), chapter);
	}
}

/* A chapter of the level, within the window. */
static bool is_chapter(const struct evaluation *eval, uint32_t part, uint32_t level, struct window window)
{
	return eval->subject->prose.parts[part].level == level && eval->part_last[part] &&
	       eval->part_first[part] >= window.first && eval->part_last[part] <= window.last;
}

/* The chapters that lack a name which most have; entries of a name are in the reverse order of chapters. */
static void unlike_tell(struct outline *outline, uint32_t name, uint32_t level, struct window window,
                        struct answer *answer)
{
	const struct prose *prose = &outline->eval->subject->prose;
	uint32_t entry = outline->firsts.at[name];

	for (uint32_t i = prose->part_count; i > 0; i--) {
		uint32_t chapter = i - 1;
		if (!is_chapter(outline->eval, chapter, level, window))
			continue;
		if (entry != NO_ENTRY && outline->entries.at[entry].chapter == chapter) {
			entry = outline->entries.at[entry].next;
			continue;
		}
		if (!answer->count)
			*answer = answer_with(TRI_NO, GROUND_SECTION_UNLIKE, prose->parts[chapter].title,
			                      outline->names.at[name]);
		show_heading(outline->eval, answer, chapter);
	}
}

static void unlike_find(struct outline *outline, uint32_t level, struct window window, uint32_t chapters,
                        struct answer *answer)
{
	for (uint32_t name = 0; name < outline->names.n && answer->count < SPOTS_MAX; name++) {
		uint32_t count = outline->counts.at[name];
		if (count >= 2 && count * 3 >= chapters * 2 && count != chapters)
			unlike_tell(outline, name, level, window, answer);
	}
}

static struct answer evaluate_alike(struct evaluation *eval, const struct condition *condition, struct window window)
{
	const struct prose *prose = &eval->subject->prose;
	struct outline outline = {.eval = eval};
	struct answer answer = answer_of(TRI_YES, GROUND_NOTHING_AGAINST);
	uint32_t chapters = 0, level = condition->level ? condition->level : 2;

	for (uint32_t i = 0; i < prose->part_count; i++)
		if (is_chapter(eval, i, level, window)) {
			outline_read(&outline, i);
			chapters++;
		}
	unlike_find(&outline, level, window, chapters, &answer);
	map_release(&outline.known);
	vec_release(&outline.names);
	vec_release(&outline.counts);
	vec_release(&outline.firsts);
	vec_release(&outline.entries);
	return answer;
}

struct answer evaluate_section(struct evaluation *eval, const struct condition *condition, struct window window)
{
	uint32_t part = 0, before = MARKDOWN_NO_PART;
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);
	size_t words = 0;

	if (condition->alike)
		return evaluate_alike(eval, condition, window);
	part = part_find(eval, condition->heading, window);
	if (part == MARKDOWN_NO_PART)
		return eval->stuck[condition->heading] ? answer_stuck(eval) : answer_of(TRI_NO, GROUND_SECTION_NONE);
	words = words_of_part(eval, part);
	if (condition->before != NO_PATTERN)
		before = part_find(eval, condition->before, window);
	if (before == MARKDOWN_NO_PART && condition->before != NO_PATTERN && eval->stuck[condition->before])
		return answer_stuck(eval);
	if (words < condition->words)
		answer = answer_with(TRI_NO, GROUND_SECTION_SHORT, arena_format(eval->arena, "%zu", words),
		                     arena_format(eval->arena, "%u", condition->words));
	else if (before != MARKDOWN_NO_PART && before < part)
		answer = answer_with(TRI_NO, GROUND_SECTION_LATE, eval->subject->prose.parts[before].title);
	show_heading(eval, &answer, part);
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

static uint32_t column_find(struct evaluation *eval, const struct table *table, uint32_t pattern)
{
	const struct prose_unit *header = &eval->subject->prose.units[table->first];

	for (uint32_t i = 0; i < header->cell_count; i++)
		if (evaluate_matches(eval, pattern, cell_text(header, i)))
			return i;
	return MARKDOWN_NO_PART;
}

static bool has_columns(struct evaluation *eval, const struct table *table, const struct condition *condition)
{
	for (uint32_t i = 0; i < condition->pattern_count; i++)
		if (column_find(eval, table, condition->patterns[i]) == MARKDOWN_NO_PART)
			return false;
	return condition->column == NO_PATTERN || column_find(eval, table, condition->column) != MARKDOWN_NO_PART;
}

static uint32_t row_find(struct evaluation *eval, const struct table *table, uint32_t pattern)
{
	for (uint32_t i = table->first + 1; i < table->last; i++)
		if (evaluate_matches(eval, pattern, cell_text(&eval->subject->prose.units[i], 0)))
			return i;
	return MARKDOWN_NO_PART;
}

/* "450 000", "1 200 000,50" */
static struct str amount_text(struct evaluation *eval, int64_t hundredths)
{
	bool negative = hundredths < 0;
	int64_t whole = negative ? -(hundredths / 100) : hundredths / 100, rest = hundredths % 100;
	struct str text = arena_format(eval->arena, "%03lld", (long long)(whole % 1000));

	if (whole < 1000)
		text = arena_format(eval->arena, "%lld", (long long)whole);
	for (whole /= 1000; whole > 0; whole /= 1000)
		text = arena_format(eval->arena, whole < 1000 ? "%lld %.*s" : "%03lld %.*s", (long long)(whole % 1000),
		                    STR_ARG(text));
	if (rest)
		text = arena_format(eval->arena, "%.*s,%02lld", STR_ARG(text), (long long)(rest < 0 ? -rest : rest));
	return negative ? arena_format(eval->arena, "-%.*s", STR_ARG(text)) : text;
}

/* What the sum is compared with: a number, a field of front matter, or the row of the total. */
static bool total_read(struct evaluation *eval, const struct condition *condition, uint32_t total_row, uint32_t column,
                       int64_t *total)
{
	const struct yaml_node *field = NULL;

	if (!condition->key.n)
		return total_row != MARKDOWN_NO_PART &&
		       amount_read(cell_text(&eval->subject->prose.units[total_row], column), total);
	field = subject_field(eval->subject, condition->key);
	return amount_read(field && field->kind == YAML_SCALAR ? field->text : condition->key, total);
}

static struct answer evaluate_sum(struct evaluation *eval, const struct table *table, const struct condition *condition)
{
	uint32_t column = column_find(eval, table, condition->column), total_row = MARKDOWN_NO_PART;
	int64_t sum = 0, amount = 0, total = 0;
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);

	if (condition->total != NO_PATTERN)
		total_row = row_find(eval, table, condition->total);
	for (uint32_t i = table->first + 1; i < table->last; i++) {
		struct str cell = cell_text(&eval->subject->prose.units[i], column);
		if (i == total_row || !cell.n || str_equal(cell, STR("-")) || str_equal(cell, STR("–")) ||
		    str_equal(cell, STR("—")))
			continue;
		if (!amount_read(cell, &amount) || __builtin_add_overflow(sum, amount, &sum)) {
			answer = answer_with(TRI_UNKNOWN, GROUND_TABLE_NUMBER, cell);
			answer_mention(eval, &answer, &eval->subject->prose.units[i], 0,
			               eval->subject->prose.units[i].text.n);
			return answer;
		}
	}
	if (!total_read(eval, condition, total_row, column, &total))
		return answer_of(TRI_UNKNOWN, GROUND_TABLE_TOTAL);
	if (sum != total)
		answer = answer_with(TRI_NO, GROUND_TABLE_SUM, amount_text(eval, sum), amount_text(eval, total));
	answer_mention(eval, &answer, &eval->subject->prose.units[table->first], 0,
	               eval->subject->prose.units[table->first].text.n);
	return answer;
}

static struct answer evaluate_one_table(struct evaluation *eval, const struct table *table,
                                        const struct condition *condition)
{
	struct answer answer = answer_of(TRI_YES, GROUND_FOUND);
	const struct prose_unit *header = &eval->subject->prose.units[table->first];

	if (!has_columns(eval, table, condition))
		return answer_of(TRI_NO, GROUND_TABLE_NONE);
	if (condition->row != NO_PATTERN && row_find(eval, table, condition->row) == MARKDOWN_NO_PART)
		answer = answer_of(TRI_NO, GROUND_TABLE_ROW);
	else if (condition->column != NO_PATTERN)
		return evaluate_sum(eval, table, condition);
	answer_mention(eval, &answer, header, 0, header->text.n);
	return answer;
}

/* Did a pattern that looks for tables, rows or columns pass its limit? Then what it did not find may be there. */
static bool table_is_stuck(const struct evaluation *eval, const struct condition *condition)
{
	const uint32_t others[] = {condition->row, condition->column, condition->total};
	bool stuck = false;

	for (uint32_t i = 0; i < condition->pattern_count; i++)
		stuck = stuck || eval->stuck[condition->patterns[i]];
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		stuck = stuck || (others[i] != NO_PATTERN && eval->stuck[others[i]]);
	return stuck;
}

/* One table that has it all is enough; of the others, the one that comes nearest is reported. */
struct answer evaluate_table(struct evaluation *eval, const struct condition *condition, struct window window)
{
	const struct prose *prose = &eval->subject->prose;
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
		answer = evaluate_one_table(eval, &table, condition);
		if (answer.holds > best.holds || best.ground == GROUND_TABLE_NONE)
			best = answer;
		i = table.last;
	}
	return best.holds != TRI_YES && table_is_stuck(eval, condition) ? answer_stuck(eval) : best;
}
