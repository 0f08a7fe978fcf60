/* PDF: words and where they stand, put together to lines, tables and paragraphs; page heads and feet set aside. */
#include "registry/import/paper.h"

#include "registry/base/ascii.h"
#include "registry/base/map.h"
#include "registry/import/label.h"
#include "registry/import/pdf_lines.h"
#include "registry/import/shape.h"
#include "registry/port/convert/convert.h"

#define MARGIN_SHARE 0.115 /* of the page's height: where heads and feet stand */
#define STEP_WIDER 1.35    /* a step larger than the usual one parts paragraphs */
#define SIZE_SAME 1.09     /* heights that differ by less are of one size */
#define SHORT_SHARE 0.72   /* of the column: a line that ends before it was ended by somebody */
#define COLUMN_NEAR 5.0    /* points */

struct pdf {
	struct paper *paper;
	struct pdf_lines lines;
	uint32_t table;
	double column; /* where the longest line ends */
};

/* --- heads and feet ---------------------------------------------------------------------------------------------------- */

static struct str shape_of_line(struct arena *arena, const struct pdf_line *line)
{
	struct str text = arena_copy(arena, line->text);
	char *at = (char *)text.at; /* the arena's own */
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (!is_space(at[i]) && !(is_digit(at[i]) && n && at[n - 1] == '0'))
			at[n++] = is_digit(at[i]) ? '0' : at[i];
	text.n = n;
	return text;
}

static bool in_margin(const struct pdf *pdf, const struct pdf_line *line)
{
	double height = pdf->lines.heights.at[line->page - 1];

	return line->bottom < height * MARGIN_SHARE || line->top > height * (1 - MARGIN_SHARE);
}

/* Lines in the margins that recur on another page, or bear its number. */
static void furniture_mark(struct pdf *pdf)
{
	struct map seen = {0};
	struct arena *arena = &pdf->paper->arena;

	for (size_t i = 0; i < pdf->lines.list.n; i++) {
		struct pdf_line *line = &pdf->lines.list.at[i];
		struct str shape = shape_of_line(arena, line);
		bool numbered = str_ends(shape, STR("0(0)")) || str_ends(shape, STR("Sida0")) ||
		                str_ends(shape, STR("Sid0")) || str_equal(shape, STR("0"));
		uint32_t before;
		if (!in_margin(pdf, line))
			continue;
		before = map_add(&seen, shape, (uint32_t)i);
		line->furniture = numbered || (before != i && pdf->lines.list.at[before].page != line->page);
		if (line->furniture && before != i)
			pdf->lines.list.at[before].furniture = true;
		line->repeated = before != i;
	}
	map_release(&seen);
}

/* Once for each. */
static void furniture_add(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->lines.list.n; i++) {
		const struct pdf_line *line = &pdf->lines.list.at[i];
		bool above = line->top < pdf->lines.heights.at[line->page - 1] / 2;
		if (line->furniture && !line->repeated)
			paper_add(pdf->paper, (struct block){.room = above ? ROOM_HEADER : ROOM_FOOTER,
			                                     .text = line->text,
			                                     .page = line->page});
	}
}

static bool is_lower(struct str text)
{
	unsigned char a = text.n ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'a' && a <= 'z') || (a == 0xc3 && b >= 0xa0);
}

/* --- tables ------------------------------------------------------------------------------------------------------------ */

static bool is_row(const struct pdf_line *line)
{
	return line->piece_count > 1 && !line->furniture;
}

/* The lines from `first` on that stand in the same columns: the index behind the last. */
static size_t table_end(const struct pdf *pdf, size_t first)
{
	const struct pdf_line *lines = pdf->lines.list.at;
	size_t end = first + 1;

	for (; end < pdf->lines.list.n && lines[end].page == lines[first].page && !lines[end].furniture; end++) {
		double step = lines[end].bottom - lines[end - 1].bottom;
		bool aligned = lines[end].piece_count == 1 &&
		               lines[end].pieces[0].left > lines[first].pieces[0].left + COLUMN_NEAR &&
		               step < 2.2 * lines[end].height;
		bool lone = lines[end].piece_count == 1 &&
		            lines[end].pieces[0].left <= lines[first].pieces[0].left + COLUMN_NEAR;
		/* a first column alone, between rows: "Dokumentansvarig" over a value that another row holds */
		if (lone && end + 1 < pdf->lines.list.n && is_row(&lines[end + 1]) &&
		    lines[end + 1].page == lines[first].page && step < 2.2 * lines[end].height &&
		    lines[end + 1].bottom - lines[end].bottom < 2.2 * lines[end].height)
			continue;
		if (!is_row(&lines[end]) && !aligned)
			break;
		if (step > 4 * lines[end].height)
			break;
	}
	return end;
}

