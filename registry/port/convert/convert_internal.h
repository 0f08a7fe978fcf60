/* What the files of port/convert share. Not for anyone else. */
#ifndef STYRDOK_REGISTRY_PORT_CONVERT_CONVERT_INTERNAL_H
#define STYRDOK_REGISTRY_PORT_CONVERT_CONVERT_INTERNAL_H

#include "registry/port/convert/convert.h"

/* Makes the text valid UTF-8 without control characters but newline, tab and `page`, byte for byte. False when there is
 * nothing in it to read. */
bool convert_text_clean(char *text, size_t n, char page);

/* Takes the padding out of pandoc's pipe tables, in place, for one long cell makes all rows as long; the new length. */
size_t convert_text_squeeze(char *text, size_t n);

/* Whether the bytes are a zip file with a Word document, by its directory, and not a bomb. 0, or -1 with the error. */
int convert_zip_check(struct str bytes, const char *path, struct error *error);

/* The text of a PDF from what `pdftotext -raw -bbox` tells: words and where they stand. malloc'ed, *size bytes and a NUL. */
char *convert_pdf_text(struct str boxes, size_t *size);

#endif
