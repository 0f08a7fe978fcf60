/* Where a file's front matter is: the YAML between two lines "---" at its beginning. */
#ifndef STYRDOK_REGISTRY_FRONT_MATTER_H
#define STYRDOK_REGISTRY_FRONT_MATTER_H

#include "registry/fields.h"

struct front_matter {
	struct str inner; /* the YAML */
	struct str rest;  /* what comes after it: the body */
	uint32_t lines;   /* how many lines it takes, fences included; 0: there is none */
	bool closed;      /* it ends */
};

/* Is the file text: not empty, UTF-8, without NUL? Problems are told; false when it is not worth reading on. */
bool front_matter_is_text(struct fields *fields, struct str text);

/* Finds the front matter of a text; all its texts are pieces of it. Problems (none, never ends, too long) are told. False when there is
 * none to parse. */
bool front_matter_find(struct front_matter *out, struct fields *fields, struct str text, uint32_t limit);

#endif
