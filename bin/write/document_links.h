/* Where a document is found by those who read what is written: told by whoever knows where its page is. */
#ifndef STYRDOK_BIN_WRITE_DOCUMENT_LINKS_H
#define STYRDOK_BIN_WRITE_DOCUMENT_LINKS_H

#include "registry/base/str.h"

#include <stdio.h>

struct document_links {                                      /* `address` NULL: no page is known */
	struct str (*address)(void *context, struct str id); /* relative to what is written; "" where it has none */
	void *context;
};

/* The address of the document with this id, or "". */
static inline struct str document_address(const struct document_links *links, struct str id)
{
	return links->address ? links->address(links->context, id) : STR_EMPTY;
}

struct document_quoted {      /* in a text */
	struct str id, whole; /* without and with its quotation marks */
	struct str address;
};

/* The first document that has an address and stands in quotation marks in the text. False: none does. */
bool document_quoted_find(struct document_quoted *out, const struct document_links *links, struct str text);

/* As HTML, on one line: each document that the text names in quotation marks, and that has an address, is a link there. */
void put_html_linked(FILE *out, const struct document_links *links, struct str text);

#endif
