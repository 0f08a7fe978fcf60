#include "bin/json.h"

#include "registry/base/utf8.h"

static void indent(struct json *json)
{
	static const char spaces[] = "\n                                                                ";
	size_t n = 1 + 2 * (size_t)json->depth;

	fwrite(spaces, 1, n < sizeof spaces ? n : sizeof spaces - 1, json->out);
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
		fputc(',', json->out);
	json->filled[json->depth - 1] = true;
	indent(json);
}

void json_open(struct json *json, char bracket)
{
	begin(json);
	fputc(bracket, json->out);
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
	fputc(json->close[json->depth], json->out);
	if (!json->depth)
		fputc('\n', json->out);
}

static void put_escaped(FILE *out, unsigned char c)
{
	if (c == '"' || c == '\\')
		fprintf(out, "\\%c", c);
	else if (c == '\n')
		fputs("\\n", out);
	else if (c == '\t')
		fputs("\\t", out);
	else
		fprintf(out, "\\u%04x", c);
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
static void put_bytes(FILE *out, struct str text)
{
	size_t from = 0;
	unsigned mark = 0;

	for (size_t i = 0; i < text.n; i++)
		if (!is_plain((unsigned char)text.at[i])) {
			fwrite(text.at + from, 1, i - from, out);
			put_escaped(out, (unsigned char)text.at[i]);
			from = i + 1;
		} else if (text.at[i] == '\xE2' && (mark = direction_mark(str_part(text, i, 3))) != 0) {
			fwrite(text.at + from, 1, i - from, out);
			fprintf(out, "\\u%04x", mark);
			from = i + 3;
		}
	if (from < text.n)
		fwrite(text.at + from, 1, text.n - from, out);
}

/* Names of files are bytes: what is not UTF-8 is told, not passed on. */
static void put_string(FILE *out, struct str text)
{
	fputc('"', out);
	while (text.n) {
		size_t invalid = utf8_invalid_at(text);
		put_bytes(out, str_part(text, 0, invalid));
		if (invalid == SIZE_MAX)
			break;
		fputs("\xEF\xBF\xBD", out);
		text = str_part(text, invalid + 1, text.n);
	}
	fputc('"', out);
}

void json_key(struct json *json, const char *key)
{
	begin(json);
	fputc('"', json->out);
	fputs(key, json->out); /* ours: nothing to escape */
	fputs("\": ", json->out);
	json->after_key = true;
}

void json_string(struct json *json, struct str text)
{
	begin(json);
	put_string(json->out, text);
}

void json_number(struct json *json, long number)
{
	begin(json);
	fprintf(json->out, "%ld", number);
}

void json_bool(struct json *json, bool value)
{
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
