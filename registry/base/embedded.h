/* A text that is compiled into the program (tools/pages). */
#ifndef STYRDOK_REGISTRY_BASE_EMBEDDED_H
#define STYRDOK_REGISTRY_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *
		name; /* a page's code and language, "relation.dangling.sv"; a template's file name, a profile's name */
	const char *text; /* UTF-8, NUL-terminated */
	size_t size;      /* bytes without the NUL */
};

/* rules/pages/<name>.md, bin/templates/<name> and registry/profile/<name>.yaml, each sorted by the bytes of the name, and ended by an entry whose name is NULL. */
extern const struct embedded pages[], templates[], profiles[];
extern const size_t page_count, template_count, profile_count;

#endif
