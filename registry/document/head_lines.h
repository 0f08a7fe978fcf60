/* Heads of files that are no YAML, read into the tree that YAML would give. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_HEAD_LINES_H
#define STYRDOK_REGISTRY_DOCUMENT_HEAD_LINES_H

#include "registry/document/yaml_fields.h"

#define HEAD_LINES_MAX 100u /* of a text, in which a head is looked for */

struct head { /* pieces of the text */
	struct str inner, rest;
	uint32_t first_line; /* of `inner` */
	uint32_t lines;      /* up to `rest` */
	bool closed;         /* it ends before the text does */
};

/* A head as that of a letter (RFC 822): from the first line, or within <pre> or ```; "" when there is none. It ends at an empty line, or where its
 * frame does. */
bool head_headers_find(struct str text, struct head *out);

/* "Key: value" lines; a line that is further in than the first goes on with the value above it. Owned by `nodes`. */
const struct yaml_node *head_headers_parse(struct fields *fields, struct arena *nodes, const struct head *head);

/* The lines "Date: 2020-01-01", "* Status: accepted", "- **Date**: ..." above the first section; what else stands there is running
 * text. Marks around keys and values are left out. Never NULL. */
const struct yaml_node *head_lines_parse(struct arena *nodes, struct str text);

/* TOML's flat subset between "+++" lines: strings in one line, numbers, booleans, dates, arrays, inline tables, [tables] and [[arrays of
 * tables]]. Not dotted keys nor strings over several lines, which are a problem of the line. NULL after a problem. */
const struct yaml_node *head_toml_parse(struct fields *fields, struct arena *nodes, const struct head *head,
                                        struct yaml_limits limits);

#endif
