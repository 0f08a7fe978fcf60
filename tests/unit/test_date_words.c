/* bin/date_words: dates as people write them, imprecise ones as imprecise. */
#include "registry/base/date_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka needs these before it */
#include <cmocka.h>

static void require_words(const char *date, const char *sv, const char *en)
{
	struct arena arena = ARENA_EMPTY;
	struct date parsed = DATE_NONE;

	assert_true(date_parse(str_from(date), &parsed));
	assert_string_equal(arena_copy(&arena, date_words(&arena, parsed, LANGUAGE_SV)).at, sv);
	assert_string_equal(arena_copy(&arena, date_words(&arena, parsed, LANGUAGE_EN)).at, en);
	arena_release(&arena);
}

static void days_months_years(void **state)
{
	(void)state;
	require_words("1996-09-11", "11 september 1996", "11 September 1996");
	require_words("2008-03", "mars 2008", "March 2008");
	require_words("2008-02", "februari 2008", "February 2008");
	require_words("1999-12", "december 1999", "December 1999");
	require_words("2008", "2008", "2008");
	require_words("2000-01-01", "1 januari 2000", "1 January 2000");
}

static void intervals(void **state)
{
	(void)state;
	require_words("2008/2012", "2008–2012", "2008–2012");
	require_words("2008-02-20/2012-12-21", "20 februari 2008 – 21 december 2012",
	              "20 February 2008 – 21 December 2012");
	require_words("2008/2009-03-03", "2008 – 3 mars 2009", "2008 – 3 March 2009");
	require_words("2008-03-03/2009", "3 mars 2008 – 2009", "3 March 2008 – 2009");
	require_words("2008-03-03/..", "3 mars 2008 eller senare", "3 March 2008 or later");
	require_words("2008/..", "2008 eller senare", "2008 or later");
	require_words("../2008-03-03", "3 mars 2008 eller tidigare", "3 March 2008 or earlier");
	require_words("../2008", "2008 eller tidigare", "2008 or earlier");
	require_words("2006-06/2007-03-31", "juni 2006 – mars 2007", "June 2006 – March 2007");
	require_words("2008-02-02/2008-12", "2 februari 2008 – 31 december 2008", "2 February 2008 – 31 December 2008");
	require_words("2008/2008-10-10", "1 januari 2008 – 10 oktober 2008", "1 January 2008 – 10 October 2008");
	require_words("2008-03/..", "mars 2008 eller senare", "March 2008 or later");
	require_words("2008-01/2008-02", "januari 2008 – februari 2008", "January 2008 – February 2008");
}

static void no_date(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_true(str_equal(date_words(&arena, DATE_NONE, LANGUAGE_SV), STR("?")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_months_years),
		cmocka_unit_test(intervals),
		cmocka_unit_test(no_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
