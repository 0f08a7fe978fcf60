/* What the golden cases of fixes cannot show: which misspellings are certain, fixes that overlap, files that change meanwhile. */
#include "tests/unit/register.h"

#include "registry/base/spelling.h"
#include "registry/source/rewrite.h"
#include "rules/fix/fix.h"

#include <sys/wait.h>
#include <unistd.h>

static bool is_sure(const char *text, const char *const *words)
{
	struct spelling spelling = spelling_of(str_from(text));

	for (; *words; words++)
		spelling_try(&spelling, str_from(*words));
	return spelling_is_sure(&spelling);
}

static void near_is_certain_of_one_word_alone(void **state)
{
	static const char *const words[] = {"in-force", "expires", "decided", "dated", "referred", "type", "it", NULL};
	static const char *const alike[] = {"resepolicy", "restpolicy", NULL};
	static const char *const years[] = {"policy-2008", NULL};

	(void)state;
	assert_true(is_sure("in-forse", words));
	assert_true(is_sure("epxires", words));
	assert_true(is_sure("typ", words));
	assert_false(is_sure("type", words));     /* it is known */
	assert_false(is_sure("deferred", words)); /* another word */
	assert_false(is_sure("i", words));        /* too short */
	assert_false(is_sure("daded", words) && is_sure("daided", words));
	assert_false(is_sure("respolicy", alike));
	assert_false(is_sure("policy-2009", years));
	assert_false(is_sure("policy-2080", years));
	assert_true(is_sure("polcy-2008", years));
	assert_true(is_sure("polcy-2008", (const char *const[]){"policy-2008", "policy-2008", NULL}));
	assert_false(is_sure("", words));
}

/* --- fixes put together ------------------------------------------------------------------------------------------------ */

#define TEXT "---\nid: a\ntitle: Ett\ntype: policy\ntext: reference\n---\n"

static struct fix fix_of(struct edit *edits, uint32_t count)
{
	return (struct fix){.kind = FIX_WORD, .edits = edits, .count = count};
}

static struct edit edit_at(size_t from, const char *old, const char *text)
{
	return (struct edit){
		.path = STR("docs-corpus/a.md"), .from = from, .old = str_from(old), .text = str_from(text)};
}

static void the_first_of_overlapping_fixes_wins(void **state)
{
	struct room room;
	/* offsets: "id: a" at 4, "title: Ett" at 10 */
	struct edit late[] = {edit_at(17, "Ett", "Två")}, first[] = {edit_at(10, "title: Ett", "title: Tre")};
	struct edit same[] = {edit_at(10, "title: Ett", "title: Tre")},
		    whole[] = {edit_at(4, "id", "ID"), edit_at(19, "t", "x")};
	struct edit before[] = {edit_at(10, "", "# ")}, behind[] = {edit_at(20, "", " # ")},
		    again[] = {edit_at(20, "", "!")};
	struct fix fixes[] = {fix_of(first, 1),  fix_of(late, 1),   fix_of(same, 1), fix_of(whole, 2),
	                      fix_of(before, 1), fix_of(behind, 1), fix_of(again, 1)};
	struct finding findings[8];
	struct fixed_files fixed;
	struct error error = {0};

	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/a.md", TEXT);
	room_open(&room);
	memset(findings, 0, sizeof findings);
	for (size_t i = 0; i < 7; i++)
		findings[i].fix = &fixes[i];
	assert_int_equal(fixes_apply(&fixed, &room.arena, findings, 8, room.registry, room.reader, &error), 0);
	assert_int_equal(fixed.count, 1);
	assert_int_equal(fixed.put_off, 3);
	assert_int_equal(fixed.fixes, 4);
	assert_true(fixed.applied[0] && fixed.applied[2] && fixed.applied[4] && fixed.applied[5]);
	assert_false(fixed.applied[1] || fixed.applied[3] || fixed.applied[6] || fixed.applied[7]); /* 3 as a whole */
	assert_true(str_equal(fixed.files[0].before, STR(TEXT)));
	assert_true(str_equal(fixed.files[0].after,
	                      STR("---\nid: a\n# title: Tre # \ntype: policy\ntext: reference\n---\n")));
	whole[0] = edit_at(4, "xx", "y"); /* what no longer stands there */
	findings[0].fix = &fixes[3];
	whole[1] = edit_at(11, "i", "I");
	assert_int_equal(fixes_apply(&fixed, &room.arena, findings, 1, room.registry, room.reader, &error), -1);
	assert_int_equal(error.kind, ERROR_CHANGED);
	room_close(&room);
}

