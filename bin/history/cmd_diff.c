/* styrdok diff: what changed in law between two revisions. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/history/diff_text.h"
#include "registry/document/vocabulary_names.h"

#include <stdio.h>

struct diffing {
	const struct options *options;
	struct registry *old, *new;
	enum language language;
	struct arena arena;
};

static struct registry *open_at(const struct options *options, const char *revision)
{
	struct options asked = *options;
	struct error error;

	asked.rev = revision;
	return open_registry(&asked, false, &error);
}

/* The id of what a name means; a body or topic of which only the older register knows is one, too. */
static int named(struct diffing *diffing, enum vocabulary_file file, const char *name, const char **out)
{
	const struct registry *in = diffing->new;
	uint32_t found = vocabulary_find(&in->vocabulary, file, str_from(name));
	struct str id = STR_EMPTY;
	int status = 0;

	if (found == MAP_NONE) {
		in = diffing->old;
		found = vocabulary_find(&in->vocabulary, file, str_from(name));
	}
	if (found == MAP_NONE) {
		in = diffing->new;
		status = lookup_vocabulary(in, file, name, diffing->language, &found);
	}
	if (!status && vocabulary_name(&in->vocabulary, file, found, 0, &id))
		*out = arena_copy(&diffing->arena, id).at;
	return status;
}

static int question_read(struct diffing *diffing, struct registry_diff_question *question)
{
	const struct options *options = diffing->options;
	int status = options->body ? named(diffing, VOCABULARY_BODIES, options->body, &question->body) : 0;

	if (!status && options->topic)
		status = named(diffing, VOCABULARY_TOPICS, options->topic, &question->topic);
	return status;
}

static const struct diff_format {
	struct format format;
	void (*write)(FILE *out, const struct diff_report *report);
} formats[] = {{{"text"}, diff_as_text}, {{"md"}, diff_as_markdown}, {{"json"}, diff_as_json}, {{NULL}, NULL}};

static void write_report(struct diffing *diffing, const struct registry_diff *comparison,
                         const struct registry_diff_question *question)
{
	const struct options *options = diffing->options;
	struct diff_report report = {
		.comparison = comparison,
		.telling = {{diffing->old, &diffing->arena, diffing->language, options->color},
	                    {diffing->new, &diffing->arena, diffing->language, options->color}},
		.from = str_from(options->args[0]),
		.to = options->arg_count > 1 ? str_from(options->args[1]) : STR_EMPTY,
		.body = str_from(question->body),
		.topic = str_from(question->topic),
		.color = options->color,
	};

	if (!report.to.n && strcmp(source_revision(diffing->new->source), "worktree") != 0)
		report.to = STR("HEAD"); /* of a bare repository */
	FORMAT_CHOSEN(options, struct diff_format)->write(stdout, &report);
}

static int diff(struct diffing *diffing)
{
	struct registry_diff comparison = {0};
	struct registry_diff_question question = {0};
	struct error error = {0};
	int status = question_read(diffing, &question);

	if (status)
		return status;
	if (registry_diff_make(&comparison, diffing->old, diffing->new, &question, &error) < 0) {
		tell_error(&error, diffing->language);
		status = EXIT_SYSTEM;
	} else {
		write_report(diffing, &comparison, &question);
	}
	registry_diff_release(&comparison);
	return status;
}

static int run(const struct options *options)
{
	struct diffing diffing = {.options = options};
	int status = EXIT_SYSTEM;

	if (options->arg_count < 1 || options->arg_count > 2)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"name one or two revisions or dates",
		                                      "ange en eller två versioner eller datum"},
		                   NULL);
	diffing.old = open_at(options, options->args[0]);
	if (diffing.old)
		diffing.new = open_at(options, options->arg_count > 1 ? options->args[1] : NULL);
	if (diffing.new) {
		diffing.language = language_of(options, diffing.new);
		status = status_with_unread(diff(&diffing),
		                            (struct footing){diffing.new, diffing.old, NULL, diffing.language});
	}
	arena_release(&diffing.arena);
	registry_free(diffing.new);
	registry_free(diffing.old);
	return status;
}

const struct command command_diff = {
	.name = "diff",
	.arguments = {"[OPTIONS] A [B]", "[FLAGGOR] A [B]"},
	.summary = {"what changed in law between two revisions", "vad som ändrats i sak mellan två versioner"},
	.details = {"A and B are git revisions or dates; without B, A is compared with the files as they are. Reported "
                    "are documents, their statuses over time, and what applies differently for whom, not lines.",
                    "A och B är git-versioner eller datum; utan B jämförs A med filerna som de är. Det som redovisas "
                    "är dokument, deras status över tid och vad som gäller annorlunda för vem, inte rader."},
	COMMAND_OPTIONS(option_repo, option_body, option_topic),
	COMMAND_FORMATS(formats),
	.extent = REGISTRY_GRAPH,
	.run = run,
};
