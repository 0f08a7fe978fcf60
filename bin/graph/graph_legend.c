#include "bin/graph/graph_legend.h"

#include "bin/command/options.h"
#include "bin/graph/graph_shapes.h"

#define ROW 26.0
#define GAP 26.0          /* between entries */
#define KIND_WIDTH 96.0   /* "Relationer" */
#define SAMPLE_WIDTH 34.0 /* of a status or a type */
#define ARROW_WIDTH 52.0
#define SAMPLE_GAP 8.0

static const struct svg_font kind_font = {13, true}, key_font = {13, false};

struct legend {
	FILE *out; /* NULL: only measure */
	const struct graph *graph;
	const struct picture *picture;
	double left, top, width;
	double x, y; /* where the next entry goes: y is the middle of its row */
};

struct shown { /* what occurs */
	bool looks[LOOK_COUNT], ranks[RANK_COUNT];
	struct str look_words[LOOK_COUNT];
	bool types[RELATION_TYPES], effects[EFFECT_TAKEN + 1];
	bool parts, asked;
};

static struct shown shown_by(const struct graph *graph)
{
	const struct subgraph *view = graph->view;
	struct shown shown = {0};

	for (uint32_t i = 0; i < view->count; i++) {
		enum look look = graph_look(graph, i);
		shown.looks[look] = shown.ranks[graph_rank(graph, i)] = true;
		shown.look_words[look] = graph_status(graph, i);
		shown.asked = shown.asked || view->asked[i];
	}
	for (size_t i = 0; i < view->edge_count; i++) {
		shown.types[view->edges[i].relation->type] = shown.effects[view->edges[i].effect] = true;
		shown.parts = shown.parts || view->edges[i].relation->target.part.n > 0;
	}
	return shown;
}

static void put_key(struct legend *legend, const char *class, double x, struct str text, struct svg_font font)
{
	if (legend->out)
		svg_line(legend->out, class, x, legend->y + 4.5, text, font);
}

/* A new row, begun by what it tells of. */
static void begin_row(struct legend *legend, struct bilingual kind)
{
	if (legend->y > 0)
		legend->y += ROW;
	else
		legend->y = legend->top + ROW / 2;
	legend->x = legend->left + KIND_WIDTH;
	put_key(legend, "kind", legend->left, bilingual_str(kind, legend->graph->telling.language), kind_font);
}

/* Makes room for an entry; returns where its sample begins. */
static double begin_entry(struct legend *legend, double sample, struct str words)
{
	double width = sample + SAMPLE_GAP + svg_width(words, key_font), at = legend->x;

	if (at > legend->left + KIND_WIDTH && at + width > legend->left + legend->width) {
		at = legend->left + KIND_WIDTH;
		legend->y += ROW;
	}
	legend->x = at + width + GAP;
	put_key(legend, "key", at + sample + SAMPLE_GAP, words, key_font);
	return at;
}

static void put_looks(struct legend *legend, const struct shown *shown)
{
	begin_row(legend, (struct bilingual){"Status", "Status"});
	for (int look = 0; look < LOOK_COUNT; look++) {
		double x = 0;
		if (!shown->looks[look])
			continue;
		x = begin_entry(legend, SAMPLE_WIDTH, shown->look_words[look]);
		if (!legend->out)
			continue;
		fprintf(legend->out, "<g class=\"sample %s\">\n", graph_look_name((enum look)look));
		put_outline(legend->out, RANK_GOVERNING, x, legend->y - 9, SAMPLE_WIDTH, 18);
		put_icon(legend->out, (enum look)look, x + SAMPLE_WIDTH / 2 - 6, legend->y - 6);
		fputs("</g>\n", legend->out);
	}
}

static void put_ranks(struct legend *legend, const struct shown *shown)
{
	static const struct bilingual words[RANK_COUNT] = {
		{"overarching governing document", "övergripande styrdokument"},
		{"governing document", "styrdokument"},
		{"other document, governs nothing itself", "annan handling, styr inget själv"}};

	begin_row(legend, (struct bilingual){"Document", "Dokument"});
	for (int rank = 0; rank < RANK_COUNT; rank++) {
		double x = 0;
		if (!shown->ranks[rank])
			continue;
		x = begin_entry(legend, SAMPLE_WIDTH, bilingual_str(words[rank], legend->graph->telling.language));
		if (!legend->out)
			continue;
		fprintf(legend->out, "<g class=\"sample%s\">\n", rank == RANK_OTHER ? " other" : "");
		put_outline(legend->out, (enum rank)rank, x, legend->y - 9, SAMPLE_WIDTH, 18);
		fputs("</g>\n", legend->out);
	}
}

