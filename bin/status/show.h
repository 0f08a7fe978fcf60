/* A document's card: what its writers share. */
#ifndef STYRDOK_BIN_STATUS_SHOW_H
#define STYRDOK_BIN_STATUS_SHOW_H

#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"
#include "registry/base/vec.h"

struct showing {
	const struct options *options;
	const struct registry *registry;
	struct telling telling;
	struct arena arena;
	struct outline outline;
	const struct document *document;
	uint32_t index;
};

struct event { /* in its life */
	struct date date;
	struct str text;
};

typedef VEC(struct event) event_vec;

/* A date as it is written in front matter, or "". */
struct str stated_date(struct showing *showing, struct date date);

/* By date; released with vec_release. */
void show_events(struct showing *showing, event_vec *events);

/* The first citation in a document of the one that is shown, or NULL. */
const struct citation *show_citation(const struct showing *showing, const struct document *document);

void show_as_text(FILE *out, struct showing *showing);
void show_as_json(FILE *out, struct showing *showing);

#endif
