/* styrdok import: documents from Word, OpenDocument, PDF, HTML and text. */
#include "bin/command/command.h"
#include "bin/import/import_write.h"
#include "bin/start/file_make.h"
#include "bin/write/terminal.h"
#include "registry/base/path.h"
#include "registry/base/thread_pool.h"
#include "registry/port/convert/convert.h"
#include "registry/port/unicode.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MAX 10000 /* of one call */

struct import_options {
	struct options common;
	const char *into;
	bool report;
};

struct importing {
	const struct import_options *options;
	struct registry *registry; /* or NULL */
	enum language language;
	struct prose *prose;
	struct imported *files;
	size_t count, failed;
	struct arena arena;
	struct map paths; /* that have been given to files of this call */
};

/* --- reading ----------------------------------------------------------------------------------------------------------- */

static void one_read(void *context, unsigned thread, size_t i)
{
	struct importing *importing = context;
	struct imported *file = &importing->files[i];
	char *bytes = NULL;
	size_t n = 0;

	(void)thread;
	if (convert_file(&bytes, &n, file->source, &file->error) == 0)
		import_read(&file->import, (struct str){bytes, n}, file->source, importing->prose,
		            importing->registry ? &importing->registry->vocabulary : NULL, &file->error);
	free(bytes);
}

