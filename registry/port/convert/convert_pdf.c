/* The paragraphs of a PDF. A PDF knows neither paragraphs nor lines, only where each word is printed, and none of pdftotext's
 * own layouts puts a blank line between paragraphs that a word processor has set a few points apart. So its words and their
 * boxes are read (-bbox, in the order in which they are printed: -raw) and put together here. */
#include "registry/base/vec.h"
#include "registry/port/convert/convert_internal.h"

/* Shares of a line's height. */
#define SPACE_SHARE 0.1    /* between letters of one word there is less */
#define BACK_SHARE 0.5     /* how far to the left the next word of a line may begin: kerning, right-aligned figures */
#define STEP_SHARE 0.3     /* a next line is at least so far below */
#define LEAP_SHARE 3.0     /* ... and at most so far, to be of the same paragraph */
#define MARGIN_SHARE 0.3   /* room that a justified line may leave */
#define COLUMN_SHARE 3.0   /* lines of one column begin no further apart, indents included */
#define SAME_SIZE 1.09     /* heights that differ by less are of one size of type */
#define WIDER_STEP 1.2     /* a step larger than its neighbours by this factor parts paragraphs */
#define MARGIN_LINES 8u    /* the right margin is where the longest of so many lines before and after ends */
#define COORDINATE_MAX 1e6 /* points; a page is at most 14,400 */

/* The words of a line that are of one size. A line can have several: a raised figure, a bullet, another font. */
struct type {
	double height, top, bottom;
	double width; /* of these words together */
};

struct line {
	double left, right;
	struct type types[3];
	size_t type_count;
	double first;      /* width of its first word */
	size_t from, to;   /* its text, in the page's */
	bool bullet, dash; /* begins with a mark of a list; with a dash, which may be one */
};

struct page {
	VEC(struct line) lines;
	VEC(char) text;
};

struct writer {
	VEC(char) text;
};

/* ---- reading ---- */

/* A number up to the next quotation mark: an optional sign, digits, a point and digits. What is none (nan) is 0. */
static double number_read(struct str *rest)
{
	double value = 0, unit = 1;
	bool minus = str_starts(*rest, STR("-")), point = false;
	size_t i = minus;

	for (; i < rest->n && rest->at[i] != '"'; i++) {
		char c = rest->at[i];
		if (c == '.')
			point = true;
		else if (c < '0' || c > '9')
			continue;
		else if (point)
			value += (c - '0') * (unit /= 10);
		else if (value < COORDINATE_MAX)
			value = value * 10 + (c - '0');
	}
	*rest = str_part(*rest, i, SIZE_MAX);
	if (value > COORDINATE_MAX)
		value = COORDINATE_MAX;
	return minus ? -value : value;
}

static bool attribute_read(struct str *rest, struct str name, double *value)
{
	size_t at = str_find(*rest, name, 0);

	if (at == SIZE_MAX)
		return false;
	*rest = str_part(*rest, at + name.n, SIZE_MAX);
	*value = number_read(rest);
	return true;
}

/* <word xMin="71.0" yMin="35.5" xMax="99.2" yMax="43.8">text</word> */
static bool word_read(struct str row, struct pdf_box *box, struct str *text)
{
	size_t end;

	if (!attribute_read(&row, STR("xMin=\""), &box->left) || !attribute_read(&row, STR("yMin=\""), &box->top) ||
	    !attribute_read(&row, STR("xMax=\""), &box->right) || !attribute_read(&row, STR("yMax=\""), &box->bottom) ||
	    !str_starts(row, STR("\">")))
		return false;
	row = str_part(row, 2, SIZE_MAX);
	end = str_find(row, STR("</word>"), 0);
	*text = str_part(row, 0, end);
	return text->n > 0;
}

enum pdf_row convert_pdf_row(struct str row, struct pdf_box *box, struct str *text)
{
	row = str_trim(row);
	if (str_starts(row, STR("<word ")) && word_read(row, box, text))
		return PDF_WORD;
	if (!str_starts(row, STR("<page ")))
		return PDF_OTHER;
	*box = (struct pdf_box){0};
	return attribute_read(&row, STR("width=\""), &box->right) &&
	                       attribute_read(&row, STR("height=\""), &box->bottom)
	               ? PDF_PAGE
	               : PDF_OTHER;
}

