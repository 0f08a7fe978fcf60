/* registry/port/git.h against repositories that git itself makes. */
#include "registry/port/git/git.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/styrdok-git-XXXXXX";

/* Runs shell commands in the test folder, with a fixed identity. */
static int shell(const char *commands)
{
	return system(commands);
}

static void make(const char *commands)
{
	if (shell(commands) != 0)
		fail_msg("setup failed: %s", commands);
}

/* commit DAY MESSAGE commits all there is. */
#define COMMIT                                                                                                         \
	"set -e; commit() { git add -A . && GIT_AUTHOR_DATE=\"$1T12:00:00Z\" GIT_COMMITTER_DATE=\"$1T12:00:00Z\" "     \
	"git commit -q --allow-empty -m \"$2\"; }; "

static int group_setup(void **state)
{
	(void)state;
	if (!mkdtemp(folder) || chdir(folder) < 0)
		return -1;
	setenv("HOME", folder, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_NAME", "A", 1);
	setenv("GIT_AUTHOR_EMAIL", "a@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "A", 1);
	setenv("GIT_COMMITTER_EMAIL", "a@example.org", 1);
	make("git config --global init.defaultBranch main; git config --global protocol.file.allow always");
	make(COMMIT
	     "git init -q r && cd r && mkdir -p docs/a docs/a-b docs/å && echo one >docs/a/x.md && "
	     "echo two >docs/a-b/y.md && echo three >docs/a.md && echo fyra >'docs/å/ö ä:1.md' && : >docs/empty.md && "
	     "ln -s a.md docs/link.md && echo top >top && commit 2008-03-03 first && git tag -a v1 -m v1 && "
	     "git rm -q docs/a/x.md && commit 2009-01-01 second && echo more >>docs/a.md && commit 2010-05-05 third && "
	     "git branch 2012 HEAD~1");
	return 0;
}

static int group_teardown(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "chmod -R u+rwX '%s'; rm -rf '%s'", folder, folder);
	return shell(command);
}

static struct git *opened(const char *path)
{
	struct git *git = NULL;
	struct error error = {0};

	if (git_open_at(&git, path, &error) < 0)
		fail_msg("%s: %d %s %s", path, (int)error.kind, error.subject, error.detail);
	return git;
}

static struct git_id resolved(struct git *git, const char *revision, char hex[41])
{
	struct git_id id;
	struct error error = {0};

	if (git_resolve(git, revision, &id, hex, &error) < 0)
		fail_msg("%s: %d %s %s", revision, (int)error.kind, error.subject, error.detail);
	return id;
}

/* What git itself says. */
static void says(char *out, size_t room, const char *command)
{
	FILE *pipe = popen(command, "r");

	assert_non_null(pipe);
	out[fread(out, 1, room - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
	out[strcspn(out, "\n")] = '\0';
}

static void assert_resolves(struct git *git, const char *revision, const char *same)
{
	char hex[41], want[64], command[256];

	snprintf(command, sizeof command, "git -C r rev-parse '%s^{commit}'", same);
	says(want, sizeof want, command);
	resolved(git, revision, hex);
	assert_string_equal(hex, want);
}

static void assert_refused(struct git *git, const char *revision, enum error_kind kind)
{
	struct git_id id;
	struct error error = {0};
	char hex[41];

	assert_int_equal(git_resolve(git, revision, &id, hex, &error), -1);
	if (error.kind != kind)
		fail_msg("%s: kind %d %s %s", revision, (int)error.kind, error.subject, error.detail);
}

static void assert_not_opened(const char *path, enum error_kind kind)
{
	struct git *git = NULL;
	struct error error = {0};

	assert_int_equal(git_open_at(&git, path, &error), -1);
	if (error.kind != kind)
		fail_msg("%s: kind %d %s %s", path, (int)error.kind, error.subject, error.detail);
	assert_null(git);
}

static void test_open(void **state)
{
	struct git *git = opened("r/docs/a-b"), *again = NULL;
	struct error error = {0};
	char want[128];

	(void)state;
	snprintf(want, sizeof want, "%s/r/", folder);
	assert_string_equal(git_worktree_folder(git), want);
	assert_int_equal(git_open_again(&again, git, &error), 0);
	git_close(git);
	assert_resolves(again, "HEAD", "main");
	git_close(again);
	make("git clone -q --bare r bare.git");
	git = opened("bare.git");
	assert_null(git_worktree_folder(git));
	assert_resolves(git, "HEAD", "main");
	git_close(git);
	git_close(NULL);
}

static void test_open_refuses(void **state)
{
	(void)state;
	make("mkdir -p empty && git init -q --object-format=sha256 sha256 && git init -q strange && "
	     "git -C strange config core.repositoryformatversion 1 && git -C strange config extensions.future true");
	assert_not_opened("empty", ERROR_NO_REPOSITORY);
	assert_not_opened("absent", ERROR_NO_REPOSITORY);
	assert_not_opened("sha256", ERROR_SHA256);
	assert_not_opened("strange", ERROR_REPOSITORY);
}

static void test_open_other_owner(void **state)
{
	struct git *git;

	(void)state;
	if (geteuid() != 0)
		skip();
	make("git clone -q r foreign && chown -R 12345 foreign");
	assert_not_opened("foreign", ERROR_OWNER);
	/* git trusts whoever sets GIT_DIR. */
	setenv("GIT_DIR", "foreign/.git", 1);
	git = opened(".");
	unsetenv("GIT_DIR");
	assert_resolves(git, "HEAD", "main");
	git_close(git);
	make("git config --global safe.directory \"$PWD/foreign\"");
	git = opened("foreign");
	git_close(git);
	make("git config --global --unset safe.directory");
}

static void test_open_worktree(void **state)
{
	struct git *git, *again = NULL;
	struct error error = {0};
	char want[128];

	(void)state;
	make("git -C r worktree add -q -b side ../side HEAD~1");
	git = opened("side/docs");
	snprintf(want, sizeof want, "%s/side/", folder);
	assert_string_equal(git_worktree_folder(git), want);
	assert_int_equal(git_open_again(&again, git, &error), 0);
	assert_resolves(again, "HEAD", "main~1");
	git_close(again);
	git_close(git);
	make("git -C r worktree remove ../side && git -C r branch -q -D side");
}

/* In pre-receive, what is pushed lies in a quarantine that only the environment names. */
static void test_open_quarantine(void **state)
{
	(void)state;
	if (getenv("STYRDOK_IN_HOOK")) {
		struct git *git = opened("."), *again = NULL;
		struct error error = {0};
		char hex[41];

		assert_int_equal(git_open_again(&again, git, &error), 0);
		resolved(git, getenv("STYRDOK_IN_HOOK"), hex);
		resolved(again, getenv("STYRDOK_IN_HOOK"), hex);
		git_close(again);
		git_close(git);
		return;
	}
	make("git init -q --bare hooked.git && printf '#!/bin/sh\\nread old new ref\\nSTYRDOK_IN_HOOK=$new exec "
	     "\"$STYRDOK_TEST\"\\n' "
	     ">hooked.git/hooks/pre-receive && chmod +x hooked.git/hooks/pre-receive && "
	     "git -C r push -q ../hooked.git main >hook.log 2>&1 || { cat hook.log; false; }");
}

static void test_resolve(void **state)
{
	struct git *git = opened("r");
	char hex[41], hex2[41];

	(void)state;
	assert_resolves(git, "HEAD", "main");
	assert_resolves(git, "v1", "main~2");
	assert_resolves(git, "HEAD~2", "main~2");
	assert_resolves(git, "main^", "main~1");
	assert_resolves(git, "HEAD^{/first}", "main~2");
	resolved(git, "HEAD~1", hex);
	strcpy(hex2, hex);
	hex2[8] = '\0';
	assert_resolves(git, hex, "main~1");
	assert_resolves(git, hex2, "main~1");
	assert_refused(git, "nosuch", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "HEAD~9", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "HEAD..v1", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "a b:c", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "HEAD^{tree}", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "HEAD:top", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "0123456789012345678901234567890123456789", ERROR_UNKNOWN_REVISION);
	git_close(git);
}

static void test_resolve_date(void **state)
{
	struct git *git = opened("r");

	(void)state;
	assert_resolves(git, "2008-03-03", "main~2");
	assert_resolves(git, "2008", "main~2");
	assert_resolves(git, "2009-01", "main~1");
	assert_resolves(git, "2010-05-04", "main~1");
	assert_resolves(git, "2010-05-05", "main");
	assert_resolves(git, "2010-05-05/..", "main");
	assert_resolves(git, "../2009", "main~1");
	assert_resolves(git, "2030", "main");
	assert_resolves(git, "2012", "main~1"); /* there is a branch of that name */
	assert_refused(git, "2008-03-02", ERROR_TOO_EARLY);
	assert_refused(git, "2008-02-30", ERROR_UNKNOWN_REVISION);
	git_close(git);
}

static void test_unborn(void **state)
{
	struct git *git;

	(void)state;
	make("git init -q unborn");
	git = opened("unborn");
	assert_refused(git, "HEAD", ERROR_UNKNOWN_REVISION);
	assert_refused(git, "2008", ERROR_UNKNOWN_REVISION);
	git_close(git);
}

static void test_shallow(void **state)
{
	struct git *git;
	struct arena arena = ARENA_EMPTY;
	struct git_file *files;
	struct git_id id;
	struct git_seen seen = {.name = STR("x.md")};
	struct error error = {0};
	size_t count = 0;
	char hex[41];

	(void)state;
	make("git clone -q --depth 1 \"file://$PWD/r\" shallow");
	git = opened("shallow");
	assert_resolves(git, "HEAD", "main");
	assert_refused(git, "HEAD~1", ERROR_SHALLOW);
	assert_refused(git, "2009", ERROR_SHALLOW);
	assert_refused(git, "0123456789012345678901234567890123456789", ERROR_SHALLOW);
	assert_refused(git, "nosuch", ERROR_UNKNOWN_REVISION);
	id = resolved(git, "HEAD", hex);
	assert_int_equal(git_list(git, &id, "docs", &arena, 100, &files, &count, &error), 0);
	assert_int_equal(count, 5);
	assert_int_equal(git_last_seen(git, &id, false, "docs", &seen, 1, 100, &arena, &error), 0);
	assert_int_equal(seen.path.n, 0);
	arena_release(&arena);
	git_close(git);
}

static void test_list(void **state)
{
	static const char *const want[] = {"a-b/y.md", "a.md", "a/x.md", "empty.md", "link.md", "å/ö ä:1.md"};
	struct git *git = opened("r");
	struct arena arena = ARENA_EMPTY;
	struct git_file *files = NULL;
	struct error error = {0};
	struct git_id id;
	size_t count = 0;
	char hex[41];

	(void)state;
	id = resolved(git, "v1", hex);
	assert_int_equal(git_list(git, &id, "docs", &arena, 6, &files, &count, &error), 0);
	assert_int_equal(count, 6);
	for (size_t i = 0; i < count; i++) {
		assert_true(str_equal(files[i].path, str_from(want[i])));
		assert_int_equal(files[i].kind, i == 4 ? GIT_KIND_SYMLINK : GIT_KIND_FILE);
	}
	assert_int_equal(git_list(git, &id, "docs/a", &arena, 6, &files, &count, &error), 0);
	assert_int_equal(count, 1);
	assert_int_equal(git_list(git, &id, "", &arena, 7, &files, &count, &error), 0);
	assert_int_equal(count, 7);
	assert_true(str_equal(files[6].path, STR("top")));
	assert_int_equal(git_list(git, &id, "", &arena, 6, &files, &count, &error), -1);
	assert_int_equal(error.kind, ERROR_TOO_MANY);
	assert_string_equal(error.subject, "6");
	assert_int_equal(git_list(git, &id, "absent", &arena, 6, &files, &count, &error), -1);
	assert_int_equal(error.kind, ERROR_NO_FOLDER);
	assert_int_equal(git_list(git, &id, "top", &arena, 6, &files, &count, &error), -1);
	assert_int_equal(error.kind, ERROR_NO_FOLDER);
	arena_release(&arena);
	git_close(git);
}

static void test_list_submodule(void **state)
{
	struct git *git;
	struct arena arena = ARENA_EMPTY;
	struct git_file *files = NULL;
	struct error error = {0};
	struct git_id id;
	size_t count = 0;
	char hex[41];

	(void)state;
	make(COMMIT
	     "git init -q super && cd super && git submodule --quiet add ../r docs/sub && commit 2011-01-01 sub");
	git = opened("super");
	id = resolved(git, "HEAD", hex);
	assert_int_equal(git_list(git, &id, "docs", &arena, 6, &files, &count, &error), 0);
	assert_int_equal(count, 1);
	assert_int_equal(files[0].kind, GIT_KIND_SUBMODULE);
	assert_int_equal(git_find(git, &id, "docs/sub", &files[0], &error), 1);
	assert_int_equal(files[0].kind, GIT_KIND_SUBMODULE);
	arena_release(&arena);
	git_close(git);
}

/* Eighteen trees, each naming the next one sixteen times: 16^18 folders without a file. */
static void test_list_bomb(void **state)
{
	struct git *git;
	struct arena arena = ARENA_EMPTY;
	struct git_file *files = NULL;
	struct error error = {0};
	struct git_id id;
	size_t count = 0;
	char hex[41];

	(void)state;
	make("set -e; git init -q bomb && cd bomb && t=$(git mktree </dev/null); for i in 1 2 3 4 5 6 7 8 9 10 11 12 "
	     "13 14 15; do "
	     "t=$(for n in a b c d e f g h i j k l m n o p; do printf '040000 tree %s\\t%s\\n' $t $n; done | git "
	     "mktree); done; "
	     "git update-ref refs/heads/main $(git commit-tree $t -m bomb)");
	git = opened("bomb");
	id = resolved(git, "HEAD", hex);
	assert_int_equal(git_list(git, &id, "", &arena, 1000, &files, &count, &error), -1);
	assert_int_equal(error.kind, ERROR_TOO_MANY);
	arena_release(&arena);
	git_close(git);
}

static void test_find_and_read(void **state)
{
	struct git *git = opened("r");
	struct git_file file;
	struct error error = {0};
	struct git_id id;
	char hex[41], *buffer = NULL;
	size_t room = 0, size = 0;

	(void)state;
	id = resolved(git, "HEAD", hex);
	assert_int_equal(git_find(git, &id, "docs/a.md", &file, &error), 1);
	assert_int_equal(git_read(git, &file.id, 100, &buffer, &room, &size, &error), 0);
	assert_int_equal(size, 11);
	assert_memory_equal(buffer, "three\nmore\n", 11);
	assert_int_equal(git_read(git, &file.id, 11, &buffer, &room, &size, &error), 0);
	buffer[0] = '?';
	assert_int_equal(git_read(git, &file.id, 10, &buffer, &room, &size, &error), 0);
	assert_int_equal(size, 11);
	assert_int_equal(buffer[0], '?');
	assert_int_equal(git_find(git, &id, "docs/empty.md", &file, &error), 1);
	assert_int_equal(git_read(git, &file.id, 10, &buffer, &room, &size, &error), 0);
	assert_int_equal(size, 0);
	assert_int_equal(git_find(git, &id, "docs", &file, &error), 0);
	assert_int_equal(git_find(git, &id, "docs/a/x.md", &file, &error), 0);
	assert_int_equal(git_find(git, &id, "docs/a.md/x", &file, &error), 0);
	assert_int_equal(git_read(git, &id, 10, &buffer, &room, &size, &error), -1);
	assert_int_equal(error.kind, ERROR_OBJECT);
	memset(&id, 7, sizeof id);
	assert_int_equal(git_read(git, &id, 10, &buffer, &room, &size, &error), -1);
	assert_int_equal(error.kind, ERROR_OBJECT);
	assert_int_equal(git_find(git, &id, "docs", &file, &error), -1);
	free(buffer);
	git_close(git);
}

static void test_packed_and_broken(void **state)
{
	struct git *git;
	struct git_file file;
	struct error error = {0};
	struct git_id id;
	char hex[41], *buffer = NULL;
	size_t room = 0, size = 0;

	(void)state;
	make("git clone -q r packed && git -C packed repack -q -a -d");
	git = opened("packed");
	id = resolved(git, "v1", hex);
	assert_int_equal(git_find(git, &id, "docs/a/x.md", &file, &error), 1);
	assert_int_equal(git_read(git, &file.id, 100, &buffer, &room, &size, &error), 0);
	assert_memory_equal(buffer, "one\n", 4);
	git_close(git);

	make("git init -q broken && cd broken && echo hej >a && git add a && git commit -q -m a && "
	     "f=$(git rev-parse HEAD:a) && cd .git/objects/$(echo $f | cut -c1-2) && chmod u+w * && "
	     "echo rubbish >$(echo $f | cut -c3-)");
	git = opened("broken");
	id = resolved(git, "HEAD", hex);
	assert_int_equal(git_find(git, &id, "a", &file, &error), 1);
	assert_int_equal(git_read(git, &file.id, 100, &buffer, &room, &size, &error), -1);
	assert_int_equal(error.kind, ERROR_OBJECT);
	assert_true(error.detail[0] != '\0');
	git_close(git);
	make("cd broken && f=$(git rev-parse HEAD) && cd .git/objects/$(echo $f | cut -c1-2) && chmod u+w * && "
	     "echo rubbish >$(echo $f | cut -c3-)");
	git = opened("broken");
	assert_refused(git, "HEAD", ERROR_OBJECT);
	git_close(git);
	free(buffer);
}

/* "a/x.md 2008-03-03" for each name that is found, "-" for each that is not, from HEAD on or (before) without it. */
static void assert_seen(const char *repository, bool before, unsigned depth, const char *names, const char *want)
{
	struct git *git = opened(repository);
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	struct git_seen seen[4] = {0};
	struct git_id id;
	struct str rest = str_from(names), told = STR_EMPTY;
	char hex[41];
	size_t count = 0;

	id = resolved(git, "HEAD", hex);
	for (; rest.n; count++) {
		size_t end = str_find(rest, STR(" "), 0);
		seen[count].name = str_part(rest, 0, end < rest.n ? end : rest.n);
		rest = str_part(rest, seen[count].name.n + (end < rest.n), rest.n);
	}
	assert_int_equal(git_last_seen(git, &id, before, "docs", seen, count, depth, &arena, &error), 0);
	for (size_t i = 0; i < count; i++) {
		char day[DATE_TEXT];
		if (seen[i].path.n) {
			resolved(git, seen[i].hex, hex);
			assert_string_equal(hex, seen[i].hex);
		}
		told = arena_format(&arena, "%.*s%s%.*s%s%s", STR_ARG(told), i ? ", " : "", STR_ARG(seen[i].path),
		                    seen[i].path.n ? " " : "-", seen[i].path.n ? date_format(seen[i].when, day) : "");
	}
	assert_string_equal(told.at, want);
	arena_release(&arena);
	git_close(git);
}

static void test_last_seen(void **state)
{
	(void)state;
	assert_seen("r", false, 100, "x.md", "a/x.md 2008-03-03");
	assert_seen("r", true, 100, "x.md", "a/x.md 2008-03-03");
	assert_seen("r", false, 3, "x.md", "a/x.md 2008-03-03");
	assert_seen("r", true, 2, "x.md", "a/x.md 2008-03-03");
	assert_seen("r", false, 2, "x.md", "-");
	assert_seen("r", false, 100, "never.md", "-");
	/* On a merged branch; with the whole folder gone; several in one walk, and one that stands where the walk begins. */
	make(COMMIT
	     "git init -q m && cd m && mkdir -p docs/p && echo 1 >docs/p/a.md && commit 2008-01-01 one && "
	     "git checkout -q -b side && echo 2 >docs/p/b.md && commit 2008-02-01 b && git rm -q docs/p/b.md && "
	     "commit 2008-03-01 unb && git checkout -q main && echo 3 >c && commit 2008-04-01 c && "
	     "GIT_COMMITTER_DATE=2008-05-01T00:00:00Z git merge -q --no-edit side && rm -rf docs && mkdir docs && "
	     "echo 4 >docs/d.md && commit 2008-06-01 gone");
	assert_seen("m", false, 100, "b.md", "p/b.md 2008-02-01");
	assert_seen("m", true, 100, "a.md b.md c.md", "p/a.md 2008-05-01, p/b.md 2008-02-01, -");
	assert_seen("m", false, 100, "d.md b.md a.md", "d.md 2008-06-01, p/b.md 2008-02-01, p/a.md 2008-05-01");
	assert_seen("m", false, 2, "b.md d.md a.md", "-, d.md 2008-06-01, p/a.md 2008-05-01");
}

/* "+a/x.md", "-a/x.md", "*a/x.md" for added, gone, otherwise, sorted, with spaces between them. */
static void assert_differences(const char *repository, const char *old, const char *new, size_t limit, const char *want)
{
	static const char marks[] = {'?', '+', '-', '*'};
	struct git *git = opened(repository);
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	struct git_difference *found = NULL;
	char hex[41], text[256] = "";
	struct git_id from = resolved(git, old, hex), to = resolved(git, new, hex);
	size_t count = 0;

	int more = git_differences(git, &from, &to, "docs", limit, &arena, &found, &count, &error);

	assert_int_equal(more, count == limit);
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(text);
		snprintf(text + n, sizeof text - n, "%s%c%.*s", n ? " " : "",
		         marks[found[i].in_new + 2 * found[i].in_old], STR_ARG(found[i].path));
	}
	assert_string_equal(text, want);
	arena_release(&arena);
	git_close(git);
}

static void test_differences(void **state)
{
	(void)state;
	make(COMMIT "git init -q d && cd d && mkdir -p docs/a docs/b && echo 1 >docs/a/x.md && echo 2 >docs/b/y.md && "
	            "echo 3 >docs/z && commit 2008-01-01 one && echo 4 >docs/a/x.md && commit 2008-01-02 two && "
	            "git mv docs/b docs/c && ln -s z docs/link && rm docs/z && mkdir docs/z && echo 5 >docs/z/w && "
	            "commit 2008-01-03 three && echo 6 >other && commit 2008-01-04 four && git rm -rq docs && "
	            "commit 2008-01-05 five");
	assert_differences("d", "HEAD~4", "HEAD~3", 100, "*a/x.md");
	assert_differences("d", "HEAD~3", "HEAD~2", 100, "+c/y.md +z/w -z -b/y.md");
	assert_differences("d", "HEAD~2", "HEAD~1", 100, "");
	assert_differences("d", "HEAD~1", "HEAD", 100, "-a/x.md -c/y.md -z/w");
	assert_differences("d", "HEAD", "HEAD~1", 2, "+a/x.md +c/y.md");
	assert_differences("d", "HEAD", "HEAD", 100, "");
}

/* The files of which only the contents differ, or "more". */
static void assert_rewritten(const char *old, const char *new, size_t limit, const char *want)
{
	struct git *git = opened("w");
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	struct git_difference *found = NULL;
	char hex[41], text[256] = "";
	struct git_id from = resolved(git, old, hex), to = resolved(git, new, hex);
	size_t count = 0;
	int only = git_rewritten(git, &from, &to, "docs", limit, &arena, &found, &count, &error);

	assert_in_range(only, 0, 1);
	for (size_t i = 0; only && i < count; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", i ? " " : "",
		         STR_ARG(found[i].path));
	assert_string_equal(only ? text : "more", want);
	arena_release(&arena);
	git_close(git);
}

static void test_rewritten(void **state)
{
	(void)state;
	make(COMMIT
	     "git init -q w && cd w && mkdir -p docs/a && echo 1 >docs/a/x && echo 2 >docs/y && printf y >docs/z && "
	     "commit 2008-01-01 one && git tag one && echo 3 >docs/a/x && echo 4 >docs/y && echo 5 >other && "
	     "chmod +x docs/z && commit 2008-01-02 contents && git tag contents && "
	     "ln -sf y docs/z && commit 2008-01-03 link && git tag link && "
	     "echo 6 >docs/new && commit 2008-01-04 new && git tag new && "
	     "rm docs/y && mkdir docs/y && echo 7 >docs/y/y && commit 2008-01-05 folder && git tag folder");
	assert_rewritten("one", "contents", 2, "a/x y");
	assert_rewritten("one", "contents", 1, "more");
	assert_rewritten("contents", "contents", 0, "");
	assert_rewritten("contents", "link", 9, "more"); /* the same bytes */
	assert_rewritten("link", "contents", 9, "more");
	assert_rewritten("link", "new", 9, "more");
	assert_rewritten("new", "link", 9, "more");
	assert_rewritten("new", "folder", 9, "more");
}

/* --- what the index knows ------------------------------------------------------------------------------------------- */

static struct git_stamp stamp_of(const char *path)
{
	struct stat info;

	assert_int_equal(stat(path, &info), 0);
	return git_stamp_of(&info);
}

static void set_index_time(int64_t seconds, uint32_t nanoseconds)
{
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = seconds, .tv_nsec = nanoseconds}};

	assert_int_equal(utimensat(AT_FDCWD, "t/.git/index", times, 0), 0);
}

