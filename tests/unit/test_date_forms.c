/* Dates as people write them. */
#include "registry/base/date_forms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* What is read of the text, in a line. */
static const char *read_as(const char *text)
{
	static char line[128];
	char date[DATE_TEXT], other[DATE_TEXT];
	struct date_reading reading = date_read(str_from(text));

	date_format(reading.date, date);
	date_format(reading.form == DATE_FORM_NO_DAY ? reading.month : reading.other, other);
	switch (reading.form) {
	case DATE_FORM_ISO:
	case DATE_FORM_OTHER:
		snprintf(line, sizeof line, "%s", date);
		break;
	case DATE_FORM_AMBIGUOUS:
		snprintf(line, sizeof line, "%s or %s", date, other);
		break;
	case DATE_FORM_NO_MONTH:
		snprintf(line, sizeof line, "no month %u", reading.number);
		break;
	case DATE_FORM_NO_DAY:
		snprintf(line, sizeof line, "no day %u in %s of %u", reading.number, other, reading.days);
		break;
	case DATE_FORM_NO_YEAR:
		snprintf(line, sizeof line, "no year");
		break;
	case DATE_FORM_NONE:
		snprintf(line, sizeof line, "nothing");
		break;
	}
	return line;
}

static void test_forms(void **state)
{
	static const char *const rows[][2] = {
		{"2008-07-01", "2008-07-01"},
		{" 2008-07 ", "2008-07"},
		{"2008-07-02/..", "2008-07-02/.."},
		{"2008-7-1", "2008-07-01"},
		{"2008-7", "2008-07"},
		{"2008.07.01", "2008-07-01"},
		{"2008/07/01", "2008-07-01"},
		{"2008\xe2\x80\x93"
	         "07\xe2\x80\x93"
	         "01",
	         "2008-07-01"},
		{"20080701", "2008-07-01"},
		{"1 juli 2008", "2008-07-01"},
		{"den 1 juli 2008", "2008-07-01"},
		{"Den 1:a juli 2008", "2008-07-01"},
		{"1\xc2\xa0juli 2008", "2008-07-01"},
		{"1 jul. 2008", "2008-07-01"},
		{"1 July 2008", "2008-07-01"},
		{"July 1, 2008", "2008-07-01"},
		{"2008 juli 1", "2008-07-01"},
		{"juli 2008", "2008-07"},
		{"October 2008", "2008-10"},
		{"okt 2008", "2008-10"},
		{"1/7 2008", "2008-07-01"},
		{"1.7.2008", "2008-07-01"},
		{"1. juli 2008", "2008-07-01"},
		{"31/7/2008", "2008-07-31"},
		{"7/31/2008", "2008-07-31"},
		{"7/7/2008", "2008-07-07"},
		{"2008-7-2/2009-8-1", "2008-07-02/2009-08-01"},
		{"2008-7-2/..", "2008-07-02/.."},
		{"1/7/2008", "2008-07-01 or 2008-01-07"},
		{"01-07-2008", "2008-07-01 or 2008-01-07"},
		{"080701", "2008-07-01 or 1908-07-01"},
		{"08-07-01", "2008-07-01 or 1908-07-01"},
		{"2008-13-05", "no month 13"},
		{"2008-13", "no month 13"},
		{"20081301", "no month 13"},
		{"2024-02-30", "no day 30 in 2024-02 of 29"},
		{"31 april 2023", "no day 31 in 2023-04 of 30"},
		{"20230229", "no day 29 in 2023-02 of 28"},
		{"1 juli", "no year"},
		{"1/7", "no year"},
		{"", "nothing"},
		{"2008x", "nothing"},
		{"2008/07", "nothing"}, /* a month, or 2008 to 2007? */
		{"2008--07", "nothing"},
		{"2008-07-01-02", "nothing"},
		{"1 ju 2008", "nothing"},
		{"idag", "nothing"},
		{"0000-01-01", "nothing"},
		{"2009-01-01/2008-01-01", "nothing"},
		{"/", "nothing"},
		{"-", "nothing"},
		{"99999999999999999999", "nothing"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(read_as(rows[i][0]), rows[i][1]);
}

/* Whatever is read is a date that its own form gives back. */
static void test_written_back(void **state)
{
	static const char *const formats[] = {"%04u-%u-%u", "%04u%02u%02u", "%04u.%02u.%02u"};

	(void)state;
	for (int32_t day = 0; day < 20000; day += 17) {
		int year;
		unsigned month, mday;
		char text[DATE_TEXT];
		day_to_civil(day, &year, &month, &mday);
		for (size_t i = 0; i < 3; i++) {
			snprintf(text, sizeof text, formats[i], (unsigned)year, month, mday);
			assert_int_equal(date_read(str_from(text)).date.first, day);
			assert_int_equal(date_read(str_from(text)).date.last, day);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms), cmocka_unit_test(test_written_back)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
