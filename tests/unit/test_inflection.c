/* rules/lexicon: which lemmas a Swedish word can be a form of. */
#include "rules/lexicon/inflection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka needs the three above */
#include <cmocka.h>

static const struct {
	const char *lemma, *word;
	bool form;
} pairs[] = {
	{"system", "systemet", true},
	{"system", "systemens", true},
	{"program", "programmet", true},
	{"gemensam", "gemensamma", true},
	{"köpa", "köps", true},
	{"köpa", "köpte", true},
	{"upphandla", "upphandlades", true},
	{"behovsanalys", "behovsanalyser", true},
	{"rutin", "rutinerna", true},
	{"användare", "användarnas", true},
	{"krypterad", "krypterat", true},
	{"oförändrad", "oförändrade", true},
	{"kostnad", "kostnader", true},
	/* what is another word */
	{"kostnad", "kostar", false},
	{"system", "systematisk", false},
	{"server", "servering", false},
	{"plan", "planka", false},
	{"lån", "långa", false},
};

static void forms_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct str stems[INFLECTION_STEMS], stem = inflection_stem(str_from(pairs[i].lemma));
		size_t n = inflection_stems(str_from(pairs[i].word), stems);
		bool form = false;
		for (size_t k = 0; k < n; k++)
			form = form || str_equal(stems[k], stem);
		if (form != pairs[i].form)
			fail_msg("%s is %s a form of %s", pairs[i].word, form ? "taken for" : "not", pairs[i].lemma);
	}
}

/* A word of nothing but endings has no more stems than there is room for. */
static void long_words_bounded(void **state)
{
	static char word[10001];
	struct str stems[INFLECTION_STEMS];

	(void)state;
	memset(word, 's', sizeof word - 1);
	assert_true(inflection_stems(str_from(word), stems) <= INFLECTION_STEMS);
	assert_true(inflection_is_ending(STR("erna")));
	assert_false(inflection_is_ending(STR("atisk")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(forms_known), cmocka_unit_test(long_words_bounded)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
