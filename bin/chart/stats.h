/* What `styrdok stats` has counted, for those that write it. */
#ifndef STYRDOK_BIN_CHART_STATS_H
#define STYRDOK_BIN_CHART_STATS_H

#include "bin/wording/unread.h"
#include "registry/query/count.h"

#include <stdio.h>

struct stats {
	const struct registry *registry;
	struct arena *arena;
	enum language language;
	enum count_by by;
	struct date on;
	struct str day_chosen;   /* that it is not today; or "" */
	bool over_time;          /* else there is one day */
	const struct date *days; /* the last of each year, but for the last of them, which can be any */
	size_t day_count;
	struct count_table table;
};

void stats_text(FILE *out, const struct stats *stats);
void stats_csv(FILE *out, const struct stats *stats);
void stats_json(FILE *out, const struct stats *stats);
void stats_svg(FILE *out, const struct stats *stats);

/* What things are called. */
struct str stats_say(const struct stats *stats, const char *en, const char *sv); /* one of the two, by language */
struct str stats_kind(const struct stats *stats, enum count_kind kind);          /* a column: "gäller delvis" */
struct str stats_label(const struct stats *stats, const struct count_row *row);  /* a row, or what states none */
struct str stats_title(const struct stats *stats);
struct str stats_total(const struct stats *stats);           /* the last row: "olika dokument" */
struct str stats_note(const struct stats *stats);            /* how to read it */
struct str stats_day(const struct stats *stats, size_t day); /* "2008", or the day where it does not end a year */
int stats_year(struct date day);

#endif
