/* The timeline: when documents apply, and what ended them, drawn as SVG. */
#ifndef STYRDOK_BIN_TIMELINE_TIMELINE_SVG_H
#define STYRDOK_BIN_TIMELINE_TIMELINE_SVG_H

#include "bin/write/document_links.h"
#include "registry/graph/registry.h"

#include <stdio.h>

struct timeline_view {
	struct date on;       /* a line is drawn there, and relations are reported as they stand then */
	struct date from, to; /* what the time axis shows; chosen from the documents where these are DATE_NONE */
	enum language language;
	struct document_links links; /* to pages, rather than to files */
	struct str subject;          /* what the documents have in common, for the heading; "" for all */
	const uint32_t
		*named; /* documents that were asked for one by one: they are shown even if they govern nothing */
	size_t named_count;
};

/* One lane for each of the documents, in an order of its own: those that govern, those that act upon these, and those that are named.
 * When that leaves none, the picture says so. */
void timeline_write(FILE *out, const struct registry *registry, const uint32_t *documents, size_t count,
                    const struct timeline_view *view);

#endif
