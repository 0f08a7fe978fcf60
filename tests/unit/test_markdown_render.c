/* Markdown as HTML: no markup of a stranger's, every link asked about, pieces by part. */
#include "registry/port/markdown/markdown_render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct markdown_limits limits = {100, 100, 1000, 64, 100};

static struct str upper(void *context, struct str url)
{
	int *asked = context;

	++*asked;
	return str_starts(url, STR("javascript:")) ? STR_EMPTY : STR("x?\"<");
}

/* The pieces of the text, one line for each, as one text. */
static struct str rendered(struct arena *arena, const char *text, bool links)
{
	struct arena scratch = ARENA_EMPTY;
	struct markdown markdown;
	struct location at;
	struct str pieces[32], all = STR_EMPTY;
	int asked = 0;

	assert_int_equal(markdown_parse(&markdown, arena, &scratch, str_from(text), 7, limits, &at), MARKDOWN_OK);
	assert_true(markdown.part_count < 31);
	assert_true(markdown_render(pieces, markdown.parts, markdown.part_count, arena, &scratch, str_from(text), 7,
	                            limits, (struct markdown_links){links ? upper : NULL, &asked}));
	for (uint32_t i = 0; i <= markdown.part_count; i++)
		all = arena_format(arena, "%.*s%u:%.*s", STR_ARG(all), i, STR_ARG(pieces[i]));
	arena_release(&scratch);
	return all;
}

static void expect(const char *text, const char *html)
{
	struct arena arena = ARENA_EMPTY;

	assert_string_equal(arena_format(&arena, "%.*s", STR_ARG(rendered(&arena, text, true))).at, html);
	arena_release(&arena);
}

static void blocks_and_inlines(void **state)
{
	(void)state;
	expect("a *b* **c** `d<`\ne  \nf\n", "0:<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code>\ne<br>\nf</p>\n");
	expect("- a\n- b\n\n3. c\n\n   d\n",
	       "0:<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li><p>c</p>\n<p>d</p>\n</li>\n</ol>\n");
	expect("> a\n\n---\n\n    b & c\n",
	       "0:<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<pre tabindex=\"0\"><code>b &amp; c\n</code></pre>\n");
}

static void parts_have_pieces(void **state)
{
	(void)state;
	expect("a\n\n# B\n\nc\n\n## D\n\n## E\n\nf\n", "0:<p>a</p>\n1:<p>c</p>\n2:3:<p>f</p>\n");
	expect("- # A\n\nb\n", "0:<ul>\n<li><p class=\"heading\">A</p>\n</li>\n</ul>\n<p>b</p>\n1:");
	expect("> # A\n", "0:<blockquote>\n<p class=\"heading\">A</p>\n</blockquote>\n");
}

static void strangers_bring_no_markup(void **state)
{
	(void)state;
	expect("<script>x</script>\n\na<b onclick=x>c</b><!-- d -->\n", "0:<p>ac</p>\n");
	expect("<div>\n<p>x\n\ny\n</div>\n", "0:<p>y</p>\n");
	expect("a & <b \"c\n", "0:<p>a &amp; &lt;b &quot;c</p>\n");
	expect("![<i>*a*](http://x/y.png)\n", "0:<p><span class=\"image\"><em>a</em></span></p>\n");
}

static void links_are_asked_about(void **state)
{
	struct arena arena = ARENA_EMPTY;

	(void)state;
	expect("[a](b) [c](javascript:x) <https://d>\n",
	       "0:<p><a href=\"x?&quot;&lt;\">a</a> c <a href=\"x?&quot;&lt;\">https://d</a></p>\n");
	assert_true(str_equal(rendered(&arena, "[a](b)\n", false), STR("0:<p>a</p>\n")));
	arena_release(&arena);
}

static void tables(void **state)
{
	(void)state;
	expect("| a | <b> |\n|---|---|\n| - x | `y` \\| z |\n| 1. q |\n",
	       "0:<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr><th>a</th><th></th></tr></thead>\n<tbody>\n"
	       "<tr><td>- x</td><td><code>y</code> | z</td></tr>\n<tr><td>1. "
	       "q</td><td></td></tr>\n</tbody>\n</table>\n</div>\n");
}

static void the_registers_own_words(void **state)
{
	(void)state;
	expect("> [!REGISTER]\n> A *b*.\n>\n> c\n",
	       "0:<aside class=\"remark\">\n<p>A <em>b</em>.</p>\n<p>c</p>\n</aside>\n");
	expect("> [!REGISTER] A\n", "0:<blockquote>\n<p>[!REGISTER] A</p>\n</blockquote>\n");
	expect("> [!REGISTER]\n\nb\n", "0:<aside class=\"remark\">\n<p></p>\n</aside>\n<p>b</p>\n");
}

static void a_limit_is_told(void **state)
{
	struct arena arena = ARENA_EMPTY, scratch = ARENA_EMPTY;
	struct markdown_limits narrow = limits;
	struct str piece;

	(void)state;
	narrow.nesting = 2;
	assert_false(markdown_render(&piece, NULL, 0, &arena, &scratch, STR("> > > > a\n"), 1, narrow,
	                             (struct markdown_links){0}));
	assert_int_equal(piece.n, 0);
	arena_release(&arena);
	arena_release(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_and_inlines),
		cmocka_unit_test(parts_have_pieces),
		cmocka_unit_test(strangers_bring_no_markup),
		cmocka_unit_test(links_are_asked_about),
		cmocka_unit_test(tables),
		cmocka_unit_test(the_registers_own_words),
		cmocka_unit_test(a_limit_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
