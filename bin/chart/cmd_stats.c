/* styrdok stats: how many documents are in force, by topic, type or body, on a day or over time. */
#include "bin/chart/stats.h"
#include "bin/command/command.h"
#include "registry/base/date_words.h"
#include "registry/graph/load.h"

#include <stdlib.h>

#define YEARS_MAX 500   /* that can be asked for */
#define YEARS_USUAL 100 /* at most, where the first is not stated */

struct stats_options {
	struct options common;
	enum count_by by;
	int over_time; /* --over=time was said */
};

static const struct stats_format {
	struct format format;
	void (*write)(FILE *out, const struct stats *stats);
} formats[] = {
	{{"text"}, stats_text}, {{"csv"}, stats_csv}, {{"json"}, stats_json}, {{"svg"}, stats_svg}, {{NULL}, NULL}};

static const struct option_word kinds[] = {
	{"topic", COUNT_BY_TOPIC}, {"type", COUNT_BY_TYPE}, {"body", COUNT_BY_BODY}, {NULL, 0}};
static const struct option_word overs[] = {{"time", 1}, {NULL, 0}};

#define AT(member) offsetof(struct stats_options, member)

static const struct option_row stats_rows[] = {
	{"by", OPTION_WORD, AT(by), {0}, {"what is counted by", "vad det räknas per"}, kinds, "topic"},
	{"over",
         OPTION_WORD,
         AT(over_time),
         {0},
         {"year by year, instead of one day", "år för år, i stället för en dag"},
         overs,
         NULL},
	{0}};

/* The last day of each year from the first one on, and the last day itself. Returns an exit status. */
static int choose_years(struct stats *stats, const struct options *options, const struct counting *counting)
{
	int32_t end = options->to.known ? options->to.last : stats->on.last;
	int32_t begin = options->from.known ? options->from.first : counting->first;
	struct date last = DATE_NONE;
	int first_year = 0, last_year = 0;

	if (end == DAY_MAX)
		end = options->to.known ? options->to.first : stats->on.first;
	last = date_from_day(end);
	last_year = stats_year(last);
	first_year = begin == DAY_MIN || begin > end ? last_year : stats_year(date_from_day(begin));
	if (options->from.known && begin > end)
		return usage_error(
			stats->language,
			(struct bilingual){"--from is later than the last day", "--from är senare än den sista dagen"},
			NULL);
	if (!options->from.known && last_year - first_year >= YEARS_USUAL)
		first_year = last_year - YEARS_USUAL + 1;
	if (last_year - first_year >= YEARS_MAX)
		return usage_error(stats->language,
		                   (struct bilingual){"more than 500 years: choose --from and --to closer together",
		                                      "mer än 500 år: välj --from och --to närmare varandra"},
		                   NULL);
	struct date *days = ARENA_ARRAY(stats->arena, struct date, (size_t)(last_year - first_year + 1));
	for (int year = first_year; year < last_year; year++)
		days[stats->day_count++] = date_from_day(day_from_civil(year, 12, 31));
	days[stats->day_count++] = last;
	stats->days = days;
	return EXIT_CLEAN;
}

static int write_stats(struct stats *stats, const struct options *options, const struct registry *registry)
{
	struct counting counting;

	counting_init(&counting, stats->arena, registry);
	if (stats->over_time) {
		int status = choose_years(stats, options, &counting);
		if (status)
			return status;
	} else {
		stats->days = &stats->on;
		stats->day_count = 1;
	}
	counting_table(&stats->table, stats->arena, &counting, stats->by, stats->language, stats->days,
	               stats->day_count);
	FORMAT_CHOSEN(options, struct stats_format)->write(stdout, stats);
	return EXIT_CLEAN;
}

static int run(const struct options *options)
{
	const struct stats_options *mine = (const struct stats_options *)options;
	struct arena arena = ARENA_EMPTY;
	struct registry *registry = NULL;
	struct error error;
	int status = 0;

	if (options->arg_count)
		return usage_error(
			language_of_command_line(options),
			(struct bilingual){"stats takes no argument: '%s'", "stats tar inget argument: ”%s”"},
			options->args[0]);
	if (!mine->over_time && (options->from.known || options->to.known))
		return usage_error(language_of_command_line(options),
		                   (struct bilingual){"--from and --to go with --over=time",
		                                      "--from och --to hör till --over=time"},
		                   NULL);
	registry = open_registry(options, false, &error);
	if (!registry)
		return EXIT_SYSTEM;
	status = write_stats(&(struct stats){.registry = registry,
	                                     .arena = &arena,
	                                     .language = language_of(options, registry),
	                                     .on = judging_day(options, registry),
	                                     .day_chosen = day_chosen(&arena, options, registry),
	                                     .by = mine->by,
	                                     .over_time = mine->over_time != 0},
	                     options, registry);
	status = status_with_unread(status, footing_of(registry, language_of(options, registry)));
	arena_release(&arena);
	registry_free(registry);
	return status;
}

const struct command command_stats = {
	.name = "stats",
	.arguments = {"[OPTIONS]", "[FLAGGOR]"},
	.summary = {"how many documents are in force, by topic, type or body",
                    "hur många dokument som gäller, per ämne, typ eller organ"},
	.details =
		{"Counts governing documents: those in force, in force in part, and in force but to be replaced; those "
                 "for which it cannot be determined are counted separately. A document counts under each of its topics "
                 "and under the broader ones; the last row counts every document once. By body means by the body that "
                 "decided the document. Over time the count is made on 31 December of each year, from the first year "
                 "with a document in force (or --from) to --on (or --to), and on that last day itself.",
                 "Räknar styrdokument: de som gäller, de som gäller delvis och de som gäller men ska ersättas eller "
                 "uppdateras; de för vilka det inte kan avgöras räknas för sig. Ett dokument räknas under vart och ett "
                 "av sina ämnen och under de vidare ämnena; sista raden räknar varje dokument en gång. Per organ "
                 "betyder per det organ som beslutat dokumentet. Över tid räknas den 31 december varje år, från det "
                 "första år då något dokument gäller (eller --from) till --on (eller --to), och på den sista dagen "
                 "själv."},
	.extent = REGISTRY_GRAPH,
	COMMAND_OPTIONS(option_repo, option_rev, option_on, stats_rows, option_period),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct stats_options),
	.run = run,
};
