/* What counts are called, in every format. */
#include "bin/chart/stats.h"
#include "bin/command/options.h"
#include "registry/base/date_words.h"

static bool stats_ends_year(struct date day)
{
	return date_is_day(day) && day.last == day_from_civil(stats_year(day), 12, 31);
}

int stats_year(struct date day)
{
	int year = 0;
	unsigned month = 0, mday = 0;

	day_to_civil(day.last == DAY_MAX ? day.first : day.last, &year, &month, &mday);
	return year;
}

struct str stats_say(const struct stats *stats, const char *en, const char *sv)
{
	return bilingual_str((struct bilingual){en, sv}, stats->language);
}

struct str stats_kind(const struct stats *stats, enum count_kind kind)
{
	static const struct bilingual texts[COUNT_KINDS] = {{"in force", "gäller"},
	                                                    {"in part", "gäller delvis"},
	                                                    {"to be replaced", "ska ersättas"},
	                                                    {"cannot be determined", "kan inte avgöras"}};

	return bilingual_str(texts[kind], stats->language);
}

struct str stats_label(const struct stats *stats, const struct count_row *row)
{
	static const struct bilingual none[] = {
		[COUNT_BY_TOPIC] = {"no topic stated", "inget ämne angivet"},
		[COUNT_BY_TYPE] = {"no type stated", "ingen typ angiven"},
		[COUNT_BY_BODY] = {"no deciding body stated", "beslutande organ ej angivet"}};

	return row->id.n ? row->label : bilingual_str(none[stats->by], stats->language);
}

struct str stats_title(const struct stats *stats)
{
	static const struct bilingual by[] = {[COUNT_BY_TOPIC] = {"by topic", "per ämne"},
	                                      [COUNT_BY_TYPE] = {"by type", "per typ"},
	                                      [COUNT_BY_BODY] = {"by deciding body", "per beslutande organ"}};
	struct str day = date_words(stats->arena, stats->days[stats->day_count - 1], stats->language);
	const char *kind = bilingual_in(by[stats->by], stats->language);

	if (stats->over_time)
		return arena_format(stats->arena,
		                    stats_say(stats, "Governing documents in force, %s, %d to %.*s",
		                              "Styrdokument som gäller, %s, %d till %.*s")
		                            .at,
		                    kind, stats_year(stats->days[0]), STR_ARG(day));
	if (!date_is_day(stats->days[0]))
		return arena_format(
			stats->arena,
			stats_say(stats, "Governing documents in force in %.*s, %s", "Styrdokument som gäller %.*s, %s")
				.at,
			STR_ARG(day), kind);
	return arena_format(
		stats->arena,
		stats_say(stats, "Governing documents in force on %.*s, %s", "Styrdokument som gäller den %.*s, %s").at,
		STR_ARG(day), kind);
}

struct str stats_total(const struct stats *stats)
{
	return stats_say(stats, "All, each document once", "Alla, varje dokument en gång");
}

struct str stats_note(const struct stats *stats)
{
	if (stats->by == COUNT_BY_TOPIC)
		return stats_say(stats, "A document counts under each of its topics and under the broader ones.",
		                 "Ett dokument räknas under vart och ett av sina ämnen och under de vidare ämnena.");
	if (stats->by == COUNT_BY_BODY)
		return stats_say(stats, "A document counts under the body that decided it.",
		                 "Ett dokument räknas under det organ som har beslutat det.");
	return STR_EMPTY;
}

struct str stats_day(const struct stats *stats, size_t day)
{
	if (stats->over_time && stats_ends_year(stats->days[day]))
		return arena_format(stats->arena, "%04d", stats_year(stats->days[day]));
	return date_text(stats->arena, stats->days[day]);
}
