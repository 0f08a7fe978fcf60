/* The legend of a drawn graph: only what the graph shows. */
#ifndef STYRDOK_BIN_GRAPH_GRAPH_LEGEND_H
#define STYRDOK_BIN_GRAPH_GRAPH_LEGEND_H

#include "bin/graph/graph_picture.h"

/* Writes the legend below `top`, no wider than `width`. With `out` NULL, it only measures. Returns its height. */
double legend_write(FILE *out, const struct graph *graph, const struct picture *picture, double left, double top,
                    double width);

#endif
