/* A document's body: its parts, and what its text cites. */
#ifndef STYRDOK_REGISTRY_CITATION_BODY_H
#define STYRDOK_REGISTRY_CITATION_BODY_H

#include "registry/citation/bloom.h"
#include "registry/citation/name_index.h"

struct body_reading { /* how a body is read; borrowed */
	const struct config *config;
	const struct vocabulary *vocabulary;
	const struct names_index *names;          /* NULL: what the text cites is not asked for */
	uint32_t self;                            /* the document's index, or NO_DOCUMENT: it does not cite itself */
	struct arena *arena;                      /* owns what the document then points at */
	struct arena *scratch;                    /* for what is needed only meanwhile */
	const struct names_index *const *foreign; /* of other registers */
	size_t foreign_count;
	struct bloom *words; /* gets the words of the texts that were looked through; or NULL */
};

/* Reads a document's body, whose text begins on line document->body_line: its parts, and (with names) what it cites, links to
 * anything within the register included. This depends on the text, styrdok.yaml and names_digest alone; which documents are meant
 * is for registry/graph/resolve.h. `markdown` (or NULL) gets what was found; its sources point into the text. False when a limit
 * was passed, which is then a problem of the document. Threads may read different documents at once. */
bool body_state(struct document *document, const struct body_reading *reading, struct str text,
                struct markdown *markdown);

#endif
