#include "registry/base/date.h"

#include "registry/base/ascii.h"

#include <stdio.h>
#include <time.h>

#define YEAR_MIN 1000
#define YEAR_MAX 9999

static bool year_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned month_days(int year, unsigned month)
{
	if (month == 2)
		return year_is_leap(year) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil): years begin in March, so that the
 * leap day is the last, and are counted in eras of 400 years, which are all equally long. */
int32_t day_from_civil(int year, unsigned month, unsigned day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (int32_t)(era * 146097 + day_of_era - 719468);
}

/* The same source, civil_from_days. */
void day_to_civil(int32_t day, int *year, unsigned *month, unsigned *mday)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;

	*mday = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
	*month = (unsigned)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

struct date date_from_day(int32_t day)
{
	return (struct date){day, day, true};
}

bool date_is_day(struct date date)
{
	return date.known && date.first == date.last;
}

bool date_from_parts(unsigned year, unsigned month, unsigned day, struct date *out)
{
	int y = (int)year;
	unsigned to_month = month ? month : 12;

	if (year < YEAR_MIN || year > YEAR_MAX || month > 12 || day > month_days(y, to_month))
		return false;
	out->first = day_from_civil(y, month ? month : 1, day ? day : 1);
	out->last = day_from_civil(y, to_month, day ? day : month_days(y, to_month));
	out->known = true;
	return true;
}

/* Cuts exactly n digits off the text. */
static bool read_digits(struct str *rest, size_t n, unsigned *number)
{
	unsigned value = 0;

	if (rest->n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!is_digit(rest->at[i]))
			return false;
		value = value * 10 + (unsigned)(rest->at[i] - '0');
	}
	*number = value;
	*rest = str_part(*rest, n, SIZE_MAX);
	return true;
}

/* "-" and two digits that are not 00, which date_from_parts takes for "not given". */
static bool read_dash_number(struct str *rest, unsigned *number)
{
	if (!str_starts(*rest, STR("-")))
		return false;
	*rest = str_part(*rest, 1, SIZE_MAX);
	return read_digits(rest, 2, number) && *number > 0;
}

static bool date_parse_simple(struct str text, struct date *out)
{
	unsigned year, month = 0, day = 0;

	if (!read_digits(&text, 4, &year))
		return false;
	if (text.n && !read_dash_number(&text, &month))
		return false;
	if (text.n && !read_dash_number(&text, &day))
		return false;
	return text.n == 0 && date_from_parts(year, month, day, out);
}

/* One end of an interval; ".." leaves `out` as it is. */
static bool date_parse_end(struct str text, struct date *out)
{
	return str_equal(text, STR("..")) || date_parse_simple(text, out);
}

bool date_parse(struct str text, struct date *out)
{
	struct date from = DATE_NONE, to = DATE_NONE;
	size_t slash;

	text = str_trim(text);
	slash = str_find(text, STR("/"), 0);
	if (slash == SIZE_MAX)
		return date_parse_simple(text, out);
	if (!date_parse_end(str_part(text, 0, slash), &from) ||
	    !date_parse_end(str_part(text, slash + 1, SIZE_MAX), &to))
		return false;
	if ((!from.known && !to.known) || from.first > to.last)
		return false;
	*out = (struct date){from.first, to.last, true};
	return true;
}

/* Running text: the readers below cut what they read off `rest` and leave it alone when they return false. */

static char byte_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool read_word(struct str *rest, struct str word)
{
	if (rest->n < word.n)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		if (byte_lower(rest->at[i]) != word.at[i])
			return false;
	}
	*rest = str_part(*rest, word.n, SIZE_MAX);
	return true;
}

/* Blanks and no-break spaces, and at most one newline: a line may be wrapped, a paragraph ends the date. */
static bool read_gap(struct str *rest)
{
	struct str at = *rest;
	unsigned newlines = 0;

	for (;;) {
		if (str_starts(at, STR("\n")))
			newlines++;
		else if (str_starts(at, STR("\xc2\xa0")))
			at = str_part(at, 1, SIZE_MAX);
		else if (!str_starts(at, STR(" ")) && !str_starts(at, STR("\t")) && !str_starts(at, STR("\r")))
			break;
		at = str_part(at, 1, SIZE_MAX);
	}
	if (at.n == rest->n || newlines > 1)
		return false;
	*rest = at;
	return true;
}

static bool read_month(struct str *rest, unsigned *month)
{
	static const char *const names[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
	                                    "juli",    "augusti",  "september", "oktober", "november", "december"};

	for (unsigned i = 0; i < 12; i++) {
		if (read_word(rest, str_from(names[i]))) {
			*month = i + 1;
			return true;
		}
	}
	return false;
}

/* "3", "03", "3:e", "1:a", "3e". */
static bool read_day_of_month(struct str *rest, unsigned *day)
{
	if (!read_digits(rest, 2, day) && !read_digits(rest, 1, day))
		return false;
	if (!read_word(rest, STR(":e")) && !read_word(rest, STR(":a")) && !read_word(rest, STR("e")))
		read_word(rest, STR("a"));
	return *day > 0;
}

/* The date must end where it ends: not before more digits or letters (C3 begins the Latin ones beyond ASCII), nor in
 * the middle of a longer number such as 2008-03-03-17 or of an interval. */
static bool text_ends_date(struct str rest)
{
	char byte = rest.n ? byte_lower(rest.at[0]) : ' ';

	if (byte == '-' || byte == '/')
		return !str_starts(rest, STR("/..")) && (rest.n == 1 || !is_digit(rest.at[1]));
	return !is_digit(byte) && !(byte >= 'a' && byte <= 'z') && byte != '\xc3';
}

