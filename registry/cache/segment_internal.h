/* How a segment's file is laid out: for its reader and writer, and for tests that make files of their own. */
#ifndef STYRDOK_REGISTRY_CACHE_SEGMENT_INTERNAL_H
#define STYRDOK_REGISTRY_CACHE_SEGMENT_INTERNAL_H

#include "registry/cache/segment.h"

#define SEGMENT_MAGIC "styrdok1"
#define SEGMENT_ORDER 0x01020304u

struct segment_head {
	char magic[8];
	char key[SEGMENT_KEY];
	uint64_t sum; /* over the head, with 0 here, and the table */
	uint64_t size, citations_at;
	uint32_t count, order; /* the order of bytes */
};

struct segment_row {
	unsigned char id[20];
	uint32_t at[SEGMENT_PARTS], n[SEGMENT_PARTS];
};

/* The sum over the head, but for its own sum, and the table that follows it. */
uint64_t segment_head_sum(const struct segment_head *head, const void *table);

#endif
