/* What a command line names of the register: documents, bodies, topics. */
#ifndef STYRDOK_BIN_ASK_H
#define STYRDOK_BIN_ASK_H

#include "registry/graph/registry.h"

/* Each looks up what `name` means and puts its index into `out`. 0, or EXIT_USAGE when there is none such, which has then been told on
 * standard error, with the nearest that there is. */

int ask_document(const struct registry *registry, const char *name, enum language language, uint32_t *out);

/* By id, name or alias. */
int ask_body(const struct registry *registry, const char *name, enum language language, uint32_t *out);

/* By id, or by label in either language. */
int ask_topic(const struct registry *registry, const char *name, enum language language, uint32_t *out);

/* By anchor, in a document. */
int ask_part(const struct registry *registry, uint32_t document, const char *name, enum language language,
             uint32_t *out);

#endif
