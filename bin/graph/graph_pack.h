/* The unconnected pieces of a graph, side by side rather than all below each other. */
#ifndef STYRDOK_BIN_GRAPH_GRAPH_PACK_H
#define STYRDOK_BIN_GRAPH_GRAPH_PACK_H

#include "registry/port/layout/layout.h"

/* Moves the pieces of a finished layout into rows, the highest first, so that the whole is about `shape` times as wide as high. */
void layout_pack(struct layout *layout, double gap, double shape);

#endif
