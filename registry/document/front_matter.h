/* Where a file's front matter is: between two lines "---" at its beginning, or where the collection's form has it. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_H
#define STYRDOK_REGISTRY_DOCUMENT_FRONT_MATTER_H

#include "registry/document/config.h"
#include "registry/document/yaml_fields.h"

struct front_matter {
	enum head_form form;
	struct str inner;    /* without fences */
	struct str rest;     /* what comes after it: the body */
	uint32_t lines;      /* how many lines it takes, fences included; 0: there is none */
	uint32_t first_line; /* of `inner` */
	bool closed;         /* it ends */
};

/* Is the file text: not empty, UTF-8, without NUL? Problems are reported; false when it is not worth reading on. */
bool front_matter_is_text(struct fields *fields, struct str text);

/* Finds the front matter of a text, in one of the forms (enum head_form, as bits); all its texts are pieces of it. Problems (none, never
 * ends, too long) are reported. False when there is none to parse. */
bool front_matter_find(struct front_matter *out, struct fields *fields, struct str text, unsigned forms,
                       uint32_t limit);

/* Parses what was found, into `nodes`; problems are reported, also when it is not a map of keys. NULL: there is no tree. */
const struct yaml_node *front_matter_parse(struct fields *fields, struct arena *nodes, const struct front_matter *front,
                                           const struct limits *limits);

/* Can it be used, when parsing it told so many problems? Empty front matter is read as one without keys. */
bool front_matter_is_readable(const struct yaml_node *root, size_t told);

/* The text's first heading of the first level, near its beginning, or ""; a piece of it. */
struct str front_matter_heading(const struct front_matter *front, struct location *at);

#endif
