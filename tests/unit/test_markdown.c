/* registry/port/markdown. */
#include "registry/port/markdown/markdown.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static const struct markdown_limits generous = {100000, 100000, 100000, 64, 1000};

static struct arena arena, scratch;
static struct markdown markdown;
static struct location at;
static struct str parsed; /* of exactly its size, so that reading past the end is seen */

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	free((char *)parsed.at);
	return 0;
}

static enum markdown_problem parse_within(struct str text, uint32_t first_line, struct markdown_limits limits)
{
	enum markdown_problem problem;
	char *copy = malloc(text.n ? text.n : 1);

	if (text.n > 0)
		memcpy(copy, text.at, text.n);
	free((char *)parsed.at);
	parsed = (struct str){copy, text.n};
	arena_reset(&arena);
	problem = markdown_parse(&markdown, &arena, &scratch, parsed, first_line, limits, &at);
	arena_reset(&scratch);
	if (problem != MARKDOWN_OK) {
		assert_int_equal(markdown.part_count + markdown.link_count + markdown.block_count, 0);
		assert_null(markdown.parts);
		assert_null(markdown.links);
		assert_null(markdown.blocks);
	}
	return problem;
}

static void parse(const char *text)
{
	assert_int_equal(parse_within(str_from(text), 1, generous), MARKDOWN_OK);
}

static char written[65536];

static FILE *write_begin(void)
{
	written[0] = '\0';
	return fmemopen(written, sizeof written, "w");
}

/* One part per line: level, place, last line, title, anchor ("=" when given), "text", and "< parent". */
static const char *parts(void)
{
	FILE *to = write_begin();

	for (uint32_t i = 0; i < markdown.part_count; i++) {
		const struct markdown_part *part = &markdown.parts[i];

		fprintf(to, "%u %u:%u-%u %.*s #%s%.*s%s", part->level, part->at.line, part->at.column, part->last_line,
		        STR_ARG(part->title), part->given ? "=" : "", STR_ARG(part->anchor),
		        part->has_text ? " text" : "");
		if (part->parent != MARKDOWN_NO_PART)
			fprintf(to, " <%u", part->parent);
		fputc('\n', to);
	}
	fclose(to);
	return written;
}

static const char *links(void)
{
	FILE *to = write_begin();

	for (uint32_t i = 0; i < markdown.link_count; i++) {
		const struct markdown_link *link = &markdown.links[i];

		fprintf(to, "%u:%u %s%.*s (%.*s)\n", link->at.line, link->at.column, link->image ? "!" : "",
		        STR_ARG(link->text), STR_ARG(link->url));
	}
	fclose(to);
	return written;
}

/* One block per line: kind, item and quote, place, last line, part. */
static const char *blocks(void)
{
	static const char *const kinds[] = {"heading", "paragraph", "table"};
	FILE *to = write_begin();

	for (uint32_t i = 0; i < markdown.block_count; i++) {
		const struct markdown_block *block = &markdown.blocks[i];

		fprintf(to, "%s%s%s %u:%u-%u", kinds[block->kind], block->item ? " item" : "",
		        block->quote ? " quote" : "", block->first_line, block->column, block->last_line);
		if (block->part != MARKDOWN_NO_PART)
			fprintf(to, " <%u", block->part);
		fputc('\n', to);
	}
	fclose(to);
	return written;
}

/* One row per line, cells with their places. */
static const char *table(uint32_t number)
{
	struct markdown_table found;
	FILE *to;

	assert_true(number < markdown.block_count);
	assert_int_equal(markdown.blocks[number].kind, MARKDOWN_TABLE);
	if (!markdown_table(&found, &arena, &markdown.blocks[number]))
		return "refused";
	to = write_begin();
	for (uint32_t i = 0; i < (found.rows + 1) * found.columns; i++)
		fprintf(to, "%u:%u<%.*s>%c", found.cells[i].at.line, found.cells[i].at.column,
		        STR_ARG(found.cells[i].text), i % found.columns == found.columns - 1 ? '\n' : ' ');
	fclose(to);
	return written;
}

static void assert_str(struct str text, const char *expected)
{
	assert_int_equal(text.n, strlen(expected));
	assert_memory_equal(text.n ? text.at : "", expected, text.n);
}

