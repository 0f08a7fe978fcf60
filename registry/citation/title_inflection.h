/* How Swedish prose bends the title of a document: "Policy för inköp" is "policyn för inköp", "Inköpspolicy" is "inköpspolicyn". */
#ifndef STYRDOK_REGISTRY_CITATION_TITLE_INFLECTION_H
#define STYRDOK_REGISTRY_CITATION_TITLE_INFLECTION_H

#include "registry/base/arena.h"

#define INFLECTIONS_MAX 6u

struct inflection {
	struct str text;
	bool definite; /* "inköpspolicyn": one document is meant, however it is written */
};

/* What prose makes of a title whose head, the noun before the first preposition, is a kind of document: the definite form of the whole; where
 * the town or years alone follow the head, the head in both forms ("Biblioteksplan 2016-2018"); and the genitive of whom it is for
 * ("nämndens reglemente"). Returns how many; owned by the arena. */
size_t title_inflections(struct arena *arena, struct str title, struct inflection out[INFLECTIONS_MAX]);

/* Is the title made of common words alone ("Hållbar utveckling"), or of a kind of document and common words ("Policy för inköp")? Others
 * hold a number, a name or an abbreviation, and are known by that. */
enum title_words { TITLE_DISTINCT, TITLE_OF_KIND, TITLE_COMMON };
enum title_words title_words_of(struct str title);

/* Does it say by its form that one document is meant: "inköpspolicyn", "nämndens reglemente"? */
bool title_is_definite(struct str title);

/* Does it begin with a small letter? */
bool title_is_lower(struct str title);

/* Is the word a kind of document, in whatever form, or a compound of one: "policyn", "arkivreglementet"? */
bool word_is_kind(struct str word);

#endif
