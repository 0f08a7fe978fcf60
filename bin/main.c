/* styrdok: the register of governing documents, and the checker that keeps it honest. */
#include "bin/command/command.h"
#include "registry/base/memory.h"
#include "registry/base/spelling.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct command *const commands[] = {&command_check,  &command_applies, &command_status, &command_show,
                                                 &command_impact, &command_graph,   &command_stats,  &command_diff,
                                                 &command_log,    &command_scan,    &command_rules,  &command_new,
                                                 &command_hook,   &command_explain};

#define COMMANDS (sizeof commands / sizeof *commands)

/* May be called from any thread, and must not allocate. */
static void out_of_memory(void)
{
	static const char message[] = "styrdok: out of memory / minnet tog slut\n";
	ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);

	(void)written;
	_exit(EXIT_SYSTEM);
}

static int print_overview(enum language language)
{
	printf("%s\n\n", bilingual_in((struct bilingual){"usage: styrdok COMMAND [OPTIONS] [ARGUMENTS]",
	                                                 "användning: styrdok KOMMANDO [FLAGGOR] [ARGUMENT]"},
	                              language));
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i]->name, bilingual_in(commands[i]->summary, language));
	printf("\n%s\n", bilingual_in((struct bilingual){"'styrdok COMMAND --help' tells more",
	                                                 "”styrdok KOMMANDO --help” berättar mer"},
	                              language));
	return EXIT_CLEAN;
}

static int unknown_command(const char *name, enum language language)
{
	struct spelling spelling = spelling_of(str_from(name));

	for (size_t i = 0; i < COMMANDS; i++)
		spelling_try(&spelling, str_from(commands[i]->name));
	if (spelling_nearest(&spelling).n)
		fprintf(stderr,
		        bilingual_in((struct bilingual){"styrdok: did you mean '%s'?\n", "styrdok: menade du ”%s”?\n"},
		                     language),
		        spelling_nearest(&spelling).at);
	return usage_error(language, (struct bilingual){"unknown command '%s'", "okänt kommando ”%s”"}, name);
}

int main(int argc, char **argv)
{
	enum language language = language_of_shell(NULL);
	struct options options;
	int status = 0;

	memory_on_failure(out_of_memory);
	mallopt(M_TRIM_THRESHOLD, 64 << 20); /* libyaml allocates and frees large buffers for every document */
	if (argc < 2) {
		print_overview(language);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		show_version();
		return finish_output(EXIT_CLEAN, language);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
		return finish_output(print_overview(language), language);
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i]->name) == 0) {
			status = options_read(&options, commands[i], argc - 1, argv + 1);
			return finish_output(status < 0 ? commands[i]->run(&options) : status,
			                     language_of_shell(&options));
		}
	return unknown_command(argv[1], language);
}