#define assert_parts(text, expected) (parse(text), assert_string_equal(parts(), expected))
#define assert_links(text, expected) (parse(text), assert_string_equal(links(), expected))
#define assert_blocks(text, expected) (parse(text), assert_string_equal(blocks(), expected))
#define assert_table(text, expected) (parse(text), assert_string_equal(table(0), expected))

static struct str repeated(const char *head, const char *piece, size_t count, const char *tail)
{
	static char *text;
	size_t n = strlen(piece), i = strlen(head);

	free(text);
	text = malloc(i + n * count + strlen(tail) + 1);
	memcpy(text, head, i);
	for (; count > 0; count--, i += n)
		memcpy(text + i, piece, n);
	memcpy(text + i, tail, strlen(tail) + 1);
	return (struct str){text, i + strlen(tail)};
}

/* -- parts -- */

static void test_nothing(void **state)
{
	(void)state;
	assert_int_equal(parse_within(STR_EMPTY, 1, generous), MARKDOWN_OK);
	assert_int_equal(markdown.part_count + markdown.link_count + markdown.block_count, 0);
	assert_blocks("", "");
	assert_blocks("\n \n", "");
	assert_blocks("\xEF\xBB\xBF", "");
}

static void test_parts(void **state)
{
	(void)state;
	assert_parts("# Ett\n\ntext\n\n## Två\n### Tre\ntext\n## Fyra\n\n# Fem\n", "1 1:1-9 Ett #ett text\n"
	                                                                           "2 5:1-7 Två #två <0\n"
	                                                                           "3 6:1-7 Tre #tre text <1\n"
	                                                                           "2 8:1-9 Fyra #fyra <0\n"
	                                                                           "1 10:1-10 Fem #fem\n");
	/* levels may be passed over, and come back */
	assert_parts("### a\n# b\n### c\n## d\n", "3 1:1-1 a #a\n1 2:1-4 b #b\n3 3:1-3 c #c <1\n2 4:1-4 d #d <1\n");
	assert_parts("  ## *Fet* `kod` [länk](x) <b>ö</b> &amp; \\* ##",
	             "2 1:3-1 Fet kod länk ö & * #fet-kod-länk-ö--\n");
	assert_parts("#\n# #\n", "1 1:1-1  #\n1 2:1-2  #-1\n");
	assert_parts("####### sju\n#inte\n", "");
	assert_parts("text\n# a\ntext\n", "1 2:1-3 a #a text\n");
}

static void test_parts_setext(void **state)
{
	(void)state;
	assert_parts("Ett\n===\n\nTvå\n---\ntext\n", "1 1:1-6 Ett #ett\n2 4:1-6 Två #två text <0\n");
	assert_parts("Ett\noch två\n===", "1 1:1-3 Ett och två #ett-och-två\n");
	assert_parts("Två {#två-ord}\n  ---  \n", "2 1:1-2 Två #=två-ord\n");
	assert_blocks("Ett\n===\n\nTvå\nrader\n---\ntext\n\nSist\n=", "heading 1:1-2 <0\n"
	                                                              "heading 4:1-6 <1\n"
	                                                              "paragraph 7:1-7 <1\n"
	                                                              "heading 9:1-10 <2\n");
	assert_blocks("A\n===\n---\nB\n---\n", "heading 1:1-2 <0\nheading 4:1-5 <1\n");
}

static void test_has_text(void **state)
{
	(void)state;
	assert_parts("# a\n- b\n# c\n> d\n# e\n    f\n# g\n```\n```\n", "1 1:1-2 a #a text\n1 3:1-4 c #c text\n"
	                                                                "1 5:1-6 e #e text\n1 7:1-9 g #g text\n");
	assert_parts("# a\n<p>b</p>\n\n# c\n|d|\n|-|\n", "1 1:1-3 a #a text\n1 4:1-6 c #c text\n");
	/* a comment, a line, a definition and an empty item are nothing to read */
	assert_parts("# a\n<!-- b -->\n\n# c\n\n***\n# d\n\n[e]: f\n\n# g\n\n-\n", "1 1:1-3 a #a\n1 4:1-6 c #c\n"
	                                                                           "1 7:1-10 d #d\n1 11:1-13 g #g\n");
}

