#include "registry/port/json_read.h"

#include "registry/base/memory.h"

#include <jansson.h>

static struct json_value *value_of(struct arena *arena, json_t *json);

static struct json_value *list_of(struct arena *arena, json_t *json)
{
	struct json_value *first = NULL, **end = &first;
	json_t *item = NULL;
	size_t i = 0;

	json_array_foreach(json, i, item)
	{
		*end = value_of(arena, item);
		end = &(*end)->next;
	}
	return first;
}

static struct json_value *members_of(struct arena *arena, json_t *json)
{
	struct json_value *first = NULL, **end = &first;
	json_t *item = NULL;
	const char *key = NULL;

	json_object_foreach(json, key, item)
	{
		*end = value_of(arena, item);
		(*end)->key = arena_copy(arena, str_from(key));
		end = &(*end)->next;
	}
	return first;
}

/* As deep as jansson reads: 2,048 lists and objects within each other. */
static struct json_value *value_of(struct arena *arena, json_t *json)
{
	struct json_value *value = ARENA_NEW(arena, struct json_value);

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value->kind = JSON_IS_OBJECT;
		value->first = members_of(arena, json);
		break;
	case JSON_ARRAY:
		value->kind = JSON_IS_LIST;
		value->first = list_of(arena, json);
		break;
	case JSON_STRING:
		value->kind = JSON_IS_TEXT;
		value->text = arena_copy(arena, (struct str){json_string_value(json), json_string_length(json)});
		break;
	case JSON_INTEGER:
		value->kind = JSON_IS_NUMBER;
		value->number = json_integer_value(json);
		break;
	case JSON_REAL: {
		double real = json_real_value(json);
		value->kind = JSON_IS_NUMBER;
		value->number = real > 1e15 ? (int64_t)1e15 : real < -1e15 ? (int64_t)-1e15 : (int64_t)real;
		break;
	}
	case JSON_TRUE:
	case JSON_FALSE:
		value->kind = JSON_IS_BOOL;
		value->number = json_is_true(json);
		break;
	case JSON_NULL:
		break;
	}
	return value;
}

const struct json_value *json_value_read(struct arena *arena, struct str text, struct str *why)
{
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
	json_error_t error;
	json_t *json = json_loadb(text.n ? text.at : "", text.n, flags, &error);
	struct json_value *value = NULL;

	*why = STR_EMPTY;
	if (!json && json_error_code(&error) == json_error_out_of_memory)
		memory_failed();
	if (json)
		value = value_of(arena, json);
	else
		*why = arena_copy(arena, str_from(error.text));
	json_decref(json);
	return value;
}

static const struct json_value *member(const struct json_value *object, struct str key)
{
	const struct json_value *at = object && object->kind == JSON_IS_OBJECT ? object->first : NULL;

	while (at && !str_equal(at->key, key))
		at = at->next;
	return at;
}

const struct json_value *json_value_at(const struct json_value *value, const char *path)
{
	struct str rest = str_from(path);

	while (value && rest.n) {
		size_t dot = str_find(rest, STR("."), 0);
		value = member(value, str_part(rest, 0, dot));
		rest = dot == SIZE_MAX ? STR_EMPTY : str_part(rest, dot + 1, rest.n);
	}
	return value;
}

struct str json_text_at(const struct json_value *value, const char *path)
{
	const struct json_value *at = json_value_at(value, path);

	return at && at->kind == JSON_IS_TEXT ? at->text : STR_EMPTY;
}

int64_t json_number_at(const struct json_value *value, const char *path, int64_t otherwise)
{
	const struct json_value *at = json_value_at(value, path);

	return at && at->kind == JSON_IS_NUMBER ? at->number : otherwise;
}

bool json_true_at(const struct json_value *value, const char *path)
{
	const struct json_value *at = json_value_at(value, path);

	return at && at->kind == JSON_IS_BOOL && at->number;
}

const struct json_value *json_first_at(const struct json_value *value, const char *path)
{
	const struct json_value *at = json_value_at(value, path);

	return at && at->kind == JSON_IS_LIST ? at->first : NULL;
}
