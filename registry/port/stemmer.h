/* Stems of Swedish words, by Snowball. Only user of libstemmer. */
#ifndef STYRDOK_REGISTRY_PORT_STEMMER_H
#define STYRDOK_REGISTRY_PORT_STEMMER_H

#include "registry/base/str.h"

struct stemmer; /* for one thread */

struct stemmer *stemmer_new(void); /* never NULL; freed with stemmer_free */
void stemmer_free(struct stemmer *stemmer);

/* The stem of a word in lower case. Points into the stemmer until the next call. */
struct str stemmer_stem(struct stemmer *stemmer, struct str word);

#endif
