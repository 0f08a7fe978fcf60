/* A document's body: its parts, and what its text cites. */
#ifndef STYRDOK_REGISTRY_BODY_H
#define STYRDOK_REGISTRY_BODY_H

#include "registry/graph/registry.h"

struct body_reading { /* how a body is read; borrowed */
	const struct registry *registry;
	uint32_t self;          /* the document's index, or NO_DOCUMENT: it does not cite itself */
	struct reader *reader;  /* tells whether a link leads to a file */
	struct arena *arena;    /* owns what the document then points at */
	struct arena *scratch;  /* for what is needed only meanwhile */
	struct word_set *words; /* gets the words of the texts that were looked through; or NULL */
};

/* Reads a document's body, whose text begins on line document->body_line, once the registry's names are known. `markdown` (or NULL)
 * gets what was found there; its sources point into the text. False when a limit was passed, which is then a problem of the
 * document. Threads may read different documents at once. */
bool body_read(struct document *document, const struct body_reading *reading, struct str text,
               struct markdown *markdown);

/* The same in two steps. First what the text says: its parts, and (when the registry has names) what it cites, links to anything
 * within the register included. This depends on the text, styrdok.yaml and names_digest alone. */
bool body_state(struct document *document, const struct body_reading *reading, struct str text,
                struct markdown *markdown);

/* Then which documents are meant by its citations. Links to files that are no documents are left out. */
void body_resolve(struct document *document, const struct body_reading *reading);

/* Of one that was resolved in another register with the same documents, of which this is a copy: leaves out the links that led nowhere there, and lead to
 * a file here. What the other points at is not written to. */
void body_resolve_again(struct document *document, const struct body_reading *reading);

#endif
