/* The numbers of parts: read, made anchors of and found in running text. */
#include "registry/citation/pinpoint.h"
#include "registry/document/part_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
// clang-format off
#include <cmocka.h>
// clang-format on

static void assert_says(struct str text, const char *expected)
{
	char got[200] = "";

	memcpy(got, text.n ? text.at : "", text.n < sizeof got - 1 ? text.n : sizeof got - 1);
	assert_string_equal(got, expected);
}

static void test_headings(void **state)
{
	static const struct {
		const char *title, *anchor;
	} cases[] = {
		{"1 §", "par-1"},
		{"1 § Syfte", "par-1"},
		{"§ 1. Antal ledamöter", "par-1"},
		{"§14", "par-14"},
		{"1 a § Syfte", "par-1-a"},
		{"1a §", "par-1-a"},
		{"§ 3 b", "par-3-b"},
		{"§ 3 i reglementet", "par-3"},
		{"§ 3 A-lagets", "par-3"},
		{"2 kap. Avgifter", "kap-2"},
		{"2 a kap.", "kap-2-a"},
		{"Kap. 3 Avgifter", "kap-3"},
		{"7 kap. 1 §", "kap-7-par-1"},
		{"7 kap § 1", "kap-7-par-1"},
		{"Kapitel 3", "kap-3"},
		{"3. Telefoni", ""},
		{"§ 0", ""},
		{"999999 §", ""},
		{"1 aa §", ""},
		{"Syfte", ""},
		{"2008 års budget", ""},
	};
	char text[PART_ANCHOR_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct part_number number;
		(void)part_number_read(str_from(cases[i].title), true, &number);
		assert_says(part_number_put(text, &number), cases[i].anchor);
	}
}

static void test_words(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	assert_says(part_in_words(&arena, STR("kap-2-par-1-a")), "2 kap. 1 a §");
	assert_says(part_in_words(&arena, STR("kap-19-a")), "19 a kap.");
	assert_says(part_in_words(&arena, STR("par-14")), "14 §");
	assert_says(part_in_words(&arena, STR("kap-2-syfte")), "");
	assert_says(part_in_words(&arena, STR("syfte")), "");
	assert_says(part_in_words(&arena, STR("par-1-extra")), "");
	arena_release(&arena);
}

/* The name is X. */
static void test_pinpoints(void **state)
{
	static const struct {
		const char *text, *part;
	} cases[] = {
		{"enligt 5 kap. 9 § X.", "5 kap. 9 §"},
		{"i 6 kap. 37–40 §§ X.", "6 kap. 37-40 §§"},
		{"X 6 kap, 28 - 30§.", "6 kap. 28-30 §§"},
		{"Enligt 13, 39–40 och 43–44 §§ X", "13, 39-40 och 43-44 §§"},
		{"i 1 kap. 2 § första stycket 1–4 X", "1 kap. 2 §"},
		{"X, kapitel 12, ska", "kapitel 12"},
		{"X avsnitt 6.4 ska", "avsnitt 6.4"},
		{"avsnitt 6.4 i X", "avsnitt 6.4"},
		{"19 a kap. X", "19 a kap."},
		{"32 § X", "32 §"},
		{"X 2.1 är en version", ""},
		{"X, 3 § kommunallagen", ""},
		{"X, 3 § i detta reglemente", ""},
		{"version 2.1 X", ""},
		{"10 st X", ""},
		{"5 § och X", ""},
	};
	struct arena arena = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str text = str_from(cases[i].text);
		size_t at = str_find(text, STR("X"), 0);
		struct pinpoint found = pinpoint_behind(&arena, text, at + 1);
		assert_says(found.part.n ? found.part : pinpoint_before(&arena, text, at).part, cases[i].part);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_pinpoints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
