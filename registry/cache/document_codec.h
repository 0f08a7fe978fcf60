/* Documents as records: what is learnt from a document's text, as bytes and back. */
#ifndef STYRDOK_REGISTRY_CACHE_DOCUMENT_CODEC_H
#define STYRDOK_REGISTRY_CACHE_DOCUMENT_CODEC_H

#include "registry/cache/record_codec.h"
#include "registry/document/document.h"

/* What depends on the text (and styrdok.yaml) alone: all but the path, what the path gives, what the citations are and
 * what is resolved between documents. A document that is read must be zeroed but for its path. */
void document_code(struct codec *codec, struct document *document);

/* What the body cites, as stated: not yet resolved. A document that is read must have no citations; problems of citations
 * are added to those that it has. */
void document_codec_citations(struct codec *codec, struct document *document);

#endif
