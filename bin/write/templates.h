/* The files of bin/templates/, compiled into the program: templates of texts, and the style sheet of reports. */
#ifndef STYRDOK_BIN_TEMPLATES_H
#define STYRDOK_BIN_TEMPLATES_H

#include "registry/base/str.h"
#include "rules/diagnostics/pages.h"

/* By the file's name, "projektforslag.md"; sorted, and ended by an entry whose name is NULL. */
extern const struct page templates[];
extern const size_t template_count;

/* The file's text, or "" when there is no such file. */
static inline struct str template_text(const char *name)
{
	for (const struct page *page = templates; page->name; page++)
		if (strcmp(page->name, name) == 0)
			return (struct str){page->text, page->size};
	return STR_EMPTY;
}

#endif
