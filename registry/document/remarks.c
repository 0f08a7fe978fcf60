#include "registry/document/remarks.h"

#define MARK STR("[!REGISTER]")

/* The line that begins at the byte, without its end. */
static struct str line_at(struct str text, size_t at)
{
	size_t end = str_find(text, STR("\n"), at);

	return str_part(text, at, (end == SIZE_MAX ? text.n : end) - at);
}

/* What a line of a block quote says; a text without a place where the line is none. */
static struct str quoted(struct str line)
{
	size_t at = 0;

	while (at < line.n && at < 3 && line.at[at] == ' ')
		at++;
	return at < line.n && line.at[at] == '>' ? str_trim(str_part(line, at + 1, line.n)) : STR_EMPTY;
}

static bool is_quoted(struct str line)
{
	return quoted(line).at != NULL;
}

static bool is_mark(struct str line)
{
	return is_quoted(line) && str_equal(quoted(line), MARK);
}

struct str remarks_cut(struct arena *arena, struct str text)
{
	char *cut = NULL;
	bool within = false;

	if (str_find(text, MARK, 0) == SIZE_MAX)
		return text;
	cut = arena_alloc(arena, text.n + 1, 1);
	memcpy(cut, text.at, text.n);
	for (size_t at = 0; at < text.n;) {
		struct str line = line_at(text, at);
		within = is_quoted(line) && (within || is_mark(line));
		if (within)
			memset(cut + at, ' ', line.n);
		at += line.n + 1;
	}
	return (struct str){cut, text.n};
}

bool remarks_hold(struct str text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	while (is_quoted(line_at(text, at))) {
		if (is_mark(line_at(text, at)))
			return true;
		if (at == 0)
			return false;
		for (at--; at > 0 && text.at[at - 1] != '\n';)
			at--;
	}
	return false;
}
