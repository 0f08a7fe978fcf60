/* A graph as a Mermaid flowchart, for wikis and for README files on the git servers. Documents are called by their number, so that no id can be
 * a word of the language ("end"). */
#include "bin/graph/graph.h"
#include "bin/write/escape.h"
#include "bin/write/svg.h"
#include "bin/write/terminal.h"
#include "registry/base/ascii.h"

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0x80;
}

/* Signs that begin nothing behind a letter are left: "1. " would begin a list, "e-post" nothing. */
static bool is_plain(struct str text, size_t at)
{
	char byte = text.at[at], before = at ? text.at[at - 1] : ' ';

	if (byte == '-')
		return is_letter(before) || is_digit(before);
	if (byte == '.' || byte == ':' || byte == '/')
		return is_letter(before);
	return byte == ' ' || byte == ',' || byte == '(' || byte == ')' || is_letter(byte) || is_digit(byte);
}

/* Within quotes or on a line of its own: a sign that could mean something is written as its number (#35; for #), and white space is folded. */
static void put_quoted(FILE *out, struct arena *arena, struct str text)
{
	struct str line = svg_one_line(arena, text);
	size_t from = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (is_plain(line, i))
			continue;
		put_text(out, str_part(line, from, i - from));
		fprintf(out, "#%u;", (unsigned char)line.at[i]);
		from = i + 1;
	}
	put_text(out, str_part(line, from, line.n));
}

static void put_document(FILE *out, const struct graph *graph, uint32_t place)
{
	static const char *const opening[] = {[RANK_OVERARCHING] = "[[", [RANK_GOVERNING] = "[", [RANK_OTHER] = "("};
	static const char *const closing[] = {[RANK_OVERARCHING] = "]]", [RANK_GOVERNING] = "]", [RANK_OTHER] = ")"};
	enum rank rank = graph_rank(graph, place);
	struct arena *arena = graph->telling.arena;

	fprintf(out, "  d%u%s\"", place + 1, opening[rank]);
	put_quoted(out, arena, graph_title(graph, place));
	fputs("<br>", out);
	put_quoted(out, arena, graph_state(graph, place));
	fprintf(out, "\"%s:::%s\n", closing[rank], graph_look_name(graph_look(graph, place)));
	fprintf(out, "  click d%u href \"", place + 1);
	svg_href(out, graph_document(graph, place)->path);
	fputs("\" \"", out);
	put_quoted(out, arena, graph_document_words(graph, place));
	fputs("\"\n", out);
}

static void put_relation(FILE *out, const struct graph *graph, const struct subgraph_edge *edge)
{
	enum relation_family family = relation_family(edge->relation->type);
	const char *line = edge->effect != EFFECT_TAKEN                          ? "-.->"
	                   : family == FAMILY_ENDS                               ? "==>"
	                   : family == FAMILY_SPEAKS || family == FAMILY_BELONGS ? "--o"
	                                                                         : "-->";

	fprintf(out, "  d%u %s|\"", edge->from + 1, line);
	put_quoted(out, graph->telling.arena, graph_relation_words(graph, edge));
	fprintf(out, "\"| d%u\n", edge->to + 1);
}

static void put_classes(FILE *out, const struct graph *graph)
{
	static const char *const styles[LOOK_COUNT] = {
		[STATUS_DRAFT] = "fill:#f3ecfa,stroke:#5f3d8f,stroke-dasharray:4 3",
		[STATUS_REFERRED] = "fill:#f3ecfa,stroke:#5f3d8f,stroke-dasharray:4 3",
		[STATUS_WITHDRAWN] = "fill:#dcdee1,stroke:#33373c",
		[STATUS_NOT_YET_IN_FORCE] = "fill:#e2eefb,stroke:#0b4f8a,stroke-dasharray:9 4",
		[STATUS_IN_FORCE] = "fill:#e3f3e8,stroke:#17602f,stroke-width:2px",
		[STATUS_IN_FORCE_IN_PART] = "fill:#eef5d5,stroke:#4d5f06,stroke-width:2px,stroke-dasharray:18 5",
		[STATUS_IN_FORCE_TO_BE_REPLACED] =
			"fill:#fdeecb,stroke:#7a4a00,stroke-width:2px,stroke-dasharray:14 3 3 3",
		[STATUS_SUPERSEDED] = "fill:#dcdee1,stroke:#33373c",
		[STATUS_REPEALED] = "fill:#dcdee1,stroke:#33373c",
		[STATUS_ANNULLED] = "fill:#dcdee1,stroke:#33373c",
		[STATUS_EXPIRED] = "fill:#dcdee1,stroke:#33373c",
		[STATUS_UNKNOWN] = "fill:#ffffff,stroke:#33373c,stroke-dasharray:1 4",
		[LOOK_DECIDED] = "fill:#ffffff,stroke:#33373c",
	};
	bool shown[LOOK_COUNT] = {false};

	for (uint32_t i = 0; i < graph->view->count; i++)
		shown[graph_look(graph, i)] = true;
	for (int look = 0; look < LOOK_COUNT; look++)
		if (shown[look])
			fprintf(out, "  classDef %s %s,color:#1b1d1f\n", graph_look_name((enum look)look),
			        styles[look]);
}

int graph_write_mermaid(FILE *out, const struct graph *graph)
{
	fputs("flowchart LR\n  accTitle: ", out);
	put_quoted(out, graph->telling.arena, graph->subject);
	fputs("\n  accDescr: ", out);
	put_quoted(out, graph->telling.arena, graph_summary(graph));
	fputc('\n', out);
	for (uint32_t i = 0; i < graph->view->count; i++)
		put_document(out, graph, i);
	for (size_t i = 0; i < graph->view->edge_count; i++)
		put_relation(out, graph, &graph->view->edges[i]);
	put_classes(out, graph);
	return 0;
}
