/* Values as they stand in documents: days, decisions, bodies. */
#ifndef STYRDOK_REGISTRY_IMPORT_READING_H
#define STYRDOK_REGISTRY_IMPORT_READING_H

#include "registry/base/date.h"

struct span {
	size_t from, to;
};

/* The first date in the text at or after `from`: a day in any form ("den 2 december 2019", "2019-12-16", "29/11 2017", "140825"), or a month.
 * Nothing that is a part of a longer number. False when there is none. */
bool reading_date(struct str text, size_t from, struct date *date, struct span *at);

/* The same of a year that stands by itself. */
bool reading_year(struct str text, size_t from, struct date *date, struct span *at);

/* What a text says of a decision. Texts are borrowed, and empty where it does not say. */
struct decision {
	struct str by;
	struct date date;
	struct str paragraph; /* its digits */
	struct str dnr;
};

/* Reads "Kommunfullmäktige 2018-06-18, § 88, KS 18/319" and its kin, in any order. */
struct decision reading_decision(struct arena *arena, struct str text);

/* Does it look like the name of a body or an office? */
bool reading_is_body(struct arena *arena, struct str text);

/* "KF": "Kommunfullmäktige"; others are returned as they are. */
struct str reading_body(struct str text);

/* The case number that the text begins with; "" when there is none. */
struct str reading_dnr(struct arena *arena, struct str text, bool marked);

#endif
