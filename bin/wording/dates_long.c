#include "bin/wording/dates_long.h"

#include "bin/wording/dates.h"
#include "registry/base/template.h"

static bool is_english(enum language language)
{
	return language == LANGUAGE_EN;
}

/* One end of a date in its ISO form: a year, a month or a day. */
static struct str end_spoken(struct arena *arena, struct str iso, enum language language)
{
	struct date date = DATE_NONE;
	struct str words = date_parse(iso, &date) ? date_words(arena, date, language) : iso;

	return iso.n > 7 && !is_english(language) ? arena_format(arena, "den %.*s", STR_ARG(words)) : words;
}

struct str date_spoken(struct arena *arena, struct date date, enum language language)
{
	bool english = is_english(language);
	struct str iso = date.known ? date_text(arena, date) : STR_EMPTY, from = STR_EMPTY, to = STR_EMPTY;
	size_t slash = str_find(iso, STR("/"), 0);

	if (slash == SIZE_MAX)
		return end_spoken(arena, iso, language);
	from = end_spoken(arena, str_part(iso, 0, slash), language);
	to = end_spoken(arena, str_part(iso, slash + 1, iso.n), language);
	if (date.first == DAY_MIN)
		return arena_format(arena, english ? "%.*s or earlier" : "%.*s eller tidigare", STR_ARG(to));
	if (date.last == DAY_MAX)
		return arena_format(arena, english ? "%.*s or later" : "%.*s eller senare", STR_ARG(from));
	return arena_format(arena, english ? "some time between %.*s and %.*s" : "någon gång mellan %.*s och %.*s",
	                    STR_ARG(from), STR_ARG(to));
}

/* Does the template quote this argument? Then it is a name, though it may look like a date. */
static bool is_quoted(struct str template, size_t number)
{
	char place[] = {'{', (char)('1' + number), '}', 0};
	size_t at = str_find(template, str_from(place), 0);
	struct str before = str_part(template, 0, at == SIZE_MAX ? 0 : at);

	return str_ends(before, STR("”")) || str_ends(before, STR("'"));
}

struct str reason_spoken(struct arena *arena, const struct reason *reason, enum language language)
{
	struct str template = reason_text(reason->kind, language), args[3];
	struct date date = DATE_NONE;

	for (size_t i = 0; i < 3; i++) {
		bool is_date = !is_quoted(template, i) && date_parse(reason->args[i], &date);
		args[i] = is_date ? date_spoken(arena, date, language) : reason->args[i];
	}
	return template_fill(arena, template, args, 3);
}
