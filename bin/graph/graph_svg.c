/* A graph as SVG that needs nothing else: to be looked at, printed, and read aloud. For those who cannot see it, it is a list of documents, each
 * with a list of its relations; everything that is told by shape or colour alone is said in words there. */
#include "bin/command/options.h"
#include "bin/graph/graph_legend.h"
#include "bin/graph/graph_picture.h"
#include "bin/graph/graph_shapes.h"
#include "bin/write/escape.h"
#include "bin/write/templates.h"
#include "registry/base/date_words.h"
#include "rules/diagnostics/finding.h"

#include <math.h>

#define MARGIN 24.0
#define WIDTH_MIN 720.0
#define LEGEND_WIDTH_MAX 1100.0
#define HEADING_HEIGHT 66.0 /* heading and the line below it */
#define FOOTER_HEIGHT 34.0

static const struct svg_font heading_font = {20, true}, about_font = {13, false}, part_font = {15, true};

struct sheet {
	FILE *out;
	const struct graph *graph;
	struct picture picture;
	double width, height, legend_top, legend_width, graph_top;
};

static void put_element(FILE *out, const char *start, struct str text, const char *end)
{
	fputs(start, out);
	put_html(out, text);
	fputs(end, out);
}

static struct str told_date(const struct sheet *sheet)
{
	return date_in_words(sheet->graph->telling.arena, sheet->graph->on, sheet->graph->telling.language);
}

/* One line of it; what is too wide ends with an ellipsis. */
static void put_line(struct sheet *sheet, const char *class, double y, struct str text, struct svg_font font)
{
	struct str line = STR_EMPTY;

	svg_wrap(&line, 1, sheet->graph->telling.arena, text, font, sheet->width - 2 * MARGIN);
	svg_line(sheet->out, class, MARGIN, y, line, font);
}

static void put_start(struct sheet *sheet)
{
	FILE *out = sheet->out;
	struct str style = template_text("graph.css");

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"", out);
	put_length(out, "width", sheet->width);
	put_length(out, "height", sheet->height);
	fputs(" viewBox=\"0 0 ", out);
	svg_number(out, sheet->width);
	fputc(' ', out);
	svg_number(out, sheet->height);
	fprintf(out,
	        "\" lang=\"%s\" role=\"graphics-document document\" aria-labelledby=\"title\" "
	        "aria-describedby=\"about\">\n",
	        language_code(sheet->graph->telling.language));
	put_element(out, "<title id=\"title\">", sheet->graph->subject, "</title>\n");
	put_element(out, "<desc id=\"about\">", graph_summary(sheet->graph), "</desc>\n");
	fprintf(out, "<style>\n%.*s</style>\n", STR_ARG(style));
	fputs("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n", out);
}

static void put_heading(struct sheet *sheet)
{
	static const struct bilingual status = {"Status on %.*s. ", "Status den %.*s. "};
	static const struct bilingual out_of = {" %zu relations lead to documents that are not shown.",
	                                        " %zu relationer leder till dokument som inte visas."};
	static const struct bilingual one_out = {" One relation leads to a document that is not shown.",
	                                         " En relation leder till ett dokument som inte visas."};
	const struct graph *graph = sheet->graph;
	struct arena *arena = graph->telling.arena;
	enum language language = graph->telling.language;
	struct str summary = graph_summary(graph), about = STR_EMPTY;
	size_t out = graph->view->leading_out;

	about = arena_format(arena, bilingual_in(status, language), STR_ARG(told_date(sheet)));
	about = arena_format(arena, "%.*s%.*s", STR_ARG(about),
	                     STR_ARG(str_part(summary, 0, str_find(summary, STR("."), 0) + 1)));
	if (out)
		about = arena_format(
			arena, "%.*s%.*s", STR_ARG(about),
			STR_ARG(arena_format(arena, bilingual_in(out == 1 ? one_out : out_of, language), out)));
	fputs("<g aria-hidden=\"true\">\n", sheet->out);
	put_line(sheet, "heading", MARGIN + 18, graph->subject, heading_font);
	fputs("</g>\n", sheet->out);
	put_line(sheet, "about", MARGIN + 42, about, about_font);
}

