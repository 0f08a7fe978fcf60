#include "bin/date_words.h"

static const char *month_name(unsigned month, bool english)
{
	static const char *const sv[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
	                                 "juli",    "augusti",  "september", "oktober", "november", "december"};
	static const char *const en[] = {"January", "February", "March",     "April",   "May",      "June",
	                                 "July",    "August",   "September", "October", "November", "December"};

	return english ? en[month - 1] : sv[month - 1];
}

static int year_of(int32_t day)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day, &year, &month, &mday);
	return year;
}

struct str day_words(struct arena *arena, int32_t day, struct str language)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day, &year, &month, &mday);
	return arena_format(arena, "%u %s %d", mday, month_name(month, str_equal(language, STR("en"))), year);
}

static bool begins_year(int32_t day)
{
	return day == day_from_civil(year_of(day), 1, 1);
}

static bool ends_year(int32_t day)
{
	return day == day_from_civil(year_of(day), 12, 31);
}

/* The first or last day of an interval; a year where it is that of the year. */
static struct str end_words(struct arena *arena, int32_t day, bool year, struct str language)
{
	return year ? arena_format(arena, "%d", year_of(day)) : day_words(arena, day, language);
}

/* Is it all the days of one month? */
static bool is_month(struct date date, int *year, unsigned *month)
{
	unsigned mday = 0, month_after = 0, mday_after = 0;
	int year_after = 0;

	day_to_civil(date.first, year, month, &mday);
	day_to_civil(date.last + 1, &year_after, &month_after, &mday_after);
	return mday == 1 && mday_after == 1 && year_after * 12 + (int)month_after - (*year * 12 + (int)*month) == 1;
}

struct str date_words(struct arena *arena, struct date date, struct str language)
{
	bool english = str_equal(language, STR("en"));
	struct str first = STR_EMPTY, last = STR_EMPTY;
	bool years = false;
	unsigned month = 0;
	int year = 0;

	if (!date.known || (date.first == DAY_MIN && date.last == DAY_MAX))
		return STR("?");
	if (date_is_day(date))
		return day_words(arena, date.first, language);
	if (date.first != DAY_MIN)
		first = end_words(arena, date.first, begins_year(date.first), language);
	if (date.last != DAY_MAX)
		last = end_words(arena, date.last, ends_year(date.last), language);
	if (!first.n)
		return arena_format(arena, english ? "%.*s or earlier" : "%.*s eller tidigare", STR_ARG(last));
	if (!last.n)
		return arena_format(arena, english ? "%.*s or later" : "%.*s eller senare", STR_ARG(first));
	if (is_month(date, &year, &month))
		return arena_format(arena, "%s %d", month_name(month, english), year);
	if (str_equal(first, last))
		return first;
	years = begins_year(date.first) && ends_year(date.last);
	return arena_format(arena, "%.*s%s%.*s", STR_ARG(first), years ? "–" : " – ", STR_ARG(last));
}
