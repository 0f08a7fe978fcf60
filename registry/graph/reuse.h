/* A register that is much like another: an earlier revision, of which only a few documents' contents are others. */
#ifndef STYRDOK_REGISTRY_GRAPH_REUSE_H
#define STYRDOK_REGISTRY_GRAPH_REUSE_H

#include "registry/graph/registry.h"

#define REUSE_DIFFERING_MAX 1000u

/* Lists the files of a register from those of one that is like it, which must outlive it: where the two are revisions of which only some plain files'
 * contents differ. 1; 0, with nothing done, when that is not so, and the files are to be listed; -1. */
int files_reuse(struct registry *registry, const struct registry *reused, struct error *error);

/* Fills the documents of a register whose files have been listed from one that is like it, which must outlive it: those whose files are the same
 * are taken over, the others are read; the graph is built. 1 when that was done; 0, with nothing done, when the two are not like enough: other files,
 * another styrdok.yaml or vocabulary, other names by which texts know documents, or more than REUSE_DIFFERING_MAX documents to read. Then everything
 * is to be read. -1: a file cannot be read. */
int documents_reuse(struct registry *registry, const struct registry *reused, struct error *error);

#endif