static bool is_same(const char *path, const struct git_stamp *stamp)
{
	struct git *git = opened("t");
	struct git_tracked *tracked = git_tracked_open(git);
	struct git_id id;
	bool same = tracked && git_tracked_same(tracked, path, stamp, &id);

	if (same) /* "1\n" */
		assert_int_equal(id.bytes[0], 0xd0);
	git_tracked_close(tracked);
	git_close(git);
	return same;
}

static void test_tracked(void **state)
{
	struct git_stamp stamp, other;

	(void)state;
	make(COMMIT
	     "git init -q t && cd t && mkdir å && echo 1 >'å/b c.md' && ln -s x link && commit 2008-01-01 one && "
	     "echo 1 >loose && echo 1 >intended && git add -N intended");
	stamp = stamp_of("t/å/b c.md");
	set_index_time(stamp.modified + 1, 0);
	assert_true(is_same("å/b c.md", &stamp));
	for (int field = 0; field < 6; field++) {
		other = stamp;
		other.changed += field == 0;
		other.modified -= field == 1;
		other.changed_ns += field == 2;
		other.modified_ns += field == 3;
		other.inode += field == 4;
		other.bytes += field == 5;
		assert_false(is_same("å/b c.md", &other));
	}
	other = stamp_of("t/loose");
	assert_false(is_same("loose", &other));
	other = stamp_of("t/intended");
	assert_false(is_same("intended", &other));
	assert_false(is_same("intended", &(struct git_stamp){0}));
	/* written in the same moment as the index, or after it: it may have been written again */
	set_index_time(stamp.modified, stamp.modified_ns);
	assert_false(is_same("å/b c.md", &stamp));
	set_index_time(stamp.modified - 1, 999999999);
	assert_false(is_same("å/b c.md", &stamp));
	set_index_time(stamp.modified + (stamp.modified_ns == 999999999), (stamp.modified_ns + 1) % 1000000000);
	assert_true(is_same("å/b c.md", &stamp));
	make("cd t && git config filter.lfs.clean cat");
	assert_true(is_same("å/b c.md", &stamp));
	make("cd t && git config filter.other.smudge cat");
	assert_true(is_same("å/b c.md", &stamp));
	make("cd t && git config filter.other.process cat");
	assert_false(is_same("å/b c.md", &stamp));
	make("cd t && git config --remove-section filter.other && git config filter.lfsx.clean cat");
	assert_false(is_same("å/b c.md", &stamp));
	make("cd t && git config --remove-section filter.lfsx && head -c 100 .git/index >x && cp x .git/index");
	assert_false(is_same("å/b c.md", &stamp));
	make("rm t/.git/index");
	assert_false(is_same("å/b c.md", &stamp));
}

