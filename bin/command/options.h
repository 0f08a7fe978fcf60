/* The command line: one set of options, of which each command takes some. */
#ifndef STYRDOK_BIN_OPTIONS_H
#define STYRDOK_BIN_OPTIONS_H

#include "registry/base/date.h"
#include "registry/base/error.h"
#include "registry/graph/load.h"

#include <limits.h>

enum exit_status { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_SYSTEM = 3 };

enum option_set { /* bits: which options a command takes */
	          OPTION_REPO = 1 << 0,
	          OPTION_REV = 1 << 1,
	          OPTION_PART = 1 << 2,
	          OPTION_ON = 1 << 3,
	          OPTION_FAIL_ON = 1 << 4,
	          OPTION_ALL = 1 << 5,
	          OPTION_BODY = 1 << 6,
	          OPTION_CATEGORY = 1 << 7,
	          OPTION_TOPIC = 1 << 8,
	          OPTION_PLAIN = 1 << 9,
	          OPTION_ALL_RULES = 1 << 10,
	          OPTION_SLOW = 1 << 11,
	          OPTION_DEPTH = 1 << 12,
	          OPTION_DATE = 1 << 13,    /* --on, which is nothing unless it is said */
	          OPTION_FOR = 1 << 14,     /* --body, that the question is about */
	          OPTION_SUBJECT = 1 << 15, /* --topic, that the question is about */
	          OPTION_TIMELINE = 1 << 16,
	          OPTION_BY = 1 << 17,
	          OPTION_OVER = 1 << 18,
	          OPTION_PERIOD = 1 << 19, /* --from and --to */
	          OPTION_SINCE = 1 << 20,
	          OPTION_FIX = 1 << 21, /* --fix and --dry-run */
	          OPTION_BASELINE = 1 << 22,
};

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_CSV,
	FORMAT_DOCX,
	FORMAT_SVG,
	FORMAT_DOT,
	FORMAT_MERMAID,
	FORMAT_SARIF,
	FORMAT_JUNIT,
	FORMAT_GITHUB,
	FORMAT_GITLAB,
	FORMAT_CHECKSTYLE,
	FORMAT_COUNT
};

enum counted { COUNTED_TOPIC, COUNTED_TYPE, COUNTED_BODY }; /* --by */

struct options {
	const char *repo, *rev, *since;
	enum format format;
	struct date on;      /* --on, else today */
	const char *fail_on; /* "error", "warning", "note" */
	const char *body, *category, *topic, *part;
	struct date from, to; /* DATE_NONE when not stated */
	unsigned depth;       /* DEPTH_ALL when not stated */
	enum counted by;
	bool all, slow, timeline, over_time, format_stated;
	bool on_stated;
	bool fix, dry_run, write_baseline;
	bool everywhere; /* --no-prefilter */
	bool color;
	enum language language;        /* as asked for */
	enum registry_extent extent;   /* the command's */
	const struct registry *reused; /* a register that is much like the one to be loaded, and outlives it; or NULL */
	const struct overlay *overlay; /* texts to be read in place of files, or NULL */
	char **args;
	int arg_count;
};

#define DEPTH_ALL UINT_MAX
#define DEPTH_MAX 1000

struct command {
	const char *name;
	struct bilingual arguments; /* as shown in the usage line */
	struct bilingual summary, details;
	const char
		*formats; /* what --format can be, the first unless it is stated: "text|json"; NULL: no such option */
	unsigned options;
	int (*run)(const struct options *options);
	enum registry_extent extent; /* how much open_registry loads for it */
};

/* Reads argv[1..] of a command. Returns -1 to go on, or an exit status when the program is done: --help was asked for, or the
 * options are wrong (told on standard error). */
int options_read(struct options *options, const struct command *command, int argc, char **argv);

/* The language for texts about the command line, where no register has been read: --lang, else LC_ALL, LC_MESSAGES or LANG when it
 * begins with "en", else Swedish. */
enum language language_of_shell(const struct options *options);

/* The language for results: --lang, else that of styrdok.yaml. */
enum language language_of(const struct options *options, const struct registry *registry);

void show_help(const struct command *command, enum language language);
void show_version(void);

/* Opens and loads the register that the options name (or the one that the first path argument lies in, when `paths`), and
 * tells on standard error if that fails. NULL on failure. */
struct registry *open_registry(const struct options *options, bool paths, struct error *error);

/* Tells an error on standard error. */
void tell_error(const struct error *error, enum language language);

/* A usage error: told on standard error, with the argument. Returns EXIT_USAGE. */
int usage_error(enum language language, struct bilingual text, const char *argument);

/* Flushes standard output; EXIT_SYSTEM with a message if it could not all be written, else `status`. */
int finish_output(int status, enum language language);

#endif
