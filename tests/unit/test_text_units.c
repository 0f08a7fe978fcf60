/* rules/prose and rules/plain: texts without markup, and the way back to where each word stands. */
#include "rules/language/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static const struct markdown_limits generous = {100000, 100000, 100000, 64, 1000};

static struct arena arena, scratch;
static struct markdown markdown;
static struct prose prose;
static struct str source; /* of exactly its size, so that reading past the end is seen */
static struct location too_large;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	free((char *)source.at);
	return 0;
}

static bool read_within(struct str text, uint32_t limit)
{
	char *copy = malloc(text.n ? text.n : 1);
	struct location at;

	if (text.n > 0)
		memcpy(copy, text.at, text.n);
	free((char *)source.at);
	source = (struct str){copy, text.n};
	arena_reset(&arena);
	arena_reset(&scratch);
	assert_int_equal(markdown_parse(&markdown, &arena, &scratch, source, 1, generous, &at), MARKDOWN_OK);
	return prose_read(&prose, &arena, &markdown, NULL, limit, &too_large);
}

/* --- what is expected of every text --------------------------------------------------------------------------------- */

static struct str from_place(struct location at)
{
	struct str rest = source, line = STR_EMPTY;

	assert_true(at.line > 0 && at.column > 0);
	for (uint32_t i = 1; i < at.line; i++)
		assert_true(str_next_line(&rest, &line));
	assert_true(at.column <= rest.n);
	return str_part(rest, at.column - 1, rest.n);
}

static bool is_separator(const struct prose_unit *unit, size_t at)
{
	for (uint32_t i = 1; i < unit->cell_count; i++)
		if (at + 3 >= unit->cells[i] && at < unit->cells[i])
			return true;
	return false;
}

