/* registry/count: the counts are those of asking every document on every day. */
#include "registry/graph/load.h"
#include "registry/query/count.h"
#include "registry/scope/topic.h"
#include "tests/unit/register.h"

#define DAYS 60

/* Days all over 1990 to 2030, the same on every run, sorted by no order. */
static void some_days(struct date days[DAYS])
{
	uint32_t random = 4711;
	int32_t first = day_from_civil(1990, 1, 1);

	for (size_t i = 0; i < DAYS; i++) {
		random = random * 1664525u + 1013904223u;
		days[i] = date_from_day(first + (int32_t)(random >> 8) % (40 * 365));
	}
}

static bool is_under(const struct registry *registry, enum count_by by, const struct count_row *row, uint32_t index)
{
	const struct document *document = &registry->documents[index];
	uint32_t named = 0;

	if (by == COUNT_BY_TYPE)
		return row->entry == document->type_index &&
		       (row->entry != NO_BODY || str_equal(row->id, document->type));
	if (by == COUNT_BY_BODY)
		return row->entry == document->decided_by_index &&
		       (row->entry != NO_BODY || str_equal(row->id, document->decided_by));
	if (row->entry != NO_BODY)
		return document_concerns(registry, index, row->entry, &named) == TRI_YES;
	for (uint32_t i = 0; i < document->topics.n; i++)
		if (str_equal(document->topics.at[i].text, row->id) &&
		    map_get(&registry->vocabulary.topic_by_id, row->id) == MAP_NONE)
			return true;
	return !row->id.n && !document->topics.n;
}

static void add(struct counts *counts, enum status status)
{
	counts->of[COUNT_IN_FORCE] += status == STATUS_IN_FORCE;
	counts->of[COUNT_IN_PART] += status == STATUS_IN_FORCE_IN_PART;
	counts->of[COUNT_TO_BE_REPLACED] += status == STATUS_IN_FORCE_TO_BE_REPLACED;
	counts->of[COUNT_CANNOT_TELL] += status == STATUS_UNKNOWN;
}

/* `row` NULL: all documents. */
static void require_row(const struct registry *registry, enum count_by by, const struct count_row *row,
                        const struct counts *found, struct date day)
{
	struct counts counts = {0};

	for (uint32_t i = 0; i < registry->count; i++)
		if (registry_governs(registry, i) && (!row || is_under(registry, by, row, i)))
			add(&counts, status_on(registry, i, MARKDOWN_NO_PART, day));
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		assert_int_equal(found->of[kind], counts.of[kind]);
}

/* Every document that counts somewhere counts in some row. */
static void require_sum(const struct count_table *table, enum count_by by, size_t day)
{
	struct counts sum = {0};

	for (size_t i = 0; i < table->row_count; i++)
		for (int kind = 0; kind < COUNT_KINDS; kind++)
			sum.of[kind] += table->rows[i].days[day].of[kind];
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		if (by == COUNT_BY_TOPIC)
			assert_true(sum.of[kind] >= table->total[day].of[kind]);
		else
			assert_int_equal(sum.of[kind], table->total[day].of[kind]);
}

static void require_counts(const struct registry *registry)
{
	static const enum count_by kinds[] = {COUNT_BY_TOPIC, COUNT_BY_TYPE, COUNT_BY_BODY};
	struct arena arena = ARENA_EMPTY;
	struct counting counting;
	struct date days[DAYS];

	some_days(days);
	counting_init(&counting, &arena, registry);
	for (size_t k = 0; k < 3; k++) {
		struct count_table table;
		counting_table(&table, &arena, &counting, kinds[k], LANGUAGE_SV, days, DAYS);
		assert_true(table.row_count > 0);
		for (size_t day = 0; day < DAYS; day++) {
			for (size_t i = 0; i < table.row_count; i++)
				require_row(registry, kinds[k], &table.rows[i], &table.rows[i].days[day], days[day]);
			require_row(registry, kinds[k], NULL, &table.total[day], days[day]);
			require_sum(&table, kinds[k], day);
		}
	}
	arena_release(&arena);
}

static void corpus_as_asked(void **state)
{
	struct registry *registry = NULL;
	struct source *source = NULL;
	struct error error = {0};

	(void)state;
	assert_int_equal(source_open(&source, ".", NULL, NULL, &error), 0);
	assert_int_equal(registry_load(&registry, source, &error), 0);
	require_counts(registry);
	registry_free(registry);
}

#define DOCUMENT(id, keys)                                                                                             \
	room_write(&room, id ".md",                                                                                    \
	           "---\nid: " id "\ntitle: " id "\n" keys "---\n\n# A {#a}\n\nText.\n\n# B {#b}\n\nText.\n")

