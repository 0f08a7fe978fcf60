/* Text in SVG, which knows no lines: how wide a text is, where it breaks, and how it is written. Widths are those of Arial and its likes, from
 * a table: what the machine has installed makes no difference. Each line is told its width (textLength), so that it keeps to its place in
 * whichever font it is shown. */
#ifndef STYRDOK_BIN_WRITE_SVG_H
#define STYRDOK_BIN_WRITE_SVG_H

#include "bin/write/document_links.h"
#include "registry/base/arena.h"

#include <stdio.h>

struct svg_font {
	double size; /* in pixels */
	bool bold;
};

/* In pixels. */
double svg_width(struct str text, struct svg_font font);

/* The text on one line and valid: white space is trimmed and folded, and bytes that are not UTF-8 (names of files can be any) become "?". Owned by
 * the arena. */
struct str svg_one_line(struct arena *arena, struct str text);

/* Breaks the text into at most `room` lines of at most `width`, at spaces and after hyphens and dashes, in the midst of a word only where that is
 * wider than a line. White space is folded; what is left out is told by an ellipsis. Returns the number of lines, at least 1; owned by the
 * arena. */
size_t svg_wrap(struct str *lines, size_t room, struct arena *arena, struct str text, struct svg_font font,
                double width);

/* <text> with one line at x, y (its baseline). The class is ours. Nothing is written for an empty line. */
void svg_line(FILE *out, const char *class, double x, double y, struct str line, struct svg_font font);

/* A length, to a tenth, without needless digits. */
void svg_number(FILE *out, double number);

/* A path from the register's root as a relative reference (RFC 3986), with nothing in it that could be a scheme, a query or a quote. */
void svg_href(FILE *out, struct str path);

/* The address of a document's page where one is known, else that of its file. */
void svg_document_href(FILE *out, const struct document_links *links, struct str id, struct str path);

#endif
