/* Where everything of a drawn graph stands. Lengths are in pixels. */
#ifndef STYRDOK_BIN_GRAPH_GRAPH_PICTURE_H
#define STYRDOK_BIN_GRAPH_GRAPH_PICTURE_H

#include "bin/graph/graph.h"
#include "bin/write/svg.h"
#include "registry/port/layout/layout.h"

#define BOX_WIDTH 244.0
#define BOX_WIDTH_ROWS 324.0 /* where there are rows */
#define BOX_PADDING 12.0
#define TITLE_LINES 3
#define TITLE_LEADING 18.0
#define STATE_LINES 2
#define STATE_LEADING 16.0
#define ICON_WIDTH 18.0 /* with the space behind it */
#define ROW_LEADING 17.0
#define ROW_ARROW 30.0 /* with the space behind it */

#define PICTURE_DOCUMENTS_MAX 1000u
#define PICTURE_RELATIONS_MAX 5000u
#define ARROWS_WORDED 60 /* of more arrows than these, the words are shortened; */
#define ARROWS_ALL                                                                                                     \
	200 /* of more relations than these, only those that end or change something are arrows, the others rows */

struct picture_box {
	double x, y, width, height; /* the upper left corner */
	struct str title[TITLE_LINES], state[STATE_LINES];
	size_t title_lines, state_lines, rows;
};

struct picture_arrow { /* a relation: from box to box, or as a row of words in the box of the document that acts */
	bool row;
	struct str words;
	struct layout_curve curve[2];
	struct layout_point label; /* the middle of the words */
};

struct picture {
	struct picture_box *boxes;    /* as the view's documents */
	struct picture_arrow *arrows; /* as the view's edges */
	double width, height;
	double rest; /* where the documents without relations begin, when there are others; else 0 */
	bool rows;   /* some relations are rows */
	bool worded; /* each arrow has its words, in a gap of its line */
};

struct svg_font picture_title_font(const struct graph *graph, uint32_t place);
extern const struct svg_font state_font, words_font, short_font;

/* Where the rows of a box begin: the middle of the first. */
double picture_rows_top(const struct picture_box *box);

/* Owned by the graph's arena. -1 when there is too much to draw. */
int picture_make(struct picture *out, const struct graph *graph);

/* The beginning of a relation's words that none of the others has: "er" for "ersätter". */
struct str picture_short(const struct graph *graph, enum relation_type type);

#endif
