#include "bin/graph/graph_pack.h"

#include "registry/base/memory.h"

#include <math.h>
#include <stdlib.h>

struct piece {
	uint32_t number;                 /* of its first box: what orders pieces of one height */
	double left, top, right, bottom; /* where it is */
	double x, y;                     /* how far it is moved */
};

struct packing {
	struct layout *layout;
	uint32_t *root; /* of each box, a box of the same piece */
	struct piece *pieces;
	uint32_t *order; /* of the pieces */
	uint32_t count;
};

static uint32_t find(uint32_t *root, uint32_t box)
{
	while (root[box] != box)
		box = root[box] = root[root[box]];
	return box;
}

static void include(struct piece *piece, struct layout_point at, double width, double height)
{
	piece->left = fmin(piece->left, at.x - width / 2);
	piece->right = fmax(piece->right, at.x + width / 2);
	piece->top = fmin(piece->top, at.y - height / 2);
	piece->bottom = fmax(piece->bottom, at.y + height / 2);
}

static void include_arrow(struct piece *piece, const struct layout_arrow *arrow)
{
	for (int part = 0; part < 2; part++)
		for (size_t i = 0; i < arrow->curve[part].n; i++)
			include(piece, arrow->curve[part].at[i], 0, 0);
	if (arrow->width > 0)
		include(piece, arrow->label, arrow->width, arrow->height);
}

/* Numbers the pieces, and puts each box's into `root`. */
static void find_pieces(struct packing *packing)
{
	const struct layout *layout = packing->layout;
	uint32_t *root = packing->root, *number = memory_new(layout->box_count, sizeof *number);

	for (uint32_t i = 0; i < layout->box_count; i++)
		root[i] = i;
	for (size_t i = 0; i < layout->arrow_count; i++)
		root[find(root, layout->arrows[i].from)] = find(root, layout->arrows[i].to);
	for (uint32_t i = 0; i < layout->box_count; i++) {
		uint32_t top = find(root, i);
		if (!number[top]) {
			packing->pieces[packing->count] = (struct piece){.number = i,
			                                                 .left = HUGE_VAL,
			                                                 .top = HUGE_VAL,
			                                                 .right = -HUGE_VAL,
			                                                 .bottom = -HUGE_VAL};
			number[top] = ++packing->count;
		}
	}
	for (uint32_t i = 0; i < layout->box_count; i++)
		packing->order[i] = number[find(root, i)] - 1;
	for (uint32_t i = 0; i < layout->box_count; i++) {
		root[i] = packing->order[i];
		include(&packing->pieces[root[i]], layout->boxes[i].at, layout->boxes[i].width,
		        layout->boxes[i].height);
	}
	for (size_t i = 0; i < layout->arrow_count; i++)
		include_arrow(&packing->pieces[root[layout->arrows[i].from]], &layout->arrows[i]);
	free(number);
}

static int compare_pieces(const void *a, const void *b, void *context)
{
	const struct piece *pieces = context, *x = &pieces[*(const uint32_t *)a], *y = &pieces[*(const uint32_t *)b];
	double heights = (y->bottom - y->top) - (x->bottom - x->top);

	if (fabs(heights) > 0.5)
		return heights < 0 ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static double wanted_width(const struct packing *packing, double gap, double shape)
{
	double area = 0, widest = 0;

	for (uint32_t i = 0; i < packing->count; i++) {
		const struct piece *piece = &packing->pieces[i];
		area += (piece->right - piece->left + gap) * (piece->bottom - piece->top + gap);
		widest = fmax(widest, piece->right - piece->left);
	}
	return fmax(widest, sqrt(area * shape));
}

static void place_pieces(struct packing *packing, double gap, double width)
{
	double x = 0, y = 0, row = 0;

	packing->layout->width = packing->layout->height = 0;
	for (uint32_t i = 0; i < packing->count; i++) {
		struct piece *piece = &packing->pieces[packing->order[i]];
		if (x > 0 && x + piece->right - piece->left > width) {
			x = 0;
			y += row + gap;
			row = 0;
		}
		piece->x = x - piece->left;
		piece->y = y - piece->top;
		x += piece->right - piece->left;
		row = fmax(row, piece->bottom - piece->top);
		packing->layout->width = fmax(packing->layout->width, x);
		packing->layout->height = y + row;
		x += gap * 2;
	}
}

static void move(struct layout_point *point, const struct piece *piece)
{
	point->x += piece->x;
	point->y += piece->y;
}

static void move_all(const struct packing *packing)
{
	struct layout *layout = packing->layout;

	for (uint32_t i = 0; i < layout->box_count; i++)
		move(&layout->boxes[i].at, &packing->pieces[packing->root[i]]);
	for (size_t i = 0; i < layout->arrow_count; i++) {
		struct layout_arrow *arrow = &layout->arrows[i];
		const struct piece *piece = &packing->pieces[packing->root[arrow->from]];
		move(&arrow->label, piece);
		for (int part = 0; part < 2; part++)
			for (size_t k = 0; k < arrow->curve[part].n; k++)
				move(&arrow->curve[part].at[k], piece);
	}
}

void layout_pack(struct layout *layout, double gap, double shape)
{
	struct packing packing = {.layout = layout};

	packing.root = memory_new(layout->box_count, sizeof *packing.root);
	packing.pieces = memory_new(layout->box_count, sizeof *packing.pieces);
	packing.order = memory_new(layout->box_count, sizeof *packing.order);
	find_pieces(&packing);
	for (uint32_t i = 0; i < packing.count; i++)
		packing.order[i] = i;
	qsort_r(packing.order, packing.count, sizeof *packing.order, compare_pieces, packing.pieces);
	place_pieces(&packing, gap, wanted_width(&packing, gap, shape));
	move_all(&packing);
	free(packing.root);
	free(packing.pieces);
	free(packing.order);
}
