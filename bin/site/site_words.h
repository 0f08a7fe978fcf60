/* What the site's pages say in several places. */
#ifndef STYRDOK_BIN_SITE_SITE_WORDS_H
#define STYRDOK_BIN_SITE_SITE_WORDS_H

#include "bin/site/site.h"

/* Whose register it is: the city's name in the vocabulary, else that of its first body of the highest rank; "" where there is none. */
struct str site_owner(const struct site *site);

/* Of which day the pages tell, and of which revision. Owned by the site. */
struct str site_day_text(struct site *site);
struct str site_source_text(struct site *site);

/* What an entry of the vocabulary is called: its name, else its id. */
struct str site_body_name(const struct site *site, uint32_t body);
struct str site_topic_name(const struct site *site, uint32_t topic);
struct str site_type_name(const struct site *site, uint32_t type);

/* The name of the document's type; "" where it has none. */
struct str site_type(const struct site *site, const struct document *document);

/* How a part is cited: "KF 2008-03-03 § 45, IT-program, 2.2"; of the whole with MARKDOWN_NO_PART. */
struct str site_citation(const struct site *site, struct arena *arena, uint32_t document, uint32_t part);

/* How good the news of a status is: a class. */
const char *site_tone(enum status status);

#endif
