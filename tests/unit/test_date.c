/* Dates: reading, writing, and comparisons checked against every pair of days. */
#include "registry/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

/* The same sequence on every run and system. */
static uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static int32_t random_in(uint64_t *state, int32_t from, int32_t to)
{
	return from + (int32_t)(random_next(state) % (uint32_t)(to - from + 1));
}

static struct date date_of(const char *text)
{
	struct date date = DATE_NONE;

	if (!date_parse(str_from(text), &date))
		fail_msg("'%s' is refused", text);
	return date;
}

static void assert_same(struct date a, struct date b)
{
	assert_int_equal(a.first, b.first);
	assert_int_equal(a.last, b.last);
	assert_int_equal(a.known, b.known);
}

static void test_civil_against_libc(void **state)
{
	(void)state;
	assert_int_equal(day_from_civil(1970, 1, 1), 0);
	assert_int_equal(day_from_civil(2000, 3, 1), 11017);
	for (int32_t day = -3000000; day <= 3000000; day += 7) { /* some 8000 years to either side */
		time_t seconds = (time_t)day * 86400;
		struct tm tm;
		unsigned month, mday;
		int year;

		assert_non_null(gmtime_r(&seconds, &tm));
		day_to_civil(day, &year, &month, &mday);
		assert_int_equal(year, tm.tm_year + 1900);
		assert_int_equal(month, tm.tm_mon + 1);
		assert_int_equal(mday, tm.tm_mday);
		assert_int_equal(day_from_civil(year, month, mday), day);
	}
}

