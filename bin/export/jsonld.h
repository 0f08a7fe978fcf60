/* Documents as linked data (JSON-LD 1.1): schema.org/Legislation, and ELI (http://data.europa.eu/eli/ontology#) where it says more. What has not been
 * decided changes nothing there either: a proposed or conditional repeal is told as foreseen (eli-dl), a disputed one as a mere relation. */
#ifndef STYRDOK_BIN_EXPORT_JSONLD_H
#define STYRDOK_BIN_EXPORT_JSONLD_H

#include "bin/wording/reasons.h"
#include "bin/write/json.h"

struct jsonld {
	struct telling *telling;
	struct str base; /* before "dokument/ID", "organ/ID", "amnen/ID", "typer/ID": "https://example.org/", or "" */
	struct date on;  /* the day whose status is told */
};

/* The member "@context" of an object that is open. */
void jsonld_context(struct json *json);

/* The members of an object that is open: one document, with what it decides upon, rests on and cites. Its citations are told where the register was
 * loaded whole. */
void jsonld_document(struct json *json, const struct jsonld *jsonld, uint32_t document);

/* The same, with its context, for <script type="application/ld+json"> in a page: nothing in it ends the script. */
void jsonld_in_page(FILE *out, const struct jsonld *jsonld, uint32_t document);

/* The members of an object: a body, a topic, a type of the vocabulary, by index. */
void jsonld_word(struct json *json, const struct jsonld *jsonld, enum vocabulary_file file, uint32_t index);

#endif
