/* Text as XML 1.0, for content and for attributes in double quotes. */
#ifndef STYRDOK_BIN_WRITE_XML_H
#define STYRDOK_BIN_WRITE_XML_H

#include "registry/base/str.h"

#include <stdio.h>

/* Written as it is, white space included, so that names of files stay what they are; what XML forbids or put_text replaces is replaced. */
void put_xml(FILE *out, struct str text);

/* ` name="text"` */
void put_attribute(FILE *out, const char *name, struct str text);
void put_count(FILE *out, const char *name, size_t count);

#endif
