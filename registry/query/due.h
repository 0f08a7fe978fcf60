/* What falls due: reviews, expiries, replies and appeals, overdue or to come. */
#ifndef STYRDOK_REGISTRY_QUERY_DUE_H
#define STYRDOK_REGISTRY_QUERY_DUE_H

#include "registry/graph/registry.h"

enum due_what { DUE_REVIEW, DUE_EXPIRY, DUE_REPLY, DUE_APPEAL };

struct due_item {
	uint32_t document;
	enum due_what what;
	struct date date;
	struct location at; /* where it is stated */
	bool overdue;       /* its last day has passed, for certain */
};

struct due_items {
	struct due_item *at; /* by date, the earliest first; owned by the arena */
	size_t n;
};

const char *due_name(enum due_what what);       /* "review"; static */
struct bilingual due_label(enum due_what what); /* for people; static */

/* Of the documents that apply on the day: reviews that are overdue or come until `until`, and expiries until then. Of drafts on referral: the last
 * day for replies, passed or to come. A date that may lie in the time counts. */
void due_find(struct due_items *out, struct arena *arena, const struct registry *registry, struct date on,
              struct date until);

#endif
