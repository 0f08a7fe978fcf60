/* styrdok diff: what changed in law between two revisions. */
#include "bin/command/command.h"
#include "bin/command/lookup.h"
#include "bin/history/diff_text.h"
#include "registry/graph/load.h"

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

/* A body or topic of which only the older register knows is one, too. */
static int ask(struct diffing *diffing, struct registry_diff_question *question)
{
	const struct options *options = diffing->options;
	const struct vocabulary *old = &diffing->old->vocabulary, *new = &diffing->new->vocabulary;
	uint32_t found = 0;
	int status = 0;

	question->body = options->body;
	question->topic = options->topic;
	if (options->body && map_get(&old->body_by_id, str_from(options->body)) == MAP_NONE) {
		status = ask_body(diffing->new, options->body, diffing->language, &found);
		if (!status)
			question->body = arena_copy(&diffing->arena, new->bodies[found].id).at;
	}
	if (!status && options->topic && map_get(&old->topic_by_id, str_from(options->topic)) == MAP_NONE) {
		status = ask_topic(diffing->new, options->topic, diffing->language, &found);
		if (!status)
			question->topic = arena_copy(&diffing->arena, new->topics[found].id).at;
	}
	return status;
}

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
	if (options->format == FORMAT_JSON)
		diff_as_json(stdout, &report);
	else
		(options->format == FORMAT_MARKDOWN ? diff_as_markdown : diff_as_text)(stdout, &report);
}

static int diff(struct diffing *diffing)
{
	struct registry_diff comparison = {0};
	struct registry_diff_question question = {0};
	struct error error = {0};
	int status = ask(diffing, &question);

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
		return usage_error(language_of_shell(options),
		                   (struct bilingual){"name one or two revisions or dates%s",
		                                      "ange en eller två versioner eller datum%s"},
		                   "");
	diffing.old = open_at(options, options->args[0]);
	if (diffing.old)
		diffing.new = open_at(options, options->arg_count > 1 ? options->args[1] : NULL);
	if (diffing.new) {
		diffing.language = language_of(options, diffing.new);
		status = diff(&diffing);
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
	.details = {"A and B are git revisions or dates; without B, A is compared with the files as they are. Told are "
                    "documents,\ntheir statuses over time, and what applies differently for whom, not lines.",
                    "A och B är git-versioner eller datum; utan B jämförs A med filerna som de är. Det som berättas är "
                    "dokument,\nderas status över tid, och vad som gäller annorlunda för vem, inte rader."},
	.formats = "text|md|json",
	.extent = REGISTRY_GRAPH,
	.options = OPTION_REPO | OPTION_FOR | OPTION_SUBJECT,
	.run = run,
};
