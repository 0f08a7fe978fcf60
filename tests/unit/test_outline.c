/* bin/write/outline: one tree, three renderers; what comes from strangers becomes no markup. */
#include "bin/write/outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct arena arena;

static void assert_written(outline_writer *writer, const struct outline *outline, const char *expected)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	writer(out, outline);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void begin(struct outline *outline)
{
	outline_init(outline, &arena, LANGUAGE_EN);
}

static void test_redline(void **state)
{
	struct outline outline;

	(void)state;
	begin(&outline);
	outline_open(&outline, NODE_PARAGRAPH, STR("All have "));
	outline_put(&outline, NODE_DELETED, STR("a *fax*"));
	outline_put(&outline, NODE_TEXT, STR(" "));
	outline_put(&outline, NODE_INSERTED, STR("<b>"));
	outline_put(&outline, NODE_TEXT, STR(" now"));
	assert_written(outline_as_text, &outline, "All have [-a *fax*-] {+<b>+} now\n");
	assert_written(outline_as_markdown, &outline, "All have ~~a \\*fax\\*~~ **\\<b\\>** now\n");
	assert_written(outline_html_nodes, &outline, "<p>All have <del>a *fax*</del> <ins>&lt;b&gt;</ins> now</p>\n");
}

static void test_links(void **state)
{
	struct outline outline;

	(void)state;
	begin(&outline);
	outline_open(&outline, NODE_PARAGRAPH, STR_EMPTY);
	outline_put(&outline, NODE_LINK, STR("a"))->name = STR("https://x/\"y");
	outline_put(&outline, NODE_LINK, STR("b"))->name = STR("javascript:alert(1)");
	outline_put(&outline, NODE_LINK, STR("c"))->name = STR("#part");
	assert_written(outline_html_nodes, &outline,
	               "<p><a href=\"https://x/&quot;y\">a</a>b<a href=\"#part\">c</a></p>\n");
	assert_written(outline_as_markdown, &outline, "[a](<https://x/\"y>)bc\n");
}

/* A section without anything in it is not shown; places are told once, as notes. */
static void test_sections(void **state)
{
	struct outline outline;

	(void)state;
	begin(&outline);
	outline_put(&outline, NODE_TITLE, STR("T"));
	outline_open(&outline, NODE_SECTION, STR("Empty"));
	outline_open(&outline, NODE_FACTS, STR_EMPTY);
	outline_fact(&outline, STR("name"), STR_EMPTY);
	outline_close(&outline);
	outline_close(&outline);
	outline_open(&outline, NODE_SECTION, STR("Full"))->name = STR("full");
	outline_item(&outline, STR("one"), STR("a.md"), (struct location){.line = 3});
	outline_item(&outline, STR("two"), STR("a.md"), (struct location){.line = 3});
	assert_written(outline_as_text, &outline, "T\n\nFull\n\n  – one  a.md:3\n  – two  a.md:3\n");
	assert_written(outline_as_markdown, &outline, "# T\n\n## Full\n\n- one (a.md:3)\n- two (a.md:3)\n");
	assert_written(
		outline_html_nodes, &outline,
		"<h1>T</h1>\n<section class=\"full\" aria-labelledby=\"full\">\n<h2 id=\"full\">Full</h2>\n<ul>\n"
		"<li>one\u00a0<a class=\"note\" href=\"#s1\">[1]</a></li>\n"
		"<li>two\u00a0<a class=\"note\" href=\"#s1\">[1]</a></li>\n</ul>\n</section>\n"
		"<section class=\"sources\">\n<h2>Where it is written</h2>\n<ol>\n<li id=\"s1\">a.md:3</li>\n"
		"</ol>\n</section>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_redline),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_sections),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
