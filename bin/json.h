/* JSON as it is written, without a tree. Keys and their order are the caller's. */
#ifndef STYRDOK_BIN_JSON_H
#define STYRDOK_BIN_JSON_H

#include "registry/base/str.h"

#include <stdio.h>

#define JSON_DEPTH 16

struct json {
	FILE *out;
	int depth;
	bool filled[JSON_DEPTH]; /* something has been written at this depth */
	char close[JSON_DEPTH];
	bool after_key;
};

/* Opens '{' or '[', as the whole, as an item, or (after json_key) as a value. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json);
void json_key(struct json *json, const char *key);
void json_string(struct json *json, struct str text); /* valid UTF-8; what is not is replaced */
void json_number(struct json *json, long number);
void json_bool(struct json *json, bool value);

/* A key with a text, left out when the text is empty: absent rather than null. */
void json_pair(struct json *json, const char *key, struct str text);

#endif
