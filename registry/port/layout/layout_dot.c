#include "registry/base/memory.h"
#include "registry/port/layout/layout_internal.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <graphviz/types.h>
#include <stdlib.h>

struct drawing {
	const struct layout *layout;
	Agraph_t *graph;
	Agnode_t **boxes, **labels;
	Agedge_t **arrows[2]; /* to the label or the other box; on from the label, or NULL */
	bool *reversed;       /* is the arrow laid out the other way round? */
	FILE *out;
};

/* Graphviz takes names and values as char *, though it copies them. */
static char *word(const char *text)
{
	union {
		const char *given;
		char *taken;
	} same = {text};

	return same.taken;
}

static void set_default(Agraph_t *graph, int kind, const char *name, const char *value)
{
	agattr(graph, kind, word(name), word(value));
}

static bool has_label(const struct layout_arrow *arrow)
{
	return arrow->width > 0;
}

static Agraph_t *graph_new(bool labels)
{
	Agraph_t *graph = agopen(word("g"), Agdirected, NULL);

	if (!graph)
		memory_failed();
	set_default(graph, AGRAPH, "rankdir", "LR");
	set_default(graph, AGRAPH, "nodesep", "0.2");
	set_default(graph, AGRAPH, "ranksep", labels ? "0.35" : "0.95"); /* labels stand in columns of their own */
	set_default(graph, AGNODE, "shape", "box");
	set_default(graph, AGNODE, "label", ""); /* no text, so no font is looked for */
	set_default(graph, AGNODE, "fixedsize", "true");
	set_default(graph, AGNODE, "width", "1");
	set_default(graph, AGNODE, "height", "1");
	set_default(graph, AGEDGE, "arrowhead", "none"); /* drawn by others, at the curve's end */
	return graph;
}

static Agnode_t *node_new(Agraph_t *graph, double width, double height)
{
	Agnode_t *node = agnode(graph, NULL, 1);
	char text[32];

	if (!node)
		memory_failed();
	snprintf(text, sizeof text, "%.4f", width / POINTS_PER_INCH);
	agset(node, word("width"), text);
	snprintf(text, sizeof text, "%.4f", height / POINTS_PER_INCH);
	agset(node, word("height"), text);
	return node;
}

static Agedge_t *edge_new(Agraph_t *graph, Agnode_t *from, Agnode_t *to)
{
	Agedge_t *edge = agedge(graph, from, to, NULL, 1);

	if (!edge)
		memory_failed();
	return edge;
}

/* --- circles: the arrows that close one are laid out the other way round, so that their labels too stand between both boxes ------ */

struct walk {
	const struct layout *layout;
	uint32_t *
		next; /* arrows that begin at the same box: the next one plus one, or 0; those of box i begin at first[i] */
	uint32_t *first;
	unsigned char *state; /* of each box: not seen, on the way, done */
	bool *reversed;
};

enum { UNSEEN, ON_THE_WAY, DONE };

/* No deeper than there are boxes. */
static void visit(struct walk *walk, uint32_t box)
{
	walk->state[box] = ON_THE_WAY;
	for (uint32_t i = walk->first[box]; i; i = walk->next[i - 1]) {
		uint32_t to = walk->layout->arrows[i - 1].to;
		if (walk->state[to] == ON_THE_WAY)
			walk->reversed[i - 1] = true;
		else if (walk->state[to] == UNSEEN)
			visit(walk, to);
	}
	walk->state[box] = DONE;
}

/* Walks from the boxes that no arrow leads to, then from the rest. */
static void open_circles(const struct layout *layout, bool *reversed)
{
	struct walk walk = {.layout = layout, .reversed = reversed};
	bool *reached = memory_new(layout->box_count, sizeof *reached);

	walk.next = memory_new(layout->arrow_count, sizeof *walk.next);
	walk.first = memory_new(layout->box_count, sizeof *walk.first);
	walk.state = memory_new(layout->box_count, sizeof *walk.state);
	for (size_t i = layout->arrow_count; i > 0; i--) {
		const struct layout_arrow *arrow = &layout->arrows[i - 1];
		walk.next[i - 1] = walk.first[arrow->from];
		walk.first[arrow->from] = (uint32_t)i;
		reached[arrow->to] = true;
	}
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < layout->box_count; i++)
			if (walk.state[i] == UNSEEN && (pass || !reached[i]))
				visit(&walk, i);
	free(walk.next);
	free(walk.first);
	free(walk.state);
	free(reached);
}

