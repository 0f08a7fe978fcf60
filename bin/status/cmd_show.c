/* styrdok show: a document's card. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/status/show.h"

static const struct show_format {
	struct format format;
	void (*write)(FILE *out, struct showing *showing);
} formats[] = {{{"text"}, show_as_text}, {{"json"}, show_as_json}, {{NULL}, NULL}};

static int show(struct showing *showing)
{
	int status = lookup_document(showing->registry, showing->options->args[0], showing->telling.language,
	                             &showing->index);
	if (status)
		return status;
	showing->document = &showing->registry->documents[showing->index];
	FORMAT_CHOSEN(showing->options, struct show_format)->write(stdout, showing);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	struct showing showing = {.options = options};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one document", "ange ett dokument"}, NULL);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	showing.registry = registry;
	showing.telling = (struct telling){registry, &showing.arena, language_of(options, registry), options->color};
	status = status_with_unread(show(&showing), footing_of(registry, showing.telling.language));
	arena_release(&showing.arena);
	registry_free(registry);
	return status;
}

const struct command command_show = {
	.name = "show",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"a document's card: status, parts, relations in and out, timeline",
                    "ett dokuments kort: status, delar, relationer till och från, tidslinje"},
	.details = {"DOC is an id, a title, an alias, a case number or a path.",
                    "DOK är ett id, en titel, ett alias, ett diarienummer eller en sökväg."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on),
	COMMAND_FORMATS(formats),
	.run = run,
};