/* --- writing ------------------------------------------------------------------------------------------------------------- */

static void assert_holds(const struct room *room, const char *path, const char *text)
{
	char full[512], found[512];
	FILE *file = NULL;
	size_t n = 0;

	snprintf(full, sizeof full, "%s/%s", room->folder, path);
	file = fopen(full, "r");
	assert_non_null(file);
	n = fread(found, 1, sizeof found - 1, file);
	fclose(file);
	found[n] = '\0';
	assert_string_equal(found, text);
}

static void a_file_that_changed_meanwhile_stops_all(void **state)
{
	struct room room;
	struct error error = {0};
	struct rewrite rewrites[] = {{STR("docs-corpus/a.md"), STR("ett\n"), STR("två\n"), false},
	                             {STR("docs-corpus/b.md"), STR("ett\n"), STR("två\n"), false}};

	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/a.md", "ett\n");
	room_write(&room, "docs-corpus/b.md", "ett\nmer\n");
	assert_int_equal(files_rewrite(room.folder, rewrites, 2, &error), -1);
	assert_int_equal(error.kind, ERROR_CHANGED);
	assert_string_equal(error.subject, "docs-corpus/b.md");
	assert_holds(&room, "docs-corpus/a.md", "ett\n");
	room_write(&room, "docs-corpus/b.md", "ett\n");
	assert_int_equal(files_rewrite(room.folder, rewrites, 2, &error), 0);
	assert_holds(&room, "docs-corpus/a.md", "två\n");
	assert_holds(&room, "docs-corpus/b.md", "två\n");
	room.registry = NULL;
	room_close(&room);
}

static void paths_stay_within(void **state)
{
	static const struct str paths[] = {
		STR("../x.md"),      STR("docs-corpus/../../x.md"), STR("/etc/x"),       STR(""),
		STR("docs-corpus/"), STR("docs-corpus//x.md"),      STR("docs-corpus/.")};
	struct room room;

	(void)state;
	room_begin(&room);
	room_write(&room, "docs-corpus/a.md", "ett\n");
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct rewrite rewrite = {paths[i], STR(""), STR("x"), true};
		struct error error = {0};
		assert_int_equal(files_rewrite(room.folder, &rewrite, 1, &error), -1);
		assert_int_equal(error.kind, ERROR_WRITE);
	}
	room.registry = NULL;
	room_close(&room);
}

static void a_new_file_takes_no_others_place(void **state)
{
	struct room room;
	struct error error = {0};
	struct rewrite rewrite = {STR("a.yaml"), STR(""), STR("ny\n"), true};

	(void)state;
	room_begin(&room);
	room_write(&room, "a.yaml", "gammal\n");
	assert_int_equal(files_rewrite(room.folder, &rewrite, 1, &error), -1);
	assert_int_equal(error.kind, ERROR_CHANGED);
	assert_holds(&room, "a.yaml", "gammal\n");
	room_close(&room);
}

/* Is it there? */
static bool room_has(const struct room *room, const char *path)
{
	char full[512];

	snprintf(full, sizeof full, "%s/%s", room->folder, path);
	return access(full, F_OK) == 0;
}

static void what_a_killed_run_left_is_removed(void **state)
{
	char left[64], below[64], others[64], own[64];
	struct room room;
	pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit(0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	snprintf(left, sizeof left, ".styrdok-%d-0.new", (int)child);
	snprintf(below, sizeof below, "docs-corpus/.styrdok-%d-12.new", (int)child);
	snprintf(others, sizeof others, "docs-corpus/.styrdok-%d-0.new.md", (int)child);
	snprintf(own, sizeof own, "docs-corpus/.styrdok-%d-0.new", (int)getpid());
	room_begin(&room);
	room_write(&room, left, "x");
	room_write(&room, below, "x");
	room_write(&room, others, "x");
	room_write(&room, own, "x");
	files_sweep(room.folder, STR_EMPTY);
	assert_false(room_has(&room, left) || room_has(&room, below));
	assert_true(room_has(&room, others) && room_has(&room, own)); /* a run at work has it */
	room.registry = NULL;
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_is_certain_of_one_word_alone),
		cmocka_unit_test(the_first_of_overlapping_fixes_wins),
		cmocka_unit_test(a_file_that_changed_meanwhile_stops_all),
		cmocka_unit_test(paths_stay_within),
		cmocka_unit_test(a_new_file_takes_no_others_place),
		cmocka_unit_test(what_a_killed_run_left_is_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
