/* The days on which documents' statuses change. */
#ifndef STYRDOK_BIN_SITE_SITE_CHANGES_H
#define STYRDOK_BIN_SITE_SITE_CHANGES_H

#include "bin/site/site.h"

struct site_change {
	int32_t day;
	uint32_t document;
	enum status status; /* from that day on */
};

struct site_changes {
	struct site_change *at; /* by day, the latest first */
	size_t n, room;
};

/* Of a document, if it governs; what is not known to the day is no change. The first: of all documents. Released with vec_release. */
void site_changes_of_all(struct site_changes *out, const struct site *site);
void site_changes_of(struct site_changes *out, const struct site *site, struct arena *arena, uint32_t document);

/* Adds an item for a change: its day, its document, what it is since. */
void page_change(struct page *page, const struct site_change *change);

#endif
