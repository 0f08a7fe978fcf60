/* What a command line names of the register: documents, parts, bodies, types, topics. */
#ifndef STYRDOK_BIN_COMMAND_LOOKUP_H
#define STYRDOK_BIN_COMMAND_LOOKUP_H

#include "registry/graph/registry.h"

/* Each looks up what `name` means and puts its index into `out`. 0, or EXIT_USAGE when there is none such, or when several are called
 * that, which has then been told on standard error, with what is nearest. */

/* By id, title, alias or case number (which stands for the one document of the case that governs, if there is one such), however they are
 * capitalised, or by path: from the current folder, or from the register's. */
int lookup_document(const struct registry *registry, const char *name, enum language language, uint32_t *out);

/* The same in silence: NO_DOCUMENT when there is none, or when several are called that. */
uint32_t lookup_document_quietly(const struct registry *registry, const char *name);

/* By id, name, label in either language, or alias. */
int lookup_vocabulary(const struct registry *registry, enum vocabulary_file file, const char *name,
                      enum language language, uint32_t *out);

/* By anchor or heading, in a document. */
int lookup_part(const struct registry *registry, uint32_t document, const char *name, enum language language,
                uint32_t *out);

#endif
