/* Text from strangers, written so that none of it becomes markup. */
#ifndef STYRDOK_BIN_WRITE_ESCAPE_H
#define STYRDOK_BIN_WRITE_ESCAPE_H

#include "registry/base/str.h"

#include <stdio.h>

/* What stands for a character that is markup in HTML and XML alike, or NULL. */
const char *markup_instead(uint32_t point);

/* Both write the text on one line: white space is trimmed, and folded to one space; what put_clean replaces is replaced. */

/* As HTML, for content and for attributes in quotes. */
void put_html(FILE *out, struct str text);

/* As Markdown (CommonMark, with GitHub's and pandoc's extensions), for a line, a heading or a table cell. */
void put_markdown(FILE *out, struct str text);

#endif
