/* Search without a server: an index in pieces, which sok.js (bin/templates) fetches as scripts, so that it works from file:// too.
 *
 * sok/index.js     where each piece of the index begins, and the words of the filters
 * sok/t/N.js       stems in order, each with the documents that hold it; sok/h/N.js the same of what compounds hold behind their first word
 * sok/d/N.js       a document: its title, status and text, for the line that is shown of it
 * sok/filter.js    by document, what the filters ask about */
#ifndef STYRDOK_BIN_SITE_SITE_SEARCH_H
#define STYRDOK_BIN_SITE_SITE_SEARCH_H

#include "bin/site/site.h"

#define SEARCH_PIECE_BYTES 16384u /* of the index; a stem that nearly every document holds makes a larger one */
#define SEARCH_TEXT_BYTES 12288u  /* of a document's text; what comes later is found, but not shown */

/* The index of all texts, while it is made. */
struct search_index;
struct search_index *search_index_new(void);
void search_index_free(struct search_index *index);

/* Adds a document, after those with lower numbers. */
struct fulltext;
void search_index_add(struct search_index *index, struct fulltext *words, uint32_t document,
                      const struct str columns[]);

/* Hands the pieces to the folder, and writes the members "t" and "h" (the first entry of each piece) into an object that is open. */
struct json;
void search_index_put(struct search_index *index, struct site_folder *folder, struct json *json);

/* The field that leads to the search page, on other pages. */
void page_search(struct page *page);

#endif
