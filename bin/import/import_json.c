/* import as JSON. */
#include "bin/import/import_write.h"
#include "bin/write/json.h"

static void put_value(struct json *json, const struct import_value *value)
{
	if (!value->pair_count) {
		json_string(json, value->text);
		return;
	}
	json_open(json, '{');
	for (unsigned i = 0; i < value->pair_count; i++)
		json_pair(json, value->pairs[i].key, value->pairs[i].value);
	json_close(json);
}

static void put_key(struct json *json, const struct import_key *key)
{
	if (!key->values.n)
		return;
	json_key(json, key->key);
	if (!key->list) {
		put_value(json, &key->values.at[0]);
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < key->values.n; i++)
		put_value(json, &key->values.at[i]);
	json_close(json);
}

static void put_place(struct json *json, struct import_place place)
{
	static const char *const units[] = {[UNIT_LINE] = "line", [UNIT_PARAGRAPH] = "line", [UNIT_PAGE] = "page"};

	if (!place.number)
		return;
	json_key(json, units[place.unit]);
	json_number(json, (long)place.number);
}

static void put_found(struct json *json, const struct import_found *found)
{
	json_open(json, '{');
	json_pair(json, "key", str_from(found->key));
	json_pair(json, "value", found->value);
	put_place(json, found->place);
	json_pair(json, "text", found->text);
	json_close(json);
}

static void put_doubt(struct json *json, const struct import_doubt *doubt)
{
	static const char *const kinds[] = {[DOUBT_CONFLICT] = "conflict",       [DOUBT_UNREAD] = "not-understood",
	                                    [DOUBT_DATE] = "date-of-what",       [DOUBT_PERSON] = "person",
	                                    [DOUBT_PERIODIC] = "no-day",         [DOUBT_REGISTER] = "not-in-register",
	                                    [DOUBT_TRACKED] = "tracked-changes", [DOUBT_MACROS] = "macros",
	                                    [DOUBT_TITLE] = "no-title",          [DOUBT_TARGET] = "not-in-register"};

	json_open(json, '{');
	json_pair(json, "key", str_from(doubt->key));
	json_pair(json, "why", str_from(kinds[doubt->kind]));
	json_pair(json, "value", doubt->value);
	put_place(json, doubt->place);
	json_close(json);
}

static void put_file(struct json *json, const struct imported *file)
{
	const struct import *import = &file->import;

	json_open(json, '{');
	json_pair(json, "source", str_from(file->source));
	json_pair(json, "path", file->path);
	json_pair(json, "id", import->id);
	json_key(json, "front_matter");
	json_open(json, '{');
	for (size_t i = 0; i < import->keys.n; i++)
		put_key(json, &import->keys.at[i]);
	json_close(json);
	json_key(json, "found");
	json_open(json, '[');
	for (size_t i = 0; i < import->found.n; i++)
		put_found(json, &import->found.at[i]);
	json_close(json);
	json_key(json, "doubts");
	json_open(json, '[');
	for (size_t i = 0; i < import->doubts.n; i++)
		put_doubt(json, &import->doubts.at[i]);
	json_close(json);
	json_pair(json, "body", import->body);
	json_close(json);
}

void import_json(FILE *out, const struct imported *files, size_t count)
{
	struct json json = {.out = out};

	json_open(&json, '{');
	json_key(&json, "schema_version");
	json_number(&json, 1);
	json_key(&json, "files");
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++)
		if (files[i].error.kind == ERROR_NONE)
			put_file(&json, &files[i]);
	json_close(&json);
	json_close(&json);
	fputc('\n', out);
}
