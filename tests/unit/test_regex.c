/* registry/port/regex. */
#include "registry/port/regex.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct regex *compile(const char *pattern)
{
	struct regex_error error = {0};
	struct regex *regex = regex_new(str_from(pattern), &error);

	assert_string_equal(error.message, "");
	assert_non_null(regex);
	return regex;
}

/* "from-to" of the first match at or after `from`, "none" or "limit". */
static const char *match_at(const char *pattern, struct str text, size_t from)
{
	static char answer[64];
	struct regex *regex = compile(pattern);
	struct regex_span span;
	int found = regex_match(regex, text, from, &span, 1);

	if (found == 1)
		snprintf(answer, sizeof answer, "%zu-%zu", span.from, span.to);
	else
		snprintf(answer, sizeof answer, "%s", found == 0 ? "none" : "limit");
	regex_free(regex);
	return answer;
}

#define assert_match(pattern, text, expected) assert_string_equal(match_at(pattern, str_from(text), 0), expected)

static void test_letters(void **state)
{
	(void)state;
	assert_match("nämnd", "Socialnämnden", "6-12");
	assert_match("\\bås\\b", "gås ås", "5-8");
	assert_match("\\w+", "§ åäö", "3-9");
	assert_match("^.$", "å", "0-2");
	assert_match("\\d+", "kap 3", "4-5");
}

static void test_case(void **state)
{
	(void)state;
	assert_match("ÅR", "år", "none");
	assert_match("(?i)ÅR", "år", "0-3");
	assert_match("(?i)straße", "STRAẞE", "0-8");
}

static void test_lines(void **state)
{
	(void)state;
	assert_match("(?m)^b", "a\nb", "2-3");
	assert_match("(?m)a$", "a\r\nb", "0-1");
	assert_match("(?m)^b", "a\rb", "2-3");
	assert_match("a.b", "a\nb", "none");
	assert_match("a.", "a\r\n", "none");
	assert_match("(?s)a..b", "a\r\nb", "0-4");
	assert_match("a\\sb", "a\nb", "0-3");
}

static void test_from(void **state)
{
	(void)state;
	assert_string_equal(match_at("a", STR("aaa"), 1), "1-2");
	assert_string_equal(match_at("a", STR("aaa"), 3), "none");
	assert_string_equal(match_at("a", STR("aaa"), 4), "none");
	assert_string_equal(match_at("", STR("aaa"), 3), "3-3");
	assert_string_equal(match_at("", STR("aaa"), 4), "none");
	assert_string_equal(match_at("", STR_EMPTY, 0), "0-0");
	assert_string_equal(match_at("(?<=a)b", STR("ab"), 1), "1-2");
	assert_string_equal(match_at("^b", STR("ab"), 1), "none");
	/* inside a character: the next one */
	assert_string_equal(match_at(".", STR("åb"), 1), "2-3");
	assert_string_equal(match_at("\\Gb", STR("ab"), 0), "none");
	assert_string_equal(match_at("\\Gb", STR("ab"), 1), "1-2");
}

static void test_not_terminated(void **state)
{
	struct str part = {"abcdef", 3};

	(void)state;
	assert_string_equal(match_at("d", part, 0), "none");
	assert_string_equal(match_at("c$", part, 0), "2-3");
}

static void test_groups(void **state)
{
	struct regex *regex = compile("(a)|(?<dnr>\\d+)(?<rest>x)?");
	struct regex_span spans[5];

	(void)state;
	assert_int_equal(regex_match(regex, STR("- 12"), 0, spans, 5), 1);
	assert_int_equal(spans[0].from, 2);
	assert_int_equal(spans[0].to, 4);
	assert_true(spans[1].from == SIZE_MAX && spans[1].to == SIZE_MAX);
	assert_int_equal(spans[2].from, 2);
	assert_int_equal(spans[2].to, 4);
	assert_true(spans[3].from == SIZE_MAX);
	assert_true(spans[4].from == SIZE_MAX);
	assert_int_equal(regex_match(regex, STR("- 12"), 0, spans, 0), 1);
	assert_int_equal(regex_match(regex, STR("- 12"), 0, NULL, 0), 1);
	assert_int_equal(regex_group(regex, "dnr"), 2);
	assert_int_equal(regex_group(regex, "rest"), 3);
	assert_int_equal(regex_group(regex, "id"), -1);
	regex_free(regex);
	regex = compile("(?J)(?<n>a)|(?<n>b)");
	assert_int_equal(regex_group(regex, "n"), -1);
	regex_free(regex);
}

static void test_groups_max(void **state)
{
	struct regex *regex = compile("(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(a)(b)(c)");
	struct regex_span spans[18];

	(void)state;
	assert_int_equal(regex_match(regex, STR("aaaaaaaaaaaaaaabc"), 0, spans, 18), 1);
	assert_int_equal(spans[0].to, 17);
	assert_int_equal(spans[REGEX_GROUPS_MAX].from, 15);
	assert_int_equal(spans[REGEX_GROUPS_MAX].to, 16);
	assert_true(spans[REGEX_GROUPS_MAX + 1].from == SIZE_MAX);
	regex_free(regex);
}

static void assert_refused(struct str pattern, size_t offset, const char *message)
{
	struct regex_error error = {0};

	assert_null(regex_new(pattern, &error));
	assert_int_equal(error.offset, offset);
	assert_string_equal(error.message, message);
}

