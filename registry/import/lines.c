#include "registry/import/lines.h"

#include "registry/base/ascii.h"

static bool is_lower(struct str text, size_t at)
{
	unsigned char a = at < text.n ? (unsigned char)text.at[at] : 0,
		      b = at + 1 < text.n ? (unsigned char)text.at[at + 1] : 0;

	return (a >= 'a' && a <= 'z') || (a == 0xc3 && b >= 0xa0);
}

/* Bytes of the hyphens at the end of what has been written, if they divide a word that goes on with `next`. What is written with a hyphen
 * anyway keeps it: drift- och underhåll, e-tjänst. */
static size_t hyphens(struct str done, struct str next)
{
	static const struct str joins[] = {STR("och "),        STR("eller "), STR("samt "),
	                                   STR("respektive "), STR("and "),   STR("or ")};
	size_t end = done.n, before;

	for (bool again = true; again;) {
		struct str so_far = str_part(done, 0, end);
		again = end > 0;
		if (str_ends(so_far, STR("-")))
			end -= 1;
		else if (str_ends(so_far, STR("\xc2\xad")))
			end -= 2;
		else if (str_ends(so_far, STR("‐")))
			end -= 3;
		else
			again = false;
	}
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (str_starts(next, joins[i]))
			return 0;
	if (end == done.n || !end || !is_lower(next, 0))
		return 0;
	before = end - 1;
	while (before && ((unsigned char)done.at[before] & 0xc0) == 0x80)
		before--;
	/* two small letters before it: one alone, or a capital, is an abbreviation */
	if (!is_lower(done, before) || !before)
		return 0;
	before--;
	while (before && ((unsigned char)done.at[before] & 0xc0) == 0x80)
		before--;
	return is_space(done.at[before]) ? 0 : done.n - end;
}

struct str lines_as_one(struct arena *arena, struct str text)
{
	char *to = ARENA_ARRAY(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		struct str rest = str_part(text, i, SIZE_MAX);
		if (str_starts(rest, STR("\xc2\xad")) &&
		    !(rest.n > 2 && (rest.at[2] == '\n' || str_starts(str_part(rest, 2, 3), STR("‐"))))) {
			i++;
		} else if (is_space(*rest.at)) {
			size_t hyphen = 0, skip = i;
			bool line = false;
			for (; skip < text.n && is_space(text.at[skip]); skip++)
				line = line || text.at[skip] == '\n';
			hyphen = line ? hyphens((struct str){to, n}, str_part(text, skip, SIZE_MAX)) : 0;
			n -= hyphen;
			if (!hyphen && n && skip < text.n)
				to[n++] = ' ';
			i = skip - 1;
		} else {
			to[n++] = *rest.at;
		}
	}
	return (struct str){to, n};
}
