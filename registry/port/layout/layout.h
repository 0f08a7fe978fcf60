/* Where the boxes and arrows of a graph stand, through Graphviz (its engine "dot"). Only user of Graphviz, of which nothing but sizes is
 * asked and nothing but positions is taken: no text, font or file of the register reaches it.
 *
 * Lengths are in points, y grows downwards, and the picture's upper left corner is 0,0. The same graph gives the same positions. */
#ifndef STYRDOK_REGISTRY_PORT_LAYOUT_LAYOUT_H
#define STYRDOK_REGISTRY_PORT_LAYOUT_LAYOUT_H

#include "registry/base/arena.h"

#define LAYOUT_BOXES_MAX 1000u
#define LAYOUT_ARROWS_MAX 3000u
#define LAYOUT_SECONDS_MAX 5u /* a graph within the limits can still be too tangled */

struct layout_point {
	double x, y;
};

struct layout_box {
	double width, height;   /* asked for */
	struct layout_point at; /* its middle */
};

struct layout_curve { /* cubic Bézier curves: a start, then three points for each; n is 0 when there is none */
	struct layout_point *at;
	size_t n;
};

struct layout_arrow {
	uint32_t from, to;            /* boxes, not the same */
	double width, height;         /* of a label to make room for; 0: none */
	struct layout_point label;    /* its middle */
	struct layout_curve curve[2]; /* from the box to the label (or to the other box), and on from the label */
};

struct layout {
	struct layout_box *boxes;
	uint32_t box_count;
	struct layout_arrow *arrows;
	size_t arrow_count;
	double width, height; /* of the whole */
};

/* Arranges the boxes in columns, so that arrows point to the right as far as can be. Curves are owned by the arena. -1 when there are
 * more boxes or arrows than the limits say, or when no layout was found in time. Graphviz has global state and can take long, so it works in
 * a child process: safe from many threads. */
int layout_arrange(struct layout *layout, struct arena *arena);

#endif