static bool is_white(struct str text)
{
	static const char *const kinds[] = {" ",        "\t",           "\n",           "\r",
	                                    "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "&nbsp;"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(text, str_from(kinds[i])))
			return true;
	return false;
}

/* Each byte of a unit stands in the source where prose_location says; white space is single. */
static void unit_stands(const struct prose_unit *unit)
{
	assert_true(unit->text.n > 0);
	assert_true(unit->run_count > 0);
	for (size_t i = 0; i < unit->text.n; i++) {
		struct str there;
		if (is_separator(unit, i))
			continue;
		there = from_place(prose_location(unit, i));
		if (unit->text.at[i] == ' ') {
			assert_true(is_white(there));
			assert_true(i + 1 == unit->text.n || unit->text.at[i + 1] != ' ' || is_separator(unit, i + 1));
		} else {
			assert_int_equal(there.at[0], unit->text.at[i]);
		}
	}
}

static char written[65536];

static void write_unit(FILE *to, const struct prose_unit *unit)
{
	struct location at = prose_location(unit, 0);

	fprintf(to, "%s %u:%u ",
	        unit->kind == PROSE_HEADING     ? "H"
	        : unit->kind == PROSE_PARAGRAPH ? "P"
	        : unit->kind == PROSE_ITEM      ? "I"
	        : unit->kind == PROSE_ROW       ? "R"
	                                        : "F",
	        at.line, at.column);
	fprintf(to, "%.*s\n", STR_ARG(unit->text));
}

/* Reads the text; its units must be those, one on each line: kind, place, text. */
static void reads(const char *text, const char *expected)
{
	FILE *to = fmemopen(written, sizeof written, "w");

	assert_true(read_within(str_from(text), 100000));
	for (uint32_t i = 0; i < prose.count; i++) {
		unit_stands(&prose.units[i]);
		write_unit(to, &prose.units[i]);
	}
	fclose(to);
	if (!prose.count)
		written[0] = '\0';
	assert_string_equal(written, expected);
}

/* The words of the first unit that holds them stand on the line and, in bytes, in the column. */
static void stands(const char *words, uint32_t line, uint32_t column)
{
	for (uint32_t i = 0; i < prose.count; i++) {
		size_t at = str_find(prose.units[i].text, str_from(words), 0);
		if (at == SIZE_MAX)
			continue;
		assert_int_equal(prose_location(&prose.units[i], at).line, line);
		assert_int_equal(prose_location(&prose.units[i], at).column, column);
		return;
	}
	fail_msg("no unit holds '%s'", words);
}

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static void blocks(void **state)
{
	(void)state;
	reads("", "");
	reads("\n\n  \n", "");
	reads("Ett stycke.", "P 1:1 Ett stycke.\n");
	reads("Ett stycke.\n\nEtt till.\n", "P 1:1 Ett stycke.\nP 3:1 Ett till.\n");
	reads("   Indraget.\n", "P 1:4 Indraget.\n");
	reads("Text\n\n---\n\nmer\n", "P 1:1 Text\nP 5:1 mer\n");
}

static void headings(void **state)
{
	(void)state;
	reads("# Ett\n", "H 1:3 Ett\n");
	reads("  ##   Två   \n", "H 1:8 Två\n");
	reads("### Tre ###\n", "H 1:5 Tre\n");
	reads("##\n\ntext\n", "P 3:1 text\n"); /* one without words is no unit */
	reads("## 2.4 Behovsanalys {#kap-2-4}\n", "H 1:4 2.4 Behovsanalys\n");
	reads("## Mål {#mal} ##\n", "H 1:4 Mål\n");
	reads("## Krav {viktiga}\n", "H 1:4 Krav {viktiga}\n");
	reads("## **Mål** och *medel*\n", "H 1:6 Mål och medel\n");
	reads("## C#\n", "H 1:4 C#\n"); /* only a run of its own closes a heading */
	reads("## C# och F# #\n", "H 1:4 C# och F#\n");
	reads("#inget\n", "P 1:1 #inget\n");
}

static void headings_underlined(void **state)
{
	(void)state;
	reads("Ett\n===\n\nTvå\n---\n", "H 1:1 Ett\nH 4:1 Två\n");
	reads("En rubrik\növer två rader\n---\n", "H 1:1 En rubrik över två rader\n");
	stands("över", 2, 1);
	reads("Mål {#mal}\n===\n", "H 1:1 Mål\n");
	reads("En rubrik\növer två rader\n---\n", "H 1:1 En rubrik över två rader\n");
	stands("rader", 2, 12); /* columns are bytes */
}

static void parts(void **state)
{
	(void)state;
	reads("före\n\n# Ett\n\ni ett\n\n## Under\n\ni under\n\n# Två\n",
	      "P 1:1 före\nH 3:3 Ett\nP 5:1 i ett\nH 7:4 Under\nP 9:1 i under\nH 11:3 Två\n");
	assert_int_equal(prose.part_count, 3);
	assert_int_equal(prose.units[0].part, MARKDOWN_NO_PART);
	assert_int_equal(prose.units[1].part, 0); /* a heading is in its own part */
	assert_int_equal(prose.units[4].part, 1);
}

static void items(void **state)
{
	(void)state;
	reads("- Första\n  raden\n- **Andra** raden\n  - tredje\n    rad\n\n    nytt stycke\n1. Ett\n2. Två\n",
	      "I 1:3 Första raden\nI 3:5 Andra raden\nI 4:5 tredje rad\nI 7:5 nytt stycke\nI 8:4 Ett\nI 9:4 Två\n");
	stands("raden", 2, 3);
	stands("rad", 2, 3);
	stands("stycke", 7, 10);
	reads("* a\n  b\nlat rad\n", "I 1:3 a b lat rad\n");
	stands("lat", 3, 1);
	reads("- [x] gjord\n", "I 1:3 [x] gjord\n");
}

/* Where cells stand, and which rows belong together. */
static void tables(void **state)
{
	(void)state;
	reads("| Post | **Summa** |\n|---|--:|\n| Drift \\| stöd | 1 200 |\n| Övrigt | |\n",
	      "R 1:3 Post | Summa\nR 3:3 Drift | stöd | 1 200\nR 4:3 Övrigt | \n");
	stands("Summa", 1, 12);
	stands("stöd", 3, 12);
	stands("1 200", 3, 20);
	assert_int_equal(prose.units[0].cell_count, 2);
	assert_int_equal(prose.units[1].cells[0], 0);
	assert_int_equal(prose.units[1].cells[1], strlen("Drift | stöd | "));
	assert_int_equal(prose.units[1].cells[2], prose.units[1].text.n + 3);
	assert_int_equal(prose.units[2].cells[1], strlen("Övrigt | "));
	assert_int_equal(prose.units[2].cells[2], prose.units[2].text.n + 3);
	reads("a | b\n--|--\n1 | 2\n\nText\n\na | b\n--|--\n3 | 4\n",
	      "R 1:1 a | b\nR 3:1 1 | 2\nP 5:1 Text\nR 7:1 a | b\nR 9:1 3 | 4\n");
	assert_int_equal(prose.units[0].table, prose.units[1].table);
	assert_int_not_equal(prose.units[1].table, prose.units[3].table);
	assert_int_equal(prose.units[3].table, prose.units[4].table);
}

/* What is not the author's own running text. */
static void left_out(void **state)
{
	(void)state;
	reads("Före\n\n> Citat\n> mer\n>\n> - punkt\n>\n> ## Rubrik\n\nEfter\n", "P 1:1 Före\nP 10:1 Efter\n");
	reads("```\nkod\n```\n\n    indragen kod\n\nText\n", "P 7:1 Text\n");
	reads("<!-- dold\n\nkommentar -->\n\nText\n\n<div>\nhtml\n</div>\n", "P 5:1 Text\n");
	reads("Text <!-- dold --> mer.\n", "P 1:1 Text mer.\n");
	reads("Text <!-- dold\növer rader --> mer.\n", "P 1:1 Text mer.\n");
	stands("mer", 2, 17);
	reads("<!-- bara detta -->\n", "");
	reads("Se <b></b>\n", "P 1:1 Se\n");
}

/* --- marks ---------------------------------------------------------------------------------------------------------- */

static void emphasis(void **state)
{
	(void)state;
	reads("Vi har **inte** gjort *någon* analys.\n", "P 1:1 Vi har inte gjort någon analys.\n");
	stands("inte", 1, 10);
	stands("gjort", 1, 17);
	stands("någon", 1, 24);
	stands("analys", 1, 32);
	reads("__Den__ _kursiva_ (_x_) och snake_case_namn\n", "P 1:3 Den kursiva (x) och snake_case_namn\n");
	reads("***båda***", "P 1:4 båda\n");
	reads("**Fet:**text och a*b*c\n", "P 1:3 Fet:text och abc\n");
	reads("**över\nrader**\n", "P 1:3 över rader\n");
	stands("rader", 2, 1);
	reads("2 * 3 och 4 _ 5\n", "P 1:1 2 * 3 och 4 _ 5\n");
	reads("\\*inte kursivt\\* och C:\\\\mapp \\å\n", "P 1:2 *inte kursivt* och C:\\mapp \\å\n");
	stands("inte", 1, 3);
	stands("mapp", 1, 26);
}

static void code_spans(void **state)
{
	(void)state;
	reads("Kör `styrdok check` och ``mer``.\n", "P 1:1 Kör styrdok check och mer.\n");
	stands("styrdok", 1, 7);
	stands("och", 1, 22);
}

static void links(void **state)
{
	(void)state;
	reads("Se [handboken](https://a.b/c_d) och mer.\n", "P 1:1 Se handboken och mer.\n");
	stands("handboken", 1, 5);
	stands("och", 1, 33);
	reads("[**Fet** länk](x.md \"titel\"), slut\n", "P 1:4 Fet länk, slut\n");
	stands("slut", 1, 32);
	reads("En ![karta över staden](karta.png) här\n", "P 1:1 En karta över staden här\n");
	reads("[en länk\növer rader](x.md)\ntill\n", "P 1:2 en länk över rader till\n");
	stands("över", 2, 1);
	stands("till", 3, 1);
	reads("Enligt [[it-program-2008#kap-4]] och [kap. 4].\n",
	      "P 1:1 Enligt [[it-program-2008#kap-4]] och [kap. 4].\n");
	stands("och", 1, 34);
	reads("a] (b) [c] (d) [e\n", "P 1:1 a] (b) [c] (d) [e\n");
}

static void tags(void **state)
{
	(void)state;
	reads("Text <b class=\"x\"\n  y=\"z\">fet</b> slut\n", "P 1:1 Text fet slut\n");
	stands("fet", 2, 9);
	stands("slut", 2, 17);
	reads("Rad<br>bruten\n", "P 1:1 Radbruten\n");
	reads("a < b och c > d, <100 st\n", "P 1:1 a < b och c > d, <100 st\n");
	reads("1 <\n", "P 1:1 1 <\n");
}

static void spaces(void **state)
{
	(void)state;
	reads("En   rad\t med\n   flera\nrader  \nslut\n", "P 1:1 En rad med flera rader slut\n");
	stands("med", 1, 11);
	stands("flera", 2, 4);
	stands("slut", 4, 1);
	reads("1\xC2\xA0"
	      "200\xE2\x80\xAF"
	      "000&nbsp;kr\xE2\x80\x89nu\n",
	      "P 1:1 1 200 000 kr nu\n");
	stands("200", 1, 4);
	stands("000 kr", 1, 10);
	stands("nu", 1, 24);
	reads("En rad\r\noch en till\r\n\r\n- punkt\r\n  mer\r\n\r\n# Rubrik\r\n",
	      "P 1:1 En rad och en till\nI 4:3 punkt mer\nH 7:3 Rubrik\n");
	stands("till", 2, 8);
	stands("mer", 5, 3);
}

/* What joins or hides within words is left out, so that a word is found as it is read. */
static void letters(void **state)
{
	(void)state;
	reads("Åtgärd för ökad säkerhet\n", "P 1:1 Åtgärd för ökad säkerhet\n");
	stands("ökad", 1, 15);
	stands("säkerhet", 1, 21);
	reads("per\xC2\xADson\xC2\xADuppgifter och noll\xE2\x80\x8B"
	      "bredd\n",
	      "P 1:1 personuppgifter och nollbredd\n");
	stands("son", 1, 6);
	stands("uppgifter", 1, 11);
	stands("och", 1, 21);
	stands("bredd", 1, 32);
	reads("\xC2\xADInledd\n", "P 1:3 Inledd\n");
}

/* --- front matter --------------------------------------------------------------------------------------------------- */

static void front_matter(void **state)
{
	static const char text[] =
		"title:  E-tjänst \nbudget: {amount: 1200, currency: SEK}\ntopics: [it, \"telefoni\"]\n"
		"dnr:\nnote: ''\n";
	struct yaml_node *root = NULL;
	struct yaml_error error;
	FILE *to = fmemopen(written, sizeof written, "w");

	(void)state;
	read_within(STR("Text\n"), 1000);
	assert_int_equal(yaml_parse(&root, &arena, str_from(text), 2, (struct yaml_limits){8, 100}, &error), YAML_OK);
	assert_true(prose_read(&prose, &arena, &markdown, root, 1000, &too_large));
	for (uint32_t i = 0; i < prose.count; i++)
		write_unit(to, &prose.units[i]);
	fclose(to);
	assert_string_equal(written,
	                    "F 2:9 E-tjänst\nF 3:18 1200\nF 3:34 SEK\nF 4:10 it\nF 4:14 telefoni\nP 1:1 Text\n");
	assert_int_equal(prose.units[0].part, MARKDOWN_NO_PART);
}

/* --- sentences and words -------------------------------------------------------------------------------------------- */

static void sentences(void **state)
{
	(void)state;
	reads("# En. Två.\n\nFörst det ena. Sedan\ndet andra! Till sist?\n\n| a. b | c |\n|--|--|\n| d. E f | g |\n",
	      "H 1:3 En. Två.\nP 3:1 Först det ena. Sedan det andra! Till sist?\nR 6:3 a. b | c\nR 8:3 d. E f | g\n");
	for (uint32_t i = 0; i < prose.count; i++) {
		struct prose_unit *unit = &prose.units[i];
		prose_sentences(unit, &arena);
		assert_int_equal(unit->sentence_count, unit->kind == PROSE_PARAGRAPH ? 3 : 1);
		assert_int_equal(unit->sentences[0], 0);
		assert_int_equal(unit->sentences[unit->sentence_count], unit->text.n);
	}
	assert_true(str_starts(str_part(prose.units[1].text, prose.units[1].sentences[1], 6), STR("Sedan")));
	assert_int_equal(prose_location(&prose.units[1], prose.units[1].sentences[2]).line, 4);
	assert_int_equal(prose_location(&prose.units[1], prose.units[1].sentences[2]).column, 12);
}

static void words(void **state)
{
	(void)state;
	assert_int_equal(prose_words(STR("")), 0);
	assert_int_equal(prose_words(STR(" - / . ")), 0);
	assert_int_equal(prose_words(STR("ett")), 1);
	assert_int_equal(prose_words(STR("ett, två (tre) - fyra")), 4);
	assert_int_equal(prose_words(STR("IT-stöd kostar 1 200 kronor")), 5);
	assert_int_equal(prose_words(STR("å ä ö")), 3);
}

/* --- limits --------------------------------------------------------------------------------------------------------- */

static void large_paragraphs(void **state)
{
	(void)state;
	assert_true(read_within(STR("kort\n\n12345\n"), 5));
	assert_false(read_within(STR("kort\n\n- 123456\n\nmer\n"), 5));
	assert_int_equal(too_large.line, 3);
	assert_int_equal(too_large.column, 3);
}

static double seconds_for(const char *piece, size_t times)
{
	size_t n = strlen(piece);
	char *text = malloc(n * times + 2);
	clock_t begun;
	double taken;

	text[0] = 'a'; /* a paragraph, whatever the piece is */
	for (size_t i = 0; i < times; i++)
		memcpy(text + 1 + i * n, piece, n);
	text[1 + n * times] = '\n';
	begun = clock();
	for (int i = 0; i < 3; i++) {
		struct plain plain = plain_of(&scratch, n * times + 2);
		plain_add(&plain, (struct str){text, n * times + 2}, (struct location){1, 1});
		plain_release(&plain);
		arena_reset(&scratch);
	}
	taken = (double)(clock() - begun) / CLOCKS_PER_SEC;
	free(text);
	return taken;
}

/* Marks that never end are looked for once, not from each place again: ten times the text takes far less than a hundred times as long. */
static void linear(void **state)
{
	static const char *const pieces[] = {"[",  "](", "<a", "`",   "*",    "_",   "a_",  "\\",
	                                     "![", "[[", "<!", "* _", "a`b ", "&nb", "\n ", "(]"};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		double small = seconds_for(pieces[i], 20000), large = seconds_for(pieces[i], 200000);
		assert_true(large < 0.2 || large < small * 40);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks),
		cmocka_unit_test(headings),
		cmocka_unit_test(headings_underlined),
		cmocka_unit_test(parts),
		cmocka_unit_test(items),
		cmocka_unit_test(tables),
		cmocka_unit_test(left_out),
		cmocka_unit_test(emphasis),
		cmocka_unit_test(code_spans),
		cmocka_unit_test(links),
		cmocka_unit_test(tags),
		cmocka_unit_test(spaces),
		cmocka_unit_test(letters),
		cmocka_unit_test(front_matter),
		cmocka_unit_test(sentences),
		cmocka_unit_test(words),
		cmocka_unit_test(large_paragraphs),
		cmocka_unit_test(linear),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
