#include "bin/write/json.h"

#include "registry/base/memory.h"
#include "registry/base/utf8.h"

#include <stdlib.h>

#define BUFFER 65536u

static void flush(struct json *json)
{
	if (json->n)
		fwrite(json->buffer, 1, json->n, json->out);
	json->n = 0;
}

static void make_room(struct json *json, size_t n)
{
	if (json->out)
		flush(json);
	if (n <= json->room - json->n)
		return;
	json->room = json->room * 2 > json->n + n ? json->room * 2 : json->n + n + BUFFER;
	json->buffer = memory_resize(json->buffer, json->room, 1);
}

static void put(struct json *json, const char *text, size_t n)
{
	if (n > json->room - json->n)
		make_room(json, n);
	if (n)
		memcpy(json->buffer + json->n, text, n);
	json->n += n;
}

static void indent(struct json *json)
{
	static const char spaces[] = "\n                                                                ";
	size_t n = 1 + 2 * (size_t)json->depth;

	if (json->compact)
		return;
	put(json, spaces, n < sizeof spaces ? n : sizeof spaces - 1);
}

/* What goes before a value or a key: a comma, a line break. */
static void begin(struct json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (!json->depth)
		return;
	if (json->filled[json->depth - 1])
		put(json, ",", 1);
	json->filled[json->depth - 1] = true;
	indent(json);
}

void json_open(struct json *json, char bracket)
{
	begin(json);
	put(json, &bracket, 1);
	json->filled[json->depth] = false;
	json->close[json->depth] = bracket == '{' ? '}' : ']';
	json->depth++;
}

void json_close(struct json *json)
{
	bool filled = json->filled[json->depth - 1];

	json->depth--;
	if (filled)
		indent(json);
	put(json, &json->close[json->depth], 1);
	if (json->depth)
		return;
	put(json, "\n", 1);
	flush(json);
	free(json->buffer);
	json->buffer = NULL;
	json->room = 0;
}

static void put_escaped(struct json *json, unsigned point)
{
	char escape[8];
	int n = 0;

	if (point == '"' || point == '\\')
		n = snprintf(escape, sizeof escape, "\\%c", (char)point);
	else if (point == '\n' || point == '\t')
		n = snprintf(escape, sizeof escape, point == '\n' ? "\\n" : "\\t");
	else
		n = snprintf(escape, sizeof escape, "\\u%04x", point & 0xFFFF);
	put(json, escape, (size_t)n);
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* How many bytes at the start need no look at all: ASCII without control characters, quotes and backslashes. Most texts are that all
 * through, so eight are looked at together. */
static size_t plain_ascii(struct str text)
{
	const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
	size_t at = 0;

	for (uint64_t eight; text.n - at >= sizeof eight; at += sizeof eight) {
		uint64_t quote, back;
		memcpy(&eight, text.at + at, sizeof eight);
		quote = eight ^ ones * '"';
		back = eight ^ ones * '\\';
		/* a byte's high bit is set by what is beyond 0x7E, below 0x20, or one of the two */
		if (((eight | (eight + ones) | (eight - ones * 0x20) | (quote - ones) | (back - ones)) & highs) != 0)
			break;
	}
	while (at < text.n && (unsigned char)text.at[at] < 0x7F && is_plain((unsigned char)text.at[at]))
		at++;
	return at;
}

/* Marks that turn the direction of writing (U+202A..202E, U+2066..2069), which would let a text look like another; else 0. */
static unsigned direction_mark(struct str text)
{
	unsigned last = text.n == 3 ? (unsigned char)text.at[2] : 0;

	if (str_starts(text, STR("\xE2\x80")) && last >= 0xAA && last <= 0xAE)
		return 0x2000 + last - 0x80;
	if (str_starts(text, STR("\xE2\x81")) && last >= 0xA6 && last <= 0xA9)
		return 0x2040 + last - 0x80;
	return 0;
}

/* What needs no escape is written at once: byte by byte, this takes longer than judging what is reported. */
static void put_bytes(struct json *json, struct str text)
{
	size_t from = 0;
	unsigned mark = 0;

	for (size_t i = 0; i < text.n; i++)
		if (!is_plain((unsigned char)text.at[i])) {
			put(json, text.at + from, i - from);
			put_escaped(json, (unsigned char)text.at[i]);
			from = i + 1;
		} else if (text.at[i] == '\xE2' && (mark = direction_mark(str_part(text, i, 3))) != 0) {
			put(json, text.at + from, i - from);
			put_escaped(json, mark);
			from = i + 3;
		}
	if (from < text.n)
		put(json, text.at + from, text.n - from);
}

/* Names of files are bytes: what is not UTF-8 is reported, not passed on. */
static void put_string(struct json *json, struct str text)
{
	size_t plain = plain_ascii(text);

	put(json, "\"", 1);
	put(json, text.at, plain);
	text = str_part(text, plain, text.n);
	while (text.n) {
		size_t invalid = utf8_invalid_at(text);
		put_bytes(json, str_part(text, 0, invalid));
		if (invalid == SIZE_MAX)
			break;
		put(json, "\xEF\xBF\xBD", 3);
		text = str_part(text, invalid + 1, text.n);
	}
	put(json, "\"", 1);
}

void json_key(struct json *json, const char *key)
{
	begin(json);
	put(json, "\"", 1);
	put(json, key, strlen(key)); /* ours: nothing to escape */
	put(json, "\": ", 3);
	json->after_key = true;
}

void json_string(struct json *json, struct str text)
{
	begin(json);
	put_string(json, text);
}

void json_number(struct json *json, long number)
{
	char digits[24];
	size_t at = sizeof digits;
	unsigned long rest = number < 0 ? 0 - (unsigned long)number : (unsigned long)number;

	begin(json);
	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		digits[--at] = '-';
	put(json, digits + at, sizeof digits - at);
}

void json_nothing(struct json *json)
{
	begin(json);
	put(json, "null", 4);
}

void json_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	begin(json);
	put(json, value ? "true" : "false", value ? 4 : 5);
}

void json_pair(struct json *json, const char *key, struct str text)
{
	if (!text.n)
		return;
	json_key(json, key);
	json_string(json, text);
}

void json_piece_begin(struct json *piece, const struct json *whole, bool first)
{
	piece->depth = whole->depth;
	piece->n = 0;
	memcpy(piece->filled, whole->filled, sizeof piece->filled);
	memcpy(piece->close, whole->close, sizeof piece->close);
	piece->filled[whole->depth - 1] = !first;
}

void json_piece_put(struct json *whole, const struct json *piece)
{
	flush(whole);
	if (piece->n)
		fwrite(piece->buffer, 1, piece->n, whole->out);
	whole->filled[whole->depth - 1] = whole->filled[whole->depth - 1] || piece->n;
}

void json_piece_release(struct json *piece)
{
	free(piece->buffer);
}
