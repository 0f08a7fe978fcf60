/* A register that is much like another: an earlier revision, of which only a few documents' contents are others. */
#ifndef STYRDOK_REGISTRY_LIKE_H
#define STYRDOK_REGISTRY_LIKE_H

#include "registry/registry.h"

#define LIKE_DIFFERING_MAX 1000u

/* Fills the documents of a register whose files have been listed from one that is like it, which must outlive it: those whose files are the same
 * are taken over, the others are read; the graph is built. 1 when that was done; 0, with nothing done, when the two are not like enough: other files,
 * another styrdok.yaml or vocabulary, other names by which texts know documents, or more than LIKE_DIFFERING_MAX documents to read. Then everything
 * is to be read. -1: a file cannot be read. */
int documents_take(struct registry *registry, const struct registry *like, struct error *error);

#endif