static void put_sample_arrow(struct legend *legend, double x, const char *class, enum relation_family family,
                             enum relation_effect effect)
{
	struct layout_point at[4] = {{x, legend->y},
	                             {x + ARROW_WIDTH / 3, legend->y},
	                             {x + ARROW_WIDTH / 1.5, legend->y},
	                             {x + ARROW_WIDTH, legend->y}};
	struct layout_curve curve = {at, 4};

	if (!legend->out)
		return;
	fprintf(legend->out, "<g class=\"relation %s\">\n", class);
	put_arrow(legend->out, family, effect, &curve, 1);
	fputs("</g>\n", legend->out);
}

static void put_types(struct legend *legend, const struct shown *shown)
{
	begin_row(legend, (struct bilingual){"Relations", "Relationer"});
	for (int type = 0; type < RELATION_TYPES; type++) {
		enum relation_family family = relation_family((enum relation_type)type);
		struct str words = relation_words((enum relation_type)type, false, legend->graph->telling.language);
		if (!shown->types[type])
			continue;
		if (!legend->picture->worded &&
		    (!legend->picture->rows || family == FAMILY_ENDS || family == FAMILY_CHANGES))
			words = arena_format(legend->graph->telling.arena, "%.*s = %.*s",
			                     STR_ARG(picture_short(legend->graph, (enum relation_type)type)),
			                     STR_ARG(words));
		put_sample_arrow(legend, begin_entry(legend, ARROW_WIDTH, words), family_name(family), family,
		                 EFFECT_TAKEN);
	}
}

static void put_effects(struct legend *legend, const struct shown *shown)
{
	static const struct bilingual words[] = {
		[EFFECT_NONE] = {"has no effect", "har ingen verkan"},
		[EFFECT_PENDING] = {"proposed, or not yet in effect", "föreslås, eller har ännu inte fått verkan"},
		[EFFECT_UNSURE] = {"it cannot be determined whether it has taken effect",
	                           "det går inte att avgöra om den har fått verkan"},
	};
	static const struct bilingual part = {"* only a part of the document", "* bara en del av dokumentet"};
	static const struct bilingual asked = {"the document asked for", "det dokument som frågan gäller"};
	enum language language = legend->graph->telling.language;
	bool star = shown->parts && !legend->picture->worded;

	if (!shown->effects[EFFECT_NONE] && !shown->effects[EFFECT_PENDING] && !shown->effects[EFFECT_UNSURE] &&
	    !star && !shown->asked)
		return;
	begin_row(legend, (struct bilingual){"Marks", "Märken"});
	for (int effect = EFFECT_NONE; effect < EFFECT_TAKEN; effect++)
		if (shown->effects[effect])
			put_sample_arrow(legend,
			                 begin_entry(legend, ARROW_WIDTH, bilingual_str(words[effect], language)),
			                 family_name(FAMILY_RESTS), FAMILY_RESTS, (enum relation_effect)effect);
	if (star)
		begin_entry(legend, 0, bilingual_str(part, language));
	if (shown->asked) {
		double x = begin_entry(legend, SAMPLE_WIDTH, bilingual_str(asked, language));
		if (legend->out)
			put_ring(legend->out, x + 5, legend->y - 4, SAMPLE_WIDTH - 10, 8);
	}
}

double legend_write(FILE *out, const struct graph *graph, const struct picture *picture, double left, double top,
                    double width)
{
	struct legend legend = {out, graph, picture, left, top, width, 0, 0};
	struct shown shown = shown_by(graph);

	put_looks(&legend, &shown);
	put_ranks(&legend, &shown);
	if (graph->view->edge_count)
		put_types(&legend, &shown);
	put_effects(&legend, &shown);
	return legend.y + ROW / 2 - top;
}
