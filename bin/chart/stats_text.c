/* Counts as a table for terminals. */
#include "bin/chart/stats.h"
#include "bin/write/terminal.h"
#include "registry/base/utf8.h"

#define LABEL_MAX 44 /* letters */
#define BAR_MAX 40   /* signs */
#define YEARS_SHOWN 8
#define SPARKS_MAX 60

/* None is a dash, so that the others stand out. */
static void put_number(FILE *out, uint32_t number, size_t width)
{
	if (number)
		fprintf(out, "%*u", (int)width, number);
	else
		fprintf(out, "%*s–", (int)width - 1, "");
}

/* A label with its depth, cut where it is longer than the column. */
static void put_label(FILE *out, const struct stats *stats, const struct count_row *row, size_t width)
{
	struct str label = row ? stats_label(stats, row) : stats_total(stats);
	size_t indent = row ? 2 * (row->depth < 6 ? row->depth : 6) : 0, room = width - indent;

	fprintf(out, "%*s", (int)indent, "");
	if (utf8_invalid_at(label) == SIZE_MAX && utf8_count(label) > room)
		label = arena_format(stats->arena, "%.*s…", STR_ARG(str_part(label, 0, utf8_offset(label, room - 1))));
	put_padded(out, label, room);
}

static size_t label_width(const struct stats *stats)
{
	size_t width = utf8_count(stats_total(stats));

	for (size_t i = 0; i < stats->table.row_count; i++) {
		const struct count_row *row = &stats->table.rows[i];
		size_t n = utf8_count(stats_label(stats, row)) + 2 * (row->depth < 6 ? row->depth : 6);
		width = n > width ? n : width;
	}
	return width < LABEL_MAX ? width : LABEL_MAX;
}

/* A sign for each document, or for several where there are many. */
static void put_bar(FILE *out, const struct counts *counts, uint32_t scale)
{
	static const char *const signs[COUNT_KINDS] = {"█", "▓", "▒", "░"};

	for (int kind = 0; kind < COUNT_KINDS; kind++)
		for (uint32_t i = 0; i < (counts->of[kind] + scale - 1) / scale; i++)
			fputs(signs[kind], out);
}

static uint32_t sum(const struct counts *counts)
{
	return counts_applying(counts) + counts->of[COUNT_CANNOT_TELL];
}

static void text_row(FILE *out, const struct stats *stats, const struct count_row *row, size_t width)
{
	const struct counts *counts = row ? row->days : stats->table.total;
	uint32_t scale = (sum(stats->table.total) + BAR_MAX - 1) / BAR_MAX;

	put_label(out, stats, row, width);
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		put_number(out, counts->of[kind], utf8_count(stats_kind(stats, (enum count_kind)kind)) + 2);
	fputs("  ", out);
	put_bar(out, counts, scale ? scale : 1);
	fputc('\n', out);
}

static void text_day(FILE *out, const struct stats *stats)
{
	size_t width = label_width(stats);

	fprintf(out, "%*s", (int)width, "");
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		fprintf(out, "  %.*s", STR_ARG(stats_kind(stats, (enum count_kind)kind)));
	fputc('\n', out);
	for (size_t i = 0; i < stats->table.row_count; i++)
		text_row(out, stats, &stats->table.rows[i], width);
	text_row(out, stats, NULL, width);
	fprintf(out, "\n%s\n",
	        stats_say(stats, "Bars: █ in force  ▓ in part  ▒ to be replaced  ░ cannot be determined",
	                  "Staplar: █ gäller  ▓ gäller delvis  ▒ ska ersättas  ░ kan inte avgöras")
	                .at);
}

/* How the number of those in force rose and fell, each row to its own measure. */
static void put_sparks(FILE *out, const struct stats *stats, const struct counts *days)
{
	static const char *const signs[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	size_t step = (stats->day_count + SPARKS_MAX - 1) / SPARKS_MAX;
	uint32_t most = 1;

	for (size_t i = 0; i < stats->day_count; i++)
		most = counts_applying(&days[i]) > most ? counts_applying(&days[i]) : most;
	for (size_t i = (stats->day_count - 1) % step; i < stats->day_count; i += step)
		fputs(signs[(counts_applying(&days[i]) * 8 + most - 1) / most], out);
}

/* The numbers of the days to be shown: some, evenly, with the last. */
static size_t shown_days(const struct stats *stats, size_t shown[YEARS_SHOWN])
{
	size_t step = (stats->day_count + YEARS_SHOWN - 1) / YEARS_SHOWN, count = 0;

	for (size_t i = (stats->day_count - 1) % step; i < stats->day_count; i += step)
		shown[count++] = i;
	return count;
}

static void text_years_row(FILE *out, const struct stats *stats, const struct count_row *row, size_t width)
{
	const struct counts *days = row ? row->days : stats->table.total;
	size_t shown[YEARS_SHOWN], count = shown_days(stats, shown);

	put_label(out, stats, row, width);
	fputs("  ", out);
	put_sparks(out, stats, days);
	for (size_t i = 0; i < count; i++)
		put_number(out, counts_applying(&days[shown[i]]), 2 + stats_day(stats, shown[i]).n);
	put_number(out, days[stats->day_count - 1].of[COUNT_CANNOT_TELL],
	           2 + utf8_count(stats_kind(stats, COUNT_CANNOT_TELL)));
	fputc('\n', out);
}

static void text_years(FILE *out, const struct stats *stats)
{
	size_t width = label_width(stats), shown[YEARS_SHOWN], count = shown_days(stats, shown);
	size_t step = (stats->day_count + SPARKS_MAX - 1) / SPARKS_MAX;

	fprintf(out, "%*s", (int)(width + 2 + (stats->day_count - 1) / step + 1), "");
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %s", stats_day(stats, shown[i]).at);
	fprintf(out, "  %.*s\n", STR_ARG(stats_kind(stats, COUNT_CANNOT_TELL)));
	for (size_t i = 0; i < stats->table.row_count; i++)
		text_years_row(out, stats, &stats->table.rows[i], width);
	text_years_row(out, stats, NULL, width);
	fprintf(out, "\n%s\n",
	        stats_say(stats,
	                  "Counted on 31 December: in force, wholly, in part or until replaced. What cannot be "
	                  "determined: "
	                  "on the last day.",
	                  "Räknat den 31 december: gäller helt, delvis eller tills de ersätts. Kan inte avgöras: på "
	                  "den sista dagen.")
	                .at);
}

void stats_text(FILE *out, const struct stats *stats)
{
	fprintf(out, "%.*s\n\n", STR_ARG(stats_title(stats)));
	if (stats->day_chosen.n)
		fprintf(out, "%.*s\n\n", STR_ARG(stats->day_chosen));
	text_unread(out, footing_of(stats->registry, stats->language));
	if (!stats->table.row_count) {
		fprintf(out, "%s\n",
		        stats_say(stats, "no governing document is in force then", "inget styrdokument gäller då").at);
		return;
	}
	(stats->over_time ? text_years : text_day)(out, stats);
	if (stats_note(stats).n)
		fprintf(out, "%.*s\n", STR_ARG(stats_note(stats)));
}
