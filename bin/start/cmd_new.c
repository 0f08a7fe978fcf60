/* styrdok new: templates of texts, on standard output or as a new file. */
#include "bin/command/command.h"
#include "bin/start/file_make.h"
#include "bin/write/templates.h"
#include "bin/write/terminal.h"
#include "registry/base/spelling.h"

#include <errno.h>
#include <stdio.h>

static const struct text_type {
	const char *name, *file;
	struct bilingual summary;
} types[] = {
	{"projektforslag",
         "projektforslag.md",
         {"a proposal, to be scanned by 'styrdok scan'", "ett förslag, som ”styrdok scan” kan granska"}},
};

#define TYPES (sizeof types / sizeof *types)

static void list_types(enum language language)
{
	for (size_t i = 0; i < TYPES; i++)
		fprintf(stderr, "  %-16s %s\n", types[i].name, bilingual_in(types[i].summary, language));
}

static const struct text_type *type_find(const char *name, const char **nearest)
{
	struct spelling spelling = spelling_of(str_from(name));

	for (size_t i = 0; i < TYPES; i++) {
		if (!strcmp(name, types[i].name))
			return &types[i];
		spelling_try(&spelling, str_from(types[i].name));
	}
	if (spelling_nearest(&spelling).n)
		*nearest = spelling_nearest(&spelling).at;
	return NULL;
}

static int unknown_type(const char *name, const char *nearest, enum language language)
{
	static const struct bilingual did_you_mean = {"styrdok: did you mean '%s'?\n", "styrdok: menade du ”%s”?\n"},
				      known = {"styrdok: there are these types:", "styrdok: dessa typer finns:"};

	if (nearest)
		fprintf(stderr, bilingual_in(did_you_mean, language), nearest);
	fprintf(stderr, "%s\n", bilingual_in(known, language));
	list_types(language);
	return usage_error(language, (struct bilingual){"there is no template '%s'", "det finns ingen mall ”%s”"},
	                   name);
}

/* --- a new file ----------------------------------------------------------------------------------------------------- */

static int tell_failure(const char *path, int reason, enum language language)
{
	static const struct bilingual exists = {"'%s' exists already, and was left as it is",
	                                        "”%s” finns redan och har lämnats som den är"},
				      failed = {"'%s' could not be written", "”%s” kunde inte skrivas"};

	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(reason == EEXIST ? exists : failed, language), path);
	if (reason != EEXIST)
		fprintf(stderr, ": %s", strerror(reason));
	fputc('\n', stderr);
	return EXIT_SYSTEM;
}

static int new_file(const char *path, struct str text, enum language language)
{
	static const struct bilingual made = {"'%s' has been made: fill it in, and try it with 'styrdok scan'",
	                                      "”%s” har skapats: fyll i den och pröva den med ”styrdok scan”"};
	int reason = file_make(path, text);

	if (reason)
		return tell_failure(path, reason, language);
	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(made, language), path);
	fputc('\n', stderr);
	return EXIT_CLEAN;
}

static int wrong_number(const struct options *options, enum language language)
{
	if (options->arg_count)
		return usage_error(language,
		                   (struct bilingual){"one argument too many: '%s'", "ett argument för mycket: ”%s”"},
		                   options->args[2]);
	list_types(language);
	return usage_error(language, (struct bilingual){"which type?", "vilken typ?"}, NULL);
}

static int run(const struct options *options)
{
	enum language language = language_of_command_line(options);
	struct str text = STR_EMPTY;
	const struct text_type *type = NULL;
	const char *nearest = NULL;

	if (options->arg_count < 1 || options->arg_count > 2)
		return wrong_number(options, language);
	type = type_find(options->args[0], &nearest);
	if (!type)
		return unknown_type(options->args[0], nearest, language);
	text = template_text(type->file);
	if (options->arg_count == 2)
		return new_file(options->args[1], text, language);
	fwrite(text.at, 1, text.n, stdout);
	return EXIT_CLEAN;
}

const struct command command_new = {
	.name = "new",
	.arguments = {"[OPTIONS] TYPE [FILE]", "[FLAGGOR] TYP [FIL]"},
	.summary = {"begin a text from a template", "börja på en text från en mall"},
	.details = {"TYPE is projektforslag, a proposal. Without FILE, the template goes to standard output; a file "
                    "that exists is never overwritten.",
                    "TYP är projektforslag, ett förslag. Utan FIL skrivs mallen på standard ut; en fil som redan finns "
                    "skrivs aldrig över."},
	.run = run,
};
