#include "registry/query/count.h"

#define NO_ROW UINT32_MAX

struct counted_document {
	uint32_t document;
	struct period *periods;
	size_t count;
};

/* --- when they are in force --------------------------------------------------------------------------------------- */

void counting_init(struct counting *counting, struct arena *arena, const struct registry *registry)
{
	*counting = (struct counting){.registry = registry, .first = DAY_MAX};
	counting->documents = ARENA_ARRAY(arena, struct counted_document, registry->count);
	for (uint32_t i = 0; i < registry->count; i++) {
		struct counted_document *counted = &counting->documents[counting->count];
		if (!registry_governs(registry, i))
			continue;
		counting->count++;
		counted->document = i;
		counted->periods = periods_of(arena, registry, i, MARKDOWN_NO_PART, &counted->count);
		for (size_t k = 0; k < counted->count; k++)
			if (status_applies(counted->periods[k].status) && counted->periods[k].first < counting->first)
				counting->first = counted->periods[k].first;
	}
}

static enum count_kind kind_of(enum status status)
{
	switch (status) {
	case STATUS_IN_FORCE:
		return COUNT_IN_FORCE;
	case STATUS_IN_FORCE_IN_PART:
		return COUNT_IN_PART;
	case STATUS_IN_FORCE_TO_BE_REPLACED:
		return COUNT_TO_BE_REPLACED;
	case STATUS_UNKNOWN:
		return COUNT_CANNOT_TELL;
	default:
		return COUNT_KINDS;
	}
}

/* What the document counts as on a date: COUNT_KINDS where it is not in force. */
static enum count_kind kind_on(const struct registry *registry, const struct counted_document *counted, struct date on)
{
	size_t i = 0;

	if (!date_is_day(on)) /* periods tell of single days */
		return kind_of(status_on(registry, counted->document, MARKDOWN_NO_PART, on));
	while (counted->periods[i].last < on.first)
		i++;
	return kind_of(counted->periods[i].status);
}

uint32_t counts_applying(const struct counts *counts)
{
	return counts->of[COUNT_IN_FORCE] + counts->of[COUNT_IN_PART] + counts->of[COUNT_TO_BE_REPLACED];
}

/* --- what they are counted under ---------------------------------------------------------------------------------- */

struct table { /* while it is filled */
	const struct counting *counting;
	struct arena *arena;
	enum count_by by;
	enum language language;
	size_t day_count;
	struct count_row *rows;
	uint32_t row_count;
	uint32_t *of_entry;     /* the row of each entry of the vocabulary, or NO_ROW */
	struct map by_id;       /* the rows of ids that the vocabulary does not know */
	uint32_t *counted;      /* of each row, the last document that was counted there: one more than its number */
	enum count_kind *kinds; /* of the document at hand, day by day */
};

static uint32_t entry_count(const struct vocabulary *vocabulary, enum count_by by)
{
	return by == COUNT_BY_TOPIC  ? vocabulary->topic_count
	       : by == COUNT_BY_TYPE ? vocabulary->type_count
	                             : vocabulary->body_count;
}

static struct str entry_id(const struct vocabulary *vocabulary, enum count_by by, uint32_t entry)
{
	return by == COUNT_BY_TOPIC  ? vocabulary->topics[entry].id
	       : by == COUNT_BY_TYPE ? vocabulary->types[entry].id
	                             : vocabulary->bodies[entry].id;
}

static struct str entry_label(const struct vocabulary *vocabulary, enum count_by by, uint32_t entry,
                              enum language language)
{
	return by == COUNT_BY_TOPIC  ? bilingual_str(vocabulary->topics[entry].label, language)
	       : by == COUNT_BY_TYPE ? bilingual_str(vocabulary->types[entry].name, language)
	                             : vocabulary->bodies[entry].name;
}

static uint32_t row_add(struct table *table, struct str id, uint32_t entry)
{
	const struct vocabulary *vocabulary = &table->counting->registry->vocabulary;
	struct count_row row = {.id = id, .label = id, .entry = entry};

	row.days = ARENA_ARRAY(table->arena, struct counts, table->day_count);
	if (entry != NO_BODY) {
		struct str label = entry_label(vocabulary, table->by, entry, table->language);
		row.label = label.n ? label : id;
	}
	if (entry != NO_BODY && table->by == COUNT_BY_TOPIC)
		for (uint32_t broader = vocabulary->topics[entry].broader; broader != NO_BODY;
		     broader = vocabulary->topics[broader].broader)
			row.depth++;
	table->rows[table->row_count] = row;
	return table->row_count++;
}

