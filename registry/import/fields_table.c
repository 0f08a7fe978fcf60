/* Tables of facts: the label left of its value, above it, or in one cell with it; and tables of revisions. */
#include "registry/import/fields.h"
#include "registry/import/reading.h"
#include "registry/port/unicode.h"

#define TRUST_TABLE 3
#define FACTS_MIN 2u /* labels that make a table one of facts, unless it has only one row */

struct grid {
	struct field_list *fields;
	struct paper *paper;
	size_t first, end;
};

static struct str cell(const struct grid *grid, size_t row, size_t column)
{
	const struct block *block = &grid->paper->blocks.at[row];

	return row < grid->end && column < block->cell_count ? str_trim(block->cells[column]) : STR_EMPTY;
}

static void field_add(struct grid *grid, const struct label *label, struct str name, struct str value, size_t row)
{
	struct field field = {
		.role = label->role, .label = name, .value = value, .block = row, .colon = true, .trust = TRUST_TABLE};

	if (value.n)
		vec_push(&grid->fields->list, field);
	grid->paper->blocks.at[row].taken = true;
}

/* --- revisions --------------------------------------------------------------------------------------------------------- */

static bool holds(struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find(text, words[i], 0) != SIZE_MAX)
			return true;
	return false;
}

/* The head of a table of revisions: a column of days, and one that tells what was done. */
static bool is_history(const struct grid *grid)
{
	static const struct str days[] = {STR("datum"), STR("beslut"), STR("antagen")},
				deeds[] = {STR("version"),     STR("ändring"), STR("revider"), STR("kommentar"),
	                                   STR("beskrivning"), STR("åtgärd"),  STR("utgåva"),  STR("vad ")};
	struct str head = unicode_fold(&grid->paper->arena, grid->paper->blocks.at[grid->first].text);
	struct date date;
	struct span at;

	return grid->end > grid->first + 1 && grid->paper->blocks.at[grid->first].cell_count > 1 &&
	       holds(head, days, 3) && holds(head, deeds, 8) && !reading_date(head, 0, &date, &at);
}

/* "Kommunfullmäktige 2015-03-02 § 12", whichever cells it stands in. */
static struct str history_value(struct grid *grid, size_t row, struct decision *found)
{
	struct arena *arena = &grid->paper->arena;
	struct str by = STR_EMPTY;

	*found = reading_decision(arena, grid->paper->blocks.at[row].text);
	for (size_t i = 0; i < grid->paper->blocks.at[row].cell_count && !by.n; i++) {
		struct str text = cell(grid, row, i);
		size_t av = str_find(text, STR(" av "), 0);
		struct decision one = reading_decision(arena, av != SIZE_MAX ? str_part(text, av + 4, SIZE_MAX) : text);
		if (one.by.n && reading_is_body(arena, one.by) && one.by.n < 60)
			by = one.by;
	}
	found->by = by;
	return arena_format(arena, "%.*s%s%.*s%s%.*s", STR_ARG(by), by.n ? " " : "",
	                    STR_ARG(date_text(arena, found->date)), found->paragraph.n ? " § " : "",
	                    STR_ARG(found->paragraph));
}

static void history_read(struct grid *grid)
{
	static const struct str firsts[] = {STR("antag"), STR("fastställ"), STR("först"),
	                                    STR("nytt"),  STR("ny "),       STR("nya ")},
				laters[] = {STR("revider"), STR("ändr"), STR("uppdater"), STR("tillägg"),
	                                    STR("komplett")};
	static const struct label adopted = {.role = LABEL_BY}, revised = {.role = LABEL_REVISED};

	for (size_t row = grid->first + 1; row < grid->end; row++) {
		struct str folded = unicode_fold(&grid->paper->arena, grid->paper->blocks.at[row].text);
		struct decision found;
		struct str value = history_value(grid, row, &found);
		bool later = holds(folded, laters, 5);
		if (!found.date.known || !(found.by.n || found.paragraph.n))
			continue; /* an official's own working day */
		if (later || holds(folded, firsts, 6) || row == grid->first + 1)
			field_add(grid, later ? &revised : &adopted, STR_EMPTY, value, row);
	}
	for (size_t row = grid->first; row < grid->end; row++)
		grid->paper->blocks.at[row].taken = true;
}

/* --- facts ------------------------------------------------------------------------------------------------------------- */

/* A label at the beginning of a cell: alone, or with its value on the same line after a colon, or below it. */
static bool cell_label(struct str text, struct label *label, struct str *inside)
{
	struct str rest = text, line;

	*inside = STR_EMPTY;
	if (!text.n || !str_next_line(&rest, &line) || !label_find(line, label))
		return false;
	if (label_is(line, label)) {
		*inside = str_trim(rest);
		return true;
	}
	*inside = str_trim(str_part(text, label->used, SIZE_MAX));
	return label->colon;
}