static void test_anchors_given(void **state)
{
	(void)state;
	assert_parts("# 3 Ansvar {#kap-3}", "1 1:1-1 3 Ansvar #=kap-3\n");
	assert_parts("# Ansvar {#kap-3} #", "1 1:1-1 Ansvar #=kap-3\n");
	assert_parts("# {#kap-3}", "1 1:1-1  #=kap-3\n");
	assert_parts("# A{#Å_b.c:1}", "1 1:1-1 A #=Å_b.c:1\n");
	assert_parts("# A {#}\n# B {#a b}\n# C {x}\n# D {#a} e\n# E {#a}b}\n# F #{a}\n# G `{#a}`\n",
	             "1 1:1-1 A {#} #a-\n1 2:1-2 B {#a b} #b-a-b\n1 3:1-3 C {x} #c-x\n1 4:1-4 D {#a} e #d-a-e\n"
	             "1 5:1-5 E {#a}b} #e-ab\n1 6:1-6 F #{a} #f-a\n1 7:1-7 G {#a} #g-a\n");
	/* given ones stand as they are, even twice; derived ones keep clear of them, earlier or later */
	assert_parts("# Mål\n# A {#mål}\n# B {#mål}\n# Mål\n", "1 1:1-1 Mål #mål-1\n1 2:1-2 A #=mål\n1 3:1-3 B #=mål\n"
	                                                       "1 4:1-4 Mål #mål-2\n");
}

static void test_anchors_unique(void **state)
{
	(void)state;
	assert_parts("# a\n# a\n# A\n# a-1\n# a\n", "1 1:1-1 a #a\n1 2:1-2 a #a-1\n1 3:1-3 A #a-2\n1 4:1-4 a-1 #a-1-1\n"
	                                            "1 5:1-5 a #a-3\n");
	assert_parts("# a-1\n# a\n# a\n", "1 1:1-1 a-1 #a-1\n1 2:1-2 a #a\n1 3:1-3 a #a-2\n");
}

