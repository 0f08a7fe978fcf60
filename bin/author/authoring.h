/* What the commands share that write documents of the register. */
#ifndef STYRDOK_BIN_AUTHOR_AUTHORING_H
#define STYRDOK_BIN_AUTHOR_AUTHORING_H

#include "bin/command/options.h"
#include "registry/document/front_matter_edit.h"
#include "registry/source/rewrite.h"

struct authoring {
	const struct options *options;
	struct registry *registry;
	enum language language;
	struct arena arena;
	struct rewrite files[3]; /* to be written, all or none */
	size_t count;
};

/* Opens the register for writing. 0, or an exit status that has been told. Released with authoring_end, also after a failure. */
int authoring_begin(struct authoring *authoring, const struct options *options);
void authoring_end(struct authoring *authoring);

/* The text of a document's file; 0, or an exit status that has been told. */
int authoring_read(struct authoring *authoring, uint32_t document, struct str *text);

/* Adds a file to what is to be written: a document's, or (NO_DOCUMENT) a new one of this path. */
void authoring_put(struct authoring *authoring, uint32_t document, struct str path, struct str before,
                   struct str after);

/* A text with a relation added; 0, or an exit status that has been told, with the path. */
int authoring_relate(struct authoring *authoring, struct str path, struct str *text,
                     const struct new_relation *relation);

/* Writes all of it and tells so. 0, or an exit status that has been told. */
int authoring_write(struct authoring *authoring);

/* The id of the document that comes after this one: with the year, or the next number, at its end. */
struct str authoring_next_id(struct authoring *authoring, uint32_t document, struct date day);

/* The path of a new document beside this one. */
struct str authoring_path(struct authoring *authoring, uint32_t beside, struct str id);

/* The document's type: of the vocabulary, else one of that name alone; NULL when it states none. */
const struct document_type *authoring_type(struct authoring *authoring, uint32_t document);

/* The day as it was asked for, or DATE_NONE. */
struct date authoring_day(const struct authoring *authoring);

/* Tells what depends on the document, or the part, as long as nothing has been written; an exit status. */
int authoring_impact(struct authoring *authoring, uint32_t document, const char *part);

#endif
