/* Texts about the command line: help, and what is wrong with a call. */
#ifndef STYRDOK_BIN_COMMAND_HELP_H
#define STYRDOK_BIN_COMMAND_HELP_H

#include "bin/command/options.h"
#include "registry/base/spelling.h"

void show_help(const struct command *command, enum language language);
void show_version(void);

/* The words that an option takes, or the names of the formats: "error|warning|note". */
struct str option_choices(struct arena *arena, const struct command *command, const struct option_row *row,
                          const char *between);

/* "did you mean ..?" on standard error, where a word that was tried is near. */
void tell_nearest(const struct spelling *spelling, enum language language);

/* A usage error, without saying where to read more. */
int usage_error_briefly(enum language language, struct bilingual text, const char *argument);

/* A usage error: told on standard error, with the argument where the text has %s. Returns EXIT_USAGE. */
int usage_error(enum language language, struct bilingual text, const char *argument);

#endif
