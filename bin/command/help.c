#include "bin/command/help.h"

#include "bin/command/option_tables.h"
#include "bin/command/version.h"
#include "bin/write/terminal.h"
#include "registry/base/utf8.h"

#include <stdio.h>

#define LINE 80   /* columns at most */
#define INDENT 24 /* of what an option does */

void tell_nearest(const struct spelling *spelling, enum language language)
{
	struct str nearest = spelling_nearest(spelling);

	if (nearest.n)
		fprintf(stderr,
		        bilingual_in(
				(struct bilingual){"styrdok: did you mean '%.*s'?\n", "styrdok: menade du ”%.*s”?\n"},
				language),
		        STR_ARG(nearest));
}

int usage_error_briefly(enum language language, struct bilingual text, const char *argument)
{
	fprintf(stderr, "styrdok: ");
	put_format(stderr, bilingual_in(text, language), argument);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

int usage_error(enum language language, struct bilingual text, const char *argument)
{
	usage_error_briefly(language, text, argument);
	fprintf(stderr, "%s\n",
	        bilingual_in((struct bilingual){"try 'styrdok --help'", "prova ”styrdok --help”"}, language));
	return EXIT_USAGE;
}

struct str option_choices(struct arena *arena, const struct command *command, const struct option_row *row,
                          const char *between)
{
	struct str out = STR_EMPTY;
	const char *name = NULL;

	for (size_t i = 0;; i++) {
		if (row->type == OPTION_WORD)
			name = row->words[i].name;
		else
			name = command_format(command, i)->name;
		if (!name)
			return out;
		out = arena_format(arena, "%.*s%s%s", STR_ARG(out), i ? between : "", name);
	}
}

/* The words of a text, in lines that begin at a column; the first line is there already. A line break in the text is one here. */
static void put_wrapped(const char *text, size_t indent)
{
	size_t column = indent;

	for (; *text; text += *text != '\0') {
		size_t bytes = strcspn(text, " \n"), width = utf8_count((struct str){text, bytes});
		bool fits = column + 1 + width <= LINE;
		if (column > indent)
			printf("%s%*s", fits ? " " : "\n", fits ? 0 : (int)indent, "");
		column = column == indent ? indent + width : fits ? column + 1 + width : indent + width;
		fwrite(text, 1, bytes, stdout);
		text += bytes;
		if (*text == '\n') {
			putchar('\n');
			column = indent;
		}
	}
	putchar('\n');
}

static void put_option(const struct command *command, const struct option_row *row, enum language language)
{
	struct arena arena = ARENA_EMPTY;
	struct str value = str_from(bilingual_in(row->argument, language)), shown = STR_EMPTY;
	const char *otherwise = row->type == OPTION_FORMAT ? command_format(command, 0)->name : row->otherwise;
	size_t width = 0;

	if (row->type == OPTION_WORD || row->type == OPTION_FORMAT)
		value = option_choices(&arena, command, row, "|");
	shown = arena_format(&arena, "  --%s%s%.*s", row->name, value.n ? "=" : "", STR_ARG(value));
	width = utf8_count(shown);
	if (width + 1 < INDENT)
		printf("%.*s%*s", STR_ARG(shown), (int)(INDENT - width), "");
	else
		printf("%.*s\n%*s", STR_ARG(shown), INDENT, "");
	put_wrapped(otherwise ? arena_format(&arena, "%s (%s: %s)", bilingual_in(row->help, language),
	                                     bilingual_in((struct bilingual){"default", "annars"}, language), otherwise)
	                                .at
	                      : bilingual_in(row->help, language),
	            INDENT);
	arena_release(&arena);
}

static void put_table(const struct command *command, const struct option_row *rows, enum language language)
{
	for (; rows->name; rows++)
		put_option(command, rows, language);
}

void show_help(const struct command *command, enum language language)
{
	printf("%s: styrdok %s %s\n\n%s.\n", bilingual_in((struct bilingual){"usage", "användning"}, language),
	       command->name, bilingual_in(command->arguments, language), bilingual_in(command->summary, language));
	if (command->details.en) {
		putchar('\n');
		put_wrapped(bilingual_in(command->details, language), 0);
	}
	putchar('\n');
	for (size_t i = 0; command->options && command->options[i]; i++)
		put_table(command, command->options[i], language);
	if (command->formats)
		put_table(command, option_format, language);
	put_table(command, option_common, language);
	putchar('\n');
	put_wrapped(bilingual_in(
			    (struct bilingual){
				    "exit status: 0 clean, 1 findings, 2 wrong usage, 3 failure of input or system",
				    "avslutskod: 0 inget att anmärka, 1 anmärkningar, 2 felaktigt anrop, "
				    "3 fel i indata eller system"},
			    language),
	            0);
}

void show_version(void)
{
	printf("styrdok %s\n", STYRDOK_VERSION);
}