/* Appends the text with XML's five named characters and control characters resolved. */
static void text_add(struct page *page, struct str text)
{
	static const struct {
		struct str name;
		char letter;
	} names[] = {{{"&amp;", 5}, '&'},
	             {{"&lt;", 4}, '<'},
	             {{"&gt;", 4}, '>'},
	             {{"&quot;", 6}, '"'},
	             {{"&apos;", 6}, '\''}};

	for (size_t i = 0; i < text.n;) {
		char c = text.at[i];
		size_t n = 1;
		for (size_t k = 0; c == '&' && n == 1 && k < sizeof names / sizeof *names; k++)
			if (str_starts(str_part(text, i, SIZE_MAX), names[k].name)) {
				c = names[k].letter;
				n = names[k].name.n;
			}
		vec_push(&page->text, (unsigned char)c < ' ' ? ' ' : c);
		i += n;
	}
}

static double height_of(struct pdf_box box)
{
	return box.bottom - box.top > 0.1 ? box.bottom - box.top : 0.1;
}

static bool similar(double a, double b)
{
	return a < b * SAME_SIZE && b < a * SAME_SIZE;
}

/* What most of the line is set in. */
static const struct type *main_type(const struct line *line)
{
	const struct type *most = &line->types[0];

	for (size_t i = 1; i < line->type_count; i++)
		if (line->types[i].width > most->width)
			most = &line->types[i];
	return most;
}

/* Whether a word goes on with the line: its middle is on the line's level, and it is not to the left of its end. */
static bool line_takes(const struct line *line, struct pdf_box word)
{
	const struct type *type = main_type(line);
	double middle = (word.top + word.bottom) / 2;

	return middle > type->top && middle < type->bottom && word.left > line->right - BACK_SHARE * type->height;
}

static void line_add(struct line *line, struct pdf_box word)
{
	struct type type = {height_of(word), word.top, word.bottom, word.right - word.left};

	line->right = word.right > line->right ? word.right : line->right;
	for (size_t i = 0; i < line->type_count; i++)
		if (similar(line->types[i].height, type.height)) {
			line->types[i].width += type.width;
			return;
		}
	if (line->type_count < sizeof line->types / sizeof *line->types)
		line->types[line->type_count++] = type;
}

/* Word's bullets are letters of Symbol and Wingdings, which have no Unicode character: they come as private ones. */
static struct str bullet_of(struct str word)
{
	static const struct str plain[] = {{"•", 3}, {"‣", 3}, {"▪", 3}, {"■", 3},
	                                   {"●", 3}, {"○", 3}, {"◦", 3}, {"·", 2}},
				drawn[] = {{"\xef\x82\xb7", 3},
	                                   {"\xef\x82\xa7", 3},
	                                   {"\xef\x83\xbc", 3},
	                                   {"\xef\x83\x98", 3}};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (str_equal(word, plain[i]))
			return word;
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
		if (str_equal(word, drawn[i]))
			return plain[0];
	return STR_EMPTY;
}

static void word_add(struct page *page, struct pdf_box box, struct str text)
{
	struct line *line = page->lines.n ? &page->lines.at[page->lines.n - 1] : NULL;
	struct str bullet = bullet_of(text);

	if (line && line_takes(line, box)) {
		if (box.left - line->right > SPACE_SHARE * main_type(line)->height)
			vec_push(&page->text, ' ');
		bullet = STR_EMPTY;
	} else {
		vec_push(&page->lines, (struct line){.left = box.left,
		                                     .right = box.right,
		                                     .first = box.right - box.left,
		                                     .from = page->text.n,
		                                     .bullet = bullet.n > 0,
		                                     .dash = str_equal(text, STR("-")) || str_equal(text, STR("–"))});
		line = &page->lines.at[page->lines.n - 1];
	}
	line_add(line, box);
	text_add(page, bullet.n ? bullet : text);
	line->to = page->text.n;
}

/* ---- lines to paragraphs ---- */

/* The type that two lines have in common: of several, that with most words. False when they have none. */
static bool common_type(const struct line *a, const struct line *b, const struct type **of_a, const struct type **of_b)
{
	double most = 0;

	*of_a = *of_b = NULL;
	for (size_t i = 0; i < a->type_count; i++)
		for (size_t k = 0; k < b->type_count; k++) {
			const struct type *x = &a->types[i], *y = &b->types[k];
			double width = x->width < y->width ? x->width : y->width;
			if (similar(x->height, y->height) && (!*of_b || width > most)) {
				most = width;
				*of_a = x;
				*of_b = y;
			}
		}
	return *of_b != NULL;
}

/* How far the line after `i` is below it; 0 when the two cannot be of one paragraph. */
static double step_after(const struct page *page, size_t i)
{
	const struct line *line = &page->lines.at[i];
	const struct type *type = NULL, *next = NULL;
	double step;

	if (i + 1 >= page->lines.n || !common_type(line, line + 1, &type, &next))
		return 0;
	step = next->bottom - type->bottom;
	return step > STEP_SHARE * type->height && step < LEAP_SHARE * type->height ? step : 0;
}

