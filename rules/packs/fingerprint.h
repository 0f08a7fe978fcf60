/* Fingerprints of clauses: by them a rule notices that the text it was written from has changed. */
#ifndef STYRDOK_RULES_PACKS_FINGERPRINT_H
#define STYRDOK_RULES_PACKS_FINGERPRINT_H

#include "registry/graph/registry.h"

#define FINGERPRINT_DIGITS 16

/* The fingerprint of a part of a document (MARKDOWN_NO_PART: of the whole body), given the file's text: the first digits of the SHA-256
 * of its words (markdown_words), headings of sub-parts included, its own heading left out: list markers, emphasis and the frame of
 * tables change nothing. Owned by the arena. */
struct str fingerprint_of(struct arena *arena, const struct document *document, uint32_t part, struct str file,
                          const struct limits *limits);

/* Is it that of its lines as they stand, with each run of white space as one space? So packs stated it at first. */
bool fingerprint_is_of_source(struct arena *arena, const struct document *document, uint32_t part, struct str file,
                              struct str stated);

#endif
