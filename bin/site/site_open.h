/* What all pages need to know, computed once. */
#ifndef STYRDOK_BIN_SITE_SITE_OPEN_H
#define STYRDOK_BIN_SITE_SITE_OPEN_H

#include "bin/site/site.h"

/* Fills what follows from registry, language and day; owned by the site's arena. */
void site_open(struct site *site);

#endif
