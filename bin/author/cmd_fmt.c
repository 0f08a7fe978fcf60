/* styrdok fmt: front matter in canonical order and form. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/write/terminal.h"
#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"
#include "registry/document/canonical.h"
#include "registry/source/rewrite.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct fmt_options {
	struct options common;
	bool check, to_stdout;
};

struct formatted { /* a file, and what became of it */
	struct source_file file;
	struct str before;
	struct canonical canonical;
	bool unreadable; /* it could not be read at all */
};

struct formatting {
	const struct fmt_options *options;
	struct registry *registry;
	enum language language;
	struct arena arena;
	struct {
		struct formatted *at;
		size_t n, room;
	} files;
	struct reader *readers[THREAD_POOL_MAX];
	struct arena kept[THREAD_POOL_MAX], scratch[THREAD_POOL_MAX];
};

/* --- which files ----------------------------------------------------------------------------------------------------- */

static int add_all(struct formatting *formatting, struct str folder, struct error *error)
{
	const struct config *config = &formatting->registry->config;
	struct source_file *files = NULL;
	size_t count = 0;

	if (source_list(formatting->registry->source, folder, config->limits.documents, config->limits.folder_depth,
	                &formatting->arena, &files, &count, error) < 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (files[i].kind == FILE_PLAIN && registry_is_document(formatting->registry, files[i].path))
			vec_push(&formatting->files, (struct formatted){.file = files[i]});
	return 0;
}

/* A path that exists, from the register's root; false when there is none such. */
static bool path_below(struct formatting *formatting, const char *name, struct str *path, bool *folder)
{
	const char *root = source_root(formatting->registry->source);
	size_t n = strlen(root);
	char full[PATH_MAX];
	struct stat info;

	if (!realpath(name, full) || strncmp(full, root, n) != 0 || (full[n] && full[n] != '/') ||
	    stat(full, &info) < 0)
		return false;
	*path = arena_copy(&formatting->arena, str_from(full[n] ? full + n + 1 : ""));
	*folder = S_ISDIR(info.st_mode);
	return true;
}

static int add_named(struct formatting *formatting, const char *name, struct error *error)
{
	const struct registry *registry = formatting->registry;
	struct source_file file = {.kind = FILE_PLAIN};
	uint32_t document = NO_DOCUMENT;
	bool folder = false;
	int status = 0;

	if (path_below(formatting, name, &file.path, &folder)) {
		if (folder)
			return add_all(formatting, file.path, error);
	} else {
		status = lookup_document(registry, name, formatting->language, &document);
		if (status)
			return status;
		file = registry->files[document];
	}
	vec_push(&formatting->files, (struct formatted){.file = file});
	return 0;
}

static int compare_files(const void *a, const void *b)
{
	return str_compare(((const struct formatted *)a)->file.path, ((const struct formatted *)b)->file.path);
}

/* Each once, in order. 0, -1 or an exit status. */
static int add_files(struct formatting *formatting, struct error *error)
{
	const struct options *options = &formatting->options->common;
	int status = options->arg_count ? 0 : add_all(formatting, formatting->registry->config.documents, error);
	size_t kept = 0;

	for (int i = 0; !status && i < options->arg_count; i++)
		status = add_named(formatting, options->args[i], error);
	if (formatting->files.n)
		qsort(formatting->files.at, formatting->files.n, sizeof *formatting->files.at, compare_files);
	for (size_t i = 0; i < formatting->files.n; i++)
		if (!kept || compare_files(&formatting->files.at[kept - 1], &formatting->files.at[i]) != 0)
			formatting->files.at[kept++] = formatting->files.at[i];
	formatting->files.n = kept;
	return status;
}

/* --- formatting ------------------------------------------------------------------------------------------------------ */

static void format_one(void *context, unsigned thread, size_t item)
{
	struct formatting *formatting = context;
	struct formatted *file = &formatting->files.at[item];
	struct arena *kept = &formatting->kept[thread], *scratch = &formatting->scratch[thread];
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	file->unreadable = reader_read(formatting->readers[thread], &file->file,
	                               formatting->registry->config.limits.document_bytes, &text, &size, &error) < 0 ||
	                   size != text.n;
	if (file->unreadable)
		return;
	file->canonical = canonical_of(scratch, &formatting->registry->config, text);
	if (file->canonical.outcome == CANONICAL_CHANGED) {
		file->before = arena_copy(kept, text);
		file->canonical.text = arena_copy(kept, file->canonical.text);
	} else if (formatting->options->to_stdout) {
		file->canonical.text = arena_copy(kept, text);
	}
	arena_reset(scratch);
}

static int format_all(struct formatting *formatting, struct error *error)
{
	unsigned threads = thread_pool_size(formatting->files.n);

	for (unsigned i = 0; i < threads; i++)
		if (reader_new(&formatting->readers[i], formatting->registry->source, error) < 0)
			return -1;
	if (thread_pool_run(threads, formatting->files.n, format_one, formatting, error) < 0)
		return thread_pool_run(1, formatting->files.n, format_one, formatting, error);
	return 0;
}

/* --- telling --------------------------------------------------------------------------------------------------------- */

static void tell_left(const struct formatted *file, enum language language)
{
	static const struct bilingual
		unreadable = {"left as it is: the file cannot be read", "lämnad som den är: filen kan inte läsas"},
		unread = {"left as it is: the front matter cannot be read; 'styrdok check' tells "
	                  "what to write",
	                  "lämnad som den är: metadata kan inte läsas; ”styrdok check” säger vad "
	                  "som ska skrivas"},
		unsafe = {"left as it is: this line is written in a way that is not put into order; "
	                  "write 'key: value', without tags",
	                  "lämnad som den är: raden är skriven på ett sätt som inte kan ordnas; "
	                  "skriv ”nyckel: värde”, utan taggar"};

	put_text(stderr, file->file.path);
	if (!file->unreadable && file->canonical.at.line)
		fprintf(stderr, ":%u", file->canonical.at.line);
	fprintf(stderr, ": %s\n",
	        bilingual_in(file->unreadable                              ? unreadable
	                     : file->canonical.outcome == CANONICAL_UNREAD ? unread
	                                                                   : unsafe,
	                     language));
}

static bool is_left(const struct formatted *file)
{
	return file->unreadable || file->canonical.outcome == CANONICAL_UNREAD ||
	       file->canonical.outcome == CANONICAL_UNSAFE;
}

static void tell_sum(const struct formatting *formatting, size_t changed, size_t left)
{
	bool english = formatting->language == LANGUAGE_EN, check = formatting->options->check;
	size_t all = formatting->files.n;

	if (english)
		fprintf(stderr, "%zu of %zu %s formatted", changed, all, check ? "would be" : "have been");
	else
		fprintf(stderr, "%zu av %zu %s", changed, all, check ? "skulle ordnas" : "har ordnats");
	if (left)
		fprintf(stderr, english ? ", %zu left as %s" : ", %zu lämnade som de är", left,
		        left == 1 ? "it is" : "they are");
	fputc('\n', stderr);
}

/* Writes what has changed; 0 or -1. */
static int store(const struct formatting *formatting, size_t changed, struct error *error)
{
	struct rewrite *rewrites = memory_new(changed, sizeof *rewrites);
	size_t n = 0;
	int status = 0;

	for (size_t i = 0; i < formatting->files.n; i++) {
		const struct formatted *file = &formatting->files.at[i];
		if (file->canonical.outcome == CANONICAL_CHANGED)
			rewrites[n++] = (struct rewrite){file->file.path, file->before, file->canonical.text, false};
	}
	status = files_rewrite(source_root(formatting->registry->source), rewrites, n, error);
	free(rewrites);
	return status;
}

/* An exit status, or -1. */
static int finish(struct formatting *formatting, struct error *error)
{
	const struct fmt_options *options = formatting->options;
	size_t changed = 0, left = 0;

	for (size_t i = 0; i < formatting->files.n; i++) {
		const struct formatted *file = &formatting->files.at[i];
		left += is_left(file);
		changed += file->canonical.outcome == CANONICAL_CHANGED;
		if (is_left(file))
			tell_left(file, formatting->language);
		else if (options->to_stdout)
			fwrite(file->canonical.text.at, 1, file->canonical.text.n, stdout);
	}
	if (options->to_stdout)
		return left || (options->check && changed) ? EXIT_FINDINGS : EXIT_CLEAN;
	if (changed && !options->check && store(formatting, changed, error) < 0)
		return -1;
	for (size_t i = 0; i < formatting->files.n; i++)
		if (formatting->files.at[i].canonical.outcome == CANONICAL_CHANGED) {
			put_text(stdout, formatting->files.at[i].file.path);
			fputc('\n', stdout);
		}
	tell_sum(formatting, changed, left);
	return left || (options->check && changed) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* --- standard input --------------------------------------------------------------------------------------------------- */

static bool read_input(struct arena *arena, size_t limit, struct str *text)
{
	VEC(char) all = {0};
	int c = 0;

	while (all.n <= limit && (c = getchar()) != EOF)
		vec_push(&all, (char)c);
	*text = arena_copy(arena, (struct str){all.at, all.n});
	vec_release(&all);
	return text->n <= limit && !ferror(stdin);
}

static int format_input(struct formatting *formatting)
{
	struct formatted file = {.file = {.path = STR("-")}};

	file.unreadable =
		!read_input(&formatting->arena, formatting->registry->config.limits.document_bytes, &file.before);
	if (!file.unreadable)
		file.canonical = canonical_of(&formatting->arena, &formatting->registry->config, file.before);
	if (file.canonical.outcome != CANONICAL_CHANGED)
		file.canonical.text = file.before;
	vec_push(&formatting->files, file);
	return finish(formatting, NULL);
}

/* --- the command ------------------------------------------------------------------------------------------------------ */

static int format_files(struct formatting *formatting)
{
	struct error error = {0};
	int status = 0;

	if (strcmp(source_revision(formatting->registry->source), "worktree") != 0)
		return usage_error(formatting->language,
		                   (struct bilingual){"%s changes files, and a bare repository has none",
		                                      "%s ändrar filer, och ett git-repo utan arbetskopia "
		                                      "(bare repository) har inga"},
		                   "fmt");
	status = add_files(formatting, &error);
	if (!status)
		status = format_all(formatting, &error);
	if (!status)
		status = finish(formatting, &error);
	if (status < 0)
		tell_error(&error, formatting->language);
	return status < 0 ? EXIT_SYSTEM : status;
}

static int run(const struct options *common)
{
	struct fmt_options options = *(const struct fmt_options *)common;
	struct formatting formatting = {.options = &options};
	bool input = common->arg_count == 1 && strcmp(common->args[0], "-") == 0;
	struct error error;
	int status = 0;

	if (input)
		options.common.arg_count = 0;
	options.to_stdout = options.to_stdout || input;
	if (options.to_stdout && !input && common->arg_count != 1)
		return usage_error(language_of_command_line(common),
		                   (struct bilingual){"%s takes one document", "%s tar ett dokument"}, "--stdout");
	formatting.registry = open_registry_extent(
		&options.common, common->arg_count && !input ? REGISTRY_GRAPH : REGISTRY_LAW, false, &error);
	if (!formatting.registry)
		return EXIT_SYSTEM;
	formatting.language = language_of(common, formatting.registry);
	status = input ? format_input(&formatting) : format_files(&formatting);
	for (unsigned i = 0; i < THREAD_POOL_MAX; i++) {
		reader_free(formatting.readers[i]);
		arena_release(&formatting.kept[i]);
		arena_release(&formatting.scratch[i]);
	}
	registry_free(formatting.registry);
	arena_release(&formatting.arena);
	vec_release(&formatting.files);
	return status;
}

static const struct option_row option_fmt[] = {
	{"check",
         OPTION_FLAG,
         offsetof(struct fmt_options, check),
         {0},
         {"change nothing; tell which files would be changed, with exit status 1",
          "ändra inget; säg vilka filer som skulle ändras, med avslutskod 1"},
         NULL,
         NULL},
	{"stdout",
         OPTION_FLAG,
         offsetof(struct fmt_options, to_stdout),
         {0},
         {"change nothing; write the one document to standard output",
          "ändra inget; skriv det enda dokumentet på standard ut"},
         NULL,
         NULL},
	{0}};

const struct command command_fmt = {
	.name = "fmt",
	.arguments = {"[OPTIONS] [DOCUMENT | FILE | FOLDER | -]..", "[FLAGGOR] [DOKUMENT | FIL | MAPP | -].."},
	.summary = {"put front matter in order", "ordna dokumentens metadata"},
	.details =
		{"Puts the keys of front matter in their order, and dates and lists in their form. What they say stays "
                 "the same, "
                 "and so do comments and the body. Without arguments, all documents; with -, standard input to "
                 "standard output. "
                 "What cannot be read for certain is left as it is, and told, with exit status 1.",
                 "Sätter metadatas nycklar i ordning, och datum och listor i sin form. Det som sägs ändras inte, "
                 "och inte heller "
                 "kommentarer och brödtext. Utan argument: alla dokument; med -: standard in till standard ut. "
                 "Det som inte säkert kan läsas lämnas som det är och nämns, med avslutskod 1."},
	COMMAND_OPTIONS(option_repo, option_fmt),
	.size = sizeof(struct fmt_options),
	.takes_names = true,
	.takes_paths = true,
	.run = run,
	.extent = REGISTRY_GRAPH,
};
