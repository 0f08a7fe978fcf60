/* What a text is when it is not the document: one that git could not merge, or a pointer to a file kept elsewhere. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_TEXT_FAULTS_H
#define STYRDOK_REGISTRY_DOCUMENT_TEXT_FAULTS_H

#include "registry/base/location.h"
#include "registry/base/str.h"

/* Where lines that git leaves in a file with two versions begin and end ("<<<<<<< HEAD" to ">>>>>>> branch"). Not within code
 * blocks, and not "=======" by itself, which underlines a heading. */
bool text_conflict(struct str text, struct location *begin, struct location *end);

/* Is it what Git LFS puts in a file's place? */
bool text_is_lfs_pointer(struct str text);

#endif