static bool read_iso_day(struct str *rest, struct date *out)
{
	struct str at = str_part(*rest, 0, sizeof "2008-03-03" - 1);

	if (!date_parse_simple(at, out) || !date_is_day(*out))
		return false;
	*rest = str_part(*rest, at.n, SIZE_MAX);
	return true;
}

/* "3 mars 2008", or without the day when that may be missing. */
static bool read_swedish(struct str *rest, bool day_needed, struct date *out)
{
	struct str at = *rest;
	unsigned year, month, day = 0;

	if (read_day_of_month(&at, &day)) {
		if (!read_gap(&at))
			return false;
	} else if (day_needed || at.n != rest->n) {
		return false;
	}
	if (!read_month(&at, &month) || !read_gap(&at) || !read_digits(&at, 4, &year))
		return false;
	if (!date_from_parts(year, month, day, out))
		return false;
	*rest = at;
	return true;
}

bool date_parse_text(struct str text, struct date *out, size_t *used)
{
	struct str rest = text;
	struct date date;
	bool den = read_word(&rest, STR("den"));

	if (den && !read_gap(&rest))
		return false;
	if (!read_iso_day(&rest, &date) && !read_swedish(&rest, den, &date))
		return false;
	if (!text_ends_date(rest))
		return false;
	*out = date;
	*used = text.n - rest.n;
	return true;
}

/* A comparison holds for certain when it holds for all pairs of days that the two may be, and certainly not when it
 * holds for none; the ends of the spans decide both. Open ends need no care: DAY_MAX is before nothing. */
static enum tri tri_of(struct date a, struct date b, bool all, bool some)
{
	if (!a.known || !b.known)
		return TRI_UNKNOWN;
	return all ? TRI_YES : some ? TRI_UNKNOWN : TRI_NO;
}

enum tri date_before(struct date a, struct date b)
{
	return tri_of(a, b, a.last < b.first, a.first < b.last);
}

enum tri date_not_after(struct date a, struct date b)
{
	return tri_not(date_before(b, a));
}

enum tri date_same(struct date a, struct date b)
{
	bool same_day = date_is_day(a) && date_is_day(b) && a.first == b.first;

	return tri_of(a, b, same_day, a.first <= b.last && b.first <= a.last);
}

/* An end that is not open never becomes so by moving. */
static int32_t day_plus(int32_t day, int32_t days)
{
	int64_t moved = (int64_t)day + days;

	if (day == DAY_MIN || day == DAY_MAX)
		return day;
	return moved <= DAY_MIN ? DAY_MIN + 1 : moved >= DAY_MAX ? DAY_MAX - 1 : (int32_t)moved;
}

struct date date_plus(struct date date, int32_t days)
{
	return (struct date){day_plus(date.first, days), day_plus(date.last, days), date.known};
}

struct date date_later(struct date a, struct date b)
{
	if (!a.known || !b.known)
		return DATE_NONE;
	return (struct date){a.first > b.first ? a.first : b.first, a.last > b.last ? a.last : b.last, true};
}

/* How many parts an end of the span needs: 1 when the year says it, 2 when the month does, 3 for the day. */
static int first_parts(int32_t first)
{
	unsigned month, day;
	int year;

	day_to_civil(first, &year, &month, &day);
	return day > 1 ? 3 : month > 1 ? 2 : 1;
}

static int last_parts(int32_t last)
{
	unsigned month, day;
	int year;

	day_to_civil(last, &year, &month, &day);
	return day < month_days(year, month) ? 3 : month < 12 ? 2 : 1;
}

static char *day_write(char *to, const char *end, int32_t day, int parts)
{
	size_t room = (size_t)(end - to);
	unsigned month, mday;
	int year, n;

	day_to_civil(day, &year, &month, &mday);
	if (parts == 1)
		n = snprintf(to, room, "%04d", year);
	else if (parts == 2)
		n = snprintf(to, room, "%04d-%02u", year, month);
	else
		n = snprintf(to, room, "%04d-%02u-%02u", year, month, mday);
	return to + n;
}

/* The span of one year, one month or one day as its number of parts, else 0. */
static int span_parts(int32_t first, int32_t last)
{
	unsigned month, last_month, day;
	int year, last_year, parts;

	if (first == last)
		return 3;
	day_to_civil(first, &year, &month, &day);
	day_to_civil(last, &last_year, &last_month, &day);
	if (year != last_year)
		return 0;
	parts = month == last_month ? 2 : 1;
	return first_parts(first) <= parts && last_parts(last) <= parts ? parts : 0;
}

static char *end_write(char *to, const char *end, int32_t day, int parts)
{
	if (day != DAY_MIN && day != DAY_MAX)
		return day_write(to, end, day, parts);
	memcpy(to, "..", sizeof "..");
	return to + 2;
}

char *date_format(struct date date, char buffer[DATE_TEXT])
{
	const char *end = buffer + DATE_TEXT;
	bool open = date.first == DAY_MIN || date.last == DAY_MAX;
	int parts = open ? 0 : span_parts(date.first, date.last);
	char *to = buffer;

	if (!date.known)
		return memcpy(buffer, "?", sizeof "?");
	if (parts) {
		day_write(to, end, date.first, parts);
		return buffer;
	}
	to = end_write(to, end, date.first, first_parts(date.first));
	*to++ = '/';
	end_write(to, end, date.last, last_parts(date.last));
	return buffer;
}

struct str date_text(struct arena *arena, struct date date)
{
	char buffer[DATE_TEXT];

	return arena_copy(arena, str_from(date_format(date, buffer)));
}

struct date date_today(void)
{
	time_t now = time(NULL);
	struct tm civil;

	localtime_r(&now, &civil);
	return date_from_day(day_from_civil(civil.tm_year + 1900, (unsigned)civil.tm_mon + 1, (unsigned)civil.tm_mday));
}
