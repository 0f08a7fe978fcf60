/* Counts as CSV and JSON. */
#include "bin/chart/stats.h"
#include "bin/write/csv.h"
#include "bin/write/json.h"

/* --- CSV ------------------------------------------------------------------------------------------------------------ */

static void csv_row(struct csv *csv, const struct stats *stats, const struct count_row *row)
{
	for (size_t day = 0; day < stats->day_count; day++) {
		const struct counts *counts = row ? &row->days[day] : &stats->table.total[day];
		csv_text(csv, row ? row->id : STR_EMPTY);
		csv_text(csv, row ? stats_label(stats, row) : stats_total(stats));
		csv_text(csv, date_text(stats->arena, stats->days[day]));
		for (int kind = 0; kind < COUNT_KINDS; kind++)
			csv_number(csv, (long)counts->of[kind]);
		csv_end_line(csv);
	}
}

void stats_csv(FILE *out, const struct stats *stats)
{
	struct csv csv = {.out = out};

	csv_text(&csv, STR("id"));
	csv_text(&csv, stats_say(stats, "name", "namn"));
	csv_text(&csv, stats_say(stats, "date", "datum"));
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		csv_text(&csv, stats_kind(stats, (enum count_kind)kind));
	csv_end_line(&csv);
	for (size_t i = 0; i < stats->table.row_count; i++)
		csv_row(&csv, stats, &stats->table.rows[i]);
	csv_row(&csv, stats, NULL);
	csv_unread(&csv, footing_of(stats->registry, stats->language), 3 + COUNT_KINDS);
}

/* --- JSON ----------------------------------------------------------------------------------------------------------- */

static void json_counts(struct json *json, const struct stats *stats, const char *key, const struct counts *days)
{
	static const char *const keys[COUNT_KINDS] = {"in_force", "in_force_in_part", "in_force_to_be_replaced",
	                                              "cannot_tell"};

	json_key(json, key);
	if (stats->over_time)
		json_open(json, '[');
	for (size_t day = 0; day < stats->day_count; day++) {
		json_open(json, '{');
		for (int kind = 0; kind < COUNT_KINDS; kind++) {
			json_key(json, keys[kind]);
			json_number(json, (long)days[day].of[kind]);
		}
		json_close(json);
	}
	if (stats->over_time)
		json_close(json);
}

static void json_row(struct json *json, const struct stats *stats, const struct count_row *row)
{
	const struct topic *topics = stats->registry->vocabulary.topics;

	json_open(json, '{');
	json_pair(json, "id", row->id);
	json_pair(json, "label", stats_label(stats, row));
	if (stats->by == COUNT_BY_TOPIC && row->entry != NO_BODY && topics[row->entry].broader != NO_BODY)
		json_pair(json, "broader", topics[topics[row->entry].broader].id);
	json_counts(json, stats, "counts", row->days);
	json_close(json);
}

void stats_json(FILE *out, const struct stats *stats)
{
	static const char *const by[] = {
		[COUNT_BY_TOPIC] = "topic", [COUNT_BY_TYPE] = "type", [COUNT_BY_BODY] = "body"};
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_pair(&json, "revision", str_from(source_revision(stats->registry->source)));
	json_unread(&json, footing_of(stats->registry, stats->language));
	if (stats->over_time) {
		json_key(&json, "years");
		json_open(&json, '[');
		for (size_t day = 0; day < stats->day_count; day++) {
			json_open(&json, '{');
			json_key(&json, "year");
			json_number(&json, stats_year(stats->days[day]));
			json_pair(&json, "on", date_text(stats->arena, stats->days[day]));
			json_close(&json);
		}
		json_close(&json);
	} else {
		json_pair(&json, "on", date_text(stats->arena, stats->days[0]));
	}
	json_pair(&json, "by", str_from(by[stats->by]));
	json_key(&json, "rows");
	json_open(&json, '[');
	for (size_t i = 0; i < stats->table.row_count; i++)
		json_row(&json, stats, &stats->table.rows[i]);
	json_close(&json);
	json_counts(&json, stats, "total", stats->table.total);
	json_close(&json);
}
