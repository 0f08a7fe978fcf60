/* What the child process of a layout does. */
#ifndef STYRDOK_REGISTRY_PORT_LAYOUT_LAYOUT_INTERNAL_H
#define STYRDOK_REGISTRY_PORT_LAYOUT_LAYOUT_INTERNAL_H

#include "registry/port/layout/layout.h"

#include <stdio.h>

/* Writes the positions: width and height, each box's middle, and of each arrow the label's middle and both curves, a curve as its number of
 * points and the points. All are doubles. 0, or -1 when Graphviz failed. */
int layout_write(FILE *out, const struct layout *layout);

#endif
