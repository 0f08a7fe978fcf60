/* What the entries of a vocabulary are called. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_VOCABULARY_NAMES_H
#define STYRDOK_REGISTRY_DOCUMENT_VOCABULARY_NAMES_H

#include "registry/document/vocabulary.h"

uint32_t vocabulary_count(const struct vocabulary *vocabulary, enum vocabulary_file file);

/* The number `k` of an entry's names: its id, what it is called in each language, its aliases. "" where it has none such; false behind the
 * last. */
bool vocabulary_name(const struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index, size_t k,
                     struct str *out);

/* The entry with this id, or of this name or alias however it is capitalised; MAP_NONE when there is none, or when several have the
 * name. `text` is valid UTF-8. */
uint32_t vocabulary_find(const struct vocabulary *vocabulary, enum vocabulary_file file, struct str text);

#endif