#define COLUMNS_MAX 12u

struct columns {
	double left[COLUMNS_MAX];
	size_t n;
};

static void column_note(struct columns *columns, double left)
{
	size_t at = 0;

	for (size_t i = 0; i < columns->n; i++)
		if (left - columns->left[i] < COLUMN_NEAR && columns->left[i] - left < COLUMN_NEAR)
			return;
	if (columns->n == COLUMNS_MAX)
		return;
	while (at < columns->n && columns->left[at] < left)
		at++;
	memmove(columns->left + at + 1, columns->left + at, (columns->n - at) * sizeof *columns->left);
	columns->left[at] = left;
	columns->n++;
}

static size_t column_of(const struct columns *columns, double left)
{
	size_t at = 0;

	for (size_t i = 1; i < columns->n; i++)
		if (columns->left[i] < left + COLUMN_NEAR)
			at = i;
	return at;
}

/* A line below a row that goes on with it: nothing in the first column, or close below without a label. */
static bool goes_on(const struct pdf *pdf, size_t i, size_t first, const struct columns *columns)
{
	const struct pdf_line *line = &pdf->lines.list.at[i];

	return i > first && column_of(columns, line->pieces[0].left) > 0;
}

/* A label that goes on on the next line: "Dokumentets / namn". */
static bool label_goes_on(const struct pdf *pdf, size_t i, size_t first, const struct block *row,
                          const struct columns *columns)
{
	const struct pdf_line *line = &pdf->lines.list.at[i];
	struct str joined;
	struct label label;

	if (i == first || line->piece_count != 1 || column_of(columns, line->pieces[0].left) != 0 || !row->cell_count ||
	    line->bottom - line[-1].bottom > 1.4 * line->height)
		return false;
	joined = arena_format(&pdf->paper->arena, "%.*s %.*s", STR_ARG(row->cells[0]), STR_ARG(line->text));
	return label_is(joined, &label) || (is_lower(line->text) && !label_is(row->cells[0], &label));
}

static void table_add(struct pdf *pdf, size_t first, size_t end)
{
	struct arena *arena = &pdf->paper->arena;
	struct columns columns = {.n = 0};
	struct block row = {0};

	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < pdf->lines.list.at[i].piece_count; k++)
			column_note(&columns, pdf->lines.list.at[i].pieces[k].left);
	pdf->table++;
	for (size_t i = first; i < end; i++) {
		const struct pdf_line *line = &pdf->lines.list.at[i];
		if (!goes_on(pdf, i, first, &columns) && !label_goes_on(pdf, i, first, &row, &columns)) {
			if (row.cell_count)
				row.text = arena_list(arena, row.cells, row.cell_count, STR("\t")),
				paper_add(pdf->paper, row);
			row = (struct block){.kind = BLOCK_ROW,
			                     .page = line->page,
			                     .table = pdf->table,
			                     .cell_count = (uint32_t)columns.n};
			row.cells = ARENA_ARRAY(arena, struct str, columns.n);
		}
		for (size_t k = 0; k < line->piece_count; k++) {
			size_t at = column_of(&columns, line->pieces[k].left);
			struct str *cell = &row.cells[at], text = line->pieces[k].text;
			*cell = cell->n ? arena_format(arena, at ? "%.*s\n%.*s" : "%.*s %.*s", STR_ARG(*cell),
			                               STR_ARG(text))
			                : text;
		}
	}
	row.text = arena_list(arena, row.cells, row.cell_count, STR("\t"));
	paper_add(pdf->paper, row);
}

/* --- paragraphs -------------------------------------------------------------------------------------------------------- */

static bool same_size(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->height < b->height * SIZE_SAME && b->height < a->height * SIZE_SAME;
}

static bool is_bullet(struct str text)
{
	static const struct str bullets[] = {
		STR("•"),  STR("◦"), STR("▪"), STR("·"), STR("●"), STR("\xef\x82\xb7"), STR("\xef\x82\xa7"),
		STR("- "), STR("– ")};

	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (str_starts(text, bullets[i]))
			return true;
	return false;
}

