/* Text without the marks of Markdown, built up piece by piece, with the place in the file that each stretch comes from. */
#ifndef STYRDOK_RULES_LANGUAGE_PLAIN_TEXT_H
#define STYRDOK_RULES_LANGUAGE_PLAIN_TEXT_H

#include "registry/base/vec.h"
#include "rules/language/text_units.h"

struct plain {
	char *text; /* the arena's; not NUL-terminated */
	size_t n;
	VEC(struct prose_run) runs;
};

/* An empty text with room for the plain form of so many bytes; separators need 3 each. Released with plain_release, which leaves the
 * text. */
struct plain plain_of(struct arena *arena, size_t room);
void plain_release(struct plain *plain);

/* Adds a piece of Markdown that begins at a place: white space and line breaks (with what indents the next line) become one space;
 * emphasis marks, backslashes, link targets, image marks, HTML tags and soft hyphens are left out. */
void plain_add(struct plain *plain, struct str source, struct location at);

/* Adds " | ". */
void plain_separate(struct plain *plain, struct location at);

#endif
