#include "bin/graph/graph_picture.h"

#include "bin/graph/graph_pack.h"
#include "registry/base/memory.h"
#include "registry/base/utf8.h"

#include <stdlib.h>

#define PADDING_ABOVE 9.0
#define PADDING_BELOW 10.0
#define STATE_GAP 3.0 /* between title and state */
#define PIECES_GAP 24.0
#define PIECES_SHAPE 0.8
#define REST_HEADING 44.0
#define REST_GAP 20.0
#define REST_COLUMNS_MIN 3
#define REST_COLUMNS_MAX 8
#define ROWS_GAP 5.0 /* between state and rows */
#define WORDS_PADDING 5.0
#define WORDS_HEIGHT 16.0

const struct svg_font state_font = {12, false}, words_font = {12, false}, short_font = {11, false};

struct svg_font picture_title_font(const struct graph *graph, uint32_t place)
{
	return (struct svg_font){14, graph_rank(graph, place) != RANK_OTHER};
}

double picture_rows_top(const struct picture_box *box)
{
	return box->y + PADDING_ABOVE + (double)box->title_lines * TITLE_LEADING + STATE_GAP +
	       (double)box->state_lines * STATE_LEADING + ROWS_GAP + ROW_LEADING / 2;
}

static double box_width(const struct picture *picture)
{
	return picture->rows ? BOX_WIDTH_ROWS : BOX_WIDTH;
}

static void measure_box(const struct picture *picture, const struct graph *graph, uint32_t place)
{
	struct picture_box *box = &picture->boxes[place];
	struct arena *arena = graph->telling.arena;
	double inner = box_width(picture) - 2 * BOX_PADDING;

	box->title_lines = svg_wrap(box->title, TITLE_LINES, arena, graph_title(graph, place),
	                            picture_title_font(graph, place), inner);
	box->state_lines =
		svg_wrap(box->state, STATE_LINES, arena, graph_state(graph, place), state_font, inner - ICON_WIDTH);
	box->width = box_width(picture);
	box->height = PADDING_ABOVE + (double)box->title_lines * TITLE_LEADING + STATE_GAP +
	              (double)box->state_lines * STATE_LEADING + PADDING_BELOW;
	if (box->rows)
		box->height += ROWS_GAP + (double)box->rows * ROW_LEADING;
}

/* The places of documents that no arrow touches come out as NO_DOCUMENT, the others numbered. */
static uint32_t number_related(const struct picture *picture, const struct subgraph *view, uint32_t *numbers)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < view->count; i++)
		numbers[i] = NO_DOCUMENT;
	for (size_t i = 0; i < view->edge_count; i++)
		if (!picture->arrows[i].row)
			numbers[view->edges[i].from] = numbers[view->edges[i].to] = 0;
	for (uint32_t i = 0; i < view->count; i++)
		if (numbers[i] != NO_DOCUMENT)
			numbers[i] = count++;
	return count;
}

static struct str row_words(const struct graph *graph, const struct subgraph_edge *edge)
{
	struct arena *arena = graph->telling.arena;
	struct str line = arena_format(arena, "%.*s %.*s", STR_ARG(graph_relation_words(graph, edge)),
	                               STR_ARG(graph_title(graph, edge->to)));

	svg_wrap(&line, 1, arena, line, words_font, BOX_WIDTH_ROWS - 2 * BOX_PADDING - ROW_ARROW);
	return line;
}

static struct str arrow_words(const struct picture *picture, const struct graph *graph,
                              const struct subgraph_edge *edge)
{
	struct str words = picture_short(graph, edge->relation->type);

	if (picture->worded)
		return graph_relation_words(graph, edge);
	return edge->relation->target.part.n ? arena_format(graph->telling.arena, "%.*s*", STR_ARG(words)) : words;
}

/* Which relations are arrows, which are rows; returns the number of arrows. */
static size_t describe_relations(struct picture *picture, const struct graph *graph)
{
	const struct subgraph *view = graph->view;
	size_t arrows = 0;

	for (size_t i = 0; i < view->edge_count; i++) {
		enum relation_family family = relation_family(view->edges[i].relation->type);
		picture->arrows[i].row =
			view->edge_count > ARROWS_ALL && family != FAMILY_ENDS && family != FAMILY_CHANGES;
		arrows += !picture->arrows[i].row;
	}
	picture->rows = arrows < view->edge_count;
	picture->worded = arrows <= ARROWS_WORDED;
	for (size_t i = 0; i < view->edge_count; i++) {
		struct picture_arrow *arrow = &picture->arrows[i];
		arrow->words =
			arrow->row ? row_words(graph, &view->edges[i]) : arrow_words(picture, graph, &view->edges[i]);
		picture->boxes[view->edges[i].from].rows += arrow->row;
	}
	return arrows;
}

/* What the layout is asked for: the boxes that have a number, and the arrows. */
static struct layout describe(const struct picture *picture, const struct graph *graph, const uint32_t *numbers,
                              uint32_t boxes, size_t arrows)
{
	const struct subgraph *view = graph->view;
	struct layout layout = {.box_count = boxes};

	layout.boxes = ARENA_ARRAY(graph->telling.arena, struct layout_box, boxes);
	layout.arrows = ARENA_ARRAY(graph->telling.arena, struct layout_arrow, arrows);
	for (uint32_t i = 0; i < view->count; i++)
		if (numbers[i] != NO_DOCUMENT)
			layout.boxes[numbers[i]] = (struct layout_box){.width = picture->boxes[i].width,
			                                               .height = picture->boxes[i].height};
	for (size_t i = 0; i < view->edge_count; i++) {
		struct layout_arrow arrow = {.from = numbers[view->edges[i].from], .to = numbers[view->edges[i].to]};
		if (picture->arrows[i].row)
			continue;
		if (picture->worded) {
			arrow.width = svg_width(picture->arrows[i].words, words_font) + 2 * WORDS_PADDING;
			arrow.height = WORDS_HEIGHT;
		}
		layout.arrows[layout.arrow_count++] = arrow;
	}
	return layout;
}

