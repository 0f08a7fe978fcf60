#include "bin/json.h"

#include "registry/base/utf8.h"

static void indent(struct json *json)
{
	fputc('\n', json->out);
	for (int i = 0; i < json->depth; i++)
		fputs("  ", json->out);
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

static void put_bytes(FILE *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (c < 0x20 || c == 0x7F)
			fprintf(out, "\\u%04x", c);
		else
			fputc(c, out);
	}
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
	put_string(json->out, str_from(key));
	fputs(": ", json->out);
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

void json_pair(struct json *json, const char *key, struct str text)
{
	if (!text.n)
		return;
	json_key(json, key);
	json_string(json, text);
}
