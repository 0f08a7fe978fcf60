/* How Swedish authorities write case numbers (dnr), and how they are read and compared. */
#ifndef STYRDOK_REGISTRY_CITATION_CASE_NUMBER_H
#define STYRDOK_REGISTRY_CITATION_CASE_NUMBER_H

#include "registry/base/map.h"
#include "registry/base/str.h"

#define DNR_MAX 48u
#define DNR_ROWS 15u /* forms that are known */

struct dnr {                /* a case number as it was read */
	char form[DNR_MAX]; /* as written, a line break in it left out, white space as one space */
	size_t n;
	size_t core;      /* bytes of the form without the paper's number or the class code behind it */
	unsigned row;     /* which form it has: of dnr_forms */
	struct str board; /* the letters in it, borrowed from the text that was read, or "" */
};

struct dnr_known {                /* what tells a case number from what looks like one; borrowed, each may be NULL */
	const struct map *bodies; /* names and aliases of bodies, as written */
	const struct map *boards; /* letters in the register's own numbers, folded */
	uint32_t own;             /* bit for each row that is the register's habit */
};

/* Reads the case number at the start of the text. What also laws, dates or properties look like (2019:163, 12/2018) counts
 * only if `marked` (dnr, diarienummer, ärende stands before it) or if it is the register's own habit. `known` may be NULL.
 * Returns the number of bytes read, or 0. */
size_t dnr_read(struct str text, bool marked, const struct dnr_known *known, struct dnr *out);

/* Is the whole text one case number? */
bool dnr_is_valid(struct str text);

/* What numbers are compared by: lower case, separators alike, serials without padding. Put into `out`; n is 0 when the text is too long. */
struct str dnr_folded(struct str text, char out[DNR_MAX]);

/* The pattern of a number, such as "a/4/9" for "KS 2018/1092" and "KS/2018:137-2", whether dnr_read knows it or not. The same bounds. */
struct str dnr_shape(struct str text, char out[DNR_MAX]);

/* Which rows a register may have as its habit though no marker stands before them. */
bool dnr_row_is_bare(unsigned row);

#endif
