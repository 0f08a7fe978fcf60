/* All keys of all files that people write, as tables (registry/document/key_table.h): for whoever lists, completes or describes them. */
#ifndef STYRDOK_RULES_EVALUATE_KEY_TABLES_H
#define STYRDOK_RULES_EVALUATE_KEY_TABLES_H

#include "registry/document/key_table.h"

/* The tables of whole files, ended by NULL; those of what lies within them are their rows' `table`. */
extern const struct key_table *const key_tables[];

#endif