/* Whether the first word of the line after `i` had found room at the end of line i: then somebody ended the line. */
static bool is_short(const struct page *page, size_t i)
{
	const struct line *line = &page->lines.at[i];
	const struct type *type = main_type(line), *mine, *its;
	size_t from = i > MARGIN_LINES ? i - MARGIN_LINES : 0;
	double margin = line->right;

	for (size_t k = from; k < page->lines.n && k <= i + MARGIN_LINES; k++) {
		const struct line *other = &page->lines.at[k];
		double apart = other->left - line->left, reach = COLUMN_SHARE * type->height;
		if (apart < reach && apart > -reach && other->right > margin && common_type(line, other, &mine, &its))
			margin = other->right;
	}
	return line->right + line[1].first + 2 * MARGIN_SHARE * type->height < margin;
}

static bool is_lower(struct str text)
{
	unsigned char a = text.n > 0 ? (unsigned char)text.at[0] : 0, b = text.n > 1 ? (unsigned char)text.at[1] : 0;

	return (a >= 'a' && a <= 'z') || (a == 0xc3 && b >= 0x9f && b != 0xb7); /* ß to ÿ */
}

static struct str line_text(const struct page *page, const struct line *line)
{
	return (struct str){page->text.at + line->from, line->to - line->from};
}

/* Whether a paragraph ends between line i and the next. */
static bool is_break(const struct page *page, size_t i)
{
	const struct line *line = &page->lines.at[i], *next = line + 1;
	double step = step_after(page, i), before = i ? step_after(page, i - 1) : 0, after = step_after(page, i + 1);

	if (step <= 0 || next->bullet)
		return true;
	if ((before > 0 && step > WIDER_STEP * before) || (after > 0 && step > WIDER_STEP * after))
		return true;
	if (next->dash && line->dash)
		return true;
	return is_short(page, i) && !is_lower(line_text(page, next));
}

/* ---- writing ---- */

static void put(struct writer *writer, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&writer->text, text.at[i]);
}

/* The bytes of the hyphen that divides a word at the line's end, or 0. What is written with a hyphen anyway keeps it and
 * is not put together: IT-program, e-tjänst, drift- och underhåll. */
static size_t hyphen_of(struct str line, struct str next)
{
	static const struct str hyphens[] = {{"-", 1}, {"\xc2\xad", 2}, {"‐", 3}},
				joins[] = {{"och ", 4},         {"eller ", 6}, {"samt ", 5},
	                                   {"respektive ", 11}, {"and ", 4},   {"or ", 3}};
	size_t n = 0, before;

	for (size_t i = 0; !n && i < sizeof hyphens / sizeof *hyphens; i++)
		n = str_ends(line, hyphens[i]) ? hyphens[i].n : 0;
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (str_starts(next, joins[i]))
			return 0;
	if (!n || n >= line.n || !is_lower(next))
		return 0;
	before = line.n - n - 1;
	while (before && ((unsigned char)line.at[before] & 0xc0) == 0x80)
		before--;
	/* Two small letters before it: one alone, or a capital, is an abbreviation. */
	if (before == 0 || !is_lower(str_part(line, before, SIZE_MAX)))
		return 0;
	before--;
	while (before && ((unsigned char)line.at[before] & 0xc0) == 0x80)
		before--;
	return line.at[before] == ' ' ? 0 : n;
}

static void page_write(struct writer *writer, const struct page *page)
{
	for (size_t i = 0; i < page->lines.n; i++) {
		struct str text = line_text(page, &page->lines.at[i]);
		bool last = i + 1 == page->lines.n, ends = last || is_break(page, i);
		size_t hyphen = ends ? 0 : hyphen_of(text, line_text(page, &page->lines.at[i + 1]));
		put(writer, str_part(text, 0, text.n - hyphen));
		if (!hyphen)
			put(writer, ends && !last ? STR("\n\n") : STR("\n"));
	}
}

char *convert_pdf_text(struct str boxes, size_t *size)
{
	struct page page = {0};
	struct writer writer = {0};
	struct str row, text = STR_EMPTY;
	struct pdf_box box;
	bool first = true;

	while (str_next_line(&boxes, &row)) {
		row = str_trim(row);
		if (str_starts(row, STR("<word ")) && word_read(row, &box, &text)) {
			word_add(&page, box, text);
		} else if (str_starts(row, STR("<page "))) {
			put(&writer, first ? STR_EMPTY : STR("\f"));
			first = false;
		} else if (str_starts(row, STR("</page>"))) {
			page_write(&writer, &page);
			page.lines.n = page.text.n = 0;
		}
	}
	vec_release(&page.lines);
	vec_release(&page.text);
	*size = writer.text.n;
	vec_push(&writer.text, '\0');
	return writer.text.at;
}
