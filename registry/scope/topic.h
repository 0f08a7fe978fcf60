/* Which documents concern a topic. */
#ifndef STYRDOK_REGISTRY_SCOPE_TOPIC_H
#define STYRDOK_REGISTRY_SCOPE_TOPIC_H

#include "registry/graph/registry.h"

/* What a document names, as seen from the topic that is asked about; the nearest is the greatest. */
enum about {
	ABOUT_NONE,
	ABOUT_UNSTATED, /* it names no topic at all */
	ABOUT_BROADER,  /* one that the topic is part of */
	ABOUT_NARROWER,
	ABOUT_TOPIC,
};

const char *about_name(enum about about); /* "broader"; "" of the first two */

/* How one topic, by its index or NO_BODY where the vocabulary does not know it, stands to another. */
enum about topic_about(const struct vocabulary *vocabulary, uint32_t named, uint32_t topic);

/* What the document names. `named` gets the number of the entry of `topics` that says so, from ABOUT_BROADER on. */
enum about document_about(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named);

/* Does the document name the topic (an index), or a narrower one? `named` gets the number of the entry of `topics` that says so, when the
 * answer is yes. Unknown where the document names no topic at all. */
enum tri document_concerns(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named);

#endif
