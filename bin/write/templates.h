/* The files of bin/templates/, compiled into the program: templates of texts, and the style sheet of reports. */
#ifndef STYRDOK_BIN_WRITE_TEMPLATES_H
#define STYRDOK_BIN_WRITE_TEMPLATES_H

#include "registry/base/embedded.h"
#include "registry/base/str.h"

/* The file's text, or "" when there is no such file. */
static inline struct str template_text(const char *name)
{
	for (const struct embedded *file = templates; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return (struct str){file->text, file->size};
	return STR_EMPTY;
}

#endif
