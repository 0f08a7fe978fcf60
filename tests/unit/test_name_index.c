/* Case numbers, titles in running text, and texts with places to fill in. */
#include "registry/base/template.h"
#include "registry/citation/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
/* cmocka needs the three above */
#include <cmocka.h>

static void read_dnr(const char *text, bool marked, const char *form, size_t used)
{
	struct dnr dnr;

	assert_int_equal(dnr_read(str_from(text), marked, NULL, &dnr), used);
	if (used) {
		assert_int_equal(dnr.n, strlen(form));
		assert_memory_equal(dnr.form, form, dnr.n);
	}
}

static void dnr_forms(void **state)
{
	(void)state;
	read_dnr("031-2486/2007)", false, "031-2486/2007", 13);
	read_dnr("013-\n1710/2007", false, "013-1710/2007", 14);
	read_dnr("034- 418/2005", false, "034-418/2005", 13);
	read_dnr("1.5.1.-576/2012", false, "1.5.1.-576/2012", 15);
	read_dnr("1995:195", true, "1995:195", 8);
	read_dnr("1995:195", false, NULL, 0); /* how laws are named, too */
	read_dnr("013-\n\n1710/2007", false, NULL, 0);
	read_dnr("31-2486/2007", false, NULL, 0);
	read_dnr("031-2486/207", false, NULL, 0);
	read_dnr("031-12345678/2007", false, NULL, 0);
	read_dnr("", false, NULL, 0);
	assert_true(dnr_is_valid(STR("125-4310/2006")));
	assert_false(dnr_is_valid(STR("125-4310/2006 m.fl.")));
}

static void folds_to(const char *text, const char *folded)
{
	char out[DNR_MAX];
	struct str found = dnr_folded(str_from(text), out);

	assert_true(str_equal(found, str_from(folded)));
}

static void dnr_compared(void **state)
{
	(void)state;
	folds_to("KS 2019/0123", "ks/2019/123");
	folds_to("KS/2019:123", "ks/2019/123");
	folds_to("ks2019.123", "ks/2019/123");
	folds_to("ÄN 2019/0", "än/2019/0");
	folds_to("KS 2018/1092-1", "ks/2018/1092/1");
	folds_to("", "");
}

static struct document document_of(struct named *dnr, const char *title, struct named *aliases, uint32_t alias_count)
{
	struct document document = {.title = str_from(title), .readable = true};

	document.dnr = (struct names){dnr, dnr ? 1 : 0};
	document.aliases = (struct names){aliases, alias_count};
	return document;
}

struct register_of {
	struct named dnr[2], aliases[2];
	struct document documents[3];
	struct names_index *names;
	struct config config;
	struct vocabulary vocabulary;
	struct arena arena;
};

static int set_up(void **state)
{
	struct register_of *held = memory_new(1, sizeof *held);

	held->dnr[0].text = STR("031-2486/2007");
	held->dnr[1].text = STR("125-4310/2006");
	held->aliases[0].text = STR("IT-programmet");
	held->aliases[1].text = STR("ITP");
	held->documents[0] = document_of(&held->dnr[0], "IT-program för Stockholms stad", held->aliases, 1);
	held->documents[1] = document_of(&held->dnr[1], "Policy för konkurrens och valfrihet", NULL, 0);
	held->documents[2] = document_of(NULL, "Informationsteknisk plattform", &held->aliases[1], 1);
	held->names = names_new(held->documents, 3);
	config_read(&held->config, &held->arena, STR_EMPTY);
	*state = held;
	return 0;
}

static int tear_down(void **state)
{
	struct register_of *held = *state;

	names_free(held->names);
	config_release(&held->config);
	arena_release(&held->arena);
	free(held);
	return 0;
}

/* Scans a block and says what was found: "D0 T1" is a case number of document 0 and a title of document 1. */
static void expect(void **state, const char *text, uint32_t self, const char *found)
{
	struct register_of *held = *state;
	struct citation_scan scan = {.names = held->names,
	                             .config = &held->config,
	                             .vocabulary = &held->vocabulary,
	                             .self = self,
	                             .limit = 100};
	struct markdown_block block = {.source = str_from(text), .first_line = 10};
	struct citations citations = {0};
	char said[256] = "";

	assert_true(citations_scan(&citations, &held->arena, &scan, &block));
	for (size_t i = 0; i < citations.n; i++) {
		const struct citation *citation = &citations.at[i];
		uint32_t document = citation->name == NO_NAME ? 9 : names_at(held->names, citation->name)->document;
		snprintf(said + strlen(said), sizeof said - strlen(said), "%s%c%u", i ? " " : "",
		         citation->kind == CITATION_DNR     ? 'D'
		         : citation->kind == CITATION_TITLE ? 'T'
		                                            : 'W',
		         document);
	}
	assert_string_equal(said, found);
	vec_release(&citations);
}

