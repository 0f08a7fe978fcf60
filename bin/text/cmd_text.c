/* styrdok text: what a document says on a day. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/text/text_report.h"
#include "bin/wording/unread.h"
#include "registry/document/remarks.h"

#include <stdio.h>

struct text_options {
	struct options common;
	const char *part;
	struct date against;
};

static const struct text_format {
	struct format format;
	void (*write)(FILE *out, struct text_report *report);
} formats[] = {{{"text"}, text_as_text},
               {{"md"}, text_as_markdown},
               {{"html"}, text_as_html},
               {{"json"}, text_as_json},
               {{NULL}, NULL}};

static int question_read(const struct text_options *options, struct text_report *report)
{
	enum language language = report->telling.language;
	int status = lookup_document(report->registry, options->common.args[0], language, &report->document);

	report->part = MARKDOWN_NO_PART;
	if (!status && options->part)
		status = lookup_part(report->registry, report->document, options->part, language, &report->part);
	return status;
}

static int answer(const struct text_options *options, struct text_report *report)
{
	struct registry *registry = (struct registry *)report->registry; /* whose reader reads the text */
	struct str text = STR_EMPTY;
	struct error error = {0};
	size_t size = 0;

	if (reader_read(registry->reader, &registry->files[report->document], registry->config.limits.document_bytes,
	                &text, &size, &error) < 0) {
		tell_error(&error, language_of_command_line(&options->common));
		return EXIT_SYSTEM;
	}
	text_lines_of(&report->lines, report->telling.arena, remarks_cut(report->telling.arena, text));
	consolidated_on(&report->now, report->telling.arena, registry, report->document, report->on);
	if (report->against.known)
		consolidated_on(&report->then, report->telling.arena, registry, report->document, report->against);
	text_parts_of(report);
	FORMAT_CHOSEN(&options->common, struct text_format)->write(stdout, report);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	const struct text_options *mine = (const struct text_options *)options;
	struct arena arena = ARENA_EMPTY;
	struct text_report report = {.on = options->on, .against = mine->against};
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_SYSTEM;

	if (options->arg_count != 1)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one document", "ange ett dokument"}, NULL);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	report.registry = registry;
	report.telling = (struct telling){registry, &arena, language_of(options, registry), options->color};
	status = question_read(mine, &report);
	if (!status)
		status = answer(mine, &report);
	status = status_with_unread(status, footing_of(registry, report.telling.language));
	arena_release(&arena);
	registry_free(registry);
	return status;
}

static const struct option_row text_rows[] = {
	{"part",
         OPTION_TEXT,
         offsetof(struct text_options, part),
         {"PART", "DEL"},
         {"only this part of the document: its anchor, its heading or '2 kap. 1 §'",
          "bara denna del av dokumentet: dess ankare, dess rubrik eller ”2 kap. 1 §”"},
         NULL,
         NULL},
	{"against",
         OPTION_DATE,
         offsetof(struct text_options, against),
         {"DATE", "DATUM"},
         {"what differs from the wording on this day, word by word",
          "vad som skiljer från lydelsen denna dag, ord för ord"},
         NULL,
         NULL},
	{0}};

const struct command command_text = {
	.name = "text",
	.arguments = {"[OPTIONS] DOC", "[FLAGGOR] DOK"},
	.summary = {"what a document says on a day, with what decided each part",
                    "vad ett dokument säger en viss dag, med vad som beslutade varje del"},
	.details =
		{"Each part is told in the wording of the day (--on), with what decided it and from when; --rev asks "
                 "what the "
                 "register said then. A wording that is not held, or cannot be determined, is said to be so and never "
                 "replaced by another day's.",
                 "Varje del återges i dagens lydelse (--on), med vad som beslutade den och från när; med --rev vad "
                 "registret sade då. En lydelse som inte finns i registret, eller som inte går att avgöra, anges som "
                 "sådan och ersätts aldrig av en annan dags."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, text_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct text_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
