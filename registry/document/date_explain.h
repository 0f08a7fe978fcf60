/* A date that is not written as one: what day was meant, and what to write. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_DATE_EXPLAIN_H
#define STYRDOK_REGISTRY_DOCUMENT_DATE_EXPLAIN_H

#include "registry/document/yaml_fields.h"

/* Reads a date in any form that means one day or interval only, or the first of "2019-05-13, 2020-01-01"; false otherwise. */
bool date_meant(struct str text, struct date *out);

/* Tells PROBLEM_DATE of a value that date_parse refuses; sure when the date to write is certain. */
void date_explain(struct fields *fields, struct str key, const struct yaml_node *value);

#endif