/* A register with topics in three steps, one named twice over, unknown words, and nothing at all. */
static void room_fill(struct room *given)
{
	struct room room = *given;

	room_write(&room, "vocabulary/topics.yaml",
	           "- id: it\n  label: {sv: Informationsteknik, en: IT}\n"
	           "- id: telefoni\n  label: {sv: Telefoni}\n  broader: it\n"
	           "- id: vaxel\n  label: {sv: Växel}\n  broader: telefoni\n"
	           "- id: arkiv\n  label: {sv: Arkiv}\n");
	room_write(&room, "vocabulary/bodies.yaml",
	           "- {id: namnden, name: Nämnden, kind: board, rank: 2}\n"
	           "- {id: fullmaktige, name: Fullmäktige, kind: assembly, rank: 1}\n"
	           "- {id: staden, name: Staden, kind: city}\n");
	DOCUMENT("a", "decided: 2001-02-03\ndecided-by: namnden\ntopics: [vaxel, it, telefoni]\nexpires: 2010-05-05\n");
	DOCUMENT("b", "decided: 2003\ndecided-by: fullmaktige\ntopics: [telefoni]\n");
	DOCUMENT("c", "decided: 2006-01-01\nsupersedes: [{doc: b, part: a}]\ntopics: [arkiv, okant]\n");
	DOCUMENT("d", "decided: 2009-01-01\nin-force: 2011-01-01\naffects: [c]\ndecided-by: staden\n");
	DOCUMENT("e", "status: draft\ntopics: [it]\n");
	*given = room;
}

static void small_as_asked(void **state)
{
	struct room room;

	(void)state;
	room_begin(&room);
	room_fill(&room);
	room_open(&room);
	require_counts(room.registry);
	room_close(&room);
}

static void require_ids(const struct count_table *table, const char *ids)
{
	struct arena arena = ARENA_EMPTY;
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < table->row_count; i++)
		text = arena_format(&arena, "%.*s%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(table->rows[i].id));
	assert_string_equal(text.at, ids);
	arena_release(&arena);
}

/* The tree of topics, bodies by rank, what is not known behind them, and last what is not stated. */
static void rows_in_order(void **state)
{
	struct room room;
	struct arena arena = ARENA_EMPTY;
	struct counting counting;
	struct count_table table;
	struct date day = date_from_day(day_from_civil(2009, 6, 1));

	(void)state;
	room_begin(&room);
	room_fill(&room);
	room_open(&room);
	counting_init(&counting, &arena, room.registry);
	assert_int_equal(counting.first, day_from_civil(2001, 2, 3));
	counting_table(&table, &arena, &counting, COUNT_BY_TOPIC, LANGUAGE_SV, &day, 1);
	require_ids(&table, "arkiv it telefoni vaxel okant");
	assert_int_equal(table.rows[3].depth, 2);
	counting_table(&table, &arena, &counting, COUNT_BY_BODY, LANGUAGE_SV, &day, 1);
	require_ids(&table, "fullmaktige namnden ");
	day = date_from_day(day_from_civil(2012, 6, 1));
	counting_table(&table, &arena, &counting, COUNT_BY_BODY, LANGUAGE_SV, &day, 1);
	require_ids(&table, "fullmaktige staden ");
	arena_release(&arena);
	room_close(&room);
}

/* On an imprecise day a document counts as what can be told of all of it. */
static void imprecise_day(void **state)
{
	struct room room;
	struct arena arena = ARENA_EMPTY;
	struct counting counting;
	struct count_table table;
	struct date years[3];

	(void)state;
	assert_true(date_parse(STR("2002"), &years[0]) && date_parse(STR("2001"), &years[1]) &&
	            date_parse(STR("../2000"), &years[2]));
	room_begin(&room);
	DOCUMENT("a", "decided: 2001-02-03\n");
	room_open(&room);
	counting_init(&counting, &arena, room.registry);
	counting_table(&table, &arena, &counting, COUNT_BY_TYPE, LANGUAGE_SV, years, 3);
	assert_int_equal(table.total[0].of[COUNT_IN_FORCE], 1);
	assert_int_equal(table.total[1].of[COUNT_IN_FORCE], 0);
	assert_int_equal(table.total[1].of[COUNT_CANNOT_TELL], 1);
	assert_int_equal(table.total[2].of[COUNT_CANNOT_TELL], 0);
	arena_release(&arena);
	room_close(&room);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(corpus_as_asked),
		cmocka_unit_test(small_as_asked),
		cmocka_unit_test(rows_in_order),
		cmocka_unit_test(imprecise_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
