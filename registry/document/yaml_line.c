#include "registry/document/yaml_line.h"

#include "registry/base/ascii.h"
#include "registry/base/invisible.h"

#define KEY_MAX 40u
#define NESTED_MAX 32u

size_t yaml_indent(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.at[n] == ' ')
		n++;
	return n;
}

bool yaml_is_key(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		char c = word.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || (c & 0x80);
		if (!letter && (!i || i + 1 == word.n || !strchr(" -_.", c)))
			return false;
	}
	return word.n > 0 && word.n <= KEY_MAX;
}

static size_t lead_size(struct str line)
{
	size_t n = 0;

	while (n < line.n &&
	       (line.at[n] == ' ' || line.at[n] == '\t' ||
	        (line.at[n] == '-' && n + 1 < line.n && (line.at[n + 1] == ' ' || line.at[n + 1] == '\t'))))
		n++;
	return n;
}

/* Where a comment set apart by its own space begins, with the white space before it: "policy  # from the vocabulary". */
static size_t comment_at(struct str value)
{
	size_t at = str_find(value, STR(" # "), 0);

	while (at != SIZE_MAX && at && value.at[at - 1] == ' ')
		at--;
	return at == SIZE_MAX || !at ? value.n : at;
}

struct yaml_line yaml_line_of(struct str whole)
{
	size_t lead = lead_size(whole);
	struct yaml_line line = {.whole = whole, .lead = str_part(whole, 0, lead)};
	struct str text = str_part(whole, lead, SIZE_MAX);
	size_t colon = str_find(text, STR(":"), 0), cut = 0;

	while (colon != SIZE_MAX && colon + 1 < text.n && !is_space(text.at[colon + 1]))
		colon = str_find(text, STR(":"), colon + 1);
	if (colon != SIZE_MAX && yaml_is_key(str_part(text, 0, colon))) {
		line.key = str_part(text, 0, colon);
		text = str_part(text, colon + 1, SIZE_MAX);
	}
	line.value = str_trim(text);
	cut = comment_at(line.value);
	line.rest = str_part(line.value, cut, SIZE_MAX);
	line.value = str_part(line.value, 0, cut);
	return line;
}

struct str yaml_line_with(struct arena *arena, const struct yaml_line *line, struct str value)
{
	return arena_format(arena, "%.*s%.*s%s%.*s%.*s", STR_ARG(line->lead), STR_ARG(line->key),
	                    line->key.n ? ": " : "", STR_ARG(value), STR_ARG(line->rest));
}

/* Where the value begins: behind the first colon, or else the lead, and what looks like white space behind that. */
static size_t value_at(struct str line)
{
	size_t colon = str_find(line, STR(":"), 0), at = colon == SIZE_MAX ? 0 : colon + 1, size = 1;
	bool space = false;

	while (size) {
		size = invisible_at(line, at, &space);
		if (!size && at < line.n && (is_space(line.at[at]) || (colon == SIZE_MAX && line.at[at] == '-')))
			size = 1;
		at += size;
	}
	return at;
}

struct str yaml_line_visible(struct arena *arena, struct str line)
{
	char *out = ARENA_ARRAY(arena, char, line.n + 1);
	size_t n = 0, end = value_at(line);

	for (size_t at = 0; at < line.n;) {
		bool space = false;
		size_t size = at < end ? invisible_at(line, at, &space) : 0;
		if (!size)
			out[n++] = line.at[at++];
		else if (space)
			out[n++] = ' ';
		at += size;
	}
	return (struct str){out, n};
}

bool yaml_needs_quotes(struct str value)
{
	return !value.n || strchr("*&!|>@%`?,[]{}#\"'-:", value.at[0]) || str_ends(value, STR(":")) ||
	       str_find(value, STR(": "), 0) != SIZE_MAX || str_find(value, STR(" #"), 0) != SIZE_MAX;
}

struct str yaml_in_quotes(struct arena *arena, struct str text)
{
	struct str out = STR("'");

