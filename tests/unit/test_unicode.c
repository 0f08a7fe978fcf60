/* registry/port/unicode. */
#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void assert_str(struct str text, const char *expected)
{
	char *copy = malloc(text.n + 1);

	if (text.n > 0)
		memcpy(copy, text.at, text.n);
	copy[text.n] = '\0';
	assert_string_equal(copy, expected);
	free(copy);
}

static struct str repeat(const char *piece, size_t count)
{
	size_t n = strlen(piece);
	char *text = arena_alloc(&arena, count, n + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * n, piece, n);
	return (struct str){text, count * n};
}

/* -- normal form C -- */

static void test_nfc(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{"", ""},
		{"plain", "plain"},
		{"åäö ÅÄÖ é §", "åäö ÅÄÖ é §"},
		{"”citat” – streck…", "”citat” – streck…"},
		{"a\u030A", "å"},
		{"Va\u030Arga\u030Arda", "Vårgårda"},
		{"a\u0323\u030A", "ạ\u030A"},
		{"a\u030A\u0323", "ạ\u030A"},
		{"\u212B", "Å"}, /* the ångström sign */
		{"\u2126", "Ω"},
		{"\u1112\u1161\u11AB", "한"},
		{"x\u0301", "x\u0301"}, /* nothing to join: normal as it is */
		{"\U0001D15E", "\U0001D157\U0001D165"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str from = str_from(cases[i].from), to = unicode_nfc(&arena, from);

		assert_str(to, cases[i].to);
		assert_int_equal(unicode_is_nfc(from), strcmp(cases[i].from, cases[i].to) == 0);
		assert_true(unicode_is_nfc(to));
		if (unicode_is_nfc(from))
			assert_ptr_equal(to.at, from.at);
	}
	assert_true(unicode_is_nfc(STR_EMPTY));
	assert_int_equal(unicode_nfc(&arena, STR_EMPTY).n, 0);
}

static void test_nfc_marks(void **state)
{
	struct str most = arena_format(&arena, "x%.*s", STR_ARG(repeat("\u0301", UNICODE_MARKS_MAX)));
	struct str more = arena_format(&arena, "x%.*s", STR_ARG(repeat("\u0301", UNICODE_MARKS_MAX + 1)));
	struct str split = arena_format(&arena, "%.*s-%.*s", STR_ARG(most), STR_ARG(most));
	struct str loose = arena_format(&arena, "a\u030A%.*s", STR_ARG(repeat("\u0301", UNICODE_MARKS_MAX)));

	(void)state;
	assert_true(unicode_is_nfc(most));
	assert_true(unicode_is_nfc(split));
	assert_false(unicode_is_nfc(more));
	assert_ptr_equal(unicode_nfc(&arena, more).at, more.at);
	assert_ptr_equal(unicode_nfc(&arena, loose).at, loose.at);
	/* sorting 300,000 marks would take a minute */
	assert_false(unicode_is_nfc(repeat("\u0301\u0316", 150000)));
}

/* -- case -- */

static void test_fold(void **state)
{
	(void)state;
	assert_str(unicode_fold(&arena, STR_EMPTY), "");
	assert_str(unicode_fold(&arena, STR("ABC xyz 1@[`{")), "abc xyz 1@[`{");
	assert_str(unicode_fold(&arena, STR("ÅÄÖ ÀÞ åäöÿ ×÷ É")), "åäö àþ åäöÿ ×÷ é");
	assert_str(unicode_fold(&arena, STR("Straße ẞ")), "strasse ss");
	assert_str(unicode_fold(&arena, STR("Straße")), "strasse");
	assert_str(unicode_fold(&arena, STR("µm Àµß")), "μm àμss");
	assert_str(unicode_fold(&arena, STR("”ÅR” – ΣΑΣ")), "”år” – σασ");
	assert_str(unicode_fold(&arena, STR("ŸŠŽ")), "ÿšž");
	/* three times as long as before */
	assert_int_equal(unicode_fold(&arena, repeat("ΐ", 100)).n, 600);
}

