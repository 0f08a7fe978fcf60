/* What the formats for other programs are made of: URIs, columns, and the remedies in SARIF, which say what to write where. */
#include "bin/check/report.h"
#include "bin/wording/source_lines.h"
#include "registry/base/uri.h"
#include "rules/fix/fix.h"
#include "tests/unit/register.h"

static void is_path(const char *path, const char *uri)
{
	struct arena arena = ARENA_EMPTY;

	assert_string_equal(arena_copy(&arena, uri_path(&arena, str_from(path))).at, uri);
	arena_release(&arena);
}

static void paths(void **state)
{
	(void)state;
	is_path("", "");
	is_path("docs-corpus/a_b.c~1.md", "docs-corpus/a_b.c~1.md");
	is_path("a b/100 %/c:d?e#f", "a%20b/100%20%25/c%3Ad%3Fe%23f");
	is_path("bl\xC3\xA5", "bl%C3%A5");
	is_path("bla\xCC\x8A", "bla%CC%8A"); /* another name, and it stays that */
	is_path("\xFF\n\"<>\\^`{|}[]", "%FF%0A%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D");
}

static void is_remote(const char *remote, const char *uri)
{
	struct arena arena = ARENA_EMPTY;

	assert_string_equal(arena_copy(&arena, uri_of_remote(&arena, str_from(remote))).at, uri);
	arena_release(&arena);
}

static void remotes(void **state)
{
	(void)state;
	is_remote("https://git.example.org/a/b.git", "https://git.example.org/a/b.git");
	is_remote("https://anna:hemligt@git.example.org:8443/a", "https://git.example.org:8443/a");
	is_remote("https://anna@example.org:hemligt@git.example.org/a@b", "https://git.example.org/a%40b");
	is_remote("https://git.example.org?token=hemligt", "https://git.example.org");
	is_remote("https://git.example.org/a%20b?token=hemligt#x", "https://git.example.org/a%20b");
	is_remote("git@git.example.org:a/b.git", "ssh://git.example.org/a/b.git");
	is_remote("git.example.org:/srv/a", "ssh://git.example.org/srv/a");
	is_remote("/srv/git/a b.git", "file:///srv/git/a%20b.git");
	is_remote("file:///srv/a", "file:///srv/a");
	is_remote("ssh://git@[::1]:22/a", "ssh://[::1]:22/a");
	is_remote("../a.git", "");
	is_remote("", "");
	is_remote(":", "");
	is_remote("a b:c", "ssh://a%20b/c");
	is_remote("://x", "");
	is_remote("a b://x", "ssh://a%20b//x");
}

static const char document[] =
	"---\nid: a\ntitle: A\ntype: policy\n---\n\n\xC3\xA5 \xF0\x9F\x98\x80 [[borta]] och [[fel]]\n";

static void columns(void **state)
{
	struct room room;
	struct lines lines;
	struct location location = {7, 0};
	/* bytes before, characters before, UTF-16 units before; back again, too */
	static const uint32_t wanted[][3] = {{0, 0, 0}, {2, 1, 1}, {3, 2, 2},   {7, 3, 4},
	                                     {8, 4, 5}, {3, 2, 2}, {99, 25, 26}};

	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/a.md", document);
	room_open(&room);
	lines = (struct lines){.registry = room.registry};
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		location.column = wanted[i][0] + 1;
		assert_int_equal(lines_column(&lines, STR("docs-corpus/a.md"), location), wanted[i][1] + 1);
		assert_int_equal(lines_units(&lines, STR("docs-corpus/a.md"), location), wanted[i][2] + 1);
	}
	assert_int_equal(lines_units(&lines, STR("docs-corpus/borta.md"), (struct location){1, 9}), 9);
	lines_release(&lines);
	room_close(&room);
}

static void remedies(void **state)
{
	struct room room;
	struct finding findings[2] = {{.diagnostic = DIAGNOSTIC_LINK_DANGLING,
	                               .severity = SEVERITY_ERROR,
	                               .document = NO_DOCUMENT,
	                               .path = STR("docs-corpus/a.md"),
	                               .at = {7, 11}}};
	struct report report = {.findings = findings, .count = 2, .language = LANGUAGE_EN};
	/* that of the second finding: a word in two files */
	struct edit edits[] = {
		{.path = STR("docs-corpus/a.md"), .at = {7, 27}, .old = STR("fel"), .text = STR("r\xC3\xA4tt")},
		{.path = STR("styrdok.yaml"), .at = {1, 1}, .old = STR("language:")}};
	struct fix fix = {.edits = edits, .count = 2};
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	findings[0].args[0] = argument_text(STR("fel"));
	findings[1] = findings[0];
	findings[1].fix = &fix;
	room_begin(&room);
	room_write(&room, "docs-corpus/a.md", document);
	room_write(&room, "styrdok.yaml", "language: sv\n");
	room_open(&room);
	report.registry = room.registry;
	output_sarif(out, &report);
	fclose(out);
	assert_non_null(strstr(text, "\"startColumn\": 8")); /* of byte 11 */
	assert_non_null(strstr(text, "\"fixes\": ["));
	assert_null(strstr(strstr(text, "\"fixes\": [") + 1, "\"fixes\": ["));
	assert_non_null(strstr(text, "\"deletedRegion\": {\n"
	                             "                        \"startLine\": 7,\n"
	                             "                        \"startColumn\": 24,\n"
	                             "                        \"endLine\": 7,\n"
	                             "                        \"endColumn\": 27\n"));
	assert_non_null(strstr(text, "\"insertedContent\": {\n"
	                             "                        \"text\": \"r\xC3\xA4tt\"\n"));
	assert_non_null(strstr(text, "\"uri\": \"styrdok.yaml\",\n"));
	free(text);
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(paths), cmocka_unit_test(remotes),
	                                   cmocka_unit_test(columns), cmocka_unit_test(remedies)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
