/* JSON as it is written, without a tree. Keys and their order are the caller's. */
#ifndef STYRDOK_BIN_WRITE_JSON_H
#define STYRDOK_BIN_WRITE_JSON_H

#include "registry/base/str.h"

#include <stdio.h>

#define JSON_DEPTH 16

struct json {
	FILE *out;    /* NULL: a piece, kept in memory */
	bool compact; /* without line breaks: for programs alone */
	int depth;
	bool filled[JSON_DEPTH]; /* something has been written at this depth */
	char close[JSON_DEPTH];
	bool after_key;
	char *buffer; /* handed to `out` when it is full, and when the whole is closed, which frees it */
	size_t n, room;
};

/* Opens '{' or '[', as the whole, as an item, or (after json_key) as a value. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json);
void json_key(struct json *json, const char *key);
void json_string(struct json *json, struct str text); /* valid UTF-8; what is not is replaced */
void json_number(struct json *json, long number);

/* null, where a protocol asks for it. */
void json_nothing(struct json *json);

/* A key with true or false. */
void json_bool(struct json *json, const char *key, bool value);

/* A key with a text, left out when the text is empty: absent rather than null. */
void json_pair(struct json *json, const char *key, struct str text);

/* Items of a list that is open, written apart, by several threads. Begins a piece of `whole`, whose list has items before it unless
 * `first`; puts what was written in its place. A piece, zeroed at first, can be begun again once it has been put. */
void json_piece_begin(struct json *piece, const struct json *whole, bool first);
void json_piece_put(struct json *whole, const struct json *piece);
void json_piece_release(struct json *piece);

#endif
