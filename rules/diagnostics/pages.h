/* The explanation pages, rules/pages/<name>.md, compiled into the program. */
#ifndef STYRDOK_RULES_PAGES_H
#define STYRDOK_RULES_PAGES_H

#include <stddef.h>

struct page {
	const char *name; /* the file's stem: a diagnostic's code and a language, "relation.dangling.sv" */
	const char *text; /* Markdown, UTF-8, NUL-terminated */
	size_t size;      /* bytes without the NUL */
};

/* Sorted by the bytes of the name, and ended by an entry whose name is NULL. */
extern const struct page pages[];
extern const size_t page_count;

#endif
