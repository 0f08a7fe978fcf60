/* A document's body: its parts, and what its text cites. */
#ifndef STYRDOK_REGISTRY_BODY_H
#define STYRDOK_REGISTRY_BODY_H

#include "registry/registry.h"

struct body_reading { /* how a body is read; borrowed */
	const struct registry *registry;
	uint32_t self;         /* the document's index, or NO_DOCUMENT: it does not cite itself */
	struct reader *reader; /* tells whether a link leads to a file */
	struct arena *arena;   /* owns what the document then points at */
	struct arena *scratch; /* for what is needed only meanwhile */
};

/* Reads a document's body, whose text begins on line document->body_line, once the registry's names are known. `markdown` (or NULL)
 * gets what was found there; its sources point into the text. False when a limit was passed, which is then a problem of the
 * document. Threads may read different documents at once. */
bool body_read(struct document *document, const struct body_reading *reading, struct str text,
               struct markdown *markdown);

#endif
