/* The command line: one set of options, of which each command takes some. */
#ifndef STYRDOK_BIN_OPTIONS_H
#define STYRDOK_BIN_OPTIONS_H

#include "registry/base/date.h"
#include "registry/base/error.h"
#include "registry/registry.h"

enum exit_status { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

enum option_set { /* bits: which options a command takes */
	          OPTION_REPO = 1 << 0,
	          OPTION_REV = 1 << 1,
	          OPTION_FORMAT = 1 << 2,
	          OPTION_ON = 1 << 3,
	          OPTION_FAIL_ON = 1 << 4,
	          OPTION_ALL = 1 << 5,
	          OPTION_BODY = 1 << 6,
	          OPTION_CATEGORY = 1 << 7,
	          OPTION_TOPIC = 1 << 8,
	          OPTION_PLAIN = 1 << 9,
	          OPTION_ALL_RULES = 1 << 10,
	          OPTION_SLOW = 1 << 11,
	          OPTION_FORMATS = 1 << 12, /* md and html too */
	          OPTION_DATE = 1 << 13,    /* --on, which is nothing unless it is said */
};

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_HTML };

struct texts { /* one text in each language */
	const char *en, *sv;
};

struct options {
	const char *repo, *rev;
	enum format format;
	struct date on;      /* --on, else today */
	const char *fail_on; /* "error", "warning", "note" */
	const char *body, *category, *topic;
	bool all, slow;
	bool on_stated;
	bool everywhere; /* --no-prefilter */
	bool color;
	struct str language; /* as asked for; "" when not */
	char **args;
	int arg_count;
};

struct command {
	const char *name;
	struct texts arguments; /* as shown in the usage line */
	struct texts summary, details;
	unsigned options;
	int (*run)(const struct options *options);
};

/* Reads argv[1..] of a command. Returns -1 to go on, or an exit status when the program is done: --help was asked for, or the
 * options are wrong (told on standard error). */
int options_read(struct options *options, const struct command *command, int argc, char **argv);

/* The language for texts about the command line, where no register has been read: --lang, else LC_ALL, LC_MESSAGES or LANG when it
 * begins with "en", else Swedish. */
struct str language_of_shell(const struct options *options);

/* The language for results: --lang, else that of styrdok.yaml. */
struct str language_of(const struct options *options, const struct registry *registry);

const char *in_language(struct texts texts, struct str language);

void show_help(const struct command *command, struct str language);
void show_version(void);

/* Opens and loads the register that the options name (or the one that the first path argument lies in, when `paths`), and
 * tells on standard error if that fails. NULL on failure. */
struct registry *open_registry(const struct options *options, bool paths, struct error *error);

/* Tells an error on standard error. */
void tell_error(const struct error *error, struct str language);

/* A usage error: told on standard error, with the argument. Returns EXIT_USAGE. */
int usage_error(struct str language, struct texts text, const char *argument);

/* Flushes standard output; EXIT_SYSTEM with a message if it could not all be written, else `status`. */
int finish_output(int status, struct str language);

#endif
