#include "registry/base/date_words.h"

static const char *month_name(unsigned month, bool english)
{
	static const char *const sv[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
	                                 "juli",    "augusti",  "september", "oktober", "november", "december"};
	static const char *const en[] = {"January", "February", "March",     "April",   "May",      "June",
	                                 "July",    "August",   "September", "October", "November", "December"};

	return english ? en[month - 1] : sv[month - 1];
}

struct civil { /* a day, and whether a month or a year begins or ends with it */
	int year;
	unsigned month, mday;
	bool month_edge, year_edge;
};

static struct civil civil_of(int32_t day, bool last)
{
	struct civil civil = {0}, beside = {0};

	day_to_civil(day, &civil.year, &civil.month, &civil.mday);
	day_to_civil(last ? day + 1 : day - 1, &beside.year, &beside.month, &beside.mday);
	civil.month_edge = beside.month != civil.month;
	civil.year_edge = beside.year != civil.year;
	return civil;
}

static struct str civil_words(struct arena *arena, const struct civil *civil, bool by_year, bool by_month, bool english)
{
	if (by_year && civil->year_edge)
		return arena_format(arena, "%d", civil->year);
	if (by_month && civil->month_edge)
		return arena_format(arena, "%s %d", month_name(civil->month, english), civil->year);
	return arena_format(arena, "%u %s %d", civil->mday, month_name(civil->month, english), civil->year);
}

struct str day_words(struct arena *arena, int32_t day, enum language language)
{
	struct civil civil = civil_of(day, false);

	return civil_words(arena, &civil, false, false, language == LANGUAGE_EN);
}

static struct str interval_words(struct arena *arena, struct date date, bool english)
{
	struct civil first = civil_of(date.first, false), last = civil_of(date.last, true);
	bool by_year = first.year != last.year || (first.year_edge && last.year_edge);
	bool by_month = first.month_edge && last.month_edge;
	struct str from = civil_words(arena, &first, by_year, by_month, english);
	struct str to = civil_words(arena, &last, by_year, by_month, english);
	bool years = first.year_edge && last.year_edge;

	if (str_equal(from, to))
		return from;
	return arena_format(arena, "%.*s%s%.*s", STR_ARG(from), years ? "–" : " – ", STR_ARG(to));
}

struct str date_words(struct arena *arena, struct date date, enum language language)
{
	bool english = language == LANGUAGE_EN;
	struct civil end = {0};

	if (!date.known || (date.first == DAY_MIN && date.last == DAY_MAX))
		return STR("?");
	if (date_is_day(date))
		return day_words(arena, date.first, language);
	if (date.first != DAY_MIN && date.last != DAY_MAX)
		return interval_words(arena, date, english);
	end = date.first == DAY_MIN ? civil_of(date.last, true) : civil_of(date.first, false);
	return arena_format(arena, "%.*s %s", STR_ARG(civil_words(arena, &end, true, true, english)),
	                    date.first == DAY_MIN ? (english ? "or earlier" : "eller tidigare")
	                                          : (english ? "or later" : "eller senare"));
}

struct str date_in_words(struct arena *arena, struct date date, enum language language)
{
	bool english = language == LANGUAGE_EN;
	struct str text = date_text(arena, date);
	size_t slash = str_find(text, STR("/"), 0);
	struct str from = str_part(text, 0, slash), to = STR_EMPTY;

	if (slash == SIZE_MAX)
		return text;
	to = str_part(text, slash + 1, text.n);
	if (date.first == DAY_MIN)
		return arena_format(arena, english ? "%.*s or earlier" : "%.*s eller tidigare", STR_ARG(to));
	if (date.last == DAY_MAX)
		return arena_format(arena, english ? "%.*s or later" : "%.*s eller senare", STR_ARG(from));
	return arena_format(arena, english ? "some time from %.*s to %.*s" : "någon gång %.*s till %.*s", STR_ARG(from),
	                    STR_ARG(to));
}

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
