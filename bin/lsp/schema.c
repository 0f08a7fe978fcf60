/* JSON Schemas (draft 2020-12) of the files that people write, from the tables of their keys: for editors without a language server. */
#include "bin/lsp/lsp.h"
#include "registry/base/vec.h"
#include "registry/document/key_table.h"
#include "registry/document/vocabulary.h"
#include "rules/checks/waiver.h"
#include "rules/packs/rule.h"

struct schema {
	struct json json;
	struct arena arena;
	enum language language;
	VEC(const struct key_table *) tables; /* those that something has referred to, each defined once */
};

static const struct schema_row {
	const char *name;
	const struct key_table *tables[4]; /* a file is of one of these kinds */
	bool list;                         /* the file is a list of such maps */
	struct bilingual title;
} schemas[] = {
	{"front-matter",
         {&document_keys},
         false,
         {"Front matter of a governing document", "Ett styrdoments front matter"}},
	{"vocabulary",
         {&body_keys, &type_keys, &topic_keys},
         true,
         {"bodies.yaml, types.yaml, topics.yaml", "bodies.yaml, types.yaml, topics.yaml"}},
	{"config", {&config_keys}, false, {"styrdok.yaml", "styrdok.yaml"}},
	{"rules", {&pack_keys}, false, {"A rule pack", "En regelsamling"}},
	{"waivers", {&waiver_keys}, true, {"Waivers", "Undantag"}},
};

static void put_types(struct json *json, const char *a, const char *b, const char *c)
{
	json_key(json, "type");
	json_open(json, '[');
	json_string(json, str_from(a));
	if (b)
		json_string(json, str_from(b));
	if (c)
		json_string(json, str_from(c));
	json_close(json);
}

/* The table's name in $defs; names of different tables may be the same. */
static struct str definition_of(struct schema *schema, const struct key_table *table)
{
	size_t i = 0;
	char *to = NULL;
	struct str name;

	while (i < schema->tables.n && schema->tables.at[i] != table)
		i++;
	if (i == schema->tables.n)
		vec_push(&schema->tables, table);
	name = arena_format(&schema->arena, "%s-%zu", table->name, i);
	to = ARENA_ARRAY(&schema->arena, char, name.n + 1);
	for (size_t k = 0; k < name.n; k++)
		to[k] = name.at[k] == ' ' || name.at[k] == '/' ? '-' : name.at[k];
	return (struct str){to, name.n};
}

static void put_table(struct schema *schema, const struct key_table *table)
{
	struct str name = definition_of(schema, table);

	json_open(&schema->json, '{');
	json_pair(&schema->json, "$ref", arena_format(&schema->arena, "#/$defs/%.*s", STR_ARG(name)));
	json_close(&schema->json);
}

/* What is written for nothing counts as not written. */
static void put_scalar(struct json *json)
{
	json_open(json, '{');
	put_types(json, "string", "number", "null");
	json_close(json);
}

static void put_list(struct schema *schema, const struct key_table *table)
{
	struct json *json = &schema->json;

	json_open(json, '{');
	json_pair(json, "type", STR("array"));
	json_key(json, "items");
	if (table) {
		json_open(json, '{');
		json_key(json, "anyOf");
		json_open(json, '[');
		put_scalar(json);
		put_table(schema, table);
		json_close(json);
		json_close(json);
	} else {
		put_scalar(json);
	}
	json_close(json);
}

/* One of: a text, a map of the table, a list of either. */
static void put_choice(struct schema *schema, const struct key_table *table, bool text, bool list)
{
	struct json *json = &schema->json;

	json_key(json, "anyOf");
	json_open(json, '[');
	if (text)
		put_scalar(json);
	if (table)
		put_table(schema, table);
	if (list)
		put_list(schema, table);
	json_close(json);
}

static void put_words(struct schema *schema, const struct key_row *row)
{
	struct json *json = &schema->json;

	json_key(json, "enum");
	json_open(json, '[');
	for (const struct allowed *word = row->words; word && word->name; word++) {
		struct str also = str_from(row->also_counts ? word->also : NULL);
		json_string(json, str_from(word->name));
		while (also.n) {
			size_t comma = str_find(also, STR(","), 0);
			json_string(json, str_trim(str_part(also, 0, comma)));
			also = comma == SIZE_MAX ? STR_EMPTY : str_part(also, comma + 1, also.n);
		}
	}
	json_nothing(json);
	json_close(json);
}

