#include "bin/list/table.h"

#include "bin/write/terminal.h"

#define COLUMN_WIDTH_MAX 48u /* what is longer takes the room that it needs, in its row alone */

static const struct cell *cell_at(const struct table *table, size_t row, size_t column)
{
	return &table->cells[row * table->column_count + column];
}

static bool is_for_people(const struct column *column)
{
	return column->heading.sv[0] != '\0';
}

/* The cell in one text. Owned by the arena, or the cell's. */
static struct str cell_text(struct arena *arena, const struct table *table, size_t row, size_t column)
{
	static const struct bilingual yes = {"yes", "ja"};
	const struct cell *cell = cell_at(table, row, column);
	struct str all = STR_EMPTY;

	if (table->columns[column].kind == CELL_FLAG)
		return cell->flag ? bilingual_str(yes, table->language) : STR_EMPTY;
	if (table->columns[column].kind == CELL_TEXT || !cell->names)
		return cell->text;
	for (uint32_t i = 0; i < cell->names->n; i++)
		all = arena_format(arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(cell->names->at[i].text));
	return all;
}

/* --- text ------------------------------------------------------------------------------------------------------------- */

static size_t width_of(struct arena *arena, const struct table *table, size_t column)
{
	size_t width = text_width(bilingual_str(table->columns[column].heading, table->language));

	for (size_t row = 0; row < table->rows; row++) {
		size_t cell = text_width(cell_text(arena, table, row, column));
		if (cell > width)
			width = cell;
	}
	return width < COLUMN_WIDTH_MAX ? width : COLUMN_WIDTH_MAX;
}

/* `row` of SIZE_MAX: the headings. */
static struct str shown(struct arena *arena, const struct table *table, size_t row, size_t column)
{
	if (!is_for_people(&table->columns[column]))
		return STR_EMPTY;
	return row == SIZE_MAX ? bilingual_str(table->columns[column].heading, table->language)
	                       : cell_text(arena, table, row, column);
}

static void print_row(FILE *out, struct arena *arena, const struct table *table, const size_t *widths, size_t row)
{
	size_t last = table->column_count - 1;

	while (last > 0 && !shown(arena, table, row, last).n)
		last--;
	for (size_t i = 0; i < last; i++) {
		if (!is_for_people(&table->columns[i]))
			continue;
		put_padded(out, shown(arena, table, row, i), widths[i]);
		fputs("  ", out);
	}
	put_text(out, shown(arena, table, row, last));
	fputc('\n', out);
}

void table_as_text(FILE *out, const struct table *table)
{
	struct arena arena = ARENA_EMPTY;
	size_t *widths = ARENA_ARRAY(&arena, size_t, table->column_count);

	if (table->heading.n)
		fprintf(out, "%.*s\n\n", STR_ARG(table->heading));
	text_unread(out, table->footing);
	if (!table->rows) {
		fprintf(out, "%s\n", bilingual_in(table->none, table->language));
	} else {
		for (size_t i = 0; i < table->column_count; i++)
			widths[i] = width_of(&arena, table, i);
		print_row(out, &arena, table, widths, SIZE_MAX);
		for (size_t row = 0; row < table->rows; row++)
			print_row(out, &arena, table, widths, row);
	}
	arena_release(&arena);
}

/* --- for programs ----------------------------------------------------------------------------------------------------- */

void table_as_csv(FILE *out, const struct table *table)
{
	struct arena arena = ARENA_EMPTY;
	struct csv csv = {.out = out};

	for (size_t i = 0; i < table->column_count; i++)
		csv_text(&csv, str_from(table->columns[i].key));
	csv_end_line(&csv);
	for (size_t row = 0; row < table->rows; row++) {
		for (size_t i = 0; i < table->column_count; i++)
			csv_text(&csv, table->columns[i].kind == CELL_FLAG
			                       ? (cell_at(table, row, i)->flag ? STR("true") : STR("false"))
			                       : cell_text(&arena, table, row, i));
		csv_end_line(&csv);
	}
	csv_unread(&csv, table->footing, table->column_count);
	arena_release(&arena);
}

static void json_cell(struct json *json, const struct column *column, const struct cell *cell)
{
	switch (column->kind) {
	case CELL_FLAG:
		json_bool(json, column->key, cell->flag);
		return;
	case CELL_TEXT:
		json_pair(json, column->key, cell->text);
		return;
	case CELL_NAMES:
		break;
	}
	if (!cell->names || !cell->names->n)
		return;
	json_key(json, column->key);
	json_open(json, '[');
	for (uint32_t i = 0; i < cell->names->n; i++)
		json_string(json, cell->names->at[i].text);
	json_close(json);
}

static void json_rows(struct json *json, const struct table *table)
{
	json_open(json, '[');
	for (size_t row = 0; row < table->rows; row++) {
		json_open(json, '{');
		for (size_t i = 0; i < table->column_count; i++)
			json_cell(json, &table->columns[i], cell_at(table, row, i));
		json_close(json);
	}
	json_close(json);
}

void table_as_json(FILE *out, const struct table *table)
{
	struct json json = {.out = out};
	char day[DATE_TEXT];

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "kind", table->kind ? str_from(table->kind) : STR_EMPTY);
	json_pair(&json, "on", table->on.known ? str_from(date_format(table->on, day)) : STR_EMPTY);
	json_unread(&json, table->footing);
	json_key(&json, "items");
	json_rows(&json, table);
	json_close(&json);
}
