/* What timelines and charts are drawn with: the frame, texts in a style, and the patterns that stand for a status in colour and in black and
 * white. Nothing in it runs or is fetched. */
#ifndef STYRDOK_BIN_CHART_CHART_H
#define STYRDOK_BIN_CHART_CHART_H

#include "bin/write/svg.h"
#include "registry/validity/status.h"

struct chart_style { /* of texts: a class of the style sheet, and the font that it gives */
	const char *class;
	struct svg_font font;
};

enum chart_anchor { CHART_BEGINS, CHART_CENTRED, CHART_ENDS };

/* The beginning, up to styles and patterns: named by a title and a description. */
struct chart_head {
	double width, height;
	enum language language;
	struct str title, description;
	struct str shown;  /* the title where it is seen, when that is shorter */
	const char *style; /* a template, beside chart.css */
};
void chart_begin(FILE *out, const struct chart_head *head);
void chart_end(FILE *out);

/* The title and the description once more, to be seen. */
void chart_heading(FILE *out, const struct chart_head *head, double x, double y);

/* One line that begins, is centred or ends at x, on the base line y. What comes from strangers has been through svg_one_line. */
void chart_text(FILE *out, double x, double y, const struct chart_style *style, enum chart_anchor anchor,
                struct str text);

/* The text, or as much of its beginning as the width holds, with "…". Owned by the arena. */
struct str chart_fit(struct arena *arena, struct str text, const struct chart_style *style, double width);

void chart_rect(FILE *out, double x, double y, double width, double height, const char *class);
void chart_line(FILE *out, double x1, double y1, double x2, double y2, const char *class);

/* ` name="number"` */
void chart_attribute(FILE *out, const char *name, double number);

/* A path's data: a letter and one number or two. */
void chart_step(FILE *out, char letter, double number);
void chart_move(FILE *out, char letter, double x, double y);

/* <title>: what a screen reader says of the element that it stands first in, and what a pointer shows. */
void chart_title(FILE *out, struct str text);

/* The class whose fill stands for a status that applies, or that cannot be determined. */
const char *chart_status_class(enum status status);

extern const struct chart_style chart_heading_style, chart_small_style;

#endif