static void test_refused(void **state)
{
	(void)state;
	assert_refused(STR("a("), 2, "missing closing parenthesis");
	assert_refused(STR("å["), 3, "missing terminating ] for character class");
	assert_refused(STR("*"), 0, "quantifier does not follow a repeatable item");
	assert_refused(STR("a\\C"), 3, "using \\C is disabled by the application");
	assert_refused(STR("(?<=a*)b"), 0, "lookbehind assertion is not fixed length");
	assert_refused(STR("\xFF"), 0, "UTF-8 error: illegal byte (0xfe or 0xff)");
	regex_free(NULL);
}

static void test_pattern_max(void **state)
{
	struct regex_error error;
	char *pattern = malloc(REGEX_PATTERN_MAX + 1);
	struct regex *regex;

	(void)state;
	memset(pattern, 'a', REGEX_PATTERN_MAX + 1);
	regex = regex_new((struct str){pattern, REGEX_PATTERN_MAX}, &error);
	assert_non_null(regex);
	regex_free(regex);
	assert_refused((struct str){pattern, REGEX_PATTERN_MAX + 1}, 0,
	               "pattern string is longer than the limit set by the application");
	free(pattern);
	regex = regex_new(STR_EMPTY, &error);
	assert_non_null(regex);
	regex_free(regex);
}

/* Each a doubles the work of the first pattern: no text is far from the limit on both sides. */
static void test_match_limit(void **state)
{
	(void)state;
	assert_match("^(a|a)*b", "aaaaaa", "none");
	assert_match("^(a|a)*[bc]$", "aaaaaac", "0-7");
	assert_match("^(a|a)*[bc]$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab!", "limit");
	/* limits of the pattern's own can only be lower */
	assert_match("(*LIMIT_MATCH=400000000)^(a|a)*[bc]$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab!", "limit");
	/* and the next call is as good as new */
	assert_match("b", "ab", "1-2");
}

static char *filled(size_t n, const char *tail)
{
	char *text = malloc(n + 1);

	memset(text, 'a', n);
	memcpy(text + n - strlen(tail), tail, strlen(tail) + 1);
	return text;
}

/* Long texts are tried in stretches of starts; no match may be lost or found twice between them. */
static void test_long(void **state)
{
	const size_t n = 40000;
	char *text = filled(n, "");
	struct regex *pair = compile("(?<=[xå])y"), *anchored = compile("\\Ga"), *empty = compile("(?=x)"),
		     *all = compile("a*y");
	struct regex_span span;

	(void)state;
	for (size_t at = 4000; at + 2 < n; at += 97) {
		struct str whole = {text, n};

		memcpy(text + at, "xy", 2);
		assert_int_equal(regex_match(pair, whole, 0, &span, 1), 1);
		assert_int_equal(span.from, at + 1);
		assert_int_equal(regex_match(empty, whole, 0, &span, 1), 1);
		assert_int_equal(span.from, at);
		assert_int_equal(span.to, at);
		assert_int_equal(regex_match(all, whole, 0, &span, 1), 1);
		assert_int_equal(span.from, at + 1);
		assert_int_equal(regex_match(anchored, whole, at, &span, 1), 0);
		memcpy(text + at, "aa", 2);
		assert_int_equal(regex_match(pair, whole, 0, &span, 1), 0);
	}
	for (size_t at = 4000; at + 3 < n; at += 97) {
		memcpy(text + at, "åy", 3);
		assert_int_equal(regex_match(pair, (struct str){text, n}, 0, &span, 1), 1);
		assert_int_equal(span.from, at + 2);
		memcpy(text + at, "aaa", 3);
	}
	assert_string_equal(match_at("$", (struct str){text, n}, 0), "40000-40000");
	regex_free(pair);
	regex_free(anchored);
	regex_free(empty);
	regex_free(all);
	free(text);
}

static void test_long_many_bytes(void **state)
{
	const size_t n = 30000;
	char *text = malloc(n);

	(void)state;
	for (size_t i = 0; i < n; i += 3)
		memcpy(text + i, "”", 3);
	assert_string_equal(match_at("x|$", (struct str){text, n}, 0), "30000-30000");
	assert_string_equal(match_at("x|$", (struct str){text, n - 3}, 1), "29997-29997");
	free(text);
}

/* The match limit is per start: only the clock ends what is slow at each. */
static void test_time_limit(void **state)
{
	char *text = filled(300000, "!b");
	clock_t begun = clock();

	(void)state;
	assert_string_equal(match_at("(?=(a+))a*b\\1", (struct str){text, 300000}, 0), "limit");
	assert_true(clock() - begun >= REGEX_SECONDS_MAX * CLOCKS_PER_SEC);
	assert_string_equal(match_at("b", (struct str){text, 300000}, 0), "299999-300000");
	free(text);
}

static void *match_often(void *regex)
{
	struct regex_span spans[2];

	for (int i = 0; i < 2000; i++) {
		struct str text = i % 2 ? STR("xx dnr 12") : STR("dnr 345");
		size_t from = i % 2 ? 7 : 4;

		if (regex_match(regex, text, 0, spans, 2) != 1 || spans[1].from != from || spans[1].to != text.n)
			return regex;
	}
	return NULL;
}

static void test_threads(void **state)
{
	struct regex *regex = compile("dnr (\\d+)");
	pthread_t threads[4];
	void *result;

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, match_often, regex), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &result);
		assert_null(result);
	}
	regex_free(regex);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),        cmocka_unit_test(test_case),
		cmocka_unit_test(test_lines),          cmocka_unit_test(test_from),
		cmocka_unit_test(test_not_terminated), cmocka_unit_test(test_groups),
		cmocka_unit_test(test_groups_max),     cmocka_unit_test(test_refused),
		cmocka_unit_test(test_pattern_max),    cmocka_unit_test(test_match_limit),
		cmocka_unit_test(test_long),           cmocka_unit_test(test_long_many_bytes),
		cmocka_unit_test(test_time_limit),     cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