static void test_parse(void **state)
{
	static const struct {
		const char *text, *first, *last;
	} cases[] = {
		{"2008-03-03", "2008-03-03", "2008-03-03"},
		{"2008-02", "2008-02-01", "2008-02-29"},
		{"2001-02", "2001-02-01", "2001-02-28"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2000-02", "2000-02-01", "2000-02-29"},
		{"2008-04", "2008-04-01", "2008-04-30"},
		{"2008-12", "2008-12-01", "2008-12-31"},
		{"2001", "2001-01-01", "2001-12-31"},
		{"1000", "1000-01-01", "1000-12-31"},
		{"9999", "9999-01-01", "9999-12-31"},
		{" \t2001 \n", "2001-01-01", "2001-12-31"},
		{"2001/2003-05", "2001-01-01", "2003-05-31"},
		{"2008-02-20/2012-12-21", "2008-02-20", "2012-12-21"},
		{"2008-03/2008", "2008-03-01", "2008-12-31"},
		{"2008/2008-03", "2008-01-01", "2008-03-31"},
		{"2008/2008", "2008-01-01", "2008-12-31"},
		{"2008-03-03/2008-03-03", "2008-03-03", "2008-03-03"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date date = date_of(cases[i].text);

		assert_true(date.known);
		assert_int_equal(date.first, date_of(cases[i].first).first);
		assert_int_equal(date.last, date_of(cases[i].last).last);
	}
}

static void test_parse_open(void **state)
{
	struct date date = date_of("2008-03/..");

	(void)state;
	assert_true(date.known);
	assert_int_equal(date.first, day_from_civil(2008, 3, 1));
	assert_int_equal(date.last, DAY_MAX);
	date = date_of("../2008");
	assert_int_equal(date.first, DAY_MIN);
	assert_int_equal(date.last, day_from_civil(2008, 12, 31));
}

static void test_refuse(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"..",
		"/",
		"../..",
		"../",
		"/..",
		"/2001",
		"2001/",
		"2001/ 2002",
		"2001 /2002",
		"2001/2002/..",
		"2001/2000",
		"2008-03/2008-02",
		"2008-02-30",
		"2001-02-29",
		"1900-02-29",
		"2008-04-31",
		"2008-13",
		"2008-00",
		"2008-00-01",
		"2008-01-00",
		"2008-1-1",
		"2008-01-1",
		"2008-1",
		"20080101",
		"2008-01-01x",
		"200",
		"20011",
		"0999",
		"0000",
		"-2001",
		"+2001",
		"2001-",
		"2001-01-",
		"2001-01-01-",
		"2008-03-03T00:00",
		"2008 03 03",
		"2001?",
		"~2001",
		"200X",
		"2008-21",
		"2008-03-03/...",
		"2008-03-04/2008-03-03",
		"../2008-02-30",
		"\302\2402001",
		"tomorrow",
		"2001/..x",
		". ./2001",
		"2001/.",
		"2008-0 1",
		"٢٠٠١",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date = {1, 2, true};

		if (date_parse(str_from(texts[i]), &date))
			fail_msg("'%s' is accepted", texts[i]);
		assert_same(date, (struct date){1, 2, true});
	}
	assert_false(date_parse(STR_EMPTY, &(struct date){0, 0, false}));
	assert_false(date_parse(STR("2001\0"), &(struct date){0, 0, false}));
}

static void test_text(void **state)
{
	static const struct {
		const char *text, *date;
		size_t used;
	} cases[] = {
		{"3 mars 2008", "2008-03-03", 11},
		{"03 mars 2008, vid", "2008-03-03", 12},
		{"den 3 mars 2008.", "2008-03-03", 15},
		{"Den 3:e MARS 2008 beslutade", "2008-03-03", 17},
		{"den 1:a maj 2010)", "2010-05-01", 16},
		{"31:A Januari 1999", "1999-01-31", 17},
		{"3e februari 2008", "2008-02-03", 16},
		{"mars 2008", "2008-03", 9},
		{"December 2012–", "2012-12", 13},
		{"2008-03-03 och", "2008-03-03", 10},
		{"den 2008-03-03", "2008-03-03", 14},
		{"2008-03-03-", "2008-03-03", 10},
		{"2008-03-03/", "2008-03-03", 10},
		{"29 februari 2008", "2008-02-29", 16},
		{"den\n3\xc2\xa0mars\r\n 2008", "2008-03-03", 18},
		{"3  april\t2008", "2008-04-03", 13},
		{"9 juni 2008", "2008-06-09", 11},
		{"9 juli 2008", "2008-07-09", 11},
		{"9 augusti 2008", "2008-08-09", 14},
		{"9 september 2008", "2008-09-09", 16},
		{"9 oktober 2008", "2008-10-09", 14},
		{"9 november 2008", "2008-11-09", 15},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date date = DATE_NONE;
		size_t used = 0;

		if (!date_parse_text(str_from(cases[i].text), &date, &used))
			fail_msg("'%s' is refused", cases[i].text);
		assert_same(date, date_of(cases[i].date));
		assert_int_equal(used, cases[i].used);
	}
}

static void test_text_refuse(void **state)
{
	static const char *const texts[] = {
		"",
		"den",
		"den ",
		"den mars 2008",
		"3 mars",
		"3 mars 08",
		"3 mars 20081",
		"30 februari 2008",
		"0 mars 2008",
		"32 mars 2008",
		"3mars 2008",
		"3 mars2008",
		"123 mars 2008",
		"3 marsh 2008",
		"3 march 2008",
		"3:x mars 2008",
		"2008",
		"2008-03",
		"2008-02-30",
		"2008-03-031",
		"2008-03-03T12",
		"2008-03-03-17",
		"2008-03-03/..",
		"2008-03-03/2009",
		"3 mars 2008å",
		"3 mars 2008a",
		"3\n\nmars 2008",
		" 3 mars 2008",
		"den3 mars 2008",
		"mars 0999",
		"denna 3 mars 2008",
		"03",
		"3",
		"m",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date = {1, 2, true};
		size_t used = 99;

		if (date_parse_text(str_from(texts[i]), &date, &used))
			fail_msg("'%s' is accepted", texts[i]);
		assert_same(date, (struct date){1, 2, true});
		assert_int_equal(used, 99);
	}
	assert_false(date_parse_text(STR_EMPTY, &(struct date){0, 0, false}, &(size_t){0}));
}

static void test_format(void **state)
{
	static const char *const pairs[][2] = {
		{"2001", "2001"},
		{"2008-03", "2008-03"},
		{"2008-02", "2008-02"},
		{"2008-12", "2008-12"},
		{"2008-03-03", "2008-03-03"},
		{"2001/2003-05", "2001/2003-05"},
		{"2001-01-01/2003-12-31", "2001/2003"},
		{"2001-01-01/2001-12", "2001"},
		{"2008-03-01/2008-03-31", "2008-03"},
		{"2008-01/2008-01-31", "2008-01"},
		{"2008-12-01/2008", "2008-12"},
		{"2008-12-31/2008", "2008-12-31"},
		{"2008-03/2008-04-30", "2008-03/2008-04"},
		{"2008-03-02/2008-03-31", "2008-03-02/2008-03"},
		{"2008-02-20/2012-12-21", "2008-02-20/2012-12-21"},
		{"2001-01-01/..", "2001/.."},
		{"../2008-02-29", "../2008-02"},
		{"../2008-02-28", "../2008-02-28"},
		{"2008-03-03/..", "2008-03-03/.."},
	};
	char buffer[DATE_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(date_format(date_of(pairs[i][0]), buffer), pairs[i][1]);
	assert_string_equal(date_format(DATE_NONE, buffer), "?");
	assert_string_equal(date_format((struct date){DAY_MIN, DAY_MAX, true}, buffer), "../..");
	assert_string_equal(date_format((struct date){DAY_MIN + 1, DAY_MAX - 1, true}, buffer),
	                    "-5877641-06-24/5881580-07-10");
	assert_string_equal(date_format(date_from_day(day_from_civil(7, 6, 5)), buffer), "0007-06-05");
}

/* Any span, often with ends that fall together with those of months and years. */
static struct date random_date(uint64_t *seed, int32_t from, int32_t to, int32_t longest)
{
	int32_t first = random_in(seed, from, to), last = first + random_in(seed, 0, longest);
	unsigned month, day;
	int year;

	day_to_civil(first, &year, &month, &day);
	if (random_next(seed) % 3 == 0)
		first = day_from_civil(year, random_next(seed) % 2 ? month : 1, 1);
	day_to_civil(last, &year, &month, &day);
	if (random_next(seed) % 3 == 0)
		last = random_next(seed) % 2 ? day_from_civil(year + 1, 1, 1) - 1
		                             : day_from_civil(year, month % 12 + 1, 1) - 1;
	switch (random_next(seed) % 8) {
	case 0:
		return (struct date){DAY_MIN, last, true};
	case 1:
		return (struct date){first, DAY_MAX, true};
	case 2:
		return date_from_day(first);
	default:
		return (struct date){first, last < first ? first : last, true};
	}
}

static void test_format_round_trip(void **state)
{
	uint64_t seed = 3;
	int32_t from = day_from_civil(1000, 1, 1), to = day_from_civil(9990, 1, 1);

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct date date = random_date(&seed, from, to, i % 2 ? 2000 : 40), again = DATE_NONE;
		char buffer[DATE_TEXT];

		date_format(date, buffer);
		if (!date_parse(str_from(buffer), &again))
			fail_msg("'%s' is refused", buffer);
		assert_same(again, date);
	}
}

/* The shortest: no other form of the same span has fewer bytes. All forms of ends near each other are tried. */
static void test_format_shortest(void **state)
{
	static const char *const ends[] = {"2007",
	                                   "2007-12",
	                                   "2007-12-31",
	                                   "2008",
	                                   "2008-01",
	                                   "2008-01-01",
	                                   "2008-01-31",
	                                   "2008-02",
	                                   "2008-02-01",
	                                   "2008-02-28",
	                                   "2008-02-29",
	                                   "2008-12",
	                                   "2008-12-01",
	                                   "2008-12-31",
	                                   "2009",
	                                   "..",
	                                   ""};
	size_t n = sizeof ends / sizeof *ends;

	(void)state;
	for (size_t i = 0; i < n * n; i++) {
		char text[64], buffer[DATE_TEXT];
		const char *from = ends[i / n], *to = ends[i % n];
		struct date date;

		snprintf(text, sizeof text, "%s%s%s", from, *from && *to ? "/" : "", to);
		if (!date_parse(str_from(text), &date))
			continue;
		if (strlen(date_format(date, buffer)) > strlen(text))
			fail_msg("'%s' becomes '%s'", text, buffer);
	}
}

enum relation { BEFORE, NOT_AFTER, SAME };

/* A window of days wide enough that what happens beyond it changes no answer; open ends are cut to it. */
#define WINDOW_FIRST 13800
#define WINDOW_LAST 13920

static enum tri brute_force(struct date a, struct date b, enum relation relation)
{
	bool all = true, some = false;
	int32_t a_first = a.first == DAY_MIN ? WINDOW_FIRST : a.first,
		a_last = a.last == DAY_MAX ? WINDOW_LAST : a.last;
	int32_t b_first = b.first == DAY_MIN ? WINDOW_FIRST : b.first,
		b_last = b.last == DAY_MAX ? WINDOW_LAST : b.last;

	for (int32_t x = a_first; x <= a_last; x++) {
		for (int32_t y = b_first; y <= b_last; y++) {
			bool holds = relation == BEFORE ? x < y : relation == NOT_AFTER ? x <= y : x == y;

			all = all && holds;
			some = some || holds;
		}
	}
	return all ? TRI_YES : some ? TRI_UNKNOWN : TRI_NO;
}

static struct date random_window_date(uint64_t *seed)
{
	int32_t first = random_in(seed, WINDOW_FIRST + 5, WINDOW_LAST - 25), last = first + random_in(seed, 0, 20);

	switch (random_next(seed) % 6) {
	case 0:
		return (struct date){DAY_MIN, last, true};
	case 1:
		return (struct date){first, DAY_MAX, true};
	case 2:
		return date_from_day(first);
	default:
		return (struct date){first, last, true};
	}
}

static void test_compare_brute_force(void **state)
{
	uint64_t seed = 4;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct date a = random_window_date(&seed), b = random_window_date(&seed);

		if (i % 4 == 0 && a.last != DAY_MAX) /* ends that touch, where mistakes are */
			b = date_plus(date_from_day(a.last), random_in(&seed, -1, 1));
		assert_int_equal(date_before(a, b), brute_force(a, b, BEFORE));
		assert_int_equal(date_not_after(a, b), brute_force(a, b, NOT_AFTER));
		assert_int_equal(date_same(a, b), brute_force(a, b, SAME));
		assert_int_equal(date_not_after(a, b), tri_not(date_before(b, a)));
	}
}

