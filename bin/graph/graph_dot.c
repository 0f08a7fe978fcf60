/* A graph in Graphviz's language, for those who lay it out themselves. Documents are called by their number: of two copies each is a node. */
#include "bin/graph/graph.h"
#include "bin/write/svg.h"
#include "bin/write/terminal.h"

#define LABEL_LINES 4
#define LABEL_WIDTH 230.0

static const struct svg_font label_font = {14, false};

/* As within a quoted string whose escapes and entities Graphviz reads: neither is left to the text. */
static void put_quoted(FILE *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *instead = text.at[i] == '"'    ? "\\\""
		                      : text.at[i] == '\\' ? "\\\\"
		                      : text.at[i] == '&'  ? "&amp;"
		                                           : NULL;
		if (!instead)
			continue;
		put_text(out, str_part(text, from, i - from));
		fputs(instead, out);
		from = i + 1;
	}
	put_text(out, str_part(text, from, text.n));
}

static void put_dot_attribute(FILE *out, const struct graph *graph, const char *name, struct str text)
{
	fprintf(out, ", %s=\"", name);
	put_quoted(out, svg_one_line(graph->telling.arena, text));
	fputc('"', out);
}

static void put_label(FILE *out, const struct graph *graph, uint32_t place)
{
	struct str lines[LABEL_LINES];
	size_t n =
		svg_wrap(lines, LABEL_LINES, graph->telling.arena, graph_title(graph, place), label_font, LABEL_WIDTH);

	fputs("label=\"", out);
	for (size_t i = 0; i < n; i++) {
		put_quoted(out, lines[i]);
		fputs("\\n", out);
	}
	put_quoted(out, graph_state(graph, place));
	fputc('"', out);
}

/* Border and fill, as in the SVG. */
static const char *style_of(enum look look)
{
	static const char *const styles[LOOK_COUNT] = {
		[STATUS_DRAFT] = "filled,dashed\", color=\"#5f3d8f\", fillcolor=\"#f3ecfa",
		[STATUS_REFERRED] = "filled,dashed\", color=\"#5f3d8f\", fillcolor=\"#f3ecfa",
		[STATUS_WITHDRAWN] = "filled\", color=\"#33373c\", fillcolor=\"#dcdee1",
		[STATUS_NOT_YET_IN_FORCE] = "filled,dashed\", color=\"#0b4f8a\", fillcolor=\"#e2eefb",
		[STATUS_IN_FORCE] = "filled\", color=\"#17602f\", fillcolor=\"#e3f3e8",
		[STATUS_IN_FORCE_IN_PART] = "filled,dashed\", color=\"#4d5f06\", fillcolor=\"#eef5d5",
		[STATUS_IN_FORCE_TO_BE_REPLACED] = "filled,dashed\", color=\"#7a4a00\", fillcolor=\"#fdeecb",
		[STATUS_SUPERSEDED] = "filled\", color=\"#33373c\", fillcolor=\"#dcdee1",
		[STATUS_REPEALED] = "filled\", color=\"#33373c\", fillcolor=\"#dcdee1",
		[STATUS_EXPIRED] = "filled\", color=\"#33373c\", fillcolor=\"#dcdee1",
		[STATUS_ANNULLED] = "filled\", color=\"#33373c\", fillcolor=\"#dcdee1",
		[STATUS_UNKNOWN] = "filled,dotted\", color=\"#33373c\", fillcolor=\"#ffffff",
		[LOOK_DECIDED] = "filled\", color=\"#33373c\", fillcolor=\"#ffffff",
	};

	return styles[look];
}

static void put_document(FILE *out, const struct graph *graph, uint32_t place)
{
	enum rank rank = graph_rank(graph, place);

	fprintf(out, "  d%u [", place + 1);
	put_label(out, graph, place);
	fprintf(out, ", style=\"%s%s\"", rank == RANK_OTHER ? "rounded," : "", style_of(graph_look(graph, place)));
	fputs(rank == RANK_OVERARCHING ? ", peripheries=2" : "", out);
	fputs(", URL=\"", out);
	svg_href(out, graph_document(graph, place)->path);
	fputc('"', out);
	put_dot_attribute(out, graph, "tooltip", graph_document_words(graph, place));
	put_dot_attribute(out, graph, "id", graph_document(graph, place)->id);
	fputs("];\n", out);
}

static void put_relation(FILE *out, const struct graph *graph, const struct subgraph_edge *edge)
{
	static const char *const heads[] = {
		[FAMILY_ENDS] = "normal\", penwidth=\"2.8",
		[FAMILY_CHANGES] = "empty\", penwidth=\"2",
		[FAMILY_JOINS] = "odiamond",
		[FAMILY_RESTS] = "vee",
		[FAMILY_NEEDS] = "diamond",
		[FAMILY_ORDERS] = "box",
		[FAMILY_BELONGS] = "odot",
		[FAMILY_SPEAKS] = "dot",
	};
	static const char *const styles[] = {[EFFECT_NONE] = "dotted",
	                                     [EFFECT_PENDING] = "dashed",
	                                     [EFFECT_UNSURE] = "dotted",
	                                     [EFFECT_TAKEN] = "solid"};

	fprintf(out, "  d%u -> d%u [label=\"", edge->from + 1, edge->to + 1);
	put_quoted(out, graph_relation_words(graph, edge));
	fprintf(out, "\", style=\"%s\", arrowhead=\"%s\"", styles[edge->effect],
	        heads[relation_family(edge->relation->type)]);
	put_dot_attribute(out, graph, "tooltip", graph_edge_words(graph, edge));
	fputs("];\n", out);
}

int graph_write_dot(FILE *out, const struct graph *graph)
{
	fputs("digraph styrdok {\n  graph [rankdir=LR, fontname=\"Arial\"", out);
	put_dot_attribute(out, graph, "label", graph->subject);
	put_dot_attribute(out, graph, "tooltip", graph_summary(graph));
	fputs("];\n  node [shape=box, fontname=\"Arial\", fontsize=14];\n  edge [fontname=\"Arial\", fontsize=11];\n",
	      out);
	for (uint32_t i = 0; i < graph->view->count; i++)
		put_document(out, graph, i);
	for (size_t i = 0; i < graph->view->edge_count; i++)
		put_relation(out, graph, &graph->view->edges[i]);
	fputs("}\n", out);
	return 0;
}
