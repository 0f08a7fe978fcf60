/* bin/svg: lines, widths, references. */
#include "bin/write/svg.h"
#include "registry/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka needs the first three above */
#include <cmocka.h>

static struct arena arena;
static const struct svg_font font = {10, false};

/* The lines with | between them; none is wider than asked for, unless it is one letter. */
static void wraps(const char *text, double width, size_t room, const char *expected)
{
	struct str lines[8];
	size_t n = svg_wrap(lines, room, &arena, str_from(text), font, width);

	assert_true(n >= 1 && n <= room);
	for (size_t i = 0; i < n; i++)
		assert_true(svg_width(lines[i], font) <= width + 0.001 || lines[i].n <= 4);
	assert_string_equal(arena_copy(&arena, arena_list(&arena, lines, n, STR("|"))).at, expected);
}

static void lines(void **state)
{
	(void)state;
	wraps("", 100, 3, "");
	wraps("  \n ", 100, 3, "");
	wraps("IT-program", 100, 3, "IT-program");
	wraps(" Telefonpolicy \n\t för  staden ", 68, 3, "Telefonpolicy|för staden");
	wraps("Stockholms IT-program", 64, 3, "Stockholms|IT-program");
	wraps("Stockholms IT-program", 75, 3, "Stockholms IT-|program");
	wraps("2013–2018", 32, 3, "2013–|2018");
	wraps("en två tre fyra fem sex", 40, 2, "en två|tre fyr\xE2\x80\xA6");
	wraps("sammansattordutanslut", 50, 3, "sammansa|ttordutansl|ut");
	wraps("abc", 1, 2, "a|b\xE2\x80\xA6");
	wraps("\xFF\xFE fil\xE5", 100, 1, "?? fil?");
}

static void widths(void **state)
{
	(void)state;
	assert_true(svg_width(STR(""), font) == 0);
	assert_true(svg_width(STR("i"), font) < svg_width(STR("m"), font));
	assert_true(svg_width(STR("\xC3\xA5"), font) == svg_width(STR("a"), font));
	assert_true(svg_width(STR("e\xCC\x81"), font) == svg_width(STR("e"), font)); /* a combining accent */
	assert_true(svg_width(STR("\xE5\xA5\x91"), font) == 10); /* a Chinese sign is as wide as high */
	assert_true(svg_width(STR("a"), (struct svg_font){10, true}) > svg_width(STR("a"), font));
}

/* What a writer writes. */
static const char *href(const char *path)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct str kept;

	svg_href(out, str_from(path));
	fclose(out);
	kept = arena_copy(&arena, (struct str){text, n});
	free(text);
	return kept.at;
}

static void references(void **state)
{
	(void)state;
	assert_string_equal(href("docs-corpus/policy/it-2008.md"), "docs-corpus/policy/it-2008.md");
	assert_string_equal(href("javascript:alert(1)"), "javascript%3Aalert%281%29");
	assert_string_equal(href("å \"&<?#%\xFF"), "%C3%A5%20%22%26%3C%3F%23%25%FF");
}

static void numbers(void **state)
{
	static const struct {
		double number;
		const char *text;
	} rows[] = {{0, "0"}, {1.04, "1"}, {1.05001, "1.1"}, {-0.04, "0"}, {-2.5, "-2.5"}, {1234.56, "1234.6"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[32] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		svg_number(out, rows[i].number);
		fclose(out);
		assert_string_equal(text, rows[i].text);
	}
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(lines), cmocka_unit_test(widths),
	                                   cmocka_unit_test(references), cmocka_unit_test(numbers)};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
