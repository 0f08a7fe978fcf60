/* What was found, in every format. */
#ifndef STYRDOK_BIN_SEARCH_HITS_H
#define STYRDOK_BIN_SEARCH_HITS_H

#include "bin/wording/reasons.h"
#include "bin/wording/unread.h"
#include "registry/search/search.h"

struct hit {
	uint32_t document, score;
	struct str status, status_words; /* for programs, for people */
	struct search_place place;
};

struct hits {
	struct telling telling;
	struct footing footing;
	struct str query;
	struct date on;
	struct hit *at; /* those that are told */
	size_t n;
	size_t found; /* how many there are */
};

typedef void hits_write_fn(FILE *out, const struct hits *hits);
hits_write_fn hits_as_text, hits_as_csv, hits_as_json;

#endif
