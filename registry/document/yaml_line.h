/* A line of YAML as people write it, whether it is valid or not: taken apart, and put together anew. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_YAML_LINE_H
#define STYRDOK_REGISTRY_DOCUMENT_YAML_LINE_H

#include "registry/base/arena.h"
#include "registry/base/str.h"

struct yaml_line { /* all borrowed from the whole */
	struct str whole;
	struct str lead;  /* indentation and "- " */
	struct str key;   /* "" when there is none */
	struct str value; /* trimmed; without a comment behind it */
	struct str rest;  /* that comment, with the white space before it, or "" */
};

struct yaml_line yaml_line_of(struct str line);

/* The line with another value: lead, key and comment stay. */
struct str yaml_line_with(struct arena *arena, const struct yaml_line *line, struct str value);

/* The line with plain spaces for what looks like them, up to where its value begins. */
struct str yaml_line_visible(struct arena *arena, struct str line);

/* Bytes of spaces at the beginning. */
size_t yaml_indent(struct str line);

/* Letters, digits, hyphens and spaces: what a key can be. */
bool yaml_is_key(struct str word);

/* Would the text mean something else, or nothing, without quotation marks? */
bool yaml_needs_quotes(struct str value);

/* The text in quotation marks: double ones unless it holds such a mark or a backslash. */
struct str yaml_in_quotes(struct arena *arena, struct str text);

/* Without the quotation marks that Word and the keyboards of phones write around it, and without straight ones then; the text itself when
 * there are none. */
struct str yaml_without_curly(struct str text);

/* Of a value that begins with a quotation mark: the offset behind the one that ends it, or SIZE_MAX. */
size_t yaml_quote_end(struct str value);

/* Of a value that begins with a bracket: the offset behind the one that closes it, or SIZE_MAX. */
size_t yaml_flow_end(struct str value);

/* The value with the brackets added that it lacks; a wrong one at its end gives way. */
struct str yaml_flow_closed(struct arena *arena, struct str value);

#endif
