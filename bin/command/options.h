/* The command line. A command holds a table of its options; an option is one row of it, and a format one row of the command's table of
 * writers. Help, complaints and parsing follow from the tables. */
#ifndef STYRDOK_BIN_COMMAND_OPTIONS_H
#define STYRDOK_BIN_COMMAND_OPTIONS_H

#include "registry/base/date.h"
#include "registry/base/language.h"
#include "registry/graph/load.h"
#include "rules/diagnostics/diagnostic.h"

enum exit_status { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

#define OPTION_NUMBER_MAX 1000
#define OPTION_TEXTS_MAX 16

/* What the command line says. A command with options of its own has a struct that begins with this one. */
struct options {
	const struct command *command;
	const char *repo, *rev;
	struct date on;                           /* today unless it is stated, */
	bool on_stated;                           /* which is told here */
	struct date from, to;                     /* DATE_NONE unless stated */
	const char *body, *topic;                 /* as named, or NULL */
	const char *grants[OPTION_TEXTS_MAX + 1]; /* NAME=PATH: other registers that may be read there */
	enum severity failing;                    /* findings from this level up fail */
	const struct format *format;              /* a row of the command's formats */
	bool format_stated;
	enum language language; /* LANGUAGE_NONE unless stated */
	enum color_when color_when;
	bool color; /* what follows of it here */
	bool help;
	const struct registry *reused; /* a register that is much like the one to be loaded, and outlives it; or NULL */
	const struct registry *law;    /* what the register is judged by (registry_load_judged), or NULL */
	const struct overlay *overlay; /* texts to be read in place of files, or NULL */
	char **args;
	int arg_count;
};

enum option_type {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* const char *, borrowed from argv */
	OPTION_WORD,   /* an enum or int: the value of one of its words; 0, or that of `otherwise`, unless stated */
	OPTION_DATE,   /* struct date, in any form that date_read is sure of; DATE_NONE unless stated */
	OPTION_NUMBER, /* int, from 0 to OPTION_NUMBER_MAX; -1 unless stated */
	OPTION_TEXTS,  /* const char *[OPTION_TEXTS_MAX + 1], ended by NULL: each time it stands */
	OPTION_FORMAT  /* const struct format *: a row of the command's formats, the first unless stated */
};

struct option_word {
	const char *name; /* NULL ends the list */
	int value;
};

struct option_row {
	const char *name; /* without its dashes; NULL ends a table */
	enum option_type type;
	size_t at;                 /* offset of its value in the command's struct */
	struct bilingual argument; /* DATE; none of flags, words and formats */
	struct bilingual help;
	const struct option_word *words; /* of OPTION_WORD */
	const char *otherwise;           /* the word that holds unless another is stated, or NULL */
};

/* Begins each row of a command's table of formats; a row goes on with the writer, of the command's own type. */
struct format {
	const char *name; /* NULL ends the table */
};

struct command {
	const char *name;
	struct bilingual arguments; /* as shown in the usage line */
	struct bilingual summary, details;
	const struct option_row *const *options; /* its tables, ended by NULL; those of option_tables.h are shared */
	const void *formats;                     /* its table of formats, or NULL */
	size_t format_size;                      /* of one row */
	size_t size;                             /* of its struct of options; 0: struct options */
	enum registry_extent extent;             /* how much open_registry loads for it */
	bool takes_names;                        /* its arguments may be names of documents as well as paths */
	bool takes_paths; /* its arguments are paths: the register is the one that the first lies in */
	int (*run)(const struct options *options);
};

/* In a command's declaration. */
#define COMMAND_FORMATS(table) .formats = (table), .format_size = sizeof *(table)
#define COMMAND_OPTIONS(...)                                                                                           \
	.options = (const struct option_row *const[])                                                                  \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

/* Row `i` of the command's formats. */
static inline const struct format *command_format(const struct command *command, size_t i)
{
	return (const void *)((const char *)command->formats + i * command->format_size);
}

/* The row that was chosen, in the command's own type. */
#define FORMAT_CHOSEN(options, type) ((const type *)(const void *)(options)->format)

/* Reads argv[1..] of a command into its struct. Returns -1 to go on, or an exit status when the program is done: --help was asked for, or
 * something is wrong, which is reported on standard error once everything has been read: in which language does not depend on the order. */
int options_read(struct options *options, const struct command *command, int argc, char **argv);

#endif
