/* styrdok: the register of governing documents, and the checker that keeps it honest. */
#include "bin/command/command.h"
#include "registry/base/memory.h"
#include "registry/base/spelling.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct command *const commands[] = {
	&command_check,    &command_applies,   &command_status, &command_show,  &command_text,   &command_list,
	&command_due,      &command_search,    &command_impact, &command_graph, &command_stats,  &command_diff,
	&command_log,      &command_scan,      &command_rules,  &command_init,  &command_new,    &command_import,
	&command_fmt,      &command_supersede, &command_amend,  &command_hook,  &command_export, &command_site,
	&command_profiles, &command_lsp,       &command_explain};

#define COMMANDS (sizeof commands / sizeof *commands)

/* May be called from any thread, and must not allocate. */
static void out_of_memory(void)
{
	static const char message[] = "styrdok: out of memory / minnet tog slut\n";
	ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);

	(void)written;
	_exit(EXIT_SYSTEM);
}

static void print_overview(enum language language)
{
	printf("%s\n\n", bilingual_in((struct bilingual){"usage: styrdok COMMAND [OPTIONS] [ARGUMENTS]",
	                                                 "användning: styrdok KOMMANDO [FLAGGOR] [ARGUMENT]"},
	                              language));
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i]->name, bilingual_in(commands[i]->summary, language));
	printf("\n%s\n", bilingual_in((struct bilingual){"'styrdok COMMAND --help' tells more",
	                                                 "”styrdok KOMMANDO --help” berättar mer"},
	                              language));
}

static int unknown_command(const char *name, enum language language)
{
	struct spelling spelling = spelling_of(str_from(name));

	for (size_t i = 0; i < COMMANDS; i++)
		spelling_try(&spelling, str_from(commands[i]->name));
	tell_nearest(&spelling, language);
	return usage_error(language, (struct bilingual){"unknown command '%s'", "okänt kommando ”%s”"}, name);
}

/* Flushes standard output; EXIT_SYSTEM with a message if it could not all be written, else `status`. */
static int finish_output(int status, const struct options *options)
{
	static const struct bilingual failed = {"the result could not be written", "resultatet kunde inte skrivas"};

	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "styrdok: %s: %s\n", bilingual_in(failed, language_of_command_line(options)), strerror(errno));
	return EXIT_SYSTEM;
}

static int run_command(const struct command *command, int argc, char **argv)
{
	struct options *options =
		memory_new(1, command->size ? command->size : sizeof *options); /* begins its struct */
	int status = options_read(options, command, argc, argv);

	if (status < 0)
		status = command->run(options);
	status = finish_output(status, options);
	free(options);
	return status;
}

static bool asks_for_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

int main(int argc, char **argv)
{
	memory_on_failure(out_of_memory);
	mallopt(M_TRIM_THRESHOLD, 64 << 20); /* libyaml allocates and frees large buffers for every document */
	if (argc < 2) {
		print_overview(language_of_command_line(NULL));
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i]->name) == 0)
			return run_command(commands[i], argc - 1, argv + 1);
	if (strcmp(argv[1], "--version") == 0)
		show_version();
	else if (asks_for_help(argv[1]))
		print_overview(language_of_command_line(NULL));
	else
		return unknown_command(argv[1], language_of_command_line(NULL));
	return finish_output(EXIT_CLEAN, NULL);
}