static void citations_in_text(void **state)
{
	expect(state, "Enligt IT-program för Stockholms stad (dnr 031-2486/2007) gäller det.", 9, "T0 D0");
	expect(state, "enligt it-program för\nStockholms stads krav", 9,
	       "T0"); /* folded, over a line break, genitive */
	expect(state, "stadens policy för konkurrens och valfrihet", 9, "T1");
	expect(state, "IT-programmets andra kapitel", 9, "T0");
	expect(state, "it-programmet", 9, "T0");
	expect(state, "plattformen ITP och ITPS och itp", 9, "T2"); /* a single word only as it is written */
	expect(state, "IT-program. För Stockholms stad", 9, "");    /* not across a sentence */
	expect(state, "Policy för konkurrens", 9, "");
	expect(state, "`IT-programmet` och [x](IT-programmet) och https://x.se/IT-programmet", 9, "");
	expect(state, "IT-programmet i sig självt", 0, ""); /* nobody cites himself */
	expect(state, "[[it-program#kap-1]] och [[]] och [[a\nb]]", 9, "W9");
	expect(state, "dnr: 031-2487/2007", 9, "D9");
	expect(state, "telefon 031-2486/20071 och 1995:195", 9, "");
	expect(state, "DNR 1995:195", 9, "D9");
	expect(state, "", 9, "");
}

static void decision_beside_a_number(void **state)
{
	struct register_of *held = *state;
	struct citation_scan scan = {held->names, &held->config, &held->vocabulary, 9, 100, NULL, NULL, 0, false, NULL,
	                             0,           NULL};
	struct markdown_block block = {.first_line = 1};
	struct citations citations = {0};
	struct date date;

	map_add(&held->vocabulary.body_by_name, STR("KF"), 0);
	block.source = STR("(Dnr 031-2486/2007, KF 2008-03-03) och (Dnr 125-4310/2006, daterat 2007-01-01) och (dnr "
	                   "031-2486/2007, beslutat den 3 mars 2008)");
	assert_true(citations_scan(&citations, &held->arena, &scan, &block));
	assert_int_equal(citations.n, 3);
	assert_true(date_parse(STR("2008-03-03"), &date));
	assert_int_equal(citations.at[0].decided.first, date.first);
	assert_true(str_equal(citations.at[0].decided_by, STR("KF")));
	assert_false(citations.at[1].decided.known); /* a date that nobody says is a decision's */
	assert_int_equal(citations.at[2].decided.first, date.first);
	vec_release(&citations);
	map_release(&held->vocabulary.body_by_name);
}

static void numbers_nearby(void **state)
{
	struct register_of *held = *state;
	uint32_t found[4];

	assert_int_equal(dnr_near(held->names, STR("031-2487/2007"), found, 4), 1);
	assert_int_equal(names_at(held->names, found[0])->document, 0);
	assert_int_equal(dnr_near(held->names, STR("031-2486/2008"), found, 4), 1);
	assert_int_equal(dnr_near(held->names, STR("125-4310/2005"), found, 4), 1);
	assert_int_equal(dnr_near(held->names, STR("031-2846/2007"), found, 4), 1); /* swapped */
	assert_int_equal(dnr_near(held->names, STR("031-2497/2007"), found, 4), 0);
	assert_int_equal(dnr_near(held->names, STR("031-248/2007"), found, 4), 0);
}

static void templates_are_filled(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct str args[2] = {STR("a"), STR_EMPTY};

	(void)state;
	assert_true(str_equal(template_fill(&arena, STR("x {1} y[ ({2})]"), args, 2), STR("x a y")));
	assert_true(str_equal(template_fill(&arena, STR("[{1}, ]z"), args, 2), STR("a, z")));
	assert_true(str_equal(template_fill(&arena, STR("[[{1}]] [no slot] {3}"), args, 2), STR("[[a]] [no slot] ")));
	assert_true(str_equal(template_fill(&arena, STR(""), args, 2), STR_EMPTY));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dnr_forms),
		cmocka_unit_test(dnr_compared),
		cmocka_unit_test(templates_are_filled),
		cmocka_unit_test_setup_teardown(citations_in_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(decision_beside_a_number, set_up, tear_down),
		cmocka_unit_test_setup_teardown(numbers_nearby, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