static void assert_later(struct date a, struct date b)
{
	struct date later = date_later(a, b);
	int32_t first = DAY_MAX, last = DAY_MIN;

	for (int32_t x = a.first; x <= a.last; x++) {
		for (int32_t y = b.first; y <= b.last; y++) {
			int32_t day = x > y ? x : y;

			first = day < first ? day : first;
			last = day > last ? day : last;
		}
	}
	assert_same(later, (struct date){first, last, true});
}

static void test_later(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct date a = random_window_date(&seed), b = random_window_date(&seed);

		if (a.first != DAY_MIN && a.last != DAY_MAX && b.first != DAY_MIN && b.last != DAY_MAX)
			assert_later(a, b);
	}
	assert_same(date_later(date_of("2001/.."), date_of("../2003")), date_of("2001/.."));
	assert_same(date_later(date_of("../2001"), date_of("../2003")), date_of("../2003"));
	assert_same(date_later(date_of("2001"), DATE_NONE), DATE_NONE);
}

static void test_unknown(void **state)
{
	struct date day = date_of("2008-03-03");

	(void)state;
	assert_int_equal(date_before(DATE_NONE, day), TRI_UNKNOWN);
	assert_int_equal(date_before(day, DATE_NONE), TRI_UNKNOWN);
	assert_int_equal(date_not_after(DATE_NONE, DATE_NONE), TRI_UNKNOWN);
	assert_int_equal(date_same(day, DATE_NONE), TRI_UNKNOWN);
	assert_false(date_is_day(DATE_NONE));
	assert_true(date_is_day(day));
	assert_false(date_is_day(date_of("2008-03")));
	assert_same(date_plus(DATE_NONE, 5), DATE_NONE);
}

