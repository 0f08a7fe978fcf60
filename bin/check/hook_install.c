#include "bin/check/hook_install.h"

#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/command/open_registry.h"
#include "bin/write/terminal.h"
#include "registry/base/arena.h"
#include "registry/port/git/git.h"
#include "registry/source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "# styrdok hook"

struct installing {
	enum language language;
	struct arena arena;
	struct str path;    /* of the hook */
	struct str program; /* this program, in quotes for the shell */
	struct str folder;  /* " --repo 'register'" for a register below the repository's root, else "" */
	const char *name;
};

/* In single quotes, as sh reads them. */
static struct str quoted(struct arena *arena, const char *text)
{
	struct str out = STR("'");

	for (; *text; text++)
		out = *text == '\'' ? arena_format(arena, "%.*s'\\''", STR_ARG(out))
		                    : arena_format(arena, "%.*s%c", STR_ARG(out), *text);
	return arena_format(arena, "%.*s'", STR_ARG(out));
}

static int failed(const struct installing *installing, const char *why)
{
	fputs("styrdok: ", stderr);
	put_text(stderr, installing->path);
	fprintf(stderr, ": %s\n", why);
	return EXIT_SYSTEM;
}

/* Is there a hook that we did not write? */
static bool is_another(const struct installing *installing)
{
	char line[256] = "", second[256] = "";
	FILE *file = fopen(installing->path.at, "r");
	bool another = false;

	if (!file)
		return false;
	if (!fgets(line, sizeof line, file) || !fgets(second, sizeof second, file))
		second[0] = '\0';
	another = strncmp(second, MARK, sizeof MARK - 1) != 0;
	fclose(file);
	return another;
}

static int tell_another(const struct installing *installing)
{
	fputs("styrdok: ", stderr);
	put_text(stderr, installing->path);
	fputs(bilingual_in(
		      (struct bilingual){
			      " is another hook, and is left alone; add this line to it, before all else that it "
			      "does:\n",
			      " är en annan krok och lämnas som den är; lägg till denna rad i den, före allt annat:\n"},
		      installing->language),
	      stderr);
	/* git tells pre-receive on standard input, which can be read once: it is kept for the other hook */
	fprintf(stderr,
	        strcmp(installing->name, "pre-receive") == 0 ? "  t=$(mktemp) && cat >\"$t\" && %.*s hook %s%.*s "
	                                                       "<\"$t\" && exec <\"$t\" && rm -f \"$t\" || exit 1\n"
	                                                     : "  %.*s hook %s%.*s || exit 1\n",
	        STR_ARG(installing->program), installing->name, STR_ARG(installing->folder));
	return EXIT_FINDINGS;
}

/* Written beside and renamed into place, so that git never runs half a hook. */
static int write_hook(const struct installing *installing)
{
	struct str fresh =
		arena_format((struct arena *)&installing->arena, "%.*s.styrdok-new", STR_ARG(installing->path));
	int descriptor = open(fresh.at, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0777);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	bool written = false;

	if (!file)
		return failed(installing, strerror(errno));
	written = fprintf(file, "#!/bin/sh\n%s %s\nexec %.*s hook %s%.*s\n", MARK, installing->name,
	                  STR_ARG(installing->program), installing->name, STR_ARG(installing->folder)) > 0;
	if (fclose(file) != 0 || !written || rename(fresh.at, installing->path.at) < 0) {
		int why = errno;
		unlink(fresh.at);
		return failed(installing, strerror(why));
	}
	put_text(stdout, installing->path);
	fputc('\n', stdout);
	return EXIT_CLEAN;
}

static bool find_self(char path[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);

	if (n <= 0)
		return false;
	path[n] = '\0';
	return true;
}

/* Git runs hooks at the top of the working tree. */
static void find_folder(struct installing *installing, const char *repo)
{
	struct source *source = NULL;
	struct error error = {0};
	struct str below = STR_EMPTY;

	if (source_open(&source, repo, NULL, NULL, &error) == 0)
		below = source_below(source, &installing->arena);
	source_close(source);
	if (below.n)
		installing->folder =
			arena_format(&installing->arena, " --repo %.*s", STR_ARG(quoted(&installing->arena, below.at)));
}

static int install(struct installing *installing, const struct options *options, struct git *git)
{
	char self[PATH_MAX];
	struct str folder = git_hooks_folder(git, &installing->arena);

	installing->name = options->arg_count > 1             ? options->args[1]
	                   : git_worktree_folder(git) == NULL ? "pre-receive"
	                                                      : "pre-commit";
	if (strcmp(installing->name, "pre-commit") != 0 && strcmp(installing->name, "pre-receive") != 0)
		return usage_error(
			installing->language,
			(struct bilingual){"there is no hook '%s'; there are pre-commit and pre-receive",
		                           "det finns ingen krok ”%s”; de som finns är pre-commit och pre-receive"},
			installing->name);
	if (strcmp(installing->name, "pre-receive") == 0) /* it is run in the git directory */
		installing->folder = STR_EMPTY;
	installing->path = arena_format(&installing->arena, "%.*s/%s", STR_ARG(folder), installing->name);
	if (mkdir(folder.at, 0777) < 0 && errno != EEXIST)
		return failed(installing, strerror(errno));
	if (!find_self(self))
		return failed(installing, strerror(errno));
	installing->program = quoted(&installing->arena, self);
	return is_another(installing) ? tell_another(installing) : write_hook(installing);
}

int hook_install(const struct options *options)
{
	struct installing installing = {.language = language_of_command_line(options)};
	struct git *git = NULL;
	struct error error = {0};
	int status = EXIT_SYSTEM;

	find_folder(&installing, options->repo);
	if (git_open_at(&git, options->repo ? options->repo : ".", &error) < 0)
		tell_error(&error, installing.language);
	else
		status = install(&installing, options, git);
	git_close(git);
	arena_release(&installing.arena);
	return status;
}