static void test_anchor(void **state)
{
	static const struct {
		const char *title, *anchor;
	} cases[] = {
		{"", ""},
		{"IT-program för Stockholms stad", "it-program-för-stockholms-stad"},
		{"Kap. 3: Ansvar & mål ", "kap-3-ansvar--mål-"},
		{"§ 12 b_c", "-12-b_c"},
		{"ÅÄÖ Éé ẞ", "åäö-éé-ß"},
		{"A\u030Ar", "år"},
		{"”Citat” – streck", "citat--streck"},
		{"1.2.3", "123"},
		{"!?", ""},
		{"ȺȺȺ", "ⱥⱥⱥ"},
		{"日本 Ω", "日本-ω"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(markdown_anchor(&arena, str_from(cases[i].title)), cases[i].anchor);
}

static void test_quoted_heading(void **state)
{
	(void)state;
	parse("# a\n> # b\n> text\n\nc\n- # d\n");
	assert_string_equal(parts(), "1 1:1-5 a #a text\n1 6:3-6 d #d\n");
	assert_string_equal(blocks(),
	                    "heading 1:1-1 <0\nheading quote 2:3-2 <0\nparagraph quote 3:3-3 <0\nparagraph 5:1-5 <0\n"
	                    "heading item 6:3-6 <1\n");
}

/* -- blocks -- */

static void test_blocks(void **state)
{
	(void)state;
	assert_blocks("a\nb\n\nc", "paragraph 1:1-2\nparagraph 4:1-4\n");
	assert_blocks("- a\n  b\n- c\n\n  d\n  1) e\n",
	              "paragraph item 1:3-2\nparagraph item 3:3-3\nparagraph item 5:3-5\n"
	              "paragraph item 6:6-6\n");
	assert_blocks("> a\nlat\n> - b\n", "paragraph quote 1:3-2\nparagraph item quote 3:5-3\n");
	assert_blocks("```\na\n```\n    b\n<p>\nc\n\nd\n---\n***\n", "heading 8:1-9 <0\n");
	assert_blocks("   åäö  \n", "paragraph 1:4-1\n");
	assert_blocks("-\ta\n", "paragraph item 1:3-1\n");
}

static void test_sources(void **state)
{
	(void)state;
	parse("intro\r\n> - å\r\n>   b  \r\n\r\nc");
	assert_int_equal(markdown.block_count, 3);
	assert_str(markdown.blocks[0].source, "intro");
	assert_str(markdown.blocks[1].source, "> - å\r\n>   b  ");
	assert_ptr_equal(markdown.blocks[1].source.at, parsed.at + 7);
	assert_str(markdown.blocks[2].source, "c");
	parse("# Rubrik  \nA\n===\n");
	assert_str(markdown.blocks[0].source, "# Rubrik  ");
	assert_str(markdown.blocks[1].source, "A\n===");
}

static void test_first_line(void **state)
{
	(void)state;
	assert_int_equal(parse_within(STR("# a\n[b](c)\n|d|\n|-|\n\n|d|\n|-|"), 101, generous), MARKDOWN_OK);
	assert_string_equal(parts(), "1 101:1-107 a #a text\n");
	assert_string_equal(links(), "102:5 b (c)\n");
	assert_string_equal(blocks(), "heading 101:1-101 <0\nparagraph 102:1-104 <0\ntable 106:1-107 <0\n");
	assert_string_equal(table(2), "106:2<d>\n");
}

/* Lines end with LF, as elsewhere; cmark would end them with a CR by itself too. */
static void test_line_ends(void **state)
{
	(void)state;
	assert_blocks("a\r\n\r\nb\r\n", "paragraph 1:1-1\nparagraph 3:1-3\n");
	assert_blocks("a\rb\r\rc\n\nd\r", "paragraph 1:1-1\nparagraph 3:1-3\n");
	assert_str(markdown.blocks[0].source, "a\rb\r\rc");
	assert_blocks("a\n\n\r", "paragraph 1:1-1\n");
}

static void test_bom(void **state)
{
	(void)state;
	parse("\xEF\xBB\xBF# å [b](c)\n# d");
	assert_string_equal(parts(), "1 1:4-1 å b #å-b\n1 2:1-2 d #d\n");
	assert_string_equal(links(), "1:13 b (c)\n");
	assert_string_equal(blocks(), "heading 1:4-1 <0\nheading 2:1-2 <1\n");
	assert_table("\xEF\xBB\xBF|a|\n|-|\n|b|\n", "1:5<a>\n3:2<b>\n");
}

/* -- links -- */

static void test_links(void **state)
{
	(void)state;
	assert_links("å [*länk* `k`](policy.md#kap-3 \"titel\") b", "1:18 länk k (policy.md#kap-3)\n");
	assert_links("![bild](b.png)", "1:9 !bild (b.png)\n");
	assert_links("<https://a.se/å> <b@c.se>", "1:2 https://a.se/å (https://a.se/å)\n1:20 b@c.se (mailto:b@c.se)\n");
	assert_links("[a](<en fil.md>) [b]() [c](<>) [](d)", "1:6 a (en fil.md)\n1:22 b ()\n1:29 c ()\n1:35  (d)\n");
	assert_links("[a](  b  'c' ) [d](\n  e)", "1:7 a (b)\n2:3 d (e)\n");
	assert_links("[rad\nbrytning  \nhård](a)", "3:8 rad brytning hård (a)\n");
	assert_links("# [a](b)\n\n|[c](d)|\n|-|\n|[e](f)|\n", "1:7 a (b)\n3:6 c (d)\n5:6 e (f)\n");
	assert_links("[a] [b](c d) <e> &lt;http:f> http://g", "");
	assert_links("[a](b(c)d) [e](f\\)g)", "1:5 a (b(c)d)\n1:16 e (f)g)\n");
}

/* The URLs are in the order of the text, also where links lie within each other. */
static void test_links_nested(void **state)
{
	(void)state;
	assert_links("[x ![alt](1.png) y](2.md) ![a ![b](3) [c](4) d](5)",
	             "1:11 !alt (1.png)\n1:21 x alt y (2.md)\n1:36 !b (3)\n1:43 c (4)\n1:49 !a b c d (5)\n");
	assert_links("[a [b](c) d](e)", "1:8 b (c)\n");
}

static void test_links_escaped(void **state)
{
	(void)state;
	assert_links("[a](b\\_c&amp;d&#246;&auml;) x [e](f&g;h&amp;amp;)", "1:5 a (b_c&döä)\n1:35 e (f&g;h&amp;)\n");
	assert_links("<http://a?b&amp;c> <http://d\\_e>",
	             "1:2 http://a?b&c (http://a?b&c)\n1:21 http://d\\_e (http://d\\_e)\n");
}

/* Where cmark's own places are wrong. */
static void test_links_continued(void **state)
{
	(void)state;
	assert_links("- ett\n      [a](1)\n  [b](2)\nlat [c](3)\\\n  [d](4)\n",
	             "2:11 a (1)\n3:7 b (2)\n4:9 c (3)\n5:7 d (4)\n");
	assert_links("> ett [a](\n>   z) [b](2)\n> [c\n> d](3)\n", "2:5 a (z)\n2:12 b (2)\n4:6 c d (3)\n");
}

/* Look like links, are none: the same URL behind them is found all the same. */
static void test_links_lookalikes(void **state)
{
	(void)state;
	assert_links("`[a](b)` ``x ` [a](b)`` \\[a](b) ` [a](b)", "1:39 a (b)\n");
	assert_links("<i title=\"[a](c)\"> [a](b) [a](c)", "1:24 a (b)\n1:31 a (c)\n");
	assert_links("[a](bc) [a](b)", "1:5 a (bc)\n1:13 a (b)\n");
	assert_links("<b> <http://x> [a](http://x)", "1:6 http://x (http://x)\n1:20 a (http://x)\n");
}

static void test_links_by_reference(void **state)
{
	(void)state;
	/* the URL is elsewhere: the place is the text's */
	assert_links("text\n\n- [a][r], [r], ![i][r] [b](c)\n\n[r]: http://u 'titel'\n",
	             "3:4 a (http://u)\n3:12 r (http://u)\n3:18 !i (http://u)\n3:28 b (c)\n");
}

/* -- tables -- */

static void test_tables(void **state)
{
	(void)state;
	assert_table("| a | b |\n|---|---|\n| c | d |\n| e | f |", "1:3<a> 1:7<b>\n3:3<c> 3:7<d>\n4:3<e> 4:7<f>\n");
	assert_table("a | b\n--|--\nåä|ö", "1:1<a> 1:5<b>\n3:1<åä> 3:6<ö>\n");
	assert_table("|a|b\n :-: | -:\nc|d|\n", "1:2<a> 1:4<b>\n3:1<c> 3:3<d>\n");
	assert_table("|a|\n|:-|", "1:2<a>\n");
	assert_table("| a \\| b | `c|d` |\n|-|-|-|\n", "1:3<a \\| b> 1:12<`c> 1:15<d`>\n");
	assert_table("|a|b|\r\n|-|-|\r\n|c|d|\r\n", "1:2<a> 1:4<b>\n3:2<c> 3:4<d>\n");
	assert_table("|  | a |\n|-|-|\n||\\\\|", "1:2<> 1:6<a>\n3:2<> 3:3<\\\\>\n");
	assert_table("  |a|\n|-|", "1:4<a>\n");
}

static void test_tables_ragged(void **state)
{
	(void)state;
	assert_table("|a|b|\n|-|-|\n|c|\n|c|d|e|\n|\nåä",
	             "1:2<a> 1:4<b>\n3:2<c> 3:4<>\n4:2<c> 4:4<d>\n5:2<> 5:2<>\n6:1<åä> 6:5<>\n");
}

static void test_tables_contained(void **state)
{
	(void)state;
	assert_table("- | a |\n  |---|\n  | b |\n", "1:5<a>\n3:5<b>\n");
	assert_string_equal(blocks(), "table item 1:3-3\n");
	assert_table("> 1. |a|b\n>    -|-\n>    c|d\n> e|f", "1:7<a> 1:9<b>\n3:6<c> 3:8<d>\n4:3<e> 4:5<f>\n");
	assert_string_equal(blocks(), "table item quote 1:6-4\n");
}

/* CommonMark knows no tables, and takes the line for the underline of a heading. */
static void test_tables_underlined(void **state)
{
	(void)state;
	parse("# R\n|a|b|\n|-|-|\n|c|d|\n---\n\ntext\n");
	assert_string_equal(parts(), "1 1:1-7 R #r text\n");
	assert_string_equal(blocks(), "heading 1:1-1 <0\ntable 2:1-4 <0\nparagraph 7:1-7 <0\n");
	assert_string_equal(table(1), "2:2<a> 2:4<b>\n4:2<c> 4:4<d>\n");
	parse("|a|\n|-|\n===\n");
	assert_string_equal(blocks(), "table 1:1-2\n");
}

static void test_tables_none(void **state)
{
	static const char *const texts[] = {
		"|a|b|\n|-|\n", "|a|\n|-|-|\n", "|a|\n|b|\n|-|\n", "|a|\n|-x|\n", "|a|\n| |\n", "|a|\n|:|\n",
		"|a|",          "a\n:-\n",      "|a|\n|--:-|\n",   "|\n|-|\n",    "a|b\n|\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		parse(texts[i]);
		assert_int_equal(markdown.block_count, 1);
		assert_int_equal(markdown.blocks[0].kind, MARKDOWN_PARAGRAPH);
	}
}

static void table_of(size_t columns, size_t rows)
{
	char *text = malloc(columns * 4 + rows * 2 + 8), *to = text;

	for (size_t i = 0; i < columns; i++)
		to = memcpy(to, "|a", 2), to += 2;
	*to++ = '\n';
	for (size_t i = 0; i < columns; i++)
		to = memcpy(to, "|-", 2), to += 2;
	for (size_t i = 0; i < rows; i++)
		to = memcpy(to, "\n|", 2), to += 2;
	assert_int_equal(parse_within((struct str){text, (size_t)(to - text)}, 1, generous), MARKDOWN_OK);
	assert_int_equal(markdown.block_count, 1);
	assert_int_equal(markdown.blocks[0].kind, MARKDOWN_TABLE);
	free(text);
}

static void test_tables_bounds(void **state)
{
	struct markdown_table found;

	(void)state;
	table_of(MARKDOWN_COLUMNS_MAX, 1);
	assert_true(markdown_table(&found, &arena, &markdown.blocks[0]));
	assert_int_equal(found.columns, MARKDOWN_COLUMNS_MAX);
	assert_int_equal(found.rows, 1);
	table_of(MARKDOWN_COLUMNS_MAX + 1, 1);
	assert_false(markdown_table(&found, &arena, &markdown.blocks[0]));
	assert_int_equal(found.columns, 0);
	assert_null(found.cells);
	/* rows of two bytes that would be filled up with 99 cells: 256 cells and 4 for each byte */
	table_of(MARKDOWN_COLUMNS_MAX, 19);
	assert_int_equal(markdown.blocks[0].source.n, 439);
	assert_true(markdown_table(&found, &arena, &markdown.blocks[0]));
	table_of(MARKDOWN_COLUMNS_MAX, 20);
	assert_false(markdown_table(&found, &arena, &markdown.blocks[0]));
}

/* -- limits -- */

static void assert_limit(struct str text, struct markdown_limits limits, enum markdown_problem problem, uint32_t line,
                         uint32_t column)
{
	assert_int_equal(parse_within(text, 1, limits), problem);
	assert_int_equal(at.line, line);
	assert_int_equal(at.column, column);
}

static void test_limit_parts(void **state)
{
	struct markdown_limits limits = generous;

	(void)state;
	limits.parts = 3;
	assert_limit(STR("# a\n\n# b\n\n- # c\n> # d\n"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("# a\n\n# b\n\n- # c\n\n  # d\n"), limits, MARKDOWN_TOO_MANY_PARTS, 7, 3);
	limits.parts = 0;
	assert_limit(STR("text"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("# a"), limits, MARKDOWN_TOO_MANY_PARTS, 1, 1);
}

static void test_limit_links(void **state)
{
	struct markdown_limits limits = generous;

	(void)state;
	limits.links = 3;
	assert_limit(STR("[a](b) <http:c>\n\n![d](e)\n"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("[a](b) <http:c>\n\n![d](e)\n[f](g)"), limits, MARKDOWN_TOO_MANY_LINKS, 4, 5);
}

static void test_limit_blocks(void **state)
{
	struct markdown_limits limits = generous;

	(void)state;
	limits.blocks = 3;
	assert_limit(STR("a\n\n# b\n\n```\n```\n***\n- c"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("a\n\n# b\n\n```\n```\n***\n- c\n- d"), limits, MARKDOWN_TOO_MANY_BLOCKS, 9, 3);
}

static void test_limit_images(void **state)
{
	struct markdown_limits limits = generous;

	(void)state;
	limits.images = 3;
	assert_limit(STR("![a](b) ![\n! ![c](d)!"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("![a](b) ![\nå ![c](d)!["), limits, MARKDOWN_TOO_MANY_IMAGES, 2, 11);
	limits.images = 0;
	assert_limit(STR("Hej! [a](b) !"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("!["), limits, MARKDOWN_TOO_MANY_IMAGES, 1, 1);
}

static void test_limit_nesting(void **state)
{
	/* each nested four deep, and where that is told */
	static const struct {
		const char *text;
		uint32_t line, column;
	} cases[] = {
		{"> > > > a", 1, 7},
		{">>>>", 1, 4},
		{"- - - - a", 1, 7},
		{"* 1. + 22) a", 1, 8},
		{"> - > - a", 1, 7},
		{"- a\n  - b\n    - c\n      - d\n", 4, 7},
		{"- a\n\n  - b\n\n    - c\n\n      - d\n", 7, 7},
		{"1. a\n   1. b\n      1. c\n         1. d\n", 4, 10},
		{"> - a\n>   - b\n>     - c\n", 3, 7},
		{"> > > a\nlat\n> > > > b\n", 3, 7},
		{"- - - a\nlat\n      - b\n", 3, 7},
		{"- - - a\n2. lat\n      - b\n", 3, 7},
		{"-\t-\t-\t- a\n", 1, 7},
		{"\xEF\xBB\xBF> > > > a", 1, 10},
	};
	struct markdown_limits limits = generous;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		limits.nesting = 4;
		assert_limit(str_from(cases[i].text), limits, MARKDOWN_OK, 0, 0);
		limits.nesting = 3;
		assert_limit(str_from(cases[i].text), limits, MARKDOWN_TOO_DEEP, cases[i].line, cases[i].column);
	}
}

/* Looks deep, is not. */
static void test_limit_nesting_shallow(void **state)
{
	static const char *const texts[] = {
		"- - - - - -\n",
		"* * *\n",
		"> - - -\n",
		"- a\n\n        - kod - - -\n",
		"- a\n- b\n- c\n- d\n\n- e\n  - f\n  - g\n\n1. h\n2. i\n",
		"            text\n",
		"- a\n\n                              b\n",
		"1.a 2.b 3.c\n-a -b -c\n",
		"- a - b - c - d\n",
		"- a\n  > b\n\n- c\n  > d\n\n- e\n  > f\n",
	};
	struct markdown_limits limits = generous;

	(void)state;
	limits.nesting = 2;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_limit(str_from(texts[i]), limits, MARKDOWN_OK, 0, 0);
	limits.nesting = 0;
	assert_limit(STR("a\n\n# b"), limits, MARKDOWN_OK, 0, 0);
	assert_limit(STR("- a"), limits, MARKDOWN_TOO_DEEP, 1, 1);
}

/* Each takes cmark, or a careless walk over its tree, more than linear time: 300 KB of it in far less than a minute. */
static void test_linear(void **state)
{
	static const struct {
		const char *head, *piece, *tail;
	} cases[] = {
		{"", "![[]()", ""},
		{"", ">", "_)_)_)"},
		{"", "[a]: b\n", "\n[a]"},
		{"[a]: b\n\n", "[a] ", ""},
		{"", "[a](<b", ""},
		{"", "*a_ ", ""},
		{"", "a**b", "c* "},
		{"", "[", ""},
		{"", "[a](", ""},
		{"", "<!--", ""},
		{"", "a <?", ""},
		{"", "<a b=", ""},
		{"", "&", ""},
		{"", "\\", ""},
		{"", "`a``b```", ""},
		{"", "- a\n", ""},
		{"", "# a\n", ""},
		{"", "a\n===\n", ""},
		{"", "|a|\n|-|\n\n", ""},
		{"a", " ", "b"},
		{"[a](", " ", ")"},
		{"", "![a](b)\n", ""},
		{"", "\r", ""},
		{"", "<a:b>", ""},
		{"", "a\n", "==="},
		{"", "* ", "a"},
		{"# a {#", "{#", "}"},
		{"", "[a](&amp;b)", ""},
		{"|a|\n|-|\n", "|\n", ""},
		{"", "]: <", ""},
		{"", "[*a](b)*", ""},
		{"- - - a\n", "\n", "b"},
	};
	clock_t begun = clock();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t count = 300000 / strlen(cases[i].piece);

		parse_within(repeated(cases[i].head, cases[i].piece, count, cases[i].tail), 1, generous);
		for (uint32_t k = 0; k < markdown.block_count; k++) {
			struct markdown_table found;

			if (markdown.blocks[k].kind == MARKDOWN_TABLE)
				markdown_table(&found, &arena, &markdown.blocks[k]);
		}
	}
	assert_true(clock() - begun < 30 * CLOCKS_PER_SEC);
}

/* At the limits themselves: as many open images as may be, and as deep. */
static void test_linear_at_limits(void **state)
{
	char text[2048];
	clock_t begun = clock();

	(void)state;
	for (size_t i = 0; i < generous.images; i++)
		memcpy(text + i * 2, "![", 3);
	parse_within(repeated(text, "[]()", 20000, ""), 1, generous);
	assert_int_equal(markdown.link_count, 20000);
	for (size_t i = 0; i < generous.nesting; i++)
		memcpy(text + i * 2, i == 0 ? "> " : "- ", 3);
	memcpy(text + generous.nesting * 2, "a\n", 3);
	parse_within(repeated(text, "\n", 100000, "b"), 1, generous);
	assert_int_equal(markdown.block_count, 2);
	parse_within(repeated(text, "_)", 100000, ""), 1, generous);
	parse_within(repeated("", text, 2000, ""), 1, generous);
	assert_int_equal(markdown.block_count, 2000);
	assert_true(clock() - begun < 30 * CLOCKS_PER_SEC);
}

/* Nested images show each other's text; it must not be copied for each. */
static void test_nested_text(void **state)
{
	char *text = malloc(500 * 6 + 200000 + 1);
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 500; i++, n += 2)
		memcpy(text + n, "![", 2);
	memset(text + n, 'a', 200000);
	n += 200000;
	for (int i = 0; i < 500; i++, n += 4)
		memcpy(text + n, "](b)", 4);
	assert_int_equal(parse_within((struct str){text, n}, 1, generous), MARKDOWN_OK);
	assert_int_equal(markdown.link_count, 500);
	for (uint32_t i = 0; i < 500; i++) {
		assert_int_equal(markdown.links[i].text.n, 200000);
		assert_ptr_equal(markdown.links[i].text.at, markdown.links[0].text.at);
		assert_int_equal(markdown.links[i].at.column, 1000 + 200000 + i * 4 + 3);
	}
	free(text);
}

/* -- threads -- */

static void *parse_often(void *unused)
{
	struct arena own = ARENA_EMPTY, work = ARENA_EMPTY;
	size_t wrong = 0;

	(void)unused;
	for (int i = 0; i < 200; i++) {
		struct markdown out;
		struct location where;
		struct str text = i % 2 ? STR("# a\n\n[b](c) *d*\n") : STR("- a\n- b\n\n|c|\n|-|\n");

		wrong += markdown_parse(&out, &own, &work, text, 1, generous, &where) != MARKDOWN_OK;
		wrong += out.block_count != (i % 2 ? 2 : 3) || out.link_count != (i % 2 ? 1 : 0);
		arena_reset(&own);
		arena_reset(&work);
	}
	arena_release(&own);
	arena_release(&work);
	return wrong ? &arena : NULL;
}

static void test_threads(void **state)
{
	pthread_t threads[4];
	void *result;

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_often, NULL), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &result);
		assert_null(result);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_parts_setext),
		cmocka_unit_test(test_has_text),
		cmocka_unit_test(test_anchors_given),
		cmocka_unit_test(test_anchors_unique),
		cmocka_unit_test(test_anchor),
		cmocka_unit_test(test_quoted_heading),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_first_line),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_bom),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_links_nested),
		cmocka_unit_test(test_links_escaped),
		cmocka_unit_test(test_links_continued),
		cmocka_unit_test(test_links_lookalikes),
		cmocka_unit_test(test_links_by_reference),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_tables_ragged),
		cmocka_unit_test(test_tables_contained),
		cmocka_unit_test(test_tables_underlined),
		cmocka_unit_test(test_tables_none),
		cmocka_unit_test(test_tables_bounds),
		cmocka_unit_test(test_limit_parts),
		cmocka_unit_test(test_limit_links),
		cmocka_unit_test(test_limit_blocks),
		cmocka_unit_test(test_limit_images),
		cmocka_unit_test(test_limit_nesting),
		cmocka_unit_test(test_limit_nesting_shallow),
		cmocka_unit_test(test_linear),
		cmocka_unit_test(test_linear_at_limits),
		cmocka_unit_test(test_nested_text),
		cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
