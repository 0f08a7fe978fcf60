/* styrdok applies: which documents apply to a body, in a matter, on a day. */
#include "bin/applies/applies_report.h"
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "registry/graph/load.h"
#include "registry/port/convert/convert.h"

#include <stdlib.h>
#include <unistd.h>

/* Word, by pandoc, from the answer as Markdown. */
static int write_word(const struct applies_report *report)
{
	char *text = NULL, *word = NULL;
	size_t size = 0, word_size = 0;
	struct error error = {0};
	FILE *memory = open_memstream(&text, &size);
	int status = EXIT_CLEAN;

	if (isatty(STDOUT_FILENO))
		status = usage_error(report->language,
		                     (struct bilingual){"a Word file is not for a terminal: add > answer.docx",
		                                        "en Word-fil är inget för en terminal: lägg till > svar.docx"},
		                     NULL);
	if (memory && !status)
		applies_as_markdown(memory, report);
	if (!memory || fclose(memory) != 0) {
		error_set(&error, ERROR_NOT_CONVERTED, "docx", NULL);
		tell_error(&error, report->language);
		status = EXIT_SYSTEM;
	} else if (!status &&
	           convert_to_word(&word, &word_size, (struct str){text, size}, report->language, &error) < 0) {
		tell_error(&error, report->language);
		status = EXIT_SYSTEM;
	}
	if (!status)
		fwrite(word, 1, word_size, stdout);
	free(text);
	free(word);
	return status;
}

static const struct applies_format {
	struct format format;
	void (*write)(FILE *out, const struct applies_report *report);
	int (*convert)(const struct applies_report *report); /* in its place: returns an exit status */
} formats[] = {{{"text"}, applies_as_text, NULL},
               {{"md"}, applies_as_markdown, NULL},
               {{"html"}, applies_as_html, NULL},
               {{"csv"}, applies_as_csv, NULL},
               {{"json"}, applies_as_json, NULL},
               {{"docx"}, NULL, write_word},
               {{NULL}, NULL, NULL}};

static int write_answer(const struct applies_report *report, const struct applies_format *format)
{
	if (format->convert)
		return format->convert(report);
	format->write(stdout, report);
	return EXIT_CLEAN;
}

static int answer(const struct options *options, const struct registry *registry)
{
	enum language language = language_of(options, registry);
	struct applies_question question = {.topic = NO_BODY, .on = options->on};
	struct applies_answer found;
	struct arena arena = ARENA_EMPTY;
	struct applies_report report = {registry, &question, &found, language, &arena, options->color};
	int status = lookup_vocabulary(registry, VOCABULARY_BODIES, options->body, language, &question.body);

	if (!status && options->topic)
		status = lookup_vocabulary(registry, VOCABULARY_TOPICS, options->topic, language, &question.topic);
	if (!status) {
		applies_answer(&found, &arena, registry, &question);
		status = write_answer(&report, FORMAT_CHOSEN(options, struct applies_format));
		applies_release(&found);
	}
	arena_release(&arena);
	return status;
}

static int run(const struct options *options)
{
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_SYSTEM;

	if (!options->body)
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"say for which body: --body=...", "ange för vilket organ: --body=..."},
			NULL);
	if (options->arg_count)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"'%s' is not expected", "”%s” väntades inte"}, options->args[0]);
	registry = open_registry(options, false, &error);
	if (registry)
		status = status_with_unread(answer(options, registry),
		                            footing_of(registry, language_of(options, registry)));
	registry_free(registry);
	return status;
}

const struct command command_applies = {
	.name = "applies",
	.arguments = {"--body=BODY [--on=DATE] [--topic=TOPIC] [OPTIONS]",
                      "--body=ORGAN [--on=DATUM] [--topic=ÄMNE] [FLAGGOR]"},
	.summary = {"which documents apply to a body on a day, which do not, and which are to be replaced",
                    "vilka dokument som gäller för ett organ en viss dag, vilka som inte gäller och vilka som ska "
                    "ersättas"},
	.details =
		{"Governing documents in four groups: they apply; they apply but are to be replaced or updated; they "
                 "do not apply; it cannot be determined. Each comes with its reasons, down to file and line. Documents "
                 "reach a body also through the groups and bodies that it belongs to; those on narrower and on broader "
                 "topics count, and are told as such. --on is the day in law, --rev the day in the register: what it "
                 "said then.",
                 "Styrdokument i fyra grupper: de gäller; de gäller men ska ersättas eller uppdateras; de gäller inte; "
                 "det kan inte avgöras. Vart och ett redovisas med sina skäl, ner till fil och rad. Dokument når ett "
                 "organ också genom de grupper och organ som det hör till; dokument om snävare och vidare ämnen räknas "
                 "med, "
                 "och det framgår. --on "
                 "är den dag som rättsläget gäller, --rev den version av registret som frågan ställs till."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, option_body, option_topic),
	COMMAND_FORMATS(formats),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
