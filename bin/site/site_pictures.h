/* A document's pictures: when it and its neighbours apply, and how they relate. */
#ifndef STYRDOK_BIN_SITE_SITE_PICTURES_H
#define STYRDOK_BIN_SITE_SITE_PICTURES_H

#include "bin/site/site.h"

struct site_pictures {
	bool timeline, graph; /* was it drawn? */
};

/* Draws those of a document that is related to others, for the files `timeline` and `graph` ("tidslinje.svg") in its folder; the arena is used
 * meanwhile. May be called from several threads. */
struct site_pictures site_draw(const struct site *site, struct arena *arena, uint32_t document);

/* Draws the whole register, into graf/; what is too much for a picture is left out. */
struct site_pictures site_draw_all(const struct site *site, struct arena *arena);

/* Adds a picture to the page: what it shows, and a link to it alone. The outline must have been told. */
void page_picture(struct page *page, const char *name, struct str heading, struct str words);

#endif
