/* check --fix: what has one safe remedy is mended, in memory until nothing more can be, and then written, or shown as a patch. */
#include "bin/check/session.h"
#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "bin/wording/source_lines.h"
#include "bin/write/terminal.h"
#include "registry/port/git/git.h"
#include "registry/source/rewrite.h"
#include "rules/fix/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Mending one thing can show another, such as the value of a key that was misspelt; and of two relations to be added at one place, the
 * second waits for its turn: there are as many types as that. */
#define ROUNDS_MAX (RELATION_TYPES + 5)

struct mender {
	struct check_options options; /* with the overlay */
	struct overlay overlay;
	struct arena arena; /* owns the texts */
	struct {
		struct rewrite *at; /* each file as it was and as it is to be */
		size_t n, room;
	} files;
	struct map by_path; /* index in files */
	char *told;         /* what was done, for people */
	size_t told_size;
	FILE *telling;
	char *root;
	size_t fixes;
	int first_status; /* of the check before anything was mended */
};

static void tell_fix(struct mender *mender, struct lines *lines, const struct finding *finding, enum language language)
{
	struct arena scratch = ARENA_EMPTY;

	put_text(mender->telling, finding->path);
	fprintf(mender->telling, ":%u:%u: ", finding->at.line ? finding->at.line : 1,
	        finding->at.line ? lines_column(lines, finding->path, finding->at) : 1);
	put_text(mender->telling, fix_text(finding->fix, &scratch, language));
	fprintf(mender->telling, " [%s]\n", diagnostic_row(finding->diagnostic)->code.at);
	arena_release(&scratch);
}

static void tell_fixes(struct mender *mender, const struct checked *checked, const struct fixed_files *mending)
{
	struct lines lines = {.registry = checked->registry};

	for (size_t i = 0; i < checked->report.count; i++)
		if (mending->applied[i])
			tell_fix(mender, &lines, &checked->report.findings[i], checked->report.language);
	lines_release(&lines);
	mender->fixes += mending->fixes;
}

static void file_take(struct mender *mender, const struct fixed_file *mended)
{
	uint32_t index = map_get(&mender->by_path, mended->path);
	struct str after = arena_copy(&mender->arena, mended->after);

	if (index == MAP_NONE) {
		struct str path = arena_copy(&mender->arena, mended->path);
		index = map_add(&mender->by_path, path, (uint32_t)mender->files.n);
		vec_push(&mender->files,
		         (struct rewrite){.path = path, .before = arena_copy(&mender->arena, mended->before)});
	}
	mender->files.at[index].after = after;
	overlay_put(&mender->overlay, mender->files.at[index].path, after);
}

/* One check and what it lets mend. 1 when something was mended, 0 when nothing is left, -1 when it failed. */
static int round_run(struct mender *mender, const struct checked *checked)
{
	struct fixed_files mending = {0};
	struct arena arena = ARENA_EMPTY;
	struct error error = {0};
	int mended = fixes_apply(&mending, &arena, checked->report.findings, checked->report.count, checked->registry,
	                         checked->registry->reader, &error);

	if (mended < 0) {
		tell_error(&error, checked->report.language);
	} else {
		mended = mending.count > 0;
		tell_fixes(mender, checked, &mending);
		for (size_t i = 0; i < mending.count; i++)
			file_take(mender, &mending.files[i]);
	}
	arena_release(&arena);
	return mended;
}

/* -1 to go on, or the exit status. */
static int mend(struct mender *mender)
{
	int mended = 1, status = -1;

	for (int i = 0; i < ROUNDS_MAX && status < 0 && mended > 0; i++) {
		struct checked checked;
		int failed = checked_open(&checked, &mender->options);
		if (failed) {
			status = failed;
		} else if (strcmp(source_revision(checked.registry->source), "worktree") != 0) {
			status = usage_error(checked.report.language,
			                     (struct bilingual){"%s changes files, and a bare repository has none",
			                                        "%s ändrar filer, och ett git-repo utan arbetskopia "
			                                        "(bare repository) har inga"},
			                     "--fix");
		} else {
			if (!i) {
				mender->first_status = report_status(&checked.report);
				mender->root = strdup(source_root(checked.registry->source));
				mender->options.common.language = checked.report.language;
				if (!mender->options.dry_run)
					files_sweep(mender->root, STR_EMPTY);
			}
			mended = round_run(mender, &checked);
			status = mended < 0 ? EXIT_SYSTEM : -1;
		}
		checked_close(&checked);
	}
	return status;
}

static int compare_files(const void *a, const void *b)
{
	return str_compare(((const struct rewrite *)a)->path, ((const struct rewrite *)b)->path);
}

/* To a file or another program, byte by byte; on a terminal, so that a document cannot play tricks on it. */
static void put_patch(struct str patch)
{
	struct str line = STR_EMPTY;

	if (!isatty(STDOUT_FILENO)) {
		fwrite(patch.at, 1, patch.n, stdout);
		return;
	}
	while (str_next_line(&patch, &line)) {
		put_text(stdout, line);
		fputc('\n', stdout);
	}
}

static int show_file(const struct rewrite *file, struct error *error)
{
	struct arena scratch = ARENA_EMPTY;
	struct str patch = STR_EMPTY;
	int status = git_patch_text(&patch, &scratch, file->path.at, file->before, file->after, error);

	if (!status)
		put_patch(patch);
	arena_release(&scratch);
	return status;
}

static int show(struct mender *mender)
{
	struct error error = {0};
	int status = git_begin(&error);

	if (!status) {
		for (size_t i = 0; !status && i < mender->files.n; i++)
			status = show_file(&mender->files.at[i], &error);
		git_end();
	}
	if (status < 0)
		tell_error(&error, mender->options.common.language);
	return status < 0 ? EXIT_SYSTEM : mender->first_status;
}

static int store(struct mender *mender)
{
	bool english = mender->options.common.language == LANGUAGE_EN;
	struct error error = {0};

	if (files_rewrite(mender->root, mender->files.at, mender->files.n, &error) < 0) {
		tell_error(&error, mender->options.common.language);
		return EXIT_SYSTEM;
	}
	fflush(mender->telling);
	fwrite(mender->told, 1, mender->told_size, stderr);
	if (!mender->fixes)
		fputs(english ? "nothing could be fixed\n" : "inget kunde rättas\n", stderr);
	else if (english)
		fprintf(stderr, "%zu fixed in %zu file%s\n", mender->fixes, mender->files.n,
		        mender->files.n == 1 ? "" : "s");
	else
		fprintf(stderr, "%zu rättning%s i %zu fil%s\n", mender->fixes, mender->fixes == 1 ? "" : "ar",
		        mender->files.n, mender->files.n == 1 ? "" : "er");
	return -1;
}

int check_fix(const struct check_options *options)
{
	struct mender mender = {.options = *options};
	int status = 0;

	mender.options.common.overlay = &mender.overlay;
	mender.telling = open_memstream(&mender.told, &mender.told_size);
	if (!mender.telling)
		memory_failed();
	status = mend(&mender);
	if (mender.files.n)
		qsort(mender.files.at, mender.files.n, sizeof *mender.files.at, compare_files);
	if (status < 0)
		status = options->dry_run ? show(&mender) : store(&mender);
	fclose(mender.telling);
	free(mender.told);
	free(mender.root);
	overlay_release(&mender.overlay);
	map_release(&mender.by_path);
	vec_release(&mender.files);
	arena_release(&mender.arena);
	return status;
}
