/* Dates with precision, and comparisons that can answer "cannot tell".
 *
 * A date is a day, a month, a year, or an interval of them in EDTF form (Library of Congress, level 0 and 1):
 * 2001, 2008-03, 2008-03-03, 2008-03-03/.. (then or later), ../2008 (then or earlier), 2008-02-20/2012-12-21.
 * It stands for every day that it may be. */
#ifndef STYRDOK_REGISTRY_BASE_DATE_H
#define STYRDOK_REGISTRY_BASE_DATE_H

#include "registry/base/arena.h"

enum tri { TRI_NO, TRI_UNKNOWN, TRI_YES };

static inline enum tri tri_and(enum tri a, enum tri b)
{
	return a < b ? a : b;
}

static inline enum tri tri_or(enum tri a, enum tri b)
{
	return a > b ? a : b;
}

static inline enum tri tri_not(enum tri a)
{
	return (enum tri)(TRI_YES - a);
}

#define DAY_MIN INT32_MIN /* no earliest day: an interval that begins with ".." */
#define DAY_MAX INT32_MAX /* no latest day */

struct date {
	int32_t first, last; /* the earliest and latest day it may be, in days since 1970-01-01 (proleptic Gregorian) */
	bool known;          /* false: no date at all; first and last are then DAY_MIN and DAY_MAX */
};

#define DATE_NONE ((struct date){DAY_MIN, DAY_MAX, false})

/* Reads a date, with white space around it. False, with `out` untouched, when the text is none: not of these forms, a
 * day that the month does not have, an interval that ends before it begins, a year outside 1000..9999, ../.. */
bool date_parse(struct str text, struct date *out);

/* Reads the date that running Swedish text begins with: "3 mars 2008", "den 3:e mars 2008", "mars 2008", "2008-03-03",
 * in small or capital letters, also over the end of a line. `used` gets the number of bytes read. False, with nothing
 * written, when there is none or when it ends within a longer word, number or interval (2008-03-03/..). What stands
 * before it is the caller's to check. */
bool date_parse_text(struct str text, struct date *out, size_t *used);

/* The span of a year (month and day 0), of a month (day 0) or of a day. False, with `out` untouched, when there is none such. */
bool date_from_parts(unsigned year, unsigned month, unsigned day, struct date *out);

/* Not for DAY_MIN and DAY_MAX; years are within some five million of 1970. */
struct date date_from_day(int32_t day);

/* The day that the computer's clock tells. */
struct date date_today(void);
int32_t day_from_civil(int year, unsigned month, unsigned day);
void day_to_civil(int32_t day, int *year, unsigned *month, unsigned *mday);

/* One day, for certain. */
bool date_is_day(struct date date);

/* Comparisons say yes when it holds for every pair of days that the two may be, no when it holds for none. An unknown
 * date makes the answer TRI_UNKNOWN. */

/* Is a before b? */
enum tri date_before(struct date a, struct date b);

/* Is a on or before b? */
enum tri date_not_after(struct date a, struct date b);

/* Are both the same day? Yes only if both are that one day, no if there is none that both can be. */
enum tri date_same(struct date a, struct date b);

/* The date moved by a number of days; open ends stay open, others stop short of DAY_MIN and DAY_MAX. */
struct date date_plus(struct date date, int32_t days);

/* The later of the two, as far as it can be told; unknown if either is. */
struct date date_later(struct date a, struct date b);

/* ISO form, shortest that says the same: "2001", "2008-03", "2008-03-03", "2008-03-03/..", "2001/2003-05"; "?" when
 * unknown. date_parse reads it back unless unknown or outside its years. Returns buffer. */
#define DATE_TEXT 32
char *date_format(struct date date, char buffer[DATE_TEXT]);

/* The same, owned by the arena. */
struct str date_text(struct arena *arena, struct date date);

#endif