static void test_commit_read(void **state)
{
	struct git *git = opened("d");
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	struct git_commit_facts facts;
	char hex[41], text[DATE_TEXT];
	struct git_id id = resolved(git, "HEAD~1", hex), parent = resolved(git, "HEAD~2", facts.hex);

	(void)state;
	assert_int_equal(git_commit_read(git, &id, &arena, &facts, &error), 1);
	assert_string_equal(facts.hex, hex);
	assert_string_equal(date_format(facts.day, text), "2008-01-04");
	assert_true(str_equal(facts.subject, STR("four")));
	assert_int_equal(facts.parents, 1);
	assert_memory_equal(facts.parent.bytes, parent.bytes, sizeof parent.bytes);
	id.bytes[0] ^= 1;
	assert_int_equal(git_commit_read(git, &id, &arena, &facts, &error), -1);
	assert_int_equal(error.kind, ERROR_OBJECT);
	arena_release(&arena);
	git_close(git);
}

int main(void)
{
	const struct CMUnitTest hook[] = {cmocka_unit_test(test_open_quarantine)};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_open_refuses),
		cmocka_unit_test(test_open_other_owner),
		cmocka_unit_test(test_open_worktree),
		cmocka_unit_test(test_open_quarantine),
		cmocka_unit_test(test_resolve),
		cmocka_unit_test(test_resolve_date),
		cmocka_unit_test(test_unborn),
		cmocka_unit_test(test_shallow),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_list_submodule),
		cmocka_unit_test(test_list_bomb),
		cmocka_unit_test(test_find_and_read),
		cmocka_unit_test(test_packed_and_broken),
		cmocka_unit_test(test_last_seen),
		cmocka_unit_test(test_differences),
		cmocka_unit_test(test_rewritten),
		cmocka_unit_test(test_tracked),
		cmocka_unit_test(test_commit_read),
	};
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	if (getenv("STYRDOK_IN_HOOK"))
		return cmocka_run_group_tests(hook, NULL, NULL);
	if (n < 0)
		return 1;
	self[n] = '\0';
	setenv("STYRDOK_TEST", self, 1);
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