static void test_plus(void **state)
{
	(void)state;
	assert_same(date_plus(date_of("2008-02-28"), 2), date_of("2008-03-01"));
	assert_same(date_plus(date_of("2008-03-01/.."), -1), date_of("2008-02-29/.."));
	assert_same(date_plus(date_of("../2008"), 31), date_of("../2009-01"));
	assert_int_equal(date_plus(date_from_day(1), INT32_MAX).last, DAY_MAX - 1);
	assert_int_equal(date_plus(date_from_day(-1), INT32_MIN).first, DAY_MIN + 1);
}

static void test_tri(void **state)
{
	static const enum tri all[] = {TRI_NO, TRI_UNKNOWN, TRI_YES};

	(void)state;
	for (size_t i = 0; i < 9; i++) { /* De Morgan */
		enum tri a = all[i / 3], b = all[i % 3];

		assert_int_equal(tri_not(tri_and(a, b)), tri_or(tri_not(a), tri_not(b)));
	}
	assert_int_equal(tri_and(TRI_NO, TRI_UNKNOWN), TRI_NO);
	assert_int_equal(tri_or(TRI_YES, TRI_UNKNOWN), TRI_YES);
	assert_int_equal(tri_not(TRI_UNKNOWN), TRI_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_civil_against_libc),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_open),
		cmocka_unit_test(test_refuse),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_text_refuse),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_format_round_trip),
		cmocka_unit_test(test_format_shortest),
		cmocka_unit_test(test_compare_brute_force),
		cmocka_unit_test(test_later),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_plus),
		cmocka_unit_test(test_tri),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
