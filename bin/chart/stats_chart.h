/* What the charts of one day and of several years share: tables whose cells are read out to those who cannot see them. */
#ifndef STYRDOK_BIN_CHART_STATS_CHART_H
#define STYRDOK_BIN_CHART_STATS_CHART_H

#include "bin/chart/chart.h"
#include "bin/chart/stats.h"

#define STATS_CHART_WIDTH 1100.0
#define STATS_CHART_MARGIN 20.0
#define STATS_CHART_TOP 84.0 /* where the table's head begins */
#define STATS_CHART_SWATCH 14.0

extern const enum status stats_chart_statuses[COUNT_KINDS];

/* A dash for none, so that the others stand out. */
struct str stats_chart_number(const struct stats *stats, uint32_t number);

/* A text that is a cell of the table: "cell", "rowheader", "columnheader". */
void stats_chart_cell(FILE *out, const char *role, double x, double y, const struct chart_style *style,
                      enum chart_anchor anchor, struct str text);

/* A row's name; that of the last row when `row` is NULL. */
void stats_chart_label(FILE *out, const struct stats *stats, const struct count_row *row, double y);

/* The most that a row counts on any day; at least 1. */
uint32_t stats_chart_most(const struct stats *stats, const struct counts *days);

void stats_chart_begin(FILE *out, const struct stats *stats, double height);

/* The whole chart of several years, but for its end. */
void stats_chart_years(FILE *out, const struct stats *stats);

#endif
