#include "bin/command/options.h"

#include "bin/command/help.h"
#include "bin/command/open_registry.h"
#include "bin/command/option_tables.h"
#include "bin/write/terminal.h"
#include "registry/base/date_forms.h"
#include "registry/base/memory.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define ROWS_MAX 32
#define LETTERS 256 /* what getopt_long returns for the first row: no letter is that */

enum fault_kind { FAULT_NONE, FAULT_UNKNOWN, FAULT_NO_VALUE, FAULT_NEEDLESS_VALUE, FAULT_VALUE };

struct fault { /* the first thing that is wrong on the command line */
	enum fault_kind kind;
	const struct option_row *row; /* of a value */
	const char *text;             /* the option as it was written, or the value */
};

struct reading {
	struct options *options;
	const struct command *command;
	const struct option_row *rows[ROWS_MAX]; /* the command's, of all its tables */
	struct option names[ROWS_MAX + 1];       /* the same for getopt_long */
	int count;
	struct fault fault;
	char letter[3]; /* a short option that is unknown */
};

/* --- values --------------------------------------------------------------------------------------------------------- */

static void *value_of(struct options *options, const struct option_row *row)
{
	return (char *)options + row->at;
}

static bool set_word(int *out, const struct option_word *words, const char *value)
{
	for (; words->name; words++)
		if (strcmp(words->name, value) == 0) {
			*out = words->value;
			return true;
		}
	return false;
}

static bool set_date(struct date *out, const char *value)
{
	struct date_reading reading = date_read(str_from(value));

	*out = reading.date;
	return reading.form == DATE_FORM_ISO || reading.form == DATE_FORM_OTHER;
}

static bool set_number(int *out, const char *value)
{
	char *end = NULL;
	unsigned long number = strtoul(value, &end, 10);

	*out = (int)number;
	return *value >= '0' && *value <= '9' && !*end && number <= OPTION_NUMBER_MAX;
}

static bool set_format(struct options *options, const char *value)
{
	for (size_t i = 0; command_format(options->command, i)->name; i++)
		if (strcmp(command_format(options->command, i)->name, value) == 0) {
			options->format = command_format(options->command, i);
			options->format_stated = true;
			return true;
		}
	return false;
}

static bool set_texts(const char **at, const char *value)
{
	size_t n = 0;

	while (n < OPTION_TEXTS_MAX && at[n])
		n++;
	at[n] = n < OPTION_TEXTS_MAX ? value : NULL;
	return n < OPTION_TEXTS_MAX;
}

/* False when the value is none of the option's. */
static bool set_value(struct options *options, const struct option_row *row, const char *value)
{
	void *at = value_of(options, row);
	int word = 0;

	switch (row->type) {
	case OPTION_FLAG:
		*(bool *)at = true;
		return true;
	case OPTION_TEXT:
		*(const char **)at = value;
		return true;
	case OPTION_TEXTS:
		return set_texts(at, value);
	case OPTION_WORD:
		if (!set_word(&word, row->words, value))
			return false;
		memcpy(at, &word, sizeof word); /* an enum or an int */
		return true;
	case OPTION_DATE:
		return set_date(at, value);
	case OPTION_NUMBER:
		return set_number(at, value);
	case OPTION_FORMAT:
		return set_format(options, value);
	}
	return false;
}

static void set_unstated(struct options *options, const struct option_row *row)
{
	if (row->otherwise)
		set_value(options, row, row->otherwise);
	else if (row->type == OPTION_DATE)
		*(struct date *)value_of(options, row) = DATE_NONE;
	else if (row->type == OPTION_NUMBER)
		*(int *)value_of(options, row) = -1;
	else if (row->type == OPTION_FORMAT)
		options->format = command_format(options->command, 0);
}

