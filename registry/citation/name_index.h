/* How running text names documents: case numbers, titles and aliases; and what a text cites. */
#ifndef STYRDOK_REGISTRY_CITATION_NAME_INDEX_H
#define STYRDOK_REGISTRY_CITATION_NAME_INDEX_H

#include "registry/citation/case_number.h"
#include "registry/document/document.h"
#include "registry/document/vocabulary.h"

/* What the names that end with the same words are like, each bit if one of them is. */
enum title_trait {
	TITLE_IS_DISTINCT = 1,   /* known by a number, a name or an abbreviation */
	TITLE_IS_KIND = 2,       /* of a kind of document */
	TITLE_IS_LOWER = 4,      /* stated in small letters, as it stands in prose */
	TITLE_IS_DEFINITE = 8,   /* a form of prose that says that one document is meant */
	TITLE_IS_INDEFINITE = 16 /* another form of prose */
};

struct name { /* one document's claim to a case number, title or alias */
	uint32_t document;
	uint32_t next; /* the next document of the same name, or NO_NAME */
	uint32_t last; /* in the first of a chain: its last */
	bool alias;
	bool bent;      /* the text is a form that prose gives the title or alias (inflection.h) */
	uint8_t traits; /* of a chain, in its first */
	struct str text;
	uint64_t digest; /* of a title or alias, what it adds to names_digest; 0 of a case number */
};

struct names_index;

/* Builds the index over all documents. Read-only afterwards, for any number of threads. Freed with names_free. */
struct names_index *names_new(const struct document *documents, uint32_t count);
void names_free(struct names_index *names);

/* A digest of what decides where a text is read as a title: the titles and aliases, not the documents' order or case numbers. */
uint64_t names_digest(const struct names_index *names);

/* How many there are, and one of them. */
uint32_t names_count(const struct names_index *names);
const struct name *names_at(const struct names_index *names, uint32_t name);

/* Is the document one of those that bear the case number or title? None bears NO_NAME. */
bool name_is_of(const struct names_index *names, uint32_t name, uint32_t document);

/* First of the documents with this case number, in whatever spelling, or NO_NAME. */
uint32_t names_by_dnr(const struct names_index *names, struct str dnr);

/* First of the documents with this title or alias, however it is capitalised, or NO_NAME. */
uint32_t names_by_title(const struct names_index *names, struct str title);

/* Walks the titles and aliases word by word (see registry/words.h): the node behind `node` for a word's hash, or NO_NAME;
 * and the first of the names that end at a node, or NO_NAME. */
#define NAMES_ROOT 0u
/* Which words can begin a title: a bit for each word_key. Borrowed. */
const uint64_t *names_first_words(const struct names_index *names);
uint32_t names_step(const struct names_index *names, uint32_t node, uint64_t word);
uint32_t names_ending(const struct names_index *names, uint32_t node);

/* What the register's own numbers teach of how numbers are written (without its bodies); borrowed. */
struct dnr_known names_dnr_known(const struct names_index *names);

/* A digest of that. */
uint64_t names_dnr_digest(const struct names_index *names);

/* Does a document's number depart from the register's habit? It does when all others, three at least, have one form, or when it has no
 * form that is known and most others do not share it. `usual` gets a number as the others are, or "". */
bool names_dnr_departs(const struct names_index *names, struct str dnr, struct str *usual);

/* Case numbers one digit, two swapped digits or one year away from this one that the index knows; at most `room`, each first of its
 * name. None where the numbers around it are so densely taken that a near one means nothing. */
size_t dnr_near(const struct names_index *names, struct str dnr, uint32_t *found, size_t room);

#endif