static void put_label(struct json *json)
{
	put_types(json, "string", "object", "null");
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, "sv");
	put_scalar(json);
	json_key(json, "en");
	put_scalar(json);
	json_close(json);
	json_bool(json, "additionalProperties", false);
}

static void put_value(struct schema *schema, const struct key_row *row)
{
	struct json *json = &schema->json;

	switch (row->type) {
	case VALUE_TEXT:
	case VALUE_REFERENCE:
	case VALUE_PATTERN:
		put_types(json, "string", "number", "null");
		break;
	case VALUE_DATE: /* 2008-03-03, 2001-05, 2001, ../2008-02-20 */
		put_types(json, "string", "integer", "null");
		json_pair(json, "pattern", STR("^([0-9]{4}|\\.\\.)"));
		break;
	case VALUE_NUMBER:
		put_types(json, "integer", "null", NULL);
		break;
	case VALUE_BOOL:
		put_types(json, "boolean", "null", NULL);
		break;
	case VALUE_LABEL:
		put_label(json);
		break;
	case VALUE_WORD:
		put_words(schema, row);
		break;
	case VALUE_NAMES:
	case VALUE_LISTED:
	case VALUE_PATTERNS:
		put_choice(schema, NULL, true, true);
		break;
	case VALUE_MAP:
		put_choice(schema, row->table, false, false);
		break;
	case VALUE_MAPS:
	case VALUE_ENTRIES:
		put_choice(schema, row->table, true, true);
		break;
	case VALUE_ENTRY:
		put_choice(schema, row->table, true, false);
		break;
	case VALUE_OWN_KEYS:
		put_types(json, "object", "null", NULL);
		break;
	case VALUE_CONDITION:
		break; /* a language of its own, which `styrdok check` judges */
	}
}

static void put_row(struct schema *schema, const struct key_row *row)
{
	struct json *json = &schema->json;

	json_key(json, row->key);
	json_open(json, '{');
	json_pair(json, "description", bilingual_str((struct bilingual){row->en, row->sv}, schema->language));
	put_value(schema, row);
	json_close(json);
}

static void put_definition(struct schema *schema, const struct key_table *table)
{
	struct json *json = &schema->json;

	json_key(json, definition_of(schema, table).at);
	json_open(json, '{');
	json_pair(json, "type", STR("object"));
	json_key(json, "properties");
	json_open(json, '{');
	for (size_t i = 0; i < table->n; i++)
		put_row(schema, &table->rows[i]);
	json_close(json);
	json_key(json, "required");
	json_open(json, '[');
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].required)
			json_string(json, str_from(table->rows[i].key));
	json_close(json);
	json_bool(json, "additionalProperties", false);
	json_close(json);
}

static void put_file(struct schema *schema, const struct schema_row *row, const struct key_table *table)
{
	struct json *json = &schema->json;

	if (!row->list) {
		put_table(schema, table);
		return;
	}
	json_open(json, '{');
	json_pair(json, "type", STR("array"));
	json_key(json, "items");
	put_table(schema, table);
	json_close(json);
}

static void put_schema(struct schema *schema, const struct schema_row *row)
{
	struct json *json = &schema->json;

	json_open(json, '{');
	json_pair(json, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
	json_pair(json, "title", bilingual_str(row->title, schema->language));
	json_key(json, "anyOf");
	json_open(json, '[');
	for (size_t i = 0; row->tables[i]; i++)
		put_file(schema, row, row->tables[i]);
	json_close(json);
	json_key(json, "$defs");
	json_open(json, '{');
	for (size_t i = 0; i < schema->tables.n; i++) /* each may refer to more */
		put_definition(schema, schema->tables.at[i]);
	json_close(json);
	json_close(json);
}

bool schema_print(FILE *out, const char *name, enum language language)
{
	struct schema schema = {.json = {.out = out}, .language = language};

	for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
		if (strcmp(schemas[i].name, name) == 0) {
			put_schema(&schema, &schemas[i]);
			vec_release(&schema.tables);
			arena_release(&schema.arena);
			return true;
		}
	return false;
}
