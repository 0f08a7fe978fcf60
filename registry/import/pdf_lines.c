#include "registry/import/pdf_lines.h"

#include "registry/base/utf8.h"
#include "registry/import/paper.h"
#include "registry/port/convert/convert.h"

#include <stdlib.h>

#define WORD_GAP 0.65     /* of a line's height: a wider gap parts columns, */
#define GAP_WIDER 1.8     /* if it is so much wider than the others of its line */
#define USUAL_GAP 0.27    /* where a line has no others */
#define EVEN 1.35         /* gaps that differ by less are of one kind, */
#define JUSTIFIED 3.0     /* and of a justified line if they are no wider */
#define TOUCH 0.08        /* less is within a word */
#define WORDS_MAX 20000u  /* of a page */
#define COLUMN_NEAR 3.0   /* points */
#define COLUMN_GAP 6.0    /* the least white between two columns */
#define COLUMN_LINES 4u   /* lines beside each other that make two columns */
#define COLUMN_LOOSE 0.25 /* of a column's width: a line that ends before that is not full */
#define COLUMN_TRIES 400u /* words whose left edge is tried */

struct word {
	struct pdf_box box;
	struct str text;
};

struct words {
	VEC(struct word) list;
};

/* XML's five names. */
static struct str plain(struct arena *arena, struct str text)
{
	static const struct {
		struct str name;
		char letter;
	} names[] = {{STR("&amp;"), '&'},
	             {STR("&lt;"), '<'},
	             {STR("&gt;"), '>'},
	             {STR("&quot;"), '"'},
	             {STR("&apos;"), '\''}};
	struct str out = arena_copy(arena, text);
	char *to = (char *)out.at; /* the arena's own */
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		to[n] = (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i];
		for (size_t k = 0; k < sizeof names / sizeof *names && text.at[i] == '&'; k++)
			if (str_starts(str_part(text, i, SIZE_MAX), names[k].name)) {
				to[n] = names[k].letter;
				i += names[k].name.n - 1;
				break;
			}
		n++;
	}
	out.n = n;
	return out;
}

static double middle(const struct word *word)
{
	return (word->box.top + word->box.bottom) / 2;
}

static int compare_height(const void *a, const void *b)
{
	double x = middle(a), y = middle(b);

	return (x > y) - (x < y);
}

static int compare_left(const void *a, const void *b)
{
	double x = ((const struct word *)a)->box.left, y = ((const struct word *)b)->box.left;

	return (x > y) - (x < y);
}

static int compare_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The gap that is usual between the words of a line. */
static double usual_gap(const struct word *words, size_t n, double height)
{
	double gaps[64];
	size_t count = 0;

	for (size_t i = 1; i < n && count < 64; i++)
		gaps[count++] = words[i].box.left - words[i - 1].box.right;
	qsort(gaps, count, sizeof *gaps, compare_number);
	if (count > 1 && gaps[count - 1] < gaps[0] * EVEN && gaps[count - 1] < JUSTIFIED * height)
		return gaps[0]; /* a justified line of few words */
	if (count < 3)
		return USUAL_GAP * height;
	return gaps[count / 4] > USUAL_GAP * height ? gaps[count / 4] : USUAL_GAP * height;
}

static void line_add(struct pdf_lines *lines, struct arena *arena, struct word *words, size_t n, uint32_t page)
{
	struct pdf_line line = {
		.page = page, .top = words[0].box.top, .pieces = ARENA_ARRAY(arena, struct pdf_piece, n)};
	struct str *texts = ARENA_ARRAY(arena, struct str, n);
	double usual;

	qsort(words, n, sizeof *words, compare_left);
	for (size_t i = 0; i < n; i++) {
		double height = words[i].box.bottom - words[i].box.top;
		line.height = height > line.height ? height : line.height;
		line.bottom = words[i].box.bottom > line.bottom ? words[i].box.bottom : line.bottom;
		line.right = words[i].box.right > line.right ? words[i].box.right : line.right;
	}
	usual = usual_gap(words, n, line.height);
	for (size_t i = 0; i < n; i++) {
		double gap = i ? words[i].box.left - words[i - 1].box.right : 0;
		struct pdf_piece *piece = line.piece_count ? &line.pieces[line.piece_count - 1] : NULL;
		if (!piece || (gap > WORD_GAP * line.height && gap > GAP_WIDER * usual)) {
			line.pieces[line.piece_count++] =
				(struct pdf_piece){words[i].box.left, words[i].box.right, words[i].text};
			continue;
		}
		piece->text = arena_format(arena, gap < TOUCH * line.height ? "%.*s%.*s" : "%.*s %.*s",
		                           STR_ARG(piece->text), STR_ARG(words[i].text));
		piece->right = words[i].box.right;
	}
	for (size_t i = 0; i < line.piece_count; i++)
		texts[i] = line.pieces[i].text;
	line.text = arena_list(arena, texts, line.piece_count, STR("\t"));
	vec_push(&lines->list, line);
}

/* Puts words, sorted by height, into lines. */
static void lines_add(struct pdf_lines *lines, struct arena *arena, struct word *words, size_t n)
{
	size_t from = 0;

	for (size_t i = 1; i <= n; i++) {
		double height = words[from].box.bottom - words[from].box.top;
		if (i < n && middle(&words[i]) - middle(&words[from]) < height * 0.5)
			continue;
		line_add(lines, arena, words + from, i - from, (uint32_t)lines->heights.n);
		from = i;
	}
}