static void put_arrow_relation(struct sheet *sheet, size_t i)
{
	const struct subgraph_edge *edge = &sheet->graph->view->edges[i];
	const struct picture_arrow *arrow = &sheet->picture.arrows[i];
	struct svg_font font = sheet->picture.worded ? words_font : short_font;

	put_element(sheet->out, "<g role=\"img\"><title>", graph_edge_words(sheet->graph, edge), "</title>\n");
	put_arrow(sheet->out, relation_family(edge->relation->type), edge->effect, arrow->curve, 2);
	svg_line(sheet->out, sheet->picture.worded ? "words" : "words short",
	         arrow->label.x - svg_width(arrow->words, font) / 2, arrow->label.y + (sheet->picture.worded ? 4 : -5),
	         arrow->words, font);
	fputs("</g>\n", sheet->out);
}

/* A row leads to the other document in the picture. */
static void put_row_relation(struct sheet *sheet, size_t i, double y)
{
	const struct subgraph_edge *edge = &sheet->graph->view->edges[i];
	double x = sheet->picture.boxes[edge->from].x + BOX_PADDING, end = x + ROW_ARROW - 6;
	struct layout_point at[4] = {{x, y}, {x + 4, y}, {end - 4, y}, {end, y}};
	struct layout_curve curve = {at, 4};

	fprintf(sheet->out, "<a href=\"#d%u\">", edge->to + 1);
	put_element(sheet->out, "<title>", graph_edge_words(sheet->graph, edge),
	            "</title>\n<g aria-hidden=\"true\">\n");
	put_arrow(sheet->out, relation_family(edge->relation->type), edge->effect, &curve, 1);
	svg_line(sheet->out, "words", x + ROW_ARROW, y + 4, sheet->picture.arrows[i].words, words_font);
	fputs("</g>\n</a>\n", sheet->out);
}

/* The relations of a document that acts; *edge is the first that is not written yet. */
static void put_relations(struct sheet *sheet, uint32_t place, size_t *edge)
{
	static const struct bilingual label = {"Relations to others", "Relationer till andra"};
	const struct subgraph *view = sheet->graph->view;
	double y = picture_rows_top(&sheet->picture.boxes[place]);

	if (*edge == view->edge_count || view->edges[*edge].from != place)
		return;
	fprintf(sheet->out, "<g role=\"list\" aria-label=\"%s\">\n",
	        bilingual_in(label, sheet->graph->telling.language));
	for (; *edge < view->edge_count && view->edges[*edge].from == place; (*edge)++) {
		fprintf(sheet->out, "<g class=\"relation %s\" role=\"listitem\">\n",
		        family_name(relation_family(view->edges[*edge].relation->type)));
		if (sheet->picture.arrows[*edge].row) {
			put_row_relation(sheet, *edge, y);
			y += ROW_LEADING;
		} else {
			put_arrow_relation(sheet, *edge);
		}
		fputs("</g>\n", sheet->out);
	}
	fputs("</g>\n", sheet->out);
}

static void put_box_text(struct sheet *sheet, uint32_t place)
{
	const struct picture_box *box = &sheet->picture.boxes[place];
	double x = box->x + BOX_PADDING, y = box->y + 23;

	for (size_t i = 0; i < box->title_lines; i++, y += TITLE_LEADING)
		svg_line(sheet->out, "title", x, y, box->title[i], picture_title_font(sheet->graph, place));
	put_icon(sheet->out, graph_look(sheet->graph, place), x, y - 8);
	for (size_t i = 0; i < box->state_lines; i++, y += STATE_LEADING)
		svg_line(sheet->out, "state", x + ICON_WIDTH, y + 2, box->state[i], state_font);
}

static void put_document(struct sheet *sheet, uint32_t place, size_t *edge)
{
	const struct picture_box *box = &sheet->picture.boxes[place];
	enum rank rank = graph_rank(sheet->graph, place);
	FILE *out = sheet->out;

	fprintf(out, "<g class=\"document %s%s\" role=\"listitem\" id=\"d%u\">\n",
	        graph_look_name(graph_look(sheet->graph, place)), rank == RANK_OTHER ? " other" : "", place + 1);
	fputs("<a href=\"", out);
	svg_document_href(out, &sheet->graph->links, graph_document(sheet->graph, place)->id,
	                  graph_document(sheet->graph, place)->path);
	put_element(out, "\">\n<title>", graph_document_words(sheet->graph, place), "</title>\n");
	fputs("<g aria-hidden=\"true\">\n", out);
	if (sheet->graph->view->asked[place])
		put_ring(out, box->x, box->y, box->width, box->height);
	put_outline(out, rank, box->x, box->y, box->width, box->height);
	put_box_text(sheet, place);
	fputs("</g>\n</a>\n", out);
	put_relations(sheet, place, edge);
	fputs("</g>\n", out);
}

