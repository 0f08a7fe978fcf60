/* The ready maps (registry/profile/<name>.yaml): files in the language of styrdok.yaml, compiled into the program. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_PROFILE_H
#define STYRDOK_REGISTRY_DOCUMENT_PROFILE_H

#include "registry/base/embedded.h"
#include "registry/document/document.h"

/* Their names, in the order of `profiles`. */
const struct allowed *profile_words(struct arena *arena);

/* The comment in which a profile begins: what it is for, in both languages. */
struct bilingual profile_summary(struct arena *arena, const struct embedded *profile);

#endif
