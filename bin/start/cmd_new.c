/* styrdok new: templates of texts, on standard output or as a new file. */
#include "bin/command/command.h"
#include "bin/start/file_make.h"
#include "bin/start/new_document.h"
#include "bin/start/new_proposal.h"
#include "bin/write/templates.h"
#include "bin/write/terminal.h"
#include "registry/base/spelling.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

/* --- the types ------------------------------------------------------------------------------------------------------- */

static const char proposal[] = "projektforslag"; /* a text that is no document of the register */

static void list_types(const struct registry *registry, enum language language)
{
	static const struct bilingual summary = {"a proposal, to be scanned by 'styrdok scan'",
	                                         "ett förslag, som ”styrdok scan” kan granska"};

	fprintf(stderr, "  %-18s %s\n", proposal, bilingual_in(summary, language));
	for (uint32_t i = 0; registry && i < registry->vocabulary.type_count; i++) {
		const struct document_type *type = &registry->vocabulary.types[i];
		fputs("  ", stderr);
		put_padded(stderr, type->id, 18);
		fputc(' ', stderr);
		put_text(stderr, bilingual_str(type->name, language));
		fputc('\n', stderr);
	}
}

/* By id or name; NO_BODY when there is no such, with what is nearest. */
static uint32_t type_find(const struct registry *registry, struct str name, struct spelling *spelling)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;

	spelling_try(spelling, str_from(proposal));
	for (uint32_t i = 0; i < vocabulary->type_count; i++) {
		const struct document_type *type = &vocabulary->types[i];
		if (str_equal(type->id, name) || str_equal(bilingual_str(type->name, LANGUAGE_SV), name) ||
		    str_equal(bilingual_str(type->name, LANGUAGE_EN), name))
			return i;
		spelling_try(spelling, type->id);
	}
	return NO_BODY;
}

static int unknown_type(const struct registry *registry, const char *name, struct spelling *spelling,
                        enum language language)
{
	static const struct bilingual known = {"styrdok: there are these types:", "styrdok: dessa typer finns:"};

	tell_nearest(spelling, language);
	fprintf(stderr, "%s\n", bilingual_in(known, language));
	list_types(registry, language);
	return usage_error(language, (struct bilingual){"there is no template '%s'", "det finns ingen mall ”%s”"},
	                   name);
}

static int wrong_number(const struct options *options, enum language language)
{
	if (options->arg_count)
		return usage_error(language,
		                   (struct bilingual){"one argument too many: '%s'", "ett argument för mycket: ”%s”"},
		                   options->args[2]);
	list_types(NULL, language);
	return usage_error(language, (struct bilingual){"which type?", "vilken typ?"}, NULL);
}

static int new_proposal(const struct options *options)
{
	static const struct bilingual made = {"'%s' has been made: fill it in, and try it with 'styrdok scan'",
	                                      "”%s” har skapats: fyll i den och pröva den med ”styrdok scan”"};
	const struct new_options *mine = (const struct new_options *)options;
	struct str text = template_text("projektforslag.md");
	struct arena arena = ARENA_EMPTY;
	int status = EXIT_CLEAN;

	if (options->body || options->topic || mine->category)
		status = proposal_text(&text, &arena, mine);
	if (!status && options->arg_count == 2)
		status = new_file(options->args[1], text, made, language_of_command_line(options));
	else if (!status)
		fwrite(text.at, 1, text.n, stdout);
	arena_release(&arena);
	return status;
}

static int run(const struct options *options)
{
	struct spelling spelling;
	struct registry *registry = NULL;
	struct error error;
	uint32_t type = NO_BODY;
	int status = EXIT_CLEAN;

	if (options->arg_count < 1 || options->arg_count > 2)
		return wrong_number(options, language_of_command_line(options));
	if (!strcmp(options->args[0], proposal))
		return new_proposal(options);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	spelling = spelling_of(str_from(options->args[0]));
	type = type_find(registry, str_from(options->args[0]), &spelling);
	if (type == NO_BODY)
		status = unknown_type(registry, options->args[0], &spelling, language_of(options, registry));
	else
		status = new_document((const struct new_options *)options, registry, type);
	registry_free(registry);
	return status;
}

static const struct option_word categories[] = {{"innovative", CATEGORY_INNOVATIVE},
                                                {"differentiating", CATEGORY_DIFFERENTIATING},
                                                {"basic", CATEGORY_BASIC},
                                                {NULL, 0}};

static const struct option_row option_new[] = {
	{"category",
         OPTION_WORD,
         offsetof(struct new_options, category),
         {0},
         {"of a proposal: its category", "av ett förslag: dess kategori"},
         categories,
         NULL},
	{"title",
         OPTION_TEXT,
         offsetof(struct new_options, title),
         {"TITLE", "TITEL"},
         {"the document's title; its id follows from it", "dokumentets titel; id följer av den"},
         NULL,
         NULL},
	{0}};

const struct command command_new = {
	.name = "new",
	.arguments = {"[OPTIONS] TYPE [ID | FILE]", "[FLAGGOR] TYP [ID | FIL]"},
	.summary = {"begin a text from a template", "börja på en text från en mall"},
	.details = {"TYPE is one of the register's types of documents, or projektforslag, a proposal. With an ID, a "
                    "draft is begun in the "
                    "register's folder of documents; with a FILE, there; otherwise the template goes to standard "
                    "output. A file that "
                    "exists is never overwritten.",
                    "TYP är en av registrets dokumenttyper, eller projektforslag, ett förslag. Med ett ID påbörjas ett "
                    "utkast i "
                    "registrets mapp för dokument, med en FIL där; annars skrivs mallen på standard ut. En fil som "
                    "redan finns "
                    "skrivs aldrig över."},
	COMMAND_OPTIONS(option_repo, option_on, option_new, option_body, option_topic),
	.size = sizeof(struct new_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
