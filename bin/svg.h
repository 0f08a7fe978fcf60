/* SVG as it is written: numbers, texts whose width is known beforehand, links, and the patterns that stand for a status. Nothing in it
 * runs or is fetched. */
#ifndef STYRDOK_BIN_SVG_H
#define STYRDOK_BIN_SVG_H

#include "registry/base/arena.h"
#include "registry/status.h"

#include <stdio.h>

struct svg_number {
	char text[24];
};

/* A length in user units with at most one decimal, the same in every locale: fputs(svg_number(x).text, out). */
struct svg_number svg_number(double number);

/* How wide a line is in Helvetica, Arial or Liberation Sans, with a little to spare; bold is wider. */
double svg_text_width(struct str text, double size, bool bold);

/* The text, or as much of its beginning as the width holds, with "…". Owned by the arena. */
struct str svg_text_fit(struct arena *arena, struct str text, double size, bool bold, double width);

/* ` name="number"` */
void svg_attribute(FILE *out, const char *name, double number);

/* <text> of a class ("" for none), whose beginning, middle or end ("start", "middle", "end") is at x, on the base line y. */
void svg_text(FILE *out, double x, double y, const char *class, const char *anchor, struct str text);
void svg_rect(FILE *out, double x, double y, double width, double height, const char *class);
void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *class);

/* <title>: what a screen reader says of the element that it stands first in, and what a pointer shows. */
void svg_title(FILE *out, struct str text);

/* A path from the register's root as the address of a link, without the quotes. */
void svg_address(FILE *out, struct str path);

/* The element's beginning, up to the styles and patterns: named by a title and a description. */
struct svg_head {
	double width, height;
	struct str language, title, description;
	const char *style; /* a template, beside svg.css */
};
void svg_begin(FILE *out, const struct svg_head *head);
void svg_end(FILE *out);

/* The class whose fill stands for a status that applies or cannot be told: "s-in-force"... */
const char *svg_status_class(enum status status);

#endif
