/* What import tells, in words. */
#ifndef STYRDOK_BIN_IMPORT_IMPORT_WORDS_H
#define STYRDOK_BIN_IMPORT_IMPORT_WORDS_H

#include "registry/base/language.h"
#include "registry/import/import.h"

/* "page 2", "the page head": where in the file. "" where it is unknown. Owned by the arena. */
struct str place_words(struct arena *arena, struct import_place place, enum language language);

/* Why something is doubtful. Owned by the arena. */
struct str doubt_words(struct arena *arena, const struct import_doubt *doubt, enum language language);

/* The entry as people read it: "kommunfullmäktige, 2020-12-14, § 12". Owned by the arena. */
struct str value_words(struct arena *arena, const struct import_value *value);

/* Does the register's vocabulary lack it? */
bool import_is_unknown(const struct import *import, const char *key, struct str value);

#endif
