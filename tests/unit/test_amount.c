/* rules/amount: numbers and sums of money as people write them. */
#include "rules/language/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka needs the three above */
#include <cmocka.h>

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static const struct {
	const char *text;
	int64_t hundredths;
} amounts[] = {
	/* the forms that the header names */
	{"1200000", 120000000},
	{"1 200 000", 120000000},
	{"1 200 000,50", 120000050},
	{"1.200.000 kr", 120000000},
	{"-300", -30000},
	{"1,2 mnkr", 120000000},
	{"450 tkr", 45000000},
	{"3 miljoner kronor", 300000000},
	{"500 000 SEK", 50000000},
	/* numbers */
	{"0", 0},
	{"7", 700},
	{"007", 700},
	{" 12 ", 1200},
	{"12\n", 1200},
	{"1" NBSP "200" NBSP "000", 120000000},
	{"12 500", 1250000},
	{"0,5", 50},
	{"0.05", 5},
	{"12,345", 1234}, /* three decimals, not thousands: what is below a hundredth is dropped */
	{"1.5", 150},
	{"1 000,5", 100050},
	{"-1,25", -125},
	{MINUS "300", -30000},
	{"-0", 0},
	/* sums */
	{"300 kr", 30000},
	{"300kr", 30000},
	{"300 KR", 30000},
	{"300 kr.", 30000},
	{"300 Kronor", 30000},
	{"300:-", 30000},
	{"300 sek", 30000},
	{"12 %", 1200},
	{"12,5%", 1250},
	{"5 tusen", 500000},
	{"5 tusen kronor", 500000},
	{"1,25 mkr", 125000000},
	{"1,2345678 mnkr", 123456700}, /* six decimals count */
	{"2 miljoner", 200000000},
	{"1 miljon kronor", 100000000},
	{"1 miljon", 100000000},
	{"1 miljard kronor", 100000000000},
	{"100 000 000", 10000000000}, /* more than 92 233 720 */
	{"2 450 000 000 kr", 245000000000},
	{"500.000,00", 50000000},
	{"3 miljarder kronor", 300000000000},
	{"3 mdkr", 300000000000},
	{"-1,5 mnkr", -150000000},
};

static const char *const refused[] = {
	"",
	" ",
	"-",
	"kr",
	"kr 300",
	"SEK 300",
	"ett",
	"cirka 300",
	"300 euro",
	"300 kr/mån",
	"300 kr per år",
	"100-200",
	"100 - 200",
	"100–200",
	"1 20 000",
	"12 00",
	"1 2000",
	"1,2,3",
	"1..2",
	",5",
	"5,",
	"5,kr",
	"+5",
	"--5",
	"- 5",
	"0x10",
	"1e6",
	"12\xC2",
	"\xC2\xA0",
	"300 kr 400",
	"2010-02-25",
	"١٢",
};

static void read_amounts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
		int64_t hundredths = 4711;
		if (!amount_read(str_from(amounts[i].text), &hundredths))
			fail_msg("'%s' is not read", amounts[i].text);
		if (hundredths != amounts[i].hundredths)
			fail_msg("'%s' is %lld", amounts[i].text, (long long)hundredths);
	}
}

static void refuse_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		int64_t hundredths = 4711;
		if (amount_read(str_from(refused[i]), &hundredths))
			fail_msg("'%s' is read as %lld", refused[i], (long long)hundredths);
		assert_int_equal(hundredths, 4711);
	}
}

/* What is too large is refused, never wrapped around; what is read keeps its order. */
static void large(void **state)
{
	char text[64] = "";
	int64_t before = 0;
	bool ended = false;

	(void)state;
	for (int digits = 1; digits <= 40; digits++) {
		int64_t hundredths = 0;
		text[digits - 1] = '9';
		text[digits] = '\0';
		if (!amount_read(str_from(text), &hundredths)) {
			assert_true(digits > 15);
			ended = true;
			continue;
		}
		assert_false(ended);
		assert_true(hundredths > before);
		before = hundredths;
	}
	assert_true(ended);
}

static void large_units(void **state)
{
	int64_t hundredths = 4711;

	(void)state;
	assert_false(amount_read(STR("999999999999999999999999"), &hundredths));
	assert_false(amount_read(STR("-999999999999999999999999"), &hundredths));
	assert_false(amount_read(STR("999 999 999 999 999 999 miljarder kronor"), &hundredths));
	assert_false(amount_read(STR("9223372036854775807"), &hundredths));
	assert_int_equal(hundredths, 4711);
	assert_true(amount_read(STR("9000000 mnkr"), &hundredths));
	assert_true(hundredths == 900000000000000);
}

/* Many decimals, a text of exactly its size. */
static void bounds(void **state)
{
	char digits[300];
	int64_t hundredths = 0;

	(void)state;
	memset(digits, '3', sizeof digits);
	digits[1] = ',';
	assert_true(amount_read((struct str){digits, sizeof digits}, &hundredths));
	assert_int_equal(hundredths, 333);
	assert_true(amount_read((struct str){"12 kr", 2}, &hundredths));
	assert_int_equal(hundredths, 1200);
	assert_false(amount_read(STR_EMPTY, &hundredths));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_amounts), cmocka_unit_test(refuse_others), cmocka_unit_test(large),
		cmocka_unit_test(large_units),  cmocka_unit_test(bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
