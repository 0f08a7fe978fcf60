/* Pages of HTML that need nothing else: to be read on a screen, printed, and attached to a case. */
#ifndef STYRDOK_BIN_WRITE_HTML_PAGE_H
#define STYRDOK_BIN_WRITE_HTML_PAGE_H

#include "registry/base/language.h"

#include <stdio.h>

/* All up to and with <body>, with a link past whatever comes before <main id="main">. `style` is a template ("scan.css") that is added to
 * page.css, or NULL. */
void page_begin(FILE *out, struct str title, const char *style, enum language language);
void page_end(FILE *out);

#endif
