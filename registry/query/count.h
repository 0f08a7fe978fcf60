/* How many governing documents are in force, by topic, type or deciding body, on one day or many. */
#ifndef STYRDOK_REGISTRY_QUERY_COUNT_H
#define STYRDOK_REGISTRY_QUERY_COUNT_H

#include "registry/validity/period.h"

enum count_by {
	COUNT_BY_TOPIC, /* a document counts under each topic that it names, and under the broader ones, once */
	COUNT_BY_TYPE,
	COUNT_BY_BODY, /* the body that decided it */
};

enum count_kind { COUNT_IN_FORCE, COUNT_IN_PART, COUNT_TO_BE_REPLACED, COUNT_CANNOT_TELL, COUNT_KINDS };

struct counts {
	uint32_t of[COUNT_KINDS];
};

struct counted_document;

struct counting { /* the governing documents with their periods, each computed once */
	const struct registry *registry;
	struct counted_document *documents;
	uint32_t count;
	int32_t first; /* the first day on which any of them is in force; DAY_MAX when there is none */
};

struct count_row {
	struct str id, label; /* both "" for documents that state none */
	uint32_t entry;       /* in the vocabulary, or NO_BODY where it does not know the id */
	unsigned depth;       /* how many broader topics stand above this one */
	struct counts *days;  /* one for each day */
};

struct count_table {
	struct count_row *rows; /* those that count anything, sorted */
	size_t row_count;
	struct counts *total; /* each document once */
};

/* Owned by the arena. */
void counting_init(struct counting *counting, struct arena *arena, const struct registry *registry);

/* Counts on each of the days, which can be imprecise. Labels are in the language. Owned by the arena. */
void counting_table(struct count_table *out, struct arena *arena, const struct counting *counting, enum count_by by,
                    enum language language, const struct date *days, size_t day_count);

/* In the vocabulary's order (topics as a tree with siblings as Swedes sort, bodies by rank and then as Swedes sort); what the vocabulary
 * does not know comes behind them, and last what states none. */
void count_rows_sort(struct count_row *rows, size_t count, const struct vocabulary *vocabulary, enum count_by by,
                     enum language language);

/* In force, in part or until replaced. */
uint32_t counts_applying(const struct counts *counts);

#endif
