/* Facts in sentences. */
#ifndef STYRDOK_REGISTRY_IMPORT_PROSE_H
#define STYRDOK_REGISTRY_IMPORT_PROSE_H

#include "registry/import/fields.h"

/* The patterns of prose.def. Made once, used by all threads. */
struct prose;
struct prose *prose_new(void);
void prose_free(struct prose *prose);

/* Adds fields for the sentences of the text proper and its head. */
void prose_find(struct field_list *fields, struct paper *paper, size_t head_end, const struct prose *prose);

/* Adds fields for marks such as "(Ändrad KF 2023-03-27 § 18)". */
void marks_find(struct field_list *fields, struct paper *paper);

#endif