/* What begins anew whatever stands above it. */
static bool begins(struct str text)
{
	struct label label;
	unsigned number;

	return is_bullet(text) || (label_find(text, &label) && (label.colon || (label.verbal && !is_lower(text)))) ||
	       (shape_heading_number(text, &number) && text.n < 80);
}

/* Does a paragraph end between the line and the next? `step` is the usual one within paragraphs. */
static bool is_break(const struct pdf *pdf, const struct pdf_line *line, const struct pdf_line *next, double before)
{
	double step = next->bottom - line->bottom;
	unsigned number;

	if (next->page != line->page)
		return !is_lower(next->text) || strchr(".:!?", line->text.at[line->text.n - 1]);
	if (step < 0 && is_lower(next->text) && same_size(line, next) &&
	    !strchr(".:!?", line->text.at[line->text.n - 1]))
		return false; /* at the head of the next column */
	if (!same_size(line, next) || begins(next->text) || step > 2.2 * line->height || step <= 0)
		return true;
	if (step > STEP_WIDER * line->height * 1.15 || (before > 0 && step > 1.2 * before))
		return true;
	if (shape_heading_number(line->text, &number) && line->text.n < 80 && line->right < pdf->column * SHORT_SHARE)
		return true;
	return line->right < pdf->column * SHORT_SHARE && !is_lower(next->text) &&
	       strchr(".:!?", line->text.at[line->text.n - 1]);
}

static void paragraph_add(struct pdf *pdf, struct str text, const struct pdf_line *first)
{
	struct block block = {.text = text, .page = first->page, .size = (uint16_t)(first->height * 10)};

	if (is_bullet(text)) {
		block.kind = BLOCK_ITEM;
		block.text = str_part(text,
		                      (unsigned char)text.at[0] < 0x80   ? 1
		                      : (unsigned char)text.at[0] < 0xe0 ? 2
		                                                         : 3,
		                      SIZE_MAX);
	}
	paper_add(pdf->paper, block);
}

/* The next line that is no furniture, or the end. */
static size_t next_line(const struct pdf *pdf, size_t i)
{
	for (i++; i < pdf->lines.list.n && pdf->lines.list.at[i].furniture; i++)
		;
	return i;
}

static size_t paragraph_read(struct pdf *pdf, size_t i)
{
	const struct pdf_line *lines = pdf->lines.list.at;
	VEC(struct str) texts = {0};
	size_t first = i;
	double before = 0;

	for (;;) {
		size_t next = next_line(pdf, i);
		bool ends = next >= pdf->lines.list.n || is_row(&lines[next]) ||
		            is_break(pdf, &lines[i], &lines[next], before);
		vec_push(&texts, lines[i].text);
		if (ends)
			break;
		before = lines[next].page == lines[i].page ? lines[next].bottom - lines[i].bottom : before;
		i = next;
	}
	paragraph_add(pdf, arena_list(&pdf->paper->arena, texts.at, texts.n, STR("\n")), &lines[first]);
	vec_release(&texts);
	return next_line(pdf, i);
}

static void text_add(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->lines.list.n; i++)
		if (!pdf->lines.list.at[i].furniture && pdf->lines.list.at[i].right > pdf->column)
			pdf->column = pdf->lines.list.at[i].right;
	for (size_t i = next_line(pdf, SIZE_MAX); i < pdf->lines.list.n;) {
		size_t end;
		if (!is_row(&pdf->lines.list.at[i])) {
			i = paragraph_read(pdf, i);
			continue;
		}
		end = table_end(pdf, i);
		table_add(pdf, i, end);
		i = next_line(pdf, end - 1);
	}
}

int paper_read_pdf(struct paper *paper, struct str bytes, const char *path, struct error *error)
{
	struct pdf pdf = {.paper = paper};
	char *rows = NULL;
	size_t size = 0;

	paper->unit = UNIT_PAGE;
	if (convert_pdf_rows(&rows, &size, bytes, path, error) < 0)
		return -1;
	if (!pdf_lines_read(&pdf.lines, &paper->arena, (struct str){rows, size})) {
		free(rows);
		pdf_lines_release(&pdf.lines);
		return error_set(error, ERROR_CONVERT_LIMIT, path, "text > 4 MiB");
	}
	free(rows);
	furniture_mark(&pdf);
	furniture_add(&pdf);
	text_add(&pdf);
	pdf_lines_release(&pdf.lines);
	return 0;
}
