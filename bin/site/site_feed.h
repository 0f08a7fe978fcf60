/* Feeds of what changed (Atom, RFC 4287). */
#ifndef STYRDOK_BIN_SITE_SITE_FEED_H
#define STYRDOK_BIN_SITE_SITE_FEED_H

#include "bin/site/site.h"

struct site_feed {
	struct str path, title, page;      /* the feed's own path, and that of the page it goes with */
	const struct site_change *changes; /* the latest first */
	size_t count;
};

/* Writes the feed with the latest changes of the documents for which `member` is true (by document; NULL: of all), up to the site's day. */
void site_feed_put(const struct site *site, struct arena *arena, const struct site_feed *feed, const bool *member);

#endif
