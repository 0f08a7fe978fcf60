/* Text for terminals. */
#ifndef STYRDOK_BIN_WRITE_TERMINAL_H
#define STYRDOK_BIN_WRITE_TERMINAL_H

#include "registry/base/arena.h"

#include <stdio.h>

/* Escape sequences, or "" where there is no colour. */
struct colors {
	const char *bold, *red, *yellow, *blue, *green, *dim, *off;
};
struct colors colors_of(bool color);

/* Writes text that comes from the register. Control characters and marks that turn the direction of writing are
 * replaced, so that a document cannot play tricks on a terminal or a file. */
void put_clean(FILE *out, struct str text);

/* put_clean for terminals and logs: a runner takes a line for a command that begins with "::" or holds "##[" (GitHub's log), so a space comes
 * between. */
void put_text(FILE *out, struct str text);

/* What stands for a character in some notation, "" included; NULL: it stands for itself. */
typedef const char *instead_fn(uint32_t point);

/* put_clean, but with the notation's own word on each character first, line ends and tabs included. */
void put_instead(FILE *out, struct str text, instead_fn *instead);

/* The text as put_clean writes it: itself, or a copy in the arena. */
struct str text_clean(struct arena *arena, struct str text);

/* printf of a format with one text in it ("%s"), as put_text writes it. */
void put_format(FILE *out, const char *format, const char *argument);

/* The cells of a terminal that the text takes as put_text writes it: two for a wide character, none for a mark on the letter before it. */
size_t text_width(struct str text);

/* put_text, with the text filled up with spaces to `width` cells. */
void put_padded(FILE *out, struct str text, size_t width);

#endif