/* --- columns of text --------------------------------------------------------------------------------------------------- */

struct gutter { /* white between two columns of running text */
	double right_begins;
	size_t from, to; /* the words beside it */
};

struct sides {                        /* of one line, beside a gutter */
	double left_ends, right_ends; /* 0: nothing there */
	bool crossed;                 /* a word reaches across it, or nearly */
	size_t to;                    /* the word behind the line */
};

static struct sides sides_of(const struct word *words, size_t n, size_t i, double x)
{
	struct sides sides = {.to = i};
	double height = words[i].box.bottom - words[i].box.top, first = middle(&words[i]);

	for (; sides.to < n && middle(&words[sides.to]) - first < height * 0.5; sides.to++) {
		const struct pdf_box *box = &words[sides.to].box;
		bool beyond = box->left > x - COLUMN_NEAR;
		sides.crossed = sides.crossed || (!beyond && box->right > x - COLUMN_NEAR);
		sides.left_ends = !beyond && box->right > sides.left_ends ? box->right : sides.left_ends;
		sides.right_ends = beyond && box->right > sides.right_ends ? box->right : sides.right_ends;
	}
	sides.crossed = sides.crossed || (sides.right_ends > 0 && sides.left_ends > x - COLUMN_GAP);
	return sides;
}

/* The longest run of lines that do not cross x, from the first to the last with text on both sides, if most of these fill the left column: in a
 * table, few do. */
static bool is_gutter(const struct word *words, size_t n, struct gutter *gutter, double left, double right)
{
	double x = gutter->right_begins;
	size_t both = 0, full = 0;

	gutter->from = gutter->to = 0;
	for (size_t i = 0; i < n;) {
		struct sides sides = sides_of(words, n, i, x);
		if (sides.crossed) {
			if (both >= COLUMN_LINES && full * 2 >= both)
				return true;
			both = full = 0;
		} else if (sides.left_ends > 0 && sides.right_ends > 0) {
			gutter->from = both++ ? gutter->from : i;
			gutter->to = sides.to;
			full += sides.left_ends > x - (x - left) * COLUMN_LOOSE &&
			        sides.right_ends > right - (right - x) * COLUMN_LOOSE;
		}
		i = sides.to;
	}
	return both >= COLUMN_LINES && full * 2 >= both;
}

/* The left edge that many words share beyond the page's first third: where a second column begins. */
static bool gutter_find(const struct word *words, size_t n, struct gutter *gutter)
{
	double left = 1e9, right = 0;

	for (size_t i = 0; i < n; i++) {
		left = words[i].box.left < left ? words[i].box.left : left;
		right = words[i].box.right > right ? words[i].box.right : right;
	}
	for (size_t i = 0; i < n; i += 1 + n / COLUMN_TRIES) {
		size_t same = 0;
		double x = words[i].box.left;
		if (x < left + (right - left) * 0.4 || x > left + (right - left) * 0.65)
			continue;
		for (size_t k = 0; k < n; k++)
			same += words[k].box.left > x - 1 && words[k].box.left < x + 1;
		if (same < COLUMN_LINES)
			continue;
		gutter->right_begins = x;
		if (is_gutter(words, n, gutter, left, right))
			return true;
	}
	return false;
}

/* The left column's lines, then the right one's. */
static void columns_add(struct pdf_lines *lines, struct arena *arena, struct word *words, const struct gutter *gutter)
{
	size_t n = gutter->to - gutter->from, count = 0;
	struct word *side = memory_new(n, sizeof *side);

	for (int right = 0; right < 2; right++) {
		count = 0;
		for (size_t i = gutter->from; i < gutter->to; i++)
			if ((words[i].box.left > gutter->right_begins - COLUMN_NEAR) == right)
				side[count++] = words[i];
		if (count)
			lines_add(lines, arena, side, count);
	}
	free(side);
}

static void page_finish(struct pdf_lines *lines, struct arena *arena, struct words *words)
{
	struct gutter gutter;
	struct word *at = words->list.at;
	size_t n = words->list.n;

	words->list.n = 0;
	if (!n)
		return;
	qsort(at, n, sizeof *at, compare_height);
	if (!gutter_find(at, n, &gutter)) {
		lines_add(lines, arena, at, n);
		return;
	}
	if (gutter.from)
		lines_add(lines, arena, at, gutter.from);
	columns_add(lines, arena, at, &gutter);
	if (gutter.to < n)
		lines_add(lines, arena, at + gutter.to, n - gutter.to);
}

bool pdf_lines_read(struct pdf_lines *lines, struct arena *arena, struct str rows)
{
	struct words words = {0};
	struct str row, text;
	struct pdf_box box;
	size_t bytes = 0;

	while (str_next_line(&rows, &row)) {
		enum pdf_row kind = convert_pdf_row(row, &box, &text);
		if (kind == PDF_PAGE) {
			page_finish(lines, arena, &words);
			vec_push(&lines->heights, box.bottom);
		} else if (kind == PDF_WORD && lines->heights.n && bytes <= PAPER_TEXT_MAX && utf8_is_text(text)) {
			bytes += words.list.n < WORDS_MAX ? text.n + 1 : PAPER_TEXT_MAX;
			vec_push(&words.list, (struct word){box, plain(arena, text)});
		}
	}
	page_finish(lines, arena, &words);
	vec_release(&words.list);
	return bytes <= PAPER_TEXT_MAX;
}

void pdf_lines_release(struct pdf_lines *lines)
{
	vec_release(&lines->list);
	vec_release(&lines->heights);
}