static struct layout_point between(struct layout_point a, struct layout_point b)
{
	return (struct layout_point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/* The middle of the curve's middle piece. */
static struct layout_point middle(struct layout_curve curve)
{
	const struct layout_point *at = &curve.at[(curve.n - 1) / 3 / 2 * 3];
	struct layout_point a = between(at[0], at[1]), b = between(at[1], at[2]), c = between(at[2], at[3]);

	return between(between(a, b), between(b, c));
}

static void take_positions(struct picture *picture, const struct layout *layout, const uint32_t *numbers,
                           const struct subgraph *view)
{
	const struct layout_arrow *next = layout->arrows;

	picture->width = layout->width;
	picture->height = layout->height;
	for (uint32_t i = 0; i < view->count; i++) {
		struct picture_box *box = &picture->boxes[i];
		if (numbers[i] == NO_DOCUMENT)
			continue;
		box->x = layout->boxes[numbers[i]].at.x - box->width / 2;
		box->y = layout->boxes[numbers[i]].at.y - box->height / 2;
	}
	for (size_t i = 0; i < view->edge_count; i++) {
		struct picture_arrow *arrow = &picture->arrows[i];
		if (arrow->row)
			continue;
		arrow->curve[0] = next->curve[0];
		arrow->curve[1] = next->curve[1];
		arrow->label = next++->label;
		if (!picture->worded && arrow->curve[0].n >= 4)
			arrow->label = middle(arrow->curve[0]);
	}
}

/* As many columns as are below the others, or as make the whole about square. */
static uint32_t rest_columns(const struct picture *picture, uint32_t rest)
{
	uint32_t columns = (uint32_t)((picture->width + REST_GAP) / (box_width(picture) + REST_GAP));

	if (columns < REST_COLUMNS_MIN)
		columns = REST_COLUMNS_MIN;
	while (columns < REST_COLUMNS_MAX && columns * columns * 2 < rest)
		columns++;
	return columns < REST_COLUMNS_MAX ? columns : REST_COLUMNS_MAX;
}

/* Documents without arrows stand below the others, each in the column that is shortest so far. */
static void place_rest(struct picture *picture, const uint32_t *numbers, const struct subgraph *view, uint32_t rest)
{
	uint32_t columns = rest_columns(picture, rest);
	double bottoms[REST_COLUMNS_MAX] = {0}, top = 0;

	if (picture->height > 0) {
		picture->rest = picture->height + REST_HEADING;
		top = picture->rest + REST_GAP;
	}
	for (uint32_t i = 0; i < view->count; i++) {
		struct picture_box *box = &picture->boxes[i];
		uint32_t column = 0;
		if (numbers[i] != NO_DOCUMENT)
			continue;
		for (uint32_t k = 1; k < columns; k++)
			column = bottoms[k] < bottoms[column] ? k : column;
		box->x = column * (box->width + REST_GAP);
		box->y = top + bottoms[column];
		bottoms[column] += box->height + REST_GAP;
		if (picture->width < box->x + box->width)
			picture->width = box->x + box->width;
		if (picture->height < box->y + box->height)
			picture->height = box->y + box->height;
	}
}

int picture_make(struct picture *out, const struct graph *graph)
{
	const struct subgraph *view = graph->view;
	uint32_t *numbers = NULL, related = 0;
	struct layout layout = {0};
	size_t arrows = 0;
	int result = 0;

	*out = (struct picture){0};
	if (view->count > PICTURE_DOCUMENTS_MAX || view->edge_count > PICTURE_RELATIONS_MAX)
		return -1;
	out->boxes = ARENA_ARRAY(graph->telling.arena, struct picture_box, view->count);
	out->arrows = ARENA_ARRAY(graph->telling.arena, struct picture_arrow, view->edge_count);
	arrows = describe_relations(out, graph);
	for (uint32_t i = 0; i < view->count; i++)
		measure_box(out, graph, i);
	numbers = memory_new(view->count, sizeof *numbers);
	related = number_related(out, view, numbers);
	layout = describe(out, graph, numbers, related, arrows);
	result = layout_arrange(&layout, graph->telling.arena);
	if (result == 0) {
		layout_pack(&layout, PIECES_GAP, PIECES_SHAPE);
		take_positions(out, &layout, numbers, view);
		if (related < view->count)
			place_rest(out, numbers, view, view->count - related);
	}
	free(numbers);
	return result;
}

/* The bytes that both begin with. */
static size_t common(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.at[n] == b.at[n])
		n++;
	return n;
}

struct str picture_short(const struct graph *graph, enum relation_type type)
{
	struct str words = relation_words(type, false, graph->telling.language);
	size_t n = utf8_offset(words, 2), at = 0;

	for (int other = 0; other < RELATION_TYPES; other++) {
		size_t same = common(words, relation_words((enum relation_type)other, false, graph->telling.language));
		if (other != (int)type && same >= n)
			n = same + 1;
	}
	while (at < n && at < words.n) /* not in the midst of a letter */
		utf8_next(words, &at);
	return str_part(words, 0, at);
}
