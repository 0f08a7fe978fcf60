#include "bin/write/svg.h"

#include "bin/write/escape.h"
#include "registry/base/ascii.h"
#include "registry/base/utf8.h"

#include <stdlib.h>

#define ELLIPSIS "\xE2\x80\xA6"

/* Hundredths of the size, of ' ' to '~' in Arial, Helvetica and Liberation Sans. */
static const unsigned char widths[] = {
	28, 28, 36, 56, 56, 89, 67, 19, 33,  33, 39, 58, 28, 33, 28, 28, 56, 56, 56, 56, 56, 56, 56, 56,
	56, 56, 28, 28, 58, 58, 58, 56, 102, 67, 67, 72, 72, 67, 61, 78, 72, 28, 50, 67, 56, 83, 72, 78,
	67, 78, 72, 67, 61, 72, 67, 94, 67,  67, 61, 28, 28, 28, 47, 56, 33, 56, 56, 50, 56, 56, 28, 56,
	56, 22, 22, 50, 22, 83, 56, 56, 56,  56, 33, 50, 28, 56, 50, 72, 50, 50, 50, 33, 26, 33, 58,
};

#define BOLD 1.07 /* bold letters are wider by some seven in a hundred */

static bool is_within(uint32_t point, uint32_t first, uint32_t last)
{
	return point >= first && point <= last;
}

/* Of other letters the width is a guess, on the wide side; textLength sets it right. */
static unsigned point_width(uint32_t point)
{
	if (is_within(point, ' ', '~'))
		return widths[point - ' '];
	if (point == 0xA0)
		return 28;
	if (is_within(point, 0x300, 0x36F) || is_within(point, 0x200B, 0x200F))
		return 0;
	if (is_within(point, 0xE0, 0xFF) || point == 0x2013 || point == 0x201C || point == 0x201D)
		return 56; /* å ä ö é – “ ” */
	if (is_within(point, 0x1100, 0x115F) || is_within(point, 0x2E80, 0xA4CF) || is_within(point, 0xAC00, 0xD7A3) ||
	    is_within(point, 0xF900, 0xFAFF) || is_within(point, 0xFE30, 0xFE6F) || is_within(point, 0xFF00, 0xFFFD) ||
	    is_within(point, 0x1F000, 0x3FFFD) || point == 0x2014 || point == 0x2026)
		return 100;
	return 72;
}

double svg_width(struct str text, struct svg_font font)
{
	unsigned long sum = 0;

	for (size_t at = 0; at < text.n;)
		sum += point_width(utf8_next(text, &at));
	return (double)sum / 100 * font.size * (font.bold ? BOLD : 1);
}

struct str svg_one_line(struct arena *arena, struct str text)
{
	bool valid = utf8_invalid_at(text) == SIZE_MAX;
	char *to = NULL;
	size_t n = 0;

	text = str_trim(text);
	to = ARENA_ARRAY(arena, char, text.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		if (is_space(text.at[i])) {
			if (!is_space(to[n - 1])) /* trimmed: something stands before it */
				to[n++] = ' ';
		} else {
			to[n++] = !valid && (unsigned char)text.at[i] >= 0x7F ? '?' : text.at[i];
		}
	}
	return (struct str){to, n};
}

/* The end of the word that begins at `from`: its space, or the letter behind a hyphen or dash within it, is not part of it. */
static size_t word_end(struct str text, size_t from)
{
	size_t at = from;

	while (at < text.n) {
		size_t before = at;
		uint32_t point = utf8_next(text, &at);
		if (point == ' ')
			return before;
		if ((point == '-' || point == 0x2013 || point == '/') && before > from)
			return at;
	}
	return text.n;
}

/* How many bytes of the text go into the width; at least one letter. */
static size_t fitting(struct str text, struct svg_font font, double width)
{
	double used = 0;
	size_t at = 0, fits = 0;

	while (at < text.n) {
		size_t before = at;
		utf8_next(text, &at);
		used += svg_width(str_part(text, before, at - before), font);
		if (fits && used > width)
			break;
		fits = at;
	}
	return fits;
}

/* The end of the line that begins at `from`. */
static size_t line_end(struct str text, size_t from, struct svg_font font, double width)
{
	size_t end = from;

	while (end < text.n) {
		size_t next = word_end(text, text.at[end] == ' ' ? end + 1 : end);
		if (svg_width(str_part(text, from, next - from), font) > width)
			break;
		end = next;
	}
	return end > from ? end : from + fitting(str_part(text, from, text.n), font, width);
}

static struct str with_ellipsis(struct arena *arena, struct str text, struct svg_font font, double width)
{
	struct str kept = str_part(text, 0, fitting(text, font, width - svg_width(STR(ELLIPSIS), font)));

	return arena_format(arena, "%.*s" ELLIPSIS, STR_ARG(str_trim(kept)));
}

size_t svg_wrap(struct str *lines, size_t room, struct arena *arena, struct str text, struct svg_font font,
                double width)
{
	size_t from = 0, begin = 0, n = 0;

	text = svg_one_line(arena, text);
	do {
		size_t end = line_end(text, from, font, width);
		begin = from;
		lines[n++] = str_part(text, from, end - from);
		from = end + (end < text.n && text.at[end] == ' ');
	} while (from < text.n && n < room);
	if (from < text.n)
		lines[n - 1] = with_ellipsis(arena, str_part(text, begin, text.n), font, width);
	return n;
}

void svg_number(FILE *out, double number)
{
	long tenths = (long)(number * 10 + (number < 0 ? -0.5 : 0.5));
	long whole = labs(tenths) / 10, rest = labs(tenths) % 10;

	fprintf(out, rest ? "%s%ld.%ld" : "%s%ld", tenths < 0 ? "-" : "", whole, rest);
}

void svg_line(FILE *out, const char *class, double x, double y, struct str line, struct svg_font font)
{
	if (!line.n)
		return;
	fprintf(out, "<text class=\"%s\" x=\"", class);
	svg_number(out, x);
	fputs("\" y=\"", out);
	svg_number(out, y);
	fputs("\" textLength=\"", out);
	svg_number(out, svg_width(line, font));
	fputs("\" lengthAdjust=\"spacingAndGlyphs\">", out);
	put_html(out, line);
	fputs("</text>\n", out);
}

void svg_href(FILE *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		unsigned char byte = (unsigned char)path.at[i];
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		             (byte >= '0' && byte <= '9') || (byte && strchr("-._~/", byte));
		fprintf(out, plain ? "%c" : "%%%02X", byte);
	}
}

void svg_document_href(FILE *out, const struct document_links *links, struct str id, struct str path)
{
	struct str address = document_address(links, id);

	if (address.n)
		put_html(out, address);
	else
		svg_href(out, path);
}
