/* Which clauses of the governing documents have rules. */
#ifndef STYRDOK_RULES_EVALUATE_CLAUSE_COVERAGE_H
#define STYRDOK_RULES_EVALUATE_CLAUSE_COVERAGE_H

#include "rules/packs/rule.h"

struct covered_clause { /* a part whose own text says that something must be */
	uint32_t part;  /* index in the document */
	uint32_t rules; /* how many rules cite it */
	struct location at;
	struct str must; /* the first such word, as it stands */
};

struct covered_document {
	uint32_t document;
	struct covered_clause *clauses;
	uint32_t clause_count, covered;
};

struct coverage {
	struct covered_document
		*documents; /* governing ones whose text is held and says that something must be, in order of path */
	uint32_t document_count;
	uint32_t clauses, covered;
	struct arena arena;
};

/* Looks through the governing documents, but for those that have ended by the date, for parts with a must (ska, skall, måste, får inte ...; sub-parts count by themselves). A text
 * that several parts would share counts for the innermost. 0, or -1. Released with coverage_release. */
int coverage_of(struct coverage *out, const struct rulebook *rulebook, struct date on, struct error *error);
void coverage_release(struct coverage *coverage);

#endif