/* The fast path for Latin-1 and ICU agree on each code point. */
static void test_fold_latin1(void **state)
{
	(void)state;
	for (uint32_t point = 1; point < 0x100; point++) {
		char text[8];
		size_t n = unicode_put(text, point);
		struct str fast = unicode_fold(&arena, (struct str){text, n}), slow;

		memcpy(text + n, "ā", 2); /* sends it to ICU */
		slow = unicode_fold(&arena, (struct str){text, n + 2});
		assert_true(str_equal(fast, str_part(slow, 0, slow.n - 2)));
	}
}

static void test_points(void **state)
{
	static const char words[] = "aZ09åÅöÖéßªµºøØþÿ\u0100ΩЖ中";
	static const char others[] = " .-_|@[`{\x7F\u00A0§²¹½×÷\u0300–”\u2028€";
	struct str text = str_from(words);

	(void)state;
	for (size_t at = 0; at < text.n;)
		assert_true(unicode_is_word(utf8_next(text, &at)));
	text = str_from(others);
	for (size_t at = 0; at < text.n;)
		assert_false(unicode_is_word(utf8_next(text, &at)));
	assert_int_equal(unicode_lower('A'), 'a');
	assert_int_equal(unicode_lower('['), '[');
	assert_int_equal(unicode_lower(0xC5), 0xE5);
	assert_int_equal(unicode_lower(0xD7), 0xD7);
	assert_int_equal(unicode_lower(0xDF), 0xDF);
	assert_int_equal(unicode_lower(0x178), 0xFF);
	assert_int_equal(unicode_lower(0x416), 0x436);
	assert_int_equal(unicode_lower(0x10400), 0x10428);
	assert_true(unicode_is_upper('A') && unicode_is_upper(0xD6) && unicode_is_upper(0x416));
	assert_false(unicode_is_upper('a') || unicode_is_upper('1') || unicode_is_upper(0xD7) ||
	             unicode_is_upper(0xDF) || unicode_is_upper(0xE5) || unicode_is_upper(0x436));
}

static void test_put(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10FFFF; point++) {
		char text[4];
		size_t n, at = 0;

		if (point == 0xD800)
			point = 0xE000;
		n = unicode_put(text, point);
		assert_true(utf8_invalid_at((struct str){text, n}) == SIZE_MAX);
		assert_int_equal(utf8_next((struct str){text, n}, &at), point);
		assert_int_equal(at, n);
	}
}

/* -- slugs -- */

static void test_slug(void **state)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{"", ""},
		{"Norrmalms stadsdelsnämnd", "norrmalms-stadsdelsnamnd"},
		{"Svenska Bostäder AB", "svenska-bostader-ab"},
		{"IT-program för Stockholms stad", "it-program-for-stockholms-stad"},
		{"Skärholmens (SDN)  §  12 b", "skarholmens-sdn-12-b"},
		{"ÅÄÖ åäö éÉü", "aao-aao-eeu"},
		{"A\u030Ak O\u0308", "ak-o"},
		{"  – a – ", "a"},
		{"---", ""},
		{"Ærø Straße Łódź œuvre", "aero-strasse-lodz-oeuvre"},
		{"a_b.c/d", "a-b-c-d"},
		{"Ελλάδα 中文", "ελλαδα-中文"},
		{"1996:7", "1996-7"},
		{"\u1F82", "α"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(unicode_slug(&arena, str_from(cases[i].from)), cases[i].to);
}

/* -- order -- */

static int keys_compare(const struct unicode_order *order, struct str a, struct str b)
{
	struct arena keys = ARENA_EMPTY;
	int result = str_compare(unicode_order_key(order, &keys, a), unicode_order_key(order, &keys, b));

	arena_release(&keys);
	return result;
}

static int order_compare(const void *a, const void *b, void *order)
{
	return keys_compare(order, str_from(*(const char *const *)a), str_from(*(const char *const *)b));
}

