/* A date that is not written as one: what day was meant, and what to write. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_DATE_EXPLAIN_H
#define STYRDOK_REGISTRY_DOCUMENT_DATE_EXPLAIN_H

#include "registry/base/argument.h"

/* Reads a date in any form that means one day or interval only, or the first of "2019-05-13, 2020-01-01"; false otherwise. */
bool date_meant(struct str text, struct date *out);

/* Of a key's value that date_parse refuses: the date to write or "", and what else to say, or nothing. True when the date is certain.
 * Owned by the arena. */
bool date_explain(struct arena *arena, struct str key, struct str text, struct str *write, struct argument *otherwise);

#endif
