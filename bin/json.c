#include "bin/json.h"

#include "registry/base/utf8.h"

static void flush(struct json *json)
{
	fwrite(json->buffer, 1, json->n, json->out);
	json->n = 0;
}

static void put(struct json *json, const char *text, size_t n)
{
	if (n > JSON_BUFFER - json->n)
		flush(json);
	if (n > JSON_BUFFER) {
		fwrite(text, 1, n, json->out);
		return;
	}
	memcpy(json->buffer + json->n, text, n);
	json->n += n;
}

static void indent(struct json *json)
{
	static const char spaces[] = "\n                                                                ";
	size_t n = 1 + 2 * (size_t)json->depth;

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

/* What needs no escape is written at once: byte by byte, this takes longer than judging what is told. */
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

/* Names of files are bytes: what is not UTF-8 is told, not passed on. */
static void put_string(struct json *json, struct str text)
{
	put(json, "\"", 1);
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

	begin(json);
	put(json, digits, (size_t)snprintf(digits, sizeof digits, "%ld", number));
}

void json_bool(struct json *json, const char *key, bool value)
{
	json_key(json, key);
	begin(json);
	fputs(value ? "true" : "false", json->out);
}

void json_pair(struct json *json, const char *key, struct str text)
{
	if (!text.n)
		return;
	json_key(json, key);
	json_string(json, text);
}
