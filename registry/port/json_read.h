/* JSON as it is read, through jansson: a small tree in an arena. The only user of jansson. */
#ifndef STYRDOK_REGISTRY_PORT_JSON_READ_H
#define STYRDOK_REGISTRY_PORT_JSON_READ_H

#include "registry/base/arena.h"

enum json_kind { JSON_IS_NULL, JSON_IS_BOOL, JSON_IS_NUMBER, JSON_IS_TEXT, JSON_IS_LIST, JSON_IS_OBJECT };

struct json_value {
	enum json_kind kind;
	struct str key;           /* of what an object holds */
	struct str text;          /* valid UTF-8, perhaps with a NUL in it */
	int64_t number;           /* 1 of true; a fraction is cut off */
	struct json_value *first; /* of a list or an object, in the order in which they stand */
	struct json_value *next;
};

/* Reads one value, which is the whole text; owned by the arena. A key that an object holds twice is an error. NULL, and in `why` jansson's own
 * words, in the arena. */
const struct json_value *json_value_read(struct arena *arena, struct str text, struct str *why);

/* What lies at a path of keys ("position.line"), or NULL: also when `value` is NULL or no object. */
const struct json_value *json_value_at(const struct json_value *value, const char *path);

/* The text, the number, whether it is true, the first item there; "", `otherwise`, false and NULL when there is none. */
struct str json_text_at(const struct json_value *value, const char *path);
int64_t json_number_at(const struct json_value *value, const char *path, int64_t otherwise);
bool json_true_at(const struct json_value *value, const char *path);
const struct json_value *json_first_at(const struct json_value *value, const char *path);

#endif
