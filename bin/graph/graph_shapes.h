/* The shapes that a drawn graph is made of, in the graph and in its legend. */
#ifndef STYRDOK_BIN_GRAPH_GRAPH_SHAPES_H
#define STYRDOK_BIN_GRAPH_GRAPH_SHAPES_H

#include "bin/graph/graph.h"
#include "registry/port/layout/layout.h"

/* ` name="number"` */
void put_length(FILE *out, const char *name, double number);

/* A document's outline: a double frame for what is overarching, square corners for what governs, round ones for the rest. */
void put_outline(FILE *out, enum rank rank, double x, double y, double width, double height);

/* The mark around a document that was asked for; the measures are the document's. */
void put_ring(FILE *out, double x, double y, double width, double height);

/* A status's sign, 12 pixels wide and high, its upper left corner at x, y. */
void put_icon(FILE *out, enum look look, double x, double y);

/* A relation's line along the curves, with the family's head at its end. An empty curve is left out. */
void put_arrow(FILE *out, enum relation_family family, enum relation_effect effect, const struct layout_curve *curves,
               size_t count);

const char *family_name(enum relation_family family); /* "ends" */

#endif
