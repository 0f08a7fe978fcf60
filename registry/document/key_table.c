#include "registry/document/key_table.h"

static bool has_shape(struct fields *fields, struct str key, const struct yaml_node *value, enum yaml_kind kind,
                      enum term expected)
{
	if (value->kind != kind && !yaml_is_null(value))
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(expected));
	return value->kind == kind;
}

bool value_is_map(struct fields *fields, struct str key, const struct yaml_node *value)
{
	return has_shape(fields, key, value, YAML_MAP, TERM_MAP);
}

bool value_is_list(struct fields *fields, struct str key, const struct yaml_node *value)
{
	return has_shape(fields, key, value, YAML_LIST, TERM_LIST);
}

uint32_t yaml_count(const struct yaml_node *list)
{
	uint32_t count = 0;

	for (const struct yaml_node *item = list->first; item; item = item->next)
		count++;
	return count;
}

/* --- tables --------------------------------------------------------------------------------------------------------- */

static bool belongs(const struct key_row *row, unsigned within)
{
	return !row->within || (row->within & within);
}

const struct key_row *key_find(const struct key_table *table, unsigned within, struct str key)
{
	for (size_t i = 0; i < table->n; i++)
		if (belongs(&table->rows[i], within) && str_equal(key, str_from(table->rows[i].key)))
			return &table->rows[i];
	return NULL;
}

static void table_try(struct choice *choice, const struct key_table *table, unsigned within)
{
	for (size_t i = 0; table && i < table->n; i++)
		if (belongs(&table->rows[i], within))
			choice_try(choice, table->rows[i].key, table->rows[i].also);
}

void key_unknown(struct fields *fields, const struct key_table *table, const struct key_table *other, unsigned within,
                 const struct yaml_node *key)
{
	struct choice choice = choice_of(key->text);

	table_try(&choice, table, within);
	table_try(&choice, other, within);
	fields_key_meant(fields, key, &choice);
}

/* A key that is misspelt is not missing as well. */
static bool is_misspelt(const struct fields *fields, const struct yaml_node *map, const char *key)
{
	const struct problems *problems = fields->problems;

	for (const struct yaml_node *other = map->first; other; other = other->next)
		for (size_t i = problems->n; i-- > 0 && problems->n - i <= 20;)
			if (problems->at[i].kind == PROBLEM_KEY_UNKNOWN && problems->at[i].at.line == other->at.line &&
			    problems->at[i].at.column == other->at.column &&
			    str_equal(problems->at[i].args[1].text, str_from(key)))
				return true;
	return false;
}

void keys_missing(struct fields *fields, const struct key_table *table, unsigned within, const struct yaml_node *map,
                  struct location at)
{
	for (size_t i = 0; i < table->n; i++) {
		const struct key_row *row = &table->rows[i];
		const struct yaml_node *value = yaml_get(map, str_from(row->key));
		if (row->required && belongs(row, within) && (!value || yaml_is_null(value)) &&
		    !is_misspelt(fields, map, row->key))
			fields_problem(fields, PROBLEM_KEY_MISSING, at, str_from(row->key), STR("..."));
	}
}

/* --- values --------------------------------------------------------------------------------------------------------- */

static void word_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                      void *to)
{
	int word = fields_word(fields, key, value, row->words, row->also_counts);
	unsigned found = (unsigned)(word + row->first);

	if (word >= 0)
		memcpy(to, &found, sizeof found); /* an enum */
}

void label_read(struct fields *fields, struct str key, const struct yaml_node *value, struct bilingual *label)
{
	struct label_texts {
		struct str sv, en;
	} texts = {0};
	static const struct key_row rows[] = {
		{"sv", VALUE_TEXT, TO(struct label_texts, sv), "in Swedish", "på svenska"},
		{"en", VALUE_TEXT, TO(struct label_texts, en), "in English", "på engelska"},
	};
	static const struct key_table languages = {"label", KEY_ROWS(rows)};

	if (value->kind == YAML_MAP) {
		keys_read(fields, &languages, UINT_MAX, value, &texts);
	} else if (value->kind == YAML_LIST) {
		fields_problem(fields, PROBLEM_SHAPE, value->at, key, argument_term(TERM_TEXT));
	} else if (fields_text(fields, key, value, &texts.sv)) { /* one text for both languages */
		texts.en = texts.sv;
	}
	*label = (struct bilingual){texts.en.at, texts.sv.at}; /* fields_text ends them with a NUL */
}

static void begin(const struct key_table *table, void *into)
{
	if (table->begun)
		memcpy(into, table->begun, table->size);
}

static bool map_read(struct fields *fields, const struct key_table *table, const struct yaml_node *map, void *into)
{
	keys_read(fields, table, UINT_MAX, map, into);
	return !table->done || table->done(fields, map, into);
}

