/* registry/port/layout and bin/graph_pack: boxes do not overlap, arrows end at their boxes, limits hold. */
#include "bin/graph/graph_pack.h"
#include "registry/base/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
/* cmocka needs the first three above */
#include <cmocka.h>

#define WIDTH 200.0
#define HEIGHT 50.0

static struct arena arena;

static struct layout layout_new(uint32_t boxes, size_t arrows)
{
	struct layout layout = {.box_count = boxes, .arrow_count = arrows};

	layout.boxes = ARENA_ARRAY(&arena, struct layout_box, boxes);
	layout.arrows = ARENA_ARRAY(&arena, struct layout_arrow, arrows);
	for (uint32_t i = 0; i < boxes; i++)
		layout.boxes[i] = (struct layout_box){.width = WIDTH, .height = HEIGHT + i % 3 * 10};
	return layout;
}

static bool apart(const struct layout_box *a, const struct layout_box *b)
{
	return fabs(a->at.x - b->at.x) >= (a->width + b->width) / 2 - 0.01 ||
	       fabs(a->at.y - b->at.y) >= (a->height + b->height) / 2 - 0.01;
}

static bool touches(const struct layout_box *box, struct layout_point point)
{
	return fabs(point.x - box->at.x) <= box->width / 2 + 2 && fabs(point.y - box->at.y) <= box->height / 2 + 2;
}

static void boxes_are_apart(const struct layout *layout)
{
	for (uint32_t i = 0; i < layout->box_count; i++) {
		const struct layout_box *box = &layout->boxes[i];
		assert_true(box->at.x >= box->width / 2 - 0.01 && box->at.y >= box->height / 2 - 0.01);
		assert_true(box->at.x + box->width / 2 <= layout->width + 0.01);
		assert_true(box->at.y + box->height / 2 <= layout->height + 0.01);
		for (uint32_t k = 0; k < i; k++)
			assert_true(apart(box, &layout->boxes[k]));
	}
}

static void arrows_end_at_boxes(const struct layout *layout)
{
	for (size_t i = 0; i < layout->arrow_count; i++) {
		const struct layout_arrow *arrow = &layout->arrows[i];
		const struct layout_curve *last = &arrow->curve[arrow->width > 0 ? 1 : 0];
		assert_true(arrow->curve[0].n >= 4 && arrow->curve[0].n % 3 == 1);
		assert_true(last->n >= 4 && last->n % 3 == 1);
		assert_true(touches(&layout->boxes[arrow->from], arrow->curve[0].at[0]));
		assert_true(touches(&layout->boxes[arrow->to], last->at[last->n - 1]));
	}
}

static void nothing(void **state)
{
	struct layout layout = layout_new(0, 0);

	(void)state;
	assert_int_equal(layout_arrange(&layout, &arena), 0);
	layout_pack(&layout, 20, 1);
	assert_true(layout.width == 0 && layout.height == 0);
}

/* A circle, two arrows between the same boxes, and a piece of its own; with labels and without. */
static void circles(void **state)
{
	static const uint32_t ends[][2] = {{0, 1}, {1, 2}, {2, 0}, {0, 2}, {0, 1}, {1, 0}, {3, 4}};

	(void)state;
	for (int labels = 0; labels < 2; labels++) {
		struct layout layout = layout_new(5, sizeof ends / sizeof *ends);
		for (size_t i = 0; i < layout.arrow_count; i++)
			layout.arrows[i] = (struct layout_arrow){
				.from = ends[i][0], .to = ends[i][1], .width = labels * 60, .height = labels * 16};
		assert_int_equal(layout_arrange(&layout, &arena), 0);
		boxes_are_apart(&layout);
		arrows_end_at_boxes(&layout);
		assert_true(layout.boxes[3].at.x < layout.boxes[4].at.x); /* arrows point to the right */
		layout_pack(&layout, 20, 1);
		boxes_are_apart(&layout);
		arrows_end_at_boxes(&layout);
	}
}

/* Many small pieces stand beside each other, in their order. */
static void pieces(void **state)
{
	struct layout layout = layout_new(60, 30);

	(void)state;
	for (uint32_t i = 0; i < 30; i++)
		layout.arrows[i] = (struct layout_arrow){.from = 2 * i, .to = 2 * i + 1};
	assert_int_equal(layout_arrange(&layout, &arena), 0);
	layout_pack(&layout, 20, 1);
	boxes_are_apart(&layout);
	arrows_end_at_boxes(&layout);
	assert_true(layout.width > 0.5 * layout.height && layout.width < 2 * layout.height);
}

static void the_same_twice(void **state)
{
	struct layout_point first[40];

	(void)state;
	for (int run = 0; run < 2; run++) {
		struct layout layout = layout_new(40, 80);
		for (uint32_t i = 0; i < 80; i++)
			layout.arrows[i] = (struct layout_arrow){.from = i * 7 % 40, .to = (i * 7 + i % 9 + 1) % 40};
		assert_int_equal(layout_arrange(&layout, &arena), 0);
		for (uint32_t i = 0; i < 40; i++) {
			if (run)
				assert_true(first[i].x == layout.boxes[i].at.x && first[i].y == layout.boxes[i].at.y);
			first[i] = layout.boxes[i].at;
		}
	}
}

static void limits(void **state)
{
	struct layout layout = layout_new(LAYOUT_BOXES_MAX, LAYOUT_ARROWS_MAX);

	(void)state;
	for (uint32_t i = 0; i < LAYOUT_ARROWS_MAX; i++)
		layout.arrows[i] = (struct layout_arrow){.from = i / 3, .to = i / 3 ? 0 : 1};
	assert_int_equal(layout_arrange(&layout, &arena), 0);
	boxes_are_apart(&layout);
	layout.arrow_count++;
	assert_int_equal(layout_arrange(&layout, &arena), -1);
	layout.arrow_count = 0;
	layout.box_count++;
	assert_int_equal(layout_arrange(&layout, &arena), -1);
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(nothing), cmocka_unit_test(circles),
	                                   cmocka_unit_test(pieces), cmocka_unit_test(the_same_twice),
	                                   cmocka_unit_test(limits)};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