static int all_read(struct importing *importing)
{
	struct error error = {0};

	importing->prose = prose_new();
	if (thread_pool_run(thread_pool_size(importing->count), importing->count, one_read, importing, &error) < 0 &&
	    thread_pool_run(1, importing->count, one_read, importing, &error) < 0) {
		tell_error(&error, importing->language);
		return EXIT_SYSTEM;
	}
	for (size_t i = 0; i < importing->count; i++)
		if (importing->files[i].error.kind != ERROR_NONE) {
			tell_error(&importing->files[i].error, importing->language);
			importing->failed++;
		}
	return EXIT_CLEAN;
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

/* DIR/TYPE/ID.md */
static void path_give(struct importing *importing, struct imported *file)
{
	struct arena *arena = &importing->arena;
	struct str folder = unicode_slug(arena, file->import.type);

	file->path = arena_format(arena, "%s%s%.*s%s%.*s.md", importing->options->into,
	                          str_ends(str_from(importing->options->into), STR("/")) ? "" : "/", STR_ARG(folder),
	                          folder.n ? "/" : "", STR_ARG(file->import.id));
}

/* The other file of this call, or the register's document, that has the id already; "" when there is none. */
static struct str twin_of(struct importing *importing, size_t i)
{
	struct imported *file = &importing->files[i];
	uint32_t first = map_add(&importing->paths, file->import.id, (uint32_t)i);
	uint32_t document = importing->registry ? registry_find(importing->registry, file->import.id) : NO_DOCUMENT;

	if (first != i)
		return str_from(importing->files[first].source);
	return document == NO_DOCUMENT ? STR_EMPTY : importing->registry->documents[document].path;
}

static int twin_refused(const struct importing *importing, const struct imported *file)
{
	static const struct bilingual text = {
		"'%s' would get the id '%.*s', which '%.*s' has already; it was not written",
		"”%s” skulle få id:t ”%.*s”, som ”%.*s” redan har; den har inte skrivits"};

	fputs("styrdok: ", stderr);
	put_text(stderr, arena_format(&((struct importing *)importing)->arena, bilingual_in(text, importing->language),
	                              file->source, STR_ARG(file->import.id), STR_ARG(file->twin)));
	fputc('\n', stderr);
	return EXIT_SYSTEM;
}

/* The folders of the path, those that do not exist. */
static int folders_make(struct importing *importing, struct str path)
{
	for (size_t i = 1; i < path.n; i++)
		if (path.at[i] == '/' && mkdir(arena_copy(&importing->arena, str_part(path, 0, i)).at, 0777) < 0 &&
		    errno != EEXIST)
			return errno;
	return 0;
}

static int file_write(struct importing *importing, struct imported *file)
{
	static const struct bilingual made = {
		"'%s' has been made: compare it with the original, and try it with 'styrdok check'",
		"”%s” har skapats: jämför den med originalet och pröva den med ”styrdok check”"};
	struct str text = import_markdown(&importing->arena, &file->import, importing->registry, importing->language);
	int reason;

	if (file->twin.n)
		return twin_refused(importing, file);
	reason = folders_make(importing, file->path);
	return reason ? file_refused(file->path.at, reason, importing->language)
	              : new_file(file->path.at, text, made, importing->language);
}

static void all_write(struct importing *importing)
{
	for (size_t i = 0; i < importing->count; i++)
		if (importing->files[i].path.n)
			importing->failed += file_write(importing, &importing->files[i]) != EXIT_CLEAN;
}

static void places_give(struct importing *importing)
{
	for (size_t i = 0; importing->options->into && i < importing->count; i++) {
		if (importing->files[i].error.kind != ERROR_NONE)
			continue;
		path_give(importing, &importing->files[i]);
		importing->files[i].twin = twin_of(importing, i);
	}
}

static void tell(struct importing *importing, bool json)
{
	if (json)
		import_json(stdout, importing->files, importing->count);
	else if (importing->options->report)
		import_report(stdout, importing->files, importing->count, importing->language);
	else if (!importing->options->into && importing->files[0].error.kind == ERROR_NONE) {
		struct str text = import_markdown(&importing->arena, &importing->files[0].import, importing->registry,
		                                  importing->language);
		fwrite(text.at, 1, text.n, stdout);
	}
}

/* --- the command ------------------------------------------------------------------------------------------------------- */

struct import_format {
	struct format format;
	bool json;
};

static const struct import_format formats[] = {{{"md"}, false}, {{"json"}, true}, {{NULL}, false}};

static int usage(const struct import_options *options, bool json, enum language language)
{
	static const struct bilingual none = {"which file?", "vilken fil?"},
				      many = {"several files need --into DIR, --report or --format json",
	                                      "flera filer kräver --into KATALOG, --report eller --format json"},
				      most = {"at most 10000 files at a time", "högst 10000 filer på en gång"};

	if (!options->common.arg_count)
		return usage_error(language, none, NULL);
	if (options->common.arg_count > FILES_MAX)
		return usage_error(language, most, NULL);
	if (options->common.arg_count > 1 && !options->into && !options->report && !json)
		return usage_error(language, many, NULL);
	return EXIT_CLEAN;
}

static void importing_release(struct importing *importing)
{
	for (size_t i = 0; i < importing->count; i++)
		import_release(&importing->files[i].import);
	free(importing->files);
	prose_free(importing->prose);
	map_release(&importing->paths);
	arena_release(&importing->arena);
	registry_free(importing->registry);
}

static int import_run(struct importing *importing, bool json)
{
	int status = all_read(importing);

	if (status)
		return status;
	places_give(importing);
	tell(importing, json);
	all_write(importing);
	if (!importing->failed)
		return EXIT_CLEAN;
	return importing->failed < importing->count ? EXIT_FINDINGS : EXIT_SYSTEM;
}

/* The nearest folder at or above this one that holds a register, into it; NULL when there is none. */
static const char *register_around(const struct options *common, char folder[PATH_MAX])
{
	struct options asked = *common;

	asked.repo = folder;
	for (char *slash = folder; slash; slash = strrchr(folder, '/')) {
		if (slash != folder)
			*slash = '\0';
		if (folder[0] && register_is_there(&asked))
			return folder;
		if (!strchr(folder + 1, '/'))
			return NULL;
	}
	return NULL;
}

static int run(const struct options *common)
{
	const struct import_options *options = (const struct import_options *)common;
	struct options asked = *common;
	struct importing importing = {.options = options, .count = (size_t)common->arg_count};
	bool json = FORMAT_CHOSEN(common, struct import_format)->json;
	int status = usage(options, json, language_of_command_line(common));
	char folder[PATH_MAX];
	struct error error;

	if (status)
		return status;
	if (!asked.repo && options->into && realpath(options->into, folder))
		asked.repo = register_around(&asked, folder);
	if (common->repo || register_is_there(&asked)) {
		importing.registry = open_registry(&asked, false, &error);
		if (!importing.registry)
			return EXIT_SYSTEM;
	}
	importing.language =
		importing.registry ? language_of(common, importing.registry) : language_of_command_line(common);
	importing.files = memory_new(importing.count, sizeof *importing.files);
	for (size_t i = 0; i < importing.count; i++)
		importing.files[i].source = common->args[i];
	status = import_run(&importing, json);
	importing_release(&importing);
	return status;
}

static const struct option_row option_import[] = {
	{"into",
         OPTION_TEXT,
         offsetof(struct import_options, into),
         {"DIR", "KATALOG"},
         {"write them into this folder, in a folder of their type each",
          "skriv dem i denna mapp, var och en i en mapp för sin typ"},
         NULL,
         NULL},
	{"report",
         OPTION_FLAG,
         offsetof(struct import_options, report),
         {NULL, NULL},
         {"show what was found as a table to tick off", "visa det som hittades som en tabell att pricka av"},
         NULL,
         NULL},
	{0}};

const struct command command_import = {
	.name = "import",
	.arguments = {"[OPTIONS] FILE..", "[FLAGGOR] FIL.."},
	.summary = {"make documents of Word, PDF, HTML and text files",
                    "gör dokument av Word-, PDF-, HTML- och textfiler"},
	.details = {"Reads .docx, .odt, .pdf, .html, .txt, and .md without front matter, and writes Markdown with "
                    "front matter: what "
                    "was found with its place in the file, what is doubtful as comments. What was not found is left "
                    "out. In a "
                    "register, the ids of its vocabulary are written. A file that exists is never overwritten.",
                    "Läser .docx, .odt, .pdf, .html, .txt och .md utan metadata, och skriver Markdown med metadata: "
                    "det som hittades "
                    "med sin plats i filen, det som är tveksamt som kommentarer. Det som inte hittades utelämnas. I "
                    "ett register "
                    "skrivs de id:n som dess vocabulary har. En fil som redan finns skrivs aldrig över."},
	COMMAND_OPTIONS(option_repo, option_format, option_import),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct import_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