	if (str_find(text, STR("\""), 0) == SIZE_MAX && str_find(text, STR("\\"), 0) == SIZE_MAX)
		return arena_format(arena, "\"%.*s\"", STR_ARG(text));
	for (size_t at = str_find(text, STR("'"), 0); at != SIZE_MAX; at = str_find(text, STR("'"), 0)) {
		out = arena_format(arena, "%.*s%.*s''", STR_ARG(out), STR_ARG(str_part(text, 0, at)));
		text = str_part(text, at + 1, SIZE_MAX);
	}
	return arena_format(arena, "%.*s%.*s'", STR_ARG(out), STR_ARG(text));
}

/* ” “ „ ‟ ’ ‘ ‚ » « */
static size_t curly_at(struct str text, size_t at)
{
	static const char *const marks[] = {"\xE2\x80\x9D", "\xE2\x80\x9C", "\xE2\x80\x9E",
	                                    "\xE2\x80\x9F", "\xE2\x80\x99", "\xE2\x80\x98",
	                                    "\xE2\x80\x9A", "\xC2\xBB",     "\xC2\xAB"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(str_part(text, at, SIZE_MAX), str_from(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static size_t mark_at_end(struct str text)
{
	for (size_t size = 2; size <= 3 && size <= text.n; size++)
		if (curly_at(text, text.n - size) == size)
			return size;
	return text.n && strchr("\"'", text.at[text.n - 1]) ? 1 : 0;
}

struct str yaml_without_curly(struct str text)
{
	size_t from = curly_at(text, 0), end = mark_at_end(text);

	if (!from && end < 2)
		return text;
	from = !from && strchr("\"'", text.at[0]) ? 1 : from;
	text = str_part(text, from, SIZE_MAX);
	return str_part(text, 0, text.n - (mark_at_end(text) ? end : 0));
}

size_t yaml_quote_end(struct str value)
{
	char mark = value.at[0];

	for (size_t i = 1; i < value.n; i++) {
		if (mark == '"' && value.at[i] == '\\')
			i++;
		else if (value.at[i] == mark && mark == '\'' && i + 1 < value.n && value.at[i + 1] == mark)
			i++;
		else if (value.at[i] == mark)
			return i + 1;
	}
	return SIZE_MAX;
}

/* Walks brackets; the closers that are missing, outermost first. The offset behind the last one, or SIZE_MAX. */
static size_t flow_walk(struct str value, char missing[NESTED_MAX], size_t *depth)
{
	*depth = 0;
	for (size_t i = 0; i < value.n; i++) {
		char c = value.at[i];
		size_t end = 0;
		if ((c == '[' || c == '{') && *depth < NESTED_MAX)
			missing[(*depth)++] = c == '[' ? ']' : '}';
		else if ((c == ']' || c == '}') && *depth && missing[*depth - 1] == c && !--*depth)
			return i + 1;
		else if ((c == '"' || c == '\'') && i && strchr(" ,[{", value.at[i - 1])) {
			end = yaml_quote_end(str_part(value, i, SIZE_MAX));
			i += end == SIZE_MAX ? 0 : end - 1;
		}
	}
	return SIZE_MAX;
}

size_t yaml_flow_end(struct str value)
{
	char missing[NESTED_MAX];
	size_t depth = 0;

	return flow_walk(value, missing, &depth);
}

struct str yaml_flow_closed(struct arena *arena, struct str value)
{
	char missing[NESTED_MAX];
	size_t depth = 0;

	while (value.n > 1 && strchr(")>, ", value.at[value.n - 1]))
		value = str_part(value, 0, value.n - 1);
	(void)flow_walk(value, missing, &depth);
	if (depth && value.n > 1 && strchr("]}", value.at[value.n - 1]) && value.at[value.n - 1] != missing[depth - 1])
		value = str_trim(str_part(value, 0, value.n - 1));
	while (depth)
		value = arena_format(arena, "%.*s%c", STR_ARG(value), missing[--depth]);
	return value;
}
