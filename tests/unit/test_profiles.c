/* The ready maps are maps: each is understood, is summed up in both languages, and takes what is said beside it. */
#include "registry/document/profile.h"
#include "tests/unit/register.h"

#include "registry/base/path.h"
#include "registry/document/config.h"

static void test_understood(void **state)
{
	(void)state;
	assert_true(profile_count >= 9);
	for (size_t i = 0; i < profile_count; i++) {
		struct arena arena = ARENA_EMPTY;
		struct config config;
		struct bilingual summary = profile_summary(&arena, &profiles[i]);
		config_read(&config, &arena, (struct str){profiles[i].text, profiles[i].size});
		for (size_t k = 0; k < config.problems.n; k++)
			fprintf(stderr, "%s:%u: %.*s\n", profiles[i].name, config.problems.at[k].at.line,
			        STR_ARG(config.problems.at[k].args[0].text));
		assert_int_equal(config.problems.n, 0);
		assert_true(config.mapped);
		assert_true(*summary.en && *summary.sv);
		config_release(&config);
		arena_release(&arena);
	}
}

static void test_beside_wins(void **state)
{
	struct arena arena = ARENA_EMPTY;
	struct config config;

	(void)state;
	config_read(
		&config, &arena,
		STR("front-matter: {decided: created, status-words: {Final: draft}}\nprofile: eip\nlanguage: sv\n"));
	assert_int_equal(config.problems.n, 0);
	assert_int_equal(config.language, LANGUAGE_SV);
	assert_int_equal(map_get(&config.keys, STR("created")), KEY_DECIDED);
	assert_int_equal(config.map.fields[KEY_DATED].n, 0);
	assert_int_equal(map_get(&config.keys, STR("eip")), KEY_ID);
	assert_int_equal(config.map.stage_words[0].stage, STAGE_DRAFT);
	assert_false(config.documents_stated);
	config_release(&config);
	config_read(&config, &arena, STR("profile: eipp\n"));
	assert_int_equal(config.problems.n, 1);
	assert_int_equal(config.problems.at[0].kind, PROBLEM_WORD);
	config_release(&config);
	arena_release(&arena);
}

static void test_patterns(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool matches;
	} rows[] = {
		{"*.md", "a/b/c.md", true},
		{"*.md", "c.rst", false},
		{"eip-*.md", "EIPS/eip-1.md", true},
		{"**/README.md", "README.md", true},
		{"**/README.md", "a/b/README.md", true},
		{"a/*/c.md", "a/b/c.md", true},
		{"a/*/c.md", "a/b/b/c.md", false},
		{"**/mallar/**", "x/mallar/y/z.md", true},
		{"**/mallar/**", "mallar/z.md", true},
		{"mallar/", "mallar/z.md", true},
		{"mallar/", "x/mallar/z.md", false},
		{"a/**/c.md", "a/c.md", true},
		{"a/**/c.md", "a/x/y/c.md", true},
		{"[0-9]*.md", "0001-x.md", true},
		{"[0-9]*.md", "a/index.md", false},
		{"[!t]*.md", "template.md", false},
		{"?.md", "a.md", true},
		{"/docs/*.md", "docs/a.md", true},
		{"**", "a/b", true},
		{"", "a", false},
		{"a**/b", "a/x/b", true},
		{"*", "a/b.md", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (path_matches(str_from(rows[i].pattern), str_from(rows[i].path)) != rows[i].matches)
			fail_msg("%s, %s", rows[i].pattern, rows[i].path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_understood),
		cmocka_unit_test(test_beside_wins),
		cmocka_unit_test(test_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
