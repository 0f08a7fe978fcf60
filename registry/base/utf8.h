/* UTF-8 without tables: validity and counting. Everything that needs Unicode's data is in port/unicode. */
#ifndef STYRDOK_REGISTRY_BASE_UTF8_H
#define STYRDOK_REGISTRY_BASE_UTF8_H

#include "registry/base/str.h"

/* The offset of the first byte that is not well-formed UTF-8 (RFC 3629), or SIZE_MAX. */
size_t utf8_invalid_at(struct str text);

/* Is it text at all: well-formed, and without a NUL? */
bool utf8_is_text(struct str text);

/* Code points in the text. */
size_t utf8_count(struct str text);

/* UTF-16 code units in the text; SARIF and LSP count so. */
size_t utf16_count(struct str text);

/* Decodes the code point at byte *at and moves *at behind it. The text must be valid there. */
uint32_t utf8_next(struct str text, size_t *at);

/* The offset of the code point with number `count` (0-based), or the text's length. */
size_t utf8_offset(struct str text, size_t count);

#endif