bool entry_read(struct fields *fields, struct str key, const struct key_table *table, const struct yaml_node *item,
                void *into)
{
	const struct key_row *first = table->rows;

	if (item->kind == YAML_MAP)
		return map_read(fields, table, item, into);
	if (item->kind == YAML_SCALAR && (yaml_is_null(item) || str_trim(item->text).n)) {
		if (!yaml_is_null(item))
			key_read(fields, first, key, item, into);
		return !yaml_is_null(item);
	}
	fields_problem(fields, PROBLEM_SHAPE, item->at, key,
	               argument_term(first->type == VALUE_REFERENCE ? TERM_REFERENCE : TERM_TEXT));
	return false;
}

/* "{id: ..., name: ...}": the first two keys. */
static struct str sample(struct arena *arena, const struct key_table *table)
{
	return arena_format(arena, "{%s: ...%s%s%s}", table->rows[0].key, table->n > 1 ? ", " : "",
	                    table->n > 1 ? table->rows[1].key : "", table->n > 1 ? ": ..." : "");
}

void list_expected(struct fields *fields, struct str key, const struct key_table *table, struct location at)
{
	fields_problem(fields, PROBLEM_SHAPE, at, key,
	               TERM_AROUND(TERM_LIST_SUCH,
	                           arena_format(fields->arena, "- %.*s", STR_ARG(sample(fields->arena, table)))));
}

void map_expected(struct fields *fields, struct str key, const struct key_table *table, struct location at)
{
	fields_problem(fields, PROBLEM_SHAPE, at, key, TERM_AROUND(TERM_MAP_SUCH, sample(fields->arena, table)));
}

static bool item_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *item,
                      void *into)
{
	if (row->type == VALUE_ENTRIES)
		return entry_read(fields, key, row->table, item, into);
	if (item->kind == YAML_MAP)
		return map_read(fields, row->table, item, into);
	map_expected(fields, key, row->table, item->at);
	return false;
}

/* A list's maps or entries; of an entry, one that stands alone is taken as a list of one. */
static void list_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                      void *into)
{
	bool single = row->type == VALUE_ENTRIES && value->kind != YAML_LIST;
	size_t size = row->table->size;
	char *items = NULL;
	uint32_t count = 0;

	if (!single && value->kind != YAML_LIST && !yaml_is_null(value))
		list_expected(fields, key, row->table, value->at);
	if (yaml_is_null(value) || (!single && value->kind != YAML_LIST) ||
	    (single && fields_braced_list(fields, key, value)))
		return;
	items = arena_alloc(fields->arena, single ? 1 : yaml_count(value), size);
	for (const struct yaml_node *item = single ? value : value->first; item; item = single ? NULL : item->next) {
		void *at = items + count * size;
		memset(at, 0, size);
		begin(row->table, at);
		if (item_read(fields, row, key, item, at))
			count++;
	}
	memcpy((char *)into + row->to, &items, sizeof items);
	memcpy((char *)into + row->count, &count, sizeof count);
}

void key_value_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                    void *into)
{
	void *to = (char *)into + row->to;

	switch (row->type) {
	case VALUE_TEXT:
	case VALUE_REFERENCE:
	case VALUE_PATTERN:
		fields_text(fields, key, value, to);
		break;
	case VALUE_DATE:
		fields_date(fields, key, value, to);
		break;
	case VALUE_NUMBER:
		fields_number(fields, key, value, to);
		break;
	case VALUE_BOOL:
		fields_bool(fields, key, value, to);
		break;
	case VALUE_LABEL:
		label_read(fields, key, value, to);
		break;
	case VALUE_WORD:
		word_read(fields, row, key, value, to);
		break;
	case VALUE_NAMES:
	case VALUE_PATTERNS:
	case VALUE_LISTED:
		fields_names(fields, key, value, row->type == VALUE_LISTED && fields->commas, to);
		break;
	case VALUE_MAP:
		if (value_is_map(fields, key, value))
			map_read(fields, row->table, value, to);
		break;
	case VALUE_ENTRY:
		entry_read(fields, key, row->table, value, to);
		break;
	case VALUE_MAPS:
	case VALUE_ENTRIES:
		list_read(fields, row, key, value, into);
		break;
	case VALUE_OWN_KEYS: /* these have a function of their own */
	case VALUE_CONDITION:
		break;
	}
}

void key_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
              void *into)
{
	if (row->place)
		memcpy((char *)into + row->place - 1, &value->at, sizeof value->at);
	if (row->read)
		row->read(fields, row, key, value, into);
	else
		key_value_read(fields, row, key, value, into);
}

void keys_read(struct fields *fields, const struct key_table *table, unsigned within, const struct yaml_node *map,
               void *into)
{
	for (const struct yaml_node *key = map->first; key; key = key->next) {
		const struct key_row *row = key_find(table, within, key->text);
		if (row)
			key_read(fields, row, key->text, key->value, into);
		else
			key_unknown(fields, table, NULL, within, key);
	}
	keys_missing(fields, table, within, map, map->at);
}
