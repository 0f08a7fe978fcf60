/* The words of a document's parts, as they stand in its file. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_PART_TEXT_H
#define STYRDOK_REGISTRY_DOCUMENT_PART_TEXT_H

#include "registry/document/document.h"

struct text_lines { /* a file's text, cut into lines */
	struct str text;
	size_t *at; /* where each begins; one more at the end */
	uint32_t count;
};

void text_lines_of(struct text_lines *out, struct arena *arena, struct str text);

/* Lines first to last, 1-based and inclusive, with their ends; "" when there are none. */
struct str text_lines_part(const struct text_lines *lines, uint32_t first, uint32_t last);

/* A part's own words, without its heading and without its sub-parts; of MARKDOWN_NO_PART what stands before the first heading.
 * `line` gets the number of the first line. `part_count` is the document's, or 0 where its parts are not known. */
struct str part_own_text(const struct text_lines *lines, const struct document *document, uint32_t part_count,
                         uint32_t part, uint32_t *line);

#endif
