/* styrdok due: reviews, expiries and replies, overdue and to come. */
#include "bin/command/command.h"
#include "bin/list/due_calendar.h"
#include "bin/list/table.h"
#include "bin/wording/reasons.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct due_options {
	struct options common;
	const char *within;
};

struct asking {
	const struct options *options;
	const struct registry *registry;
	struct arena arena;
	enum language language;
	struct date on;
	struct due_items items;
	struct table table;
};

/* --- how far ahead ------------------------------------------------------------------------------------------------------ */

/* The same day so many months later, or the last of the month where it has no such day. */
static int32_t months_later(int32_t day, unsigned months)
{
	int year = 0;
	unsigned month = 0, mday = 0;
	struct date same;

	day_to_civil(day, &year, &month, &mday);
	month += months;
	year += (int)((month - 1) / 12);
	month = (month - 1) % 12 + 1;
	while (!date_from_parts((unsigned)year, month, mday, &same))
		mday--;
	return same.first;
}

/* "90d", "8w", "12m", "2y"; false for what is none of them. */
static bool within_read(struct date *until, const char *text, int32_t day)
{
	char *unit = NULL;
	unsigned long n = strtoul(text, &unit, 10);

	if (*text < '0' || *text > '9' || n > OPTION_NUMBER_MAX * 10 || !unit[0] || unit[1])
		return false;
	switch (*unit) {
	case 'd':
		day += (int32_t)n;
		break;
	case 'w':
		day += (int32_t)n * 7;
		break;
	case 'm':
	case 'y':
		if (n > OPTION_NUMBER_MAX)
			return false;
		day = months_later(day, (unsigned)n * (*unit == 'y' ? 12 : 1));
		break;
	default:
		return false;
	}
	*until = date_from_day(day);
	return true;
}

/* --- formats ------------------------------------------------------------------------------------------------------------ */

static const struct column columns[] = {
	{"date", {"day", "dag"}, CELL_TEXT},
	{"overdue", {"overdue", "försenat"}, CELL_FLAG},
	{"what", {"", ""}, CELL_TEXT},
	{"what_label", {"what", "vad"}, CELL_TEXT},
	{"document", {"document", "dokument"}, CELL_TEXT},
	{"title", {"title", "titel"}, CELL_TEXT},
	{"steward", {"steward", "ansvarig"}, CELL_TEXT},
	{"path", {"", ""}, CELL_TEXT},
};

#define COLUMNS (sizeof columns / sizeof *columns)

static void make_table(struct asking *asking)
{
	struct cell *cells = ARENA_ARRAY(&asking->arena, struct cell, asking->items.n * COLUMNS);

	for (size_t i = 0; i < asking->items.n; i++) {
		const struct due_item *item = &asking->items.at[i];
		const struct document *document = &asking->registry->documents[item->document];
		const struct cell row[] = {
			{.text = date_text(&asking->arena, item->date)},
			{.flag = item->overdue},
			{.text = str_from(due_name(item->what))},
			{.text = bilingual_str(due_label(item->what), asking->language)},
			{.text = document->id},
			{.text = document->title},
			{.text = document->steward},
			{.text = document->path},
		};
		memcpy(&cells[i * COLUMNS], row, sizeof row);
	}
	asking->table = (struct table){.columns = columns,
	                               .column_count = COLUMNS,
	                               .cells = cells,
	                               .rows = asking->items.n,
	                               .heading = day_chosen(&asking->arena, asking->options, asking->registry),
	                               .none = {"nothing falls due", "inget infaller"},
	                               .on = asking->on,
	                               .language = asking->language,
	                               .footing = footing_of(asking->registry, asking->language)};
}

static void print_calendar(struct asking *asking)
{
	due_calendar(stdout, asking->registry, &asking->items, asking->on, asking->language);
	text_unread(stderr, asking->table.footing);
}

static const struct due_format {
	struct format format;
	table_write_fn *write; /* NULL: the calendar, which is no table */
} formats[] = {
	{{"text"}, table_as_text}, {{"csv"}, table_as_csv}, {{"json"}, table_as_json}, {{"ics"}, NULL}, {{NULL}, NULL}};

/* --- the command --------------------------------------------------------------------------------------------------------- */

static int run(const struct options *options)
{
	const struct due_options *mine = (const struct due_options *)options;
	struct asking asking = {.options = options};
	struct date until = DATE_NONE;
	struct registry *registry = NULL;
	struct error error;
	int status = EXIT_CLEAN;

	if (options->arg_count)
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"'%s' is not expected", "”%s” väntades inte"}, options->args[0]);
	if (!within_read(&until, mine->within ? mine->within : "12m", options->on.last))
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"--within is a number of days, weeks, months or years, such as 90d, "
		                           "8w, 12m or 2y, not '%s'",
		                           "--within är ett antal dagar, veckor, månader eller år, till exempel "
		                           "90d, 8w, 12m eller 2y, inte ”%s”"},
			mine->within);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	asking.registry = registry;
	asking.language = language_of(options, registry);
	asking.on = judging_day(options, registry);
	(void)within_read(&until, mine->within ? mine->within : "12m", asking.on.last);
	due_find(&asking.items, &asking.arena, registry, asking.on, until);
	make_table(&asking);
	if (FORMAT_CHOSEN(options, struct due_format)->write)
		FORMAT_CHOSEN(options, struct due_format)->write(stdout, &asking.table);
	else
		print_calendar(&asking);
	status = status_with_unread(status, asking.table.footing);
	arena_release(&asking.arena);
	registry_free(registry);
	return status;
}

static const struct option_row due_rows[] = {
	{"within",
         OPTION_TEXT,
         offsetof(struct due_options, within),
         {"TIME", "TID"},
         {"how far ahead: 90d, 8w, 12m, 2y (default: 12m)", "hur långt framåt: 90d, 8w, 12m, 2y (annars: 12m)"},
         NULL,
         NULL},
	{0}};

const struct command command_due = {
	.name = "due",
	.arguments = {"[OPTIONS]", "[FLAGGOR]"},
	.summary = {"reviews, expiries and replies, overdue and to come",
                    "översyner, sista tillämpningsdagar och remissvar, försenade och kommande"},
	.details = {"Of documents that apply on the day: reviews that are overdue or come within the time, and last "
                    "days of application. Of drafts "
                    "on referral: the last day for replies. --format ics gives a calendar.",
                    "För dokument som gäller på dagen: översyner som är försenade eller infaller inom tiden, och sista "
                    "tillämpningsdagar. För "
                    "utkast på remiss: sista dag för svar. --format ics ger en kalender."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, due_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct due_options),
	.run = run,
	.extent = REGISTRY_GRAPH,
};
