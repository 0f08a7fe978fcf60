#include "registry/base/path.h"

struct str path_name(struct str path)
{
	size_t from = path.n;

	while (from > 0 && path.at[from - 1] != '/')
		from--;
	return str_part(path, from, path.n);
}

bool path_has_scheme(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		char c = url.at[i];
		if (c == ':')
			return i > 0;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
		      c == '-' || c == '.'))
			return false;
	}
	return false;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct str path_decoded(struct arena *arena, struct str text)
{
	char *out = ARENA_ARRAY(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '%' && i + 2 < text.n && hex_digit(text.at[i + 1]) >= 0 &&
		    hex_digit(text.at[i + 2]) >= 0) {
			out[n++] = (char)(hex_digit(text.at[i + 1]) * 16 + hex_digit(text.at[i + 2]));
			i += 2;
		} else {
			out[n++] = text.at[i];
		}
	}
	return (struct str){out, n};
}

/* Resolves "../policy/x.md" against the path of the document that holds it; "" when it leads out of the registry. */
struct str path_resolved(struct arena *arena, struct str from, struct str relative)
{
	char *out = ARENA_ARRAY(arena, char, from.n + relative.n + 2);
	size_t n = 0;

	if (!str_starts(relative, STR("/"))) {
		for (n = from.n; n > 0 && from.at[n - 1] != '/'; n--)
			;
		memcpy(out, from.at, n);
	}
	while (relative.n) {
		size_t slash = str_find(relative, STR("/"), 0);
		struct str name = str_part(relative, 0, slash == SIZE_MAX ? relative.n : slash);
		relative = slash == SIZE_MAX ? STR_EMPTY : str_part(relative, slash + 1, relative.n);
		if (!name.n || str_equal(name, STR(".")))
			continue;
		if (str_equal(name, STR(".."))) {
			if (!n)
				return STR_EMPTY;
			for (n--; n > 0 && out[n - 1] != '/'; n--)
				;
			continue;
		}
		memcpy(out + n, name.at, name.n);
		n += name.n;
		if (relative.n || slash != SIZE_MAX)
			out[n++] = '/';
	}
	while (n && out[n - 1] == '/')
		n--;
	return (struct str){out, n};
}

struct str path_relative(struct arena *arena, struct str from, struct str to)
{
	struct str out = STR_EMPTY;
	size_t shared = 0;

	for (size_t i = 0; i < from.n && i < to.n && from.at[i] == to.at[i]; i++)
		if (from.at[i] == '/')
			shared = i + 1;
	for (size_t i = shared; i < from.n; i++)
		if (from.at[i] == '/')
			out = arena_format(arena, "%.*s../", STR_ARG(out));
	return arena_format(arena, "%.*s%.*s", STR_ARG(out), STR_ARG(str_part(to, shared, to.n)));
}

#define MATCHED_MAX 4096u /* bytes of a path; longer ones match nothing */

/* The bytes of a class "[0-9]" or "[!a]" at the pattern's beginning, its brackets included; 0 when there is none. */
static size_t class_size(struct str pattern)
{
	size_t close = str_starts(pattern, STR("[")) ? str_find(pattern, STR("]"), 2) : SIZE_MAX;

	return close == SIZE_MAX ? 0 : close + 1;
}

static bool class_holds(struct str class, char byte)
{
	bool found = false, not = class.at[1] == '!';

	for (size_t i = not ? 2 : 1; i + 1 < class.n; i++)
		if (i + 3 < class.n && class.at[i + 1] == '-') {
			found = found || (byte >= class.at[i] && byte <= class.at[i + 2]);
			i += 2;
		} else {
			found = found || byte == class.at[i];
		}
	return found != not &&byte != '/';
}

static bool one_matches(struct str pattern, size_t class, char byte)
{
	if (class)
		return class_holds(str_part(pattern, 0, class), byte);
	return pattern.at[0] == byte || (pattern.at[0] == '?' && byte != '/');
}

/* Where in the path the pattern so far can end: those places, moved on by its next token. */
static size_t token_apply(bool at[MATCHED_MAX + 1], struct str pattern, size_t from, struct str path)
{
	bool any = str_starts(str_part(pattern, from, SIZE_MAX), STR("**")), star = pattern.at[from] == '*';
	bool folders = any && (from == 0 || pattern.at[from - 1] == '/') && from + 2 < pattern.n &&
	               pattern.at[from + 2] == '/';
	size_t class = class_size(str_part(pattern, from, SIZE_MAX));
	bool before = false, now = false;

	for (size_t i = 0; i <= path.n; i++) {
		char last = i ? path.at[i - 1] : '/';
		now = at[i];
		if (folders) /* none, or some with their slash */
			at[i] = now || (before && last == '/');
		else if (star)
			at[i] = now || (i && at[i - 1] && (any || last != '/'));
		else
			at[i] = i && before && one_matches(str_part(pattern, from, SIZE_MAX), class, last);
		before = folders ? before || now : now;
	}
	return from + (folders ? 3 : any ? 2 : class ? class : 1);
}

bool path_matches(struct str pattern, struct str path)
{
	bool at[MATCHED_MAX + 1] = {true}, folder = str_ends(pattern, STR("/"));
	size_t slash = str_find(pattern, STR("/"), 0);

	if (path.n > MATCHED_MAX)
		return false;
	if (slash == SIZE_MAX)
		path = path_name(path);
	if (str_starts(pattern, STR("/")))
		pattern = str_part(pattern, 1, SIZE_MAX);
	memset(at + 1, 0, path.n);
	for (size_t i = 0; i < pattern.n;)
		i = token_apply(at, pattern, i, path);
	for (size_t i = 0; folder && i < path.n; i++)
		if (at[i])
			return true;
	return at[path.n];
}