/* As no-color.org and editors that run programs ask for it. */
static bool wants_color(int when)
{
	const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (when != COLOR_AUTO)
		return when == COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(refused && *refused) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* --- complaints ----------------------------------------------------------------------------------------------------- */

static int wrong_date(const struct option_row *row, const char *value, enum language language, struct arena *arena)
{
	static const struct bilingual ambiguous = {"--%s: '%s' can mean %s or %s; write the one that is meant",
	                                           "--%s: ”%s” kan betyda %s eller %s; skriv det som avses"},
				      no_month = {"--%s: invalid date '%s': there is no month %u",
	                                          "--%s: ogiltigt datum ”%s”: det finns ingen månad %u"},
				      no_day = {"--%s: invalid date '%s': %s has %u days",
	                                        "--%s: ogiltigt datum ”%s”: %s har %u dagar"},
				      no_year = {"--%s: the year is missing in '%s'; expected for example '%s 2008'",
	                                         "--%s: året saknas i ”%s”; skriv till exempel ”%s 2008”"},
				      none = {"--%s: invalid date '%s'; expected for example 2008-07-01",
	                                      "--%s: ogiltigt datum ”%s”; skriv till exempel 2008-07-01"};
	struct date_reading reading = date_read(str_from(value));
	struct str text = STR_EMPTY;

	if (reading.form == DATE_FORM_AMBIGUOUS)
		text = arena_format(arena, bilingual_in(ambiguous, language), row->name, value,
		                    date_text(arena, reading.date).at, date_text(arena, reading.other).at);
	else if (reading.form == DATE_FORM_NO_MONTH)
		text = arena_format(arena, bilingual_in(no_month, language), row->name, value, reading.number);
	else if (reading.form == DATE_FORM_NO_DAY)
		text = arena_format(arena, bilingual_in(no_day, language), row->name, value,
		                    date_text(arena, reading.month).at, reading.days);
	else if (reading.form == DATE_FORM_NO_YEAR)
		text = arena_format(arena, bilingual_in(no_year, language), row->name, value, value);
	else
		text = arena_format(arena, bilingual_in(none, language), row->name, value);
	return usage_error(language, (struct bilingual){"%s", "%s"}, text.at);
}

static int wrong_value(const struct command *command, const struct option_row *row, const char *value,
                       enum language language, struct arena *arena)
{
	static const struct bilingual number = {"--%s: invalid number '%s'; expected 0 to %d",
	                                        "--%s: ogiltigt tal ”%s”; skriv ett tal från 0 till %d"},
				      word = {"--%s: invalid value '%s'; expected %s",
	                                      "--%s: ogiltigt värde ”%s”; välj bland %s"};
	struct str text = STR_EMPTY;

	if (row->type == OPTION_DATE)
		return wrong_date(row, value, language, arena);
	if (row->type == OPTION_NUMBER)
		text = arena_format(arena, bilingual_in(number, language), row->name, value, OPTION_NUMBER_MAX);
	else
		text = arena_format(arena, bilingual_in(word, language), row->name, value,
		                    option_choices(arena, command, row, ", ").at);
	return usage_error(language, (struct bilingual){"%s", "%s"}, text.at);
}

/* The option that is most like it, or NULL. */
static const char *nearest_option(const struct reading *reading, const char *text)
{
	const char *nearest = NULL;
	struct str name = str_from(text + strspn(text, "-"));
	unsigned limit = 2;

	name = str_part(name, 0, str_find(name, STR("="), 0));
	for (int i = 0; name.n > 2 && i < reading->count; i++) {
		unsigned distance = str_distance(name, str_from(reading->rows[i]->name), limit);
		if (distance <= limit) {
			nearest = reading->rows[i]->name;
			limit = distance;
		}
	}
	return nearest;
}

static int complain(const struct reading *reading)
{
	const struct fault *fault = &reading->fault;
	enum language language = language_of_command_line(reading->options);
	struct arena arena = ARENA_EMPTY;
	const char *nearest = NULL;
	int status = EXIT_USAGE;

	switch (fault->kind) {
	case FAULT_NONE:
		break;
	case FAULT_UNKNOWN:
		nearest = nearest_option(reading, fault->text);
		if (nearest)
			fprintf(stderr,
			        bilingual_in((struct bilingual){"styrdok: did you mean '--%s'?\n",
			                                        "styrdok: menade du ”--%s”?\n"},
			                     language),
			        nearest);
		usage_error(language, (struct bilingual){"unknown option '%s'", "okänd flagga ”%s”"}, fault->text);
		break;
	case FAULT_NO_VALUE:
		usage_error(language, (struct bilingual){"option '%s' needs a value", "flaggan ”%s” behöver ett värde"},
		            fault->text);
		break;
	case FAULT_NEEDLESS_VALUE:
		usage_error(language,
		            (struct bilingual){"option '--%s' takes no value", "flaggan ”--%s” tar inget värde"},
		            fault->text);
		break;
	case FAULT_VALUE:
		status = wrong_value(reading->command, fault->row, fault->text, language, &arena);
		break;
	}
	arena_release(&arena);
	return status;
}

/* --- reading -------------------------------------------------------------------------------------------------------- */

static void take_table(struct reading *reading, const struct option_row *rows)
{
	for (; rows->name && reading->count < ROWS_MAX; rows++) {
		reading->rows[reading->count] = rows;
		reading->names[reading->count] =
			(struct option){rows->name, rows->type == OPTION_FLAG ? no_argument : required_argument, NULL,
		                        LETTERS + reading->count};
		reading->count++;
		set_unstated(reading->options, rows);
	}
}

static void take_tables(struct reading *reading)
{
	for (size_t i = 0; reading->command->options && reading->command->options[i]; i++)
		take_table(reading, reading->command->options[i]);
	if (reading->command->formats)
		take_table(reading, option_format);
	take_table(reading, option_common);
}

static void fault_put(struct reading *reading, enum fault_kind kind, const char *text)
{
	if (reading->fault.kind == FAULT_NONE)
		reading->fault = (struct fault){kind, NULL, text};
}

/* Is what stands in the place of a value the next option, "check --on --lang en"? */
static bool is_option(const struct reading *reading, const char *value)
{
	for (int i = 0; strncmp(value, "--", 2) == 0 && i < reading->count; i++) {
		size_t n = strlen(reading->rows[i]->name);
		if (strncmp(value + 2, reading->rows[i]->name, n) == 0 && (!value[n + 2] || value[n + 2] == '='))
			return true;
	}
	return false;
}

static void take_option(struct reading *reading, char **argv, int index)
{
	const struct option_row *row = reading->rows[index];

	if (optarg && optarg == argv[optind - 1] && is_option(reading, optarg)) {
		optind--;
		fault_put(reading, FAULT_NO_VALUE, argv[optind - 1]);
	} else if (!set_value(reading->options, row, optarg) && reading->fault.kind == FAULT_NONE) {
		reading->fault = (struct fault){FAULT_VALUE, row, optarg};
	}
}

/* Of a cluster such as "-x.md", where optind stands still, the letter; else the argument. */
static const char *unknown_option(struct reading *reading, char **argv)
{
	if (optopt <= 0 || optopt > 127)
		return argv[optind - 1];
	if (reading->fault.kind != FAULT_NONE)
		return reading->letter; /* which may be what was wrong first */
	reading->letter[0] = '-';
	reading->letter[1] = (char)optopt;
	return reading->letter;
}

static void take_arguments(struct reading *reading, int argc, char **argv)
{
	int letter = 0;

	opterr = 0;
	optind = 1;
	while ((letter = getopt_long(argc, argv, ":h", reading->names, NULL)) != -1) {
		if (letter == 'h')
			reading->options->help = true;
		else if (letter == ':')
			fault_put(reading, FAULT_NO_VALUE, argv[optind - 1]);
		else if (letter == '?' && optopt >= LETTERS)
			fault_put(reading, FAULT_NEEDLESS_VALUE, reading->rows[optopt - LETTERS]->name);
		else if (letter == '?')
			fault_put(reading, FAULT_UNKNOWN, unknown_option(reading, argv));
		else
			take_option(reading, argv, letter - LETTERS);
	}
	reading->options->args = argv + optind;
	reading->options->arg_count = argc - optind;
}

int options_read(struct options *options, const struct command *command, int argc, char **argv)
{
	struct reading reading = {.options = options, .command = command};

	options->command = command;
	take_tables(&reading);
	options->on = DATE_NONE;
	take_arguments(&reading, argc, argv);
	options->on_stated = options->on.known;
	if (!options->on_stated)
		options->on = date_today();
	options->color = wants_color(options->color_when);
	if (options->help) {
		show_help(command, language_of_command_line(options));
		return EXIT_CLEAN;
	}
	return reading.fault.kind == FAULT_NONE ? -1 : complain(&reading);
}
