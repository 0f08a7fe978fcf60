/* Which bodies would be left without a governing document on a subject, if one document fell away on a day.
 *
 * Another document covers a topic when it names the same topic or a broader one: what governs IT governs telephony. One that names only a
 * narrower topic covers a piece of it, and is told apart. */
#ifndef STYRDOK_REGISTRY_QUERY_UNGOVERNED_H
#define STYRDOK_REGISTRY_QUERY_UNGOVERNED_H

#include "registry/graph/registry.h"

struct uncovered_body {
	uint32_t body;
	bool all;        /* a group, the city, or a company with its companies: stands for all of them */
	enum tri exists; /* on the day; TRI_UNKNOWN where its first or last day is imprecise */
};

struct uncovered_bodies {
	struct uncovered_body *at;
	uint32_t n;
};

struct uncovered_documents { /* in the order in which documents are reported */
	uint32_t *at;
	uint32_t n;
};

struct uncovered_topic {
	struct str name;                /* as the document writes it */
	uint32_t topic;                 /* index in the vocabulary, or MAP_NONE */
	struct uncovered_bodies bare;   /* no other document */
	struct uncovered_bodies unsure; /* whether there is one cannot be determined */
	uint32_t covered;               /* number of bodies that another document still binds */
	struct uncovered_documents by, perhaps,
		narrower; /* the others: that do, that may, and that cover only a piece of the topic */
};

struct uncovered {
	struct uncovered_topic *topics;
	uint32_t topic_count;
	uint32_t
		body_count; /* bodies that the document binds and that exist on the day; offices, units and roles follow their boards */
	bool scope_known; /* the document says to whom it applies, in words of the vocabulary */
};

/* The whole answer, owned by the arena. Takes time in proportion to the documents of the register, for each topic. */
void uncovered_without(struct uncovered *out, struct arena *arena, const struct registry *registry, uint32_t document,
                       struct date on);

#endif