/* --- the graph --------------------------------------------------------------------------------------------------------- */

/* A label is a box on the way. */
static void build(struct drawing *drawing)
{
	const struct layout *layout = drawing->layout;

	for (uint32_t i = 0; i < layout->box_count; i++)
		drawing->boxes[i] = node_new(drawing->graph, layout->boxes[i].width, layout->boxes[i].height);
	for (size_t i = 0; i < layout->arrow_count; i++) {
		const struct layout_arrow *arrow = &layout->arrows[i];
		bool reversed = drawing->reversed[i];
		Agnode_t *from = drawing->boxes[reversed ? arrow->to : arrow->from];
		Agnode_t *to = drawing->boxes[reversed ? arrow->from : arrow->to];
		if (has_label(arrow)) {
			Agnode_t *label = node_new(drawing->graph, arrow->width, arrow->height);
			drawing->labels[i] = label;
			drawing->arrows[0][i] = edge_new(drawing->graph, from, label);
			drawing->arrows[1][i] = edge_new(drawing->graph, label, to);
		} else {
			drawing->arrows[0][i] = edge_new(drawing->graph, from, to);
		}
	}
}

static void put_number(const struct drawing *drawing, double number)
{
	fwrite(&number, sizeof number, 1, drawing->out);
}

static void put_point(const struct drawing *drawing, pointf at)
{
	put_number(drawing, at.x);
	put_number(drawing, GD_bb(drawing->graph).UR.y - at.y);
}

static void put_curve(const struct drawing *drawing, Agedge_t *edge, bool reversed)
{
	const splines *found = edge ? ED_spl(edge) : NULL;
	int n = found && found->size ? found->list[0].size : 0;

	put_number(drawing, n);
	for (int i = 0; i < n; i++)
		put_point(drawing, found->list[0].list[reversed ? n - 1 - i : i]);
}

static void put_positions(const struct drawing *drawing)
{
	put_number(drawing, GD_bb(drawing->graph).UR.x);
	put_number(drawing, GD_bb(drawing->graph).UR.y);
	for (uint32_t i = 0; i < drawing->layout->box_count; i++)
		put_point(drawing, ND_coord(drawing->boxes[i]));
	for (size_t i = 0; i < drawing->layout->arrow_count; i++) {
		bool reversed = drawing->reversed[i], both = reversed && drawing->labels[i];
		put_point(drawing, drawing->labels[i] ? ND_coord(drawing->labels[i]) : (pointf){0, 0});
		put_curve(drawing, drawing->arrows[both ? 1 : 0][i], reversed);
		put_curve(drawing, drawing->arrows[both ? 0 : 1][i], reversed);
	}
}

int layout_write(FILE *out, const struct layout *layout)
{
	struct drawing drawing = {.layout = layout, .out = out};
	GVC_t *context = NULL;
	bool labels = false;

	for (size_t i = 0; i < layout->arrow_count; i++)
		labels = labels || has_label(&layout->arrows[i]);
	agseterr(AGMAX); /* what it has to say is nothing for our standard error */
	context = gvContext();
	drawing.graph = graph_new(labels);
	drawing.boxes = memory_new(layout->box_count, sizeof(Agnode_t *));
	drawing.labels = memory_new(layout->arrow_count, sizeof(Agnode_t *));
	drawing.arrows[0] = memory_new(layout->arrow_count, sizeof(Agedge_t *));
	drawing.arrows[1] = memory_new(layout->arrow_count, sizeof(Agedge_t *));
	drawing.reversed = memory_new(layout->arrow_count, sizeof(bool));
	open_circles(layout, drawing.reversed);
	build(&drawing);
	if (!context || gvLayout(context, drawing.graph, "dot") != 0)
		return -1; /* the process ends, and its memory with it */
	put_positions(&drawing);
	return fflush(out) == 0 ? 0 : -1;
}
