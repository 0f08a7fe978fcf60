/* Texts compared word by word. */
#include "registry/wording/redline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka needs the three above */
#include <cmocka.h>

static void assert_redline(const char *old, const char *new, const char *expected)
{
	struct arena arena = ARENA_EMPTY;
	struct redline redline;
	char got[4096] = "";

	redline_of(&redline, &arena, str_from(old), str_from(new));
	for (size_t i = 0; i < redline.n; i++) {
		const char *const marks[] = {"%.*s ", "[-%.*s-] ", "{+%.*s+} "};
		char piece[2048];
		snprintf(piece, sizeof piece, marks[redline.at[i].kind], STR_ARG(redline.at[i].text));
		strncat(got, piece, sizeof got - strlen(got) - 1);
	}
	assert_string_equal(got, expected);
	arena_release(&arena);
}

static void test_words(void **state)
{
	(void)state;
	assert_redline("", "", "");
	assert_redline("a b c", "a b c", "a b c ");
	assert_redline("Nämnden har elva ledamöter.", "Nämnden har nio ledamöter.",
	               "Nämnden har [-elva-] {+nio+} ledamöter. ");
	assert_redline("a b", "", "[-a b-] ");
	assert_redline("", "a b", "{+a b+} ");
	assert_redline("a b\nc", "a b\nc d", "a b\nc {+d+} ");
	assert_redline("a\nb", "a\nx\nb", "a\n {+x\n+} b ");
}

/* Every answer gives both texts back, whatever they are; and not more words differ than those of the texts. */
static void test_gives_back(void **state)
{
	(void)state;
	srand(1);
	for (int round = 0; round < 20000; round++) {
		struct arena arena = ARENA_EMPTY;
		char old[80] = "", new[80] = "", a[200] = "", b[200] = "";
		struct redline redline;
		for (int i = rand() % 12; i > 0; i--)
			strcat(old, (char[]){(char)('a' + rand() % 3), ' ', '\0'});
		for (int i = rand() % 12; i > 0; i--)
			strcat(new, (char[]){(char)('a' + rand() % 3), ' ', '\0'});
		redline_of(&redline, &arena, str_from(old), str_from(new));
		for (size_t i = 0; i < redline.n; i++) {
			if (redline.at[i].kind != REDLINE_INSERTED)
				strcat(strncat(a, redline.at[i].text.at, redline.at[i].text.n), " ");
			if (redline.at[i].kind != REDLINE_DELETED)
				strcat(strncat(b, redline.at[i].text.at, redline.at[i].text.n), " ");
		}
		assert_string_equal(a, old);
		assert_string_equal(b, new);
		arena_release(&arena);
	}
}

/* Texts with nothing in common, larger than what is compared word by word. */
static void test_large(void **state)
{
	struct arena arena = ARENA_EMPTY;
	size_t n = 60000;
	char *old = malloc(n), *new = malloc(n);
	struct redline redline;

	(void)state;
	for (size_t i = 0; i < n; i += 2) {
		old[i] = 'a';
		new[i] = 'b';
		old[i + 1] = new[i + 1] = ' ';
	}
	redline_of(&redline, &arena, (struct str){old, n}, (struct str){new, n});
	assert_int_equal(redline.n, 2);
	assert_true(redline_differs(&redline));
	free(old);
	free(new);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_gives_back),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
