/* styrdok show: a document's card. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/status/show.h"

static int show(struct showing *showing)
{
	int status =
		ask_document(showing->registry, showing->options->args[0], showing->telling.language, &showing->index);
	if (status)
		return status;
	showing->document = &showing->registry->documents[showing->index];
	(showing->options->format == FORMAT_JSON ? show_as_json : show_as_text)(stdout, showing);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	struct showing showing = {.options = options};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"name one document%s", "ange ett dokument%s"}, "");
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	showing.registry = registry;
	showing.telling = (struct telling){registry, &showing.arena, language_of(options, registry), options->color};
	status = show(&showing);
	arena_release(&showing.arena);
	registry_free(registry);
	return status;
}

const struct command command_show = {
	.name = "show",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"a document's card: status, parts, relations in and out, timeline",
                    "ett dokuments kort: status, delar, relationer till och från, tidslinje"},
	.formats = "text|json",
	.options = OPTION_REPO | OPTION_REV | OPTION_ON,
	.run = run,
};
