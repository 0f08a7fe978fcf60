/* Pipe tables, over cmark's paragraphs: GitHub's rules, bounded (its own parser is quadratic on short rows). */
#include "registry/port/markdown/markdown_internal.h"

/* Short rows are filled up; a table whose filling would outweigh its source this much is none. */
#define CELLS_PER_BYTE 4u
#define CELLS_SPARE 256u

/* A row that is being cut into cells. */
struct row {
	struct str text;
	size_t at; /* of the next cell */
	bool done;
};

static struct row row_begin(struct str line)
{
	struct row row = {.text = str_trim(line)};
	row.at = row.text.n > 0 && row.text.at[0] == '|' ? 1 : 0;
	row.done = row.at == row.text.n;
	return row;
}

/* The next cell, trimmed. False at the row's end. A pipe behind a backslash is part of the cell. */
static bool row_next(struct row *row, struct str *cell)
{
	size_t end = row->at;
	if (row->done)
		return false;
	while (end < row->text.n && row->text.at[end] != '|')
		end += row->text.at[end] == '\\' && end + 1 < row->text.n ? 2 : 1;
	*cell = str_trim((struct str){row->text.at + row->at, end - row->at});
	if (cell->n == 0)
		cell->at = row->text.at + row->at;
	row->at = end + 1;
	row->done = row->at >= row->text.n;
	return true;
}

static uint32_t row_count(struct str line)
{
	struct row row = row_begin(line);
	struct str cell;
	uint32_t count = 0;
	while (row_next(&row, &cell))
		count++;
	return count;
}

/* Dashes, with a colon at either end or not. */
static bool cell_is_delimiter(struct str cell)
{
	size_t at = 0, dashes = 0;
	if (at < cell.n && cell.at[at] == ':')
		at++;
	for (; at < cell.n && cell.at[at] == '-'; at++)
		dashes++;
	if (at < cell.n && cell.at[at] == ':')
		at++;
	return dashes > 0 && at == cell.n;
}

/* The number of columns that a delimiter row declares, or 0 when the line is none. */
static uint32_t delimiter_count(struct str line)
{
	struct row row = row_begin(line);
	struct str cell;
	uint32_t count = 0;
	if (row.text.n == 0 || !memchr(row.text.at, '|', row.text.n))
		return 0;
	while (row_next(&row, &cell)) {
		if (!cell_is_delimiter(cell))
			return 0;
		count++;
	}
	return count;
}

/* A continuation line without the quote markers before its text. */
static struct str line_strip(struct str line, bool quote)
{
	line = str_trim(line);
	while (quote && str_starts(line, STR(">")))
		line = str_trim(str_part(line, 1, line.n));
	return line;
}

static struct str line_first(struct str line, uint32_t column)
{
	return str_part(line, column - 1, line.n);
}

bool markdown_is_table(struct str source, uint32_t column, bool quote)
{
	struct str line, header;
	if (!str_next_line(&source, &header) || !str_next_line(&source, &line))
		return false;
	line = line_strip(line, quote);
	if (line.n == 0 || (line.at[0] != '|' && line.at[0] != '-' && line.at[0] != ':'))
		return false;
	uint32_t columns = delimiter_count(line);
	return columns > 0 && columns == row_count(line_first(header, column));
}

static uint32_t line_count(struct str text)
{
	struct str line;
	uint32_t count = 0;
	while (str_next_line(&text, &line))
		count++;
	return count;
}

/* Fills one row's cells; what a row has too many of is left out, as GitHub does. */
static void cells_fill(struct markdown_cell *cells, uint32_t columns, struct str line, struct str text, uint32_t number)
{
	struct row row = row_begin(text);
	uint32_t i = 0;
	for (; i < columns && row_next(&row, &cells[i].text); i++)
		cells[i].at = (struct location){number, (uint32_t)(cells[i].text.at - line.at) + 1};
	for (; i < columns; i++)
		cells[i] = (struct markdown_cell){STR_EMPTY, {number, (uint32_t)line.n + 1}};
}

uint32_t markdown_table_columns(const struct markdown_block *block)
{
	struct str rest = block->source, line;

	return str_next_line(&rest, &line) ? row_count(line_first(line, block->column)) : 0;
}

bool markdown_table(struct markdown_table *out, struct arena *arena, const struct markdown_block *block)
{
	struct str rest = block->source, line;
	*out = (struct markdown_table){0};
	if (!str_next_line(&rest, &line))
		return false;
	uint32_t columns = row_count(line_first(line, block->column));
	uint32_t lines = line_count(rest);
	if (lines == 0 || columns == 0 || columns > MARKDOWN_COLUMNS_MAX ||
	    (size_t)lines * columns > (size_t)CELLS_PER_BYTE * block->source.n + CELLS_SPARE)
		return false;
	out->columns = columns;
	out->rows = lines - 1;
	out->cells = ARENA_ARRAY(arena, struct markdown_cell, (size_t)lines * columns);
	cells_fill(out->cells, columns, line, line_first(line, block->column), block->first_line);
	str_next_line(&rest, &line); /* the delimiter row */
	for (uint32_t i = 1; str_next_line(&rest, &line); i++)
		cells_fill(out->cells + (size_t)i * columns, columns, line, line_strip(line, block->quote),
		           block->first_line + 1 + i);
	return true;
}