static size_t labels_in(const struct grid *grid, size_t row)
{
	size_t n = 0;
	struct label label;
	struct str inside;

	for (size_t i = 0; i < grid->paper->blocks.at[row].cell_count; i++)
		n += cell_label(cell(grid, row, i), &label, &inside);
	return n;
}

static size_t filled(const struct grid *grid, size_t row)
{
	size_t n = 0;

	for (size_t i = 0; i < grid->paper->blocks.at[row].cell_count; i++)
		n += cell(grid, row, i).n > 0;
	return n;
}

/* Labels above their values: a row of nothing but labels, over one that has none. */
static bool is_above(const struct grid *grid, size_t row)
{
	return labels_in(grid, row) == filled(grid, row) && row + 1 < grid->end && !labels_in(grid, row + 1) &&
	       filled(grid, row + 1);
}

/* A cell with several lines that each begin with a label. */
static bool lines_read(struct grid *grid, struct str text, size_t row)
{
	struct str rest = text, line;
	struct label label;
	size_t n = 0;

	while (str_next_line(&rest, &line))
		n += label_find(str_trim(line), &label) && (label.colon || label.verbal);
	if (n < FACTS_MIN)
		return false;
	rest = text;
	while (str_next_line(&rest, &line))
		label_split(grid->fields, str_trim(line),
		            (struct field){.block = row, .trust = TRUST_TABLE, .colon = true});
	grid->paper->blocks.at[row].taken = true;
	return true;
}

static void row_facts(struct grid *grid, size_t row, bool above)
{
	for (size_t i = 0; i < grid->paper->blocks.at[row].cell_count; i++) {
		struct label label, next;
		struct str text = cell(grid, row, i), inside, beside = cell(grid, row, i + 1), none;
		if (lines_read(grid, text, row) || !cell_label(text, &label, &inside))
			continue;
		if (inside.n)
			field_add(grid, &label, text, inside, row);
		else if (above)
			field_add(grid, &label, text, cell(grid, row + 1, i), row);
		else if (!cell_label(beside, &next, &none))
			field_add(grid, &label, text, beside, row);
		else
			grid->paper->blocks.at[row].taken = true;
	}
	if (above)
		grid->paper->blocks.at[row + 1].taken = true;
}

/* Facts of a document, rather than columns of some table in it ("Ansvarig", "Uppföljning"). */
static bool is_telling(enum label_role role)
{
	return role == LABEL_DNR || role == LABEL_BY || role == LABEL_DECIDED || role == LABEL_TYPE ||
	       role == LABEL_TITLE || role == LABEL_IN_FORCE || role == LABEL_SPAN || role == LABEL_EXPIRES ||
	       role == LABEL_SUPERSEDES;
}

static size_t telling_labels(const struct grid *grid)
{
	size_t n = 0;
	struct label label;
	struct str inside;

	for (size_t row = grid->first; row < grid->end; row++)
		for (size_t i = 0; i < grid->paper->blocks.at[row].cell_count; i++)
			n += cell_label(cell(grid, row, i), &label, &inside) && is_telling(label.role);
	return n;
}

/* The document has told its facts before: a table further on that tells some too is about something else. */
static bool is_told(const struct field_list *fields, size_t before)
{
	size_t n = 0;

	for (size_t i = 0; i < fields->list.n; i++) {
		const struct field *field = &fields->list.at[i];
		n += field->block < before && field->trust > 1 &&
		     (field->role == LABEL_BY || field->role == LABEL_DECIDED || field->role == LABEL_DNR);
	}
	return n >= FACTS_MIN;
}

/* "Uppgift | Exempel" */
static bool is_example(const struct grid *grid)
{
	struct str head = unicode_fold(&grid->paper->arena, grid->paper->blocks.at[grid->first].text);

	return str_find(head, STR("exempel"), 0) != SIZE_MAX || str_find(head, STR("mall"), 0) != SIZE_MAX;
}

size_t fields_of_table(struct field_list *fields, struct paper *paper, size_t first, size_t end, bool head)
{
	struct grid grid = {fields, paper, first, end};
	size_t before = fields->list.n, labels = 0;

	for (size_t row = first; row < end; row++)
		labels += labels_in(&grid, row);
	if (!head && (telling_labels(&grid) < FACTS_MIN || is_told(fields, first) || is_example(&grid)))
		labels = 0;
	if (is_history(&grid)) {
		history_read(&grid);
	} else if (labels >= FACTS_MIN || (labels && end == first + 1)) {
		for (size_t row = first; row < end; row++) {
			bool above = is_above(&grid, row);
			row_facts(&grid, row, above);
			row += above;
		}
	} else {
		for (size_t row = first; row < end && end - first <= FACTS_MIN; row++) /* a frame around lines */
			for (size_t i = 0; i < paper->blocks.at[row].cell_count; i++)
				lines_read(&grid, cell(&grid, row, i), row);
	}
	return fields->list.n - before;
}
