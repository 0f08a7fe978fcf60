/* Any day: what the reader's browser answers with, the same as the program (bin/templates/dag.js). Statuses, bodies and what reaches whom change on
 * finitely many days, which assets/dagar.js tells once. */
#ifndef STYRDOK_BIN_SITE_SITE_DAYS_H
#define STYRDOK_BIN_SITE_SITE_DAYS_H

#include "bin/site/site.h"

/* Where a body, a topic and a day can be chosen, and the answer stands; nothing without script. */
void page_days(struct page *page);

/* The same of one document. */
void page_document_days(struct page *page, uint32_t document);

#endif