static void test_order(void **state)
{
	static const char *const sorted[] = {"",    "1",  "adam", "Adam", "Adama",  "eko",   "énergi", "zon",
	                                     "Zon", "år", "År",   "åror", "ärende", "öppen", "Öppen"};
	enum { COUNT = sizeof sorted / sizeof *sorted };
	const char *mixed[COUNT];
	struct unicode_order *order = unicode_order_new();

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		mixed[i] = sorted[i * 7 % COUNT];
	qsort_r(mixed, COUNT, sizeof *mixed, order_compare, order);
	for (size_t i = 0; i < COUNT; i++)
		assert_string_equal(mixed[i], sorted[i]);
	assert_int_equal(keys_compare(order, STR("år"), STR("år")), 0);
	assert_int_equal(keys_compare(order, STR_EMPTY, STR_EMPTY), 0);
	/* look the same, are not: some order, and the same both ways */
	assert_int_not_equal(keys_compare(order, STR("å"), STR("a\u030A")), 0);
	assert_true((keys_compare(order, STR("å"), STR("a\u030A")) < 0) ==
	            (keys_compare(order, STR("a\u030A"), STR("å")) > 0));
	unicode_order_free(order);
	unicode_order_free(NULL);
}

/* -- sentences -- */

/* The sentences with "|" between them. */
static void assert_sentences(const char *text, const char *expected)
{
	struct str whole = str_from(text);
	size_t *offsets, n = 0;
	size_t count = unicode_sentences(&offsets, &arena, whole);
	char *joined = arena_alloc(&arena, whole.n + count + 1, 1);

	assert_int_equal(offsets[0], 0);
	if (count > 0)
		assert_int_equal(offsets[count], whole.n);
	for (size_t i = 0; i < count; i++) {
		assert_true(offsets[i] < offsets[i + 1]);
		if (i > 0)
			joined[n++] = '|';
		memcpy(joined + n, text + offsets[i], offsets[i + 1] - offsets[i]);
		n += offsets[i + 1] - offsets[i];
	}
	assert_string_equal(joined, expected);
}

static void test_sentences(void **state)
{
	(void)state;
	assert_sentences("", "");
	assert_sentences(" \n\t ", "");
	assert_sentences("Ett.", "Ett.");
	assert_sentences("Ett. Två! Tre? Fyra", "Ett. |Två! |Tre? |Fyra");
	assert_sentences("  Ett.  Två.  ", "  Ett.  |Två.  ");
	assert_sentences("Nämnden ska (utan dröjsmål) besluta. ”Så är det.” Åter.",
	                 "Nämnden ska (utan dröjsmål) besluta. |”Så är det.” |Åter.");
	assert_sentences("Kostar 3.500 kr. Nämnden betalar.", "Kostar 3.500 kr. |Nämnden betalar.");
	assert_sentences("Beslutades 2008. Gäller än.", "Beslutades 2008. |Gäller än.");
}

static void test_sentences_lines(void **state)
{
	(void)state;
	assert_sentences("En rad\nsom fortsätter. Nästa\r\nlika\rså.", "En rad\nsom fortsätter. |Nästa\r\nlika\rså.");
	assert_sentences("Rubrik\nText", "Rubrik\nText");
	/* a blank line does end a sentence */
	assert_sentences("Rubrik\n\nText här.\n \t\n\nMer.\n", "Rubrik\n\n|Text här.\n \t\n\n|Mer.\n");
	assert_sentences("Rubrik\r\n\r\nText", "Rubrik\r\n\r\n|Text");
	assert_sentences("Se t.ex.\n\nText", "Se t.ex.\n\n|Text");
}