static uint32_t row_of(struct table *table, uint32_t entry, struct str id)
{
	uint32_t row = NO_ROW;

	if (entry != NO_BODY) {
		if (table->of_entry[entry] == NO_ROW)
			table->of_entry[entry] = row_add(
				table, entry_id(&table->counting->registry->vocabulary, table->by, entry), entry);
		return table->of_entry[entry];
	}
	row = map_get(&table->by_id, id);
	return row != MAP_NONE ? row : map_add(&table->by_id, id, row_add(table, id, NO_BODY));
}

static void count_days(const struct table *table, struct counts *days)
{
	for (size_t i = 0; i < table->day_count; i++)
		if (table->kinds[i] != COUNT_KINDS)
			days[i].of[table->kinds[i]]++;
}

/* Counts the document at hand in a row; false when it stands there already. */
static bool count_in(struct table *table, uint32_t row, uint32_t document)
{
	if (table->counted[row] == document + 1)
		return false;
	table->counted[row] = document + 1;
	count_days(table, table->rows[row].days);
	return true;
}

static void count_topics(struct table *table, uint32_t index)
{
	const struct registry *registry = table->counting->registry;
	const struct names *topics = &registry->documents[index].topics;

	for (uint32_t i = 0; i < topics->n; i++) {
		uint32_t topic = map_get(&registry->vocabulary.topic_by_id, topics->at[i].text);
		if (topic == MAP_NONE)
			count_in(table, row_of(table, NO_BODY, topics->at[i].text), index);
		while (topic != MAP_NONE && count_in(table, row_of(table, topic, STR_EMPTY), index))
			topic = registry->vocabulary.topics[topic].broader;
	}
	if (!topics->n)
		count_in(table, row_of(table, NO_BODY, STR_EMPTY), index);
}

static void count_document(struct table *table, uint32_t index)
{
	const struct document *document = &table->counting->registry->documents[index];

	if (table->by == COUNT_BY_TOPIC)
		count_topics(table, index);
	else if (table->by == COUNT_BY_TYPE)
		count_in(table, row_of(table, document->type_index, document->type), index);
	else
		count_in(table, row_of(table, document->decided_by_index, document->decided_by), index);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static bool counts_anything(const struct table *table, const struct count_row *row)
{
	for (size_t i = 0; i < table->day_count; i++)
		if (counts_applying(&row->days[i]) || row->days[i].of[COUNT_CANNOT_TELL])
			return true;
	return false;
}

static void give_rows(struct count_table *out, const struct table *table)
{
	out->rows = table->rows;
	for (uint32_t i = 0; i < table->row_count; i++)
		if (counts_anything(table, &table->rows[i]))
			out->rows[out->row_count++] = table->rows[i];
	count_rows_sort(out->rows, out->row_count, &table->counting->registry->vocabulary, table->by, table->language);
}

/* As many rows as there can be: one for each entry of the vocabulary, and for each word that it may not know. */
static size_t rows_most(const struct counting *counting, enum count_by by)
{
	size_t room = entry_count(&counting->registry->vocabulary, by) + 1;

	for (uint32_t i = 0; i < counting->count; i++)
		room += by == COUNT_BY_TOPIC ? counting->registry->documents[counting->documents[i].document].topics.n
		                             : 1;
	return room;
}

void counting_table(struct count_table *out, struct arena *arena, const struct counting *counting, enum count_by by,
                    enum language language, const struct date *days, size_t day_count)
{
	uint32_t entries = entry_count(&counting->registry->vocabulary, by);
	size_t room = rows_most(counting, by);
	struct table table = {.counting = counting,
	                      .arena = arena,
	                      .by = by,
	                      .language = language,
	                      .day_count = day_count,
	                      .rows = ARENA_ARRAY(arena, struct count_row, room),
	                      .counted = ARENA_ARRAY(arena, uint32_t, room),
	                      .of_entry = ARENA_ARRAY(arena, uint32_t, entries),
	                      .kinds = ARENA_ARRAY(arena, enum count_kind, day_count)};

	*out = (struct count_table){.total = ARENA_ARRAY(arena, struct counts, day_count)};
	for (uint32_t i = 0; i < entries; i++)
		table.of_entry[i] = NO_ROW;
	for (uint32_t i = 0; i < counting->count; i++) {
		const struct counted_document *counted = &counting->documents[i];
		for (size_t k = 0; k < day_count; k++)
			table.kinds[k] = kind_on(counting->registry, counted, days[k]);
		count_days(&table, out->total);
		count_document(&table, counted->document);
	}
	give_rows(out, &table);
	map_release(&table.by_id);
}