static void put_documents(struct sheet *sheet)
{
	static const struct bilingual label = {"Documents", "Dokument"};
	static const struct bilingual lonely = {"Without relations to other documents shown",
	                                        "Utan relationer till andra dokument som visas"};
	static const struct bilingual others = {"Other documents", "Övriga dokument"};
	struct bilingual rest = sheet->picture.rows ? others : lonely;
	FILE *out = sheet->out;
	size_t edge = 0;

	fputs("<g transform=\"translate(", out);
	svg_number(out, MARGIN);
	fputc(' ', out);
	svg_number(out, sheet->graph_top);
	fputs(")\">\n", out);
	if (sheet->picture.rest > 0) {
		fputs("<g aria-hidden=\"true\">\n", out);
		svg_line(out, "part", 0, sheet->picture.rest, bilingual_str(rest, sheet->graph->telling.language),
		         part_font);
		fputs("</g>\n", out);
	}
	fprintf(out, "<g role=\"list\" aria-label=\"%s\">\n", bilingual_in(label, sheet->graph->telling.language));
	for (uint32_t i = 0; i < sheet->graph->view->count; i++)
		put_document(sheet, i, &edge);
	fputs("</g>\n</g>\n", out);
}

static void put_footer(struct sheet *sheet)
{
	static const struct bilingual files = {"The register's files as they are", "Registrets filer som de är"};
	static const struct bilingual version = {"The register's revision %.10s", "Registrets version %.10s"};
	const char *revision = source_revision(sheet->graph->registry->source);
	enum language language = sheet->graph->telling.language;
	struct str text = STR_EMPTY;
	bool worktree = strcmp(revision, "worktree") == 0;

	text = worktree ? bilingual_str(files, language)
	                : arena_format(sheet->graph->telling.arena, bilingual_in(version, language), revision);
	text = arena_format(sheet->graph->telling.arena, "%.*s · %.*s · styrdok", STR_ARG(text),
	                    STR_ARG(told_date(sheet)));
	put_line(sheet, "about", sheet->height - MARGIN + 4, text, about_font);
}

static void measure(struct sheet *sheet)
{
	sheet->width = ceil(sheet->picture.width) + 2 * MARGIN;
	if (sheet->width < WIDTH_MIN)
		sheet->width = WIDTH_MIN;
	sheet->legend_width = sheet->width - 2 * MARGIN;
	if (sheet->legend_width > LEGEND_WIDTH_MAX)
		sheet->legend_width = LEGEND_WIDTH_MAX;
	sheet->legend_top = MARGIN + HEADING_HEIGHT - 10;
	sheet->graph_top = sheet->legend_top + MARGIN;
	if (sheet->graph->view->count)
		sheet->graph_top += legend_write(NULL, sheet->graph, &sheet->picture, MARGIN, sheet->legend_top,
		                                 sheet->legend_width);
	sheet->height = ceil(sheet->graph_top + sheet->picture.height) + FOOTER_HEIGHT + MARGIN;
}

int graph_write_svg(FILE *out, const struct graph *graph)
{
	static const struct bilingual none = {"No documents to show", "Inga dokument att visa"};
	struct sheet sheet = {.out = out, .graph = graph};

	if (picture_make(&sheet.picture, graph) < 0)
		return -1;
	measure(&sheet);
	put_start(&sheet);
	put_heading(&sheet);
	if (graph->view->count) {
		put_documents(&sheet);
		fputs("<g aria-hidden=\"true\">\n", out);
		legend_write(out, graph, &sheet.picture, MARGIN, sheet.legend_top, sheet.legend_width);
		fputs("</g>\n", out);
	} else {
		put_line(&sheet, "part", sheet.graph_top, bilingual_str(none, graph->telling.language), part_font);
	}
	put_footer(&sheet);
	fputs("</svg>\n", out);
	return 0;
}
