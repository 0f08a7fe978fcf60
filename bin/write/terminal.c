#include "bin/write/terminal.h"

#include "registry/base/memory.h"
#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

#include <stdlib.h>

struct colors colors_of(bool color)
{
	if (!color)
		return (struct colors){"", "", "", "", "", "", ""};
	return (struct colors){"\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;34m", "\033[1;32m", "\033[2m", "\033[0m"};
}

static bool is_harmless(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7F && point < 0xA0))
		return false;
	if (point == 0x061C || point == 0x200E || point == 0x200F || point == 0x2028 || point == 0x2029)
		return false;
	if (point == 0xFFFE || point == 0xFFFF) /* XML allows no such characters */
		return false;
	return !(point >= 0x202A && point <= 0x202E) && !(point >= 0x2066 && point <= 0x2069);
}

void put_clean(FILE *out, struct str text)
{
	size_t at = 0, from = 0;

	if (!text.n)
		return;
	if (utf8_invalid_at(text) != SIZE_MAX) { /* a file's name can be any bytes */
		for (size_t i = 0; i < text.n; i++)
			fputc(text.at[i] >= 0x20 && text.at[i] < 0x7F ? text.at[i] : '?', out);
		return;
	}
	while (at < text.n) {
		size_t begin = at;
		uint32_t point = utf8_next(text, &at);
		if (is_harmless(point))
			continue;
		fwrite(text.at + from, 1, begin - from, out);
		fputs(point == '\t' ? " " : "\xEF\xBF\xBD", out);
		from = at;
	}
	fwrite(text.at + from, 1, text.n - from, out);
}

void put_text(FILE *out, struct str text)
{
	struct str inner = str_trim(text);
	size_t at = 0;

	if (str_starts(inner, STR("::"))) {
		at = (size_t)(inner.at - text.at) + 1;
		put_clean(out, str_part(text, 0, at));
		fputc(' ', out);
		text = str_part(text, at, text.n);
	}
	while ((at = str_find(text, STR("##["), 0)) != SIZE_MAX) {
		put_clean(out, str_part(text, 0, at + 2));
		fputc(' ', out);
		text = str_part(text, at + 2, text.n);
	}
	put_clean(out, text);
}

static bool is_clean(struct str text)
{
	size_t at = 0;

	if (utf8_invalid_at(text) != SIZE_MAX)
		return false;
	while (at < text.n)
		if (!is_harmless(utf8_next(text, &at)))
			return false;
	return true;
}

struct str text_clean(struct arena *arena, struct str text)
{
	struct str clean = STR_EMPTY;
	char *buffer = NULL;
	FILE *out = NULL;

	if (is_clean(text))
		return text;
	out = open_memstream(&buffer, &clean.n);
	if (!out)
		memory_failed();
	put_clean(out, text);
	if (fclose(out) != 0)
		memory_failed();
	clean.at = buffer;
	clean = arena_copy(arena, clean);
	free(buffer);
	return clean;
}

static void put_valid(FILE *out, struct str text, instead_fn *instead)
{
	size_t at = 0, from = 0;

	while (at < text.n) {
		size_t begin = at;
		uint32_t point = utf8_next(text, &at);
		const char *other = instead(point);
		if (!other && is_harmless(point))
			continue;
		fwrite(text.at + from, 1, begin - from, out);
		fputs(other ? other : "\xEF\xBF\xBD", out);
		from = at;
	}
	if (from < text.n)
		fwrite(text.at + from, 1, text.n - from, out);
}

void put_instead(FILE *out, struct str text, instead_fn *instead)
{
	while (text.n) { /* a file's name can be any bytes */
		size_t invalid = utf8_invalid_at(text);
		put_valid(out, str_part(text, 0, invalid), instead);
		if (invalid == SIZE_MAX)
			break;
		fputs("\xEF\xBF\xBD", out);
		text = str_part(text, invalid + 1, text.n);
	}
}

void put_format(FILE *out, const char *format, const char *argument)
{
	struct arena arena = ARENA_EMPTY;

	put_text(out, arena_format(&arena, format, argument));
	arena_release(&arena);
}

size_t text_width(struct str text)
{
	size_t width = 0, at = 0;

	if (utf8_invalid_at(text) != SIZE_MAX)
		return text.n;
	while (at < text.n) {
		uint32_t point = utf8_next(text, &at);
		width += is_harmless(point) ? unicode_cells(point) : 1;
	}
	return width;
}

void put_padded(FILE *out, struct str text, size_t width)
{
	put_text(out, text);
	for (size_t n = text_width(text); n < width; n++)
		fputc(' ', out);
}
