/* A new document of one of the register's own types. */
#ifndef STYRDOK_BIN_START_NEW_DOCUMENT_H
#define STYRDOK_BIN_START_NEW_DOCUMENT_H

#include "bin/command/options.h"
#include "rules/packs/rule.h"

struct new_options {
	struct options common;
	const char *title;
	enum category category; /* of a proposal */
};

/* The front matter of a draft in the register's own keys, what is not known as comments that say what to write, and headings. With a second
 * argument, an id or a path that ends with .md, it is written there; otherwise to standard output. Returns an exit status. */
int new_document(const struct new_options *options, const struct registry *registry, uint32_t type);

#endif
