#include "registry/import/pdf_lines.h"

#include "registry/base/utf8.h"
#include "registry/import/paper.h"
#include "registry/port/convert/convert.h"

#include <stdlib.h>

#define WORD_GAP 0.65    /* of a line's height: a wider gap parts columns, */
#define GAP_WIDER 1.8    /* if it is so much wider than the others of its line */
#define USUAL_GAP 0.27   /* where a line has no others */
#define TOUCH 0.08       /* less is within a word */
#define WORDS_MAX 20000u /* of a page */

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
	if (count < 3)
		return USUAL_GAP * height;
	qsort(gaps, count, sizeof *gaps, compare_number);
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

static void page_end(struct pdf_lines *lines, struct arena *arena, struct words *words)
{
	size_t from = 0;

	if (words->list.n)
		qsort(words->list.at, words->list.n, sizeof *words->list.at, compare_height);
	for (size_t i = 1; i <= words->list.n; i++) {
		const struct word *first = words->list.at + from;
		double height = first->box.bottom - first->box.top;
		if (i < words->list.n && middle(&words->list.at[i]) - middle(first) < height * 0.5)
			continue;
		line_add(lines, arena, words->list.at + from, i - from, (uint32_t)lines->heights.n);
		from = i;
	}
	words->list.n = 0;
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
			page_end(lines, arena, &words);
			vec_push(&lines->heights, box.bottom);
		} else if (kind == PDF_WORD && lines->heights.n && bytes <= PAPER_TEXT_MAX && utf8_is_text(text)) {
			bytes += words.list.n < WORDS_MAX ? text.n + 1 : PAPER_TEXT_MAX;
			vec_push(&words.list, (struct word){box, plain(arena, text)});
		}
	}
	page_end(lines, arena, &words);
	vec_release(&words.list);
	return bytes <= PAPER_TEXT_MAX;
}

void pdf_lines_release(struct pdf_lines *lines)
{
	vec_release(&lines->list);
	vec_release(&lines->heights);
}
