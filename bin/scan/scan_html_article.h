/* One scan as an <article> of HTML. */
#ifndef STYRDOK_BIN_SCAN_ARTICLE_H
#define STYRDOK_BIN_SCAN_ARTICLE_H

#include "bin/scan/scan_report.h"

/* Its heading has the anchor "p1", by the number of the text; it is an <h1>, or an <h2> when there are several texts. */
void article_write(FILE *out, struct scan_report *report);

#endif