static void test_sentences_abbreviations(void **state)
{
	(void)state;
	assert_sentences("Ta t.ex. Stockholm. Slut.", "Ta t.ex. Stockholm. |Slut.");
	assert_sentences("Enl. bet. 2008/09:KU1 och Kungl. Biblioteket. Ny.",
	                 "Enl. bet. 2008/09:KU1 och Kungl. Biblioteket. |Ny.");
	assert_sentences("Se bil. A och bil. 2 om St. Essingen. Ny.", "Se bil. A och bil. 2 om St. Essingen. |Ny.");
	assert_sentences("Kör egen bil. Det var emot. Ny.", "Kör egen bil. |Det var emot. |Ny.");
	assert_sentences("Bl.a. IT m.m. Och dvs. Annat resp. Detta.", "Bl.a. IT m.m. Och dvs. Annat resp. Detta.");
	assert_sentences("Dnr. 031-2486/2007. Nästa.", "Dnr. 031-2486/2007. |Nästa.");
	assert_sentences("Enl. Kommunallagen. T. ex. Bilaga 1.", "Enl. Kommunallagen. |T. ex. Bilaga 1.");
	assert_sentences("Förf. A. Andersson m. fl. Svarade.", "Förf. A. Andersson m. fl. Svarade.");
	assert_sentences("Vi åker bil. Han cyklar.", "Vi åker bil. |Han cyklar.");
	assert_sentences("Sju system. Åtta.", "Sju system. |Åtta.");
	assert_sentences("T.EX. Detta.", "T.EX. Detta.");
}

static void test_sentences_numbers(void **state)
{
	(void)state;
	assert_sentences("3. Nämnden ska. 4. Staden ska.", "3. Nämnden ska. |4. Staden ska.");
	assert_sentences("3.1.2. Nämnden.", "3.1.2. Nämnden.");
	assert_sentences("IV. Allmänt.", "IV. Allmänt.");
	assert_sentences("a. Allmänt.", "a. Allmänt.");
	assert_sentences("Se kap. 3. Ansvar. Nästa.", "Se kap. 3. Ansvar. |Nästa.");
	assert_sentences("Se kapitel 3. Ansvar. Nästa.", "Se kapitel 3. Ansvar. |Nästa.");
	assert_sentences("Se punkt 3. Därefter.", "Se punkt 3. |Därefter.");
}

static void *cut_often(void *unused)
{
	struct arena own = ARENA_EMPTY;
	size_t wrong = 0;

	(void)unused;
	for (int i = 0; i < 300; i++) {
		size_t *offsets;

		wrong += unicode_sentences(&offsets, &own, i % 2 ? STR("Ett. Två.") : STR("Ett. Två. Tre.")) !=
		         (i % 2 ? 2 : 3);
		arena_reset(&own);
	}
	arena_release(&own);
	return wrong ? &arena : NULL;
}

static void test_sentences_threads(void **state)
{
	pthread_t threads[4];
	void *result;

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, cut_often, NULL), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &result);
		assert_null(result);
	}
}

/* Each of these was slow in some version of this or another library. */
static void test_linear(void **state)
{
	static const char *const pieces[] = {"\n", "a\n\n", ". ", "A. ", "1. ", "? ", "a.", ".\u4E00", "kap. 1. "};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		size_t *offsets;
		struct str text = repeat(pieces[i], 300000 / strlen(pieces[i]));

		unicode_sentences(&offsets, &arena, text);
		unicode_slug(&arena, text);
		unicode_fold(&arena, text);
		arena_reset(&arena);
	}
}

static void test_cells(void **state)
{
	(void)state;
	assert_int_equal(unicode_cells('a'), 1);
	assert_int_equal(unicode_cells(0xE5), 1);
	assert_int_equal(unicode_cells(0x30A), 0);   /* a ring above */
	assert_int_equal(unicode_cells(0x200B), 0);  /* a space without width */
	assert_int_equal(unicode_cells(0x65E5), 2);  /* CJK */
	assert_int_equal(unicode_cells(0x1F600), 2); /* an emoji */
	assert_int_equal(unicode_cells(0x2013), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_nfc_marks),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_latin1),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_slug),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_sentences_lines),
		cmocka_unit_test(test_sentences_abbreviations),
		cmocka_unit_test(test_sentences_numbers),
		cmocka_unit_test(test_sentences_threads),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
