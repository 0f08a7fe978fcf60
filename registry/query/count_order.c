/* The order in which counts are reported. */
#include "registry/port/unicode.h"
#include "registry/query/count.h"

#include <stdlib.h>

struct row_order {
	const struct vocabulary *vocabulary;
	enum count_by by;
	const struct str *labels; /* sort keys, by topic or body */
};

static unsigned topic_depth(const struct vocabulary *vocabulary, uint32_t topic)
{
	unsigned depth = 0;

	while ((topic = vocabulary->topics[topic].broader) != NO_BODY)
		depth++;
	return depth;
}

/* As a tree: a topic stands behind the broader one, siblings by their labels. */
static int compare_topics(const struct row_order *order, uint32_t a, uint32_t b)
{
	const struct topic *topics = order->vocabulary->topics;
	unsigned depth_a = topic_depth(order->vocabulary, a), depth_b = topic_depth(order->vocabulary, b);
	int found = depth_a < depth_b ? -1 : depth_a > depth_b;

	for (; depth_a > depth_b; depth_a--)
		a = topics[a].broader;
	for (; depth_b > depth_a; depth_b--)
		b = topics[b].broader;
	if (a == b)
		return found;
	while (topics[a].broader != topics[b].broader) {
		a = topics[a].broader;
		b = topics[b].broader;
	}
	found = str_compare(order->labels[a], order->labels[b]);
	return found ? found : str_compare(topics[a].id, topics[b].id);
}

static int compare_bodies(const struct row_order *order, uint32_t a, uint32_t b)
{
	const struct body *x = &order->vocabulary->bodies[a], *y = &order->vocabulary->bodies[b];
	int found = 0;

	if (x->rank != y->rank)
		return x->rank - 1 < y->rank - 1 ? -1 : 1; /* 0, not told, comes last */
	found = str_compare(order->labels[a], order->labels[b]);
	return found ? found : str_compare(x->id, y->id);
}

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct count_row *x = a, *y = b;
	const struct row_order *order = context;

	if (!x->id.n != !y->id.n)
		return x->id.n ? -1 : 1;
	if ((x->entry == NO_BODY) != (y->entry == NO_BODY))
		return x->entry == NO_BODY ? 1 : -1;
	if (x->entry == NO_BODY)
		return str_compare(x->id, y->id);
	if (order->by == COUNT_BY_TOPIC)
		return compare_topics(order, x->entry, y->entry);
	if (order->by == COUNT_BY_BODY)
		return compare_bodies(order, x->entry, y->entry);
	return x->entry < y->entry ? -1 : x->entry > y->entry;
}

void count_rows_sort(struct count_row *rows, size_t count, const struct vocabulary *vocabulary, enum count_by by,
                     enum language language)
{
	struct unicode_order *swedish = unicode_order_new();
	struct arena arena = ARENA_EMPTY;
	uint32_t labels_count = by == COUNT_BY_TOPIC ? vocabulary->topic_count : vocabulary->body_count;
	struct str *labels = ARENA_ARRAY(&arena, struct str, labels_count);
	struct row_order order = {vocabulary, by, labels};

	for (uint32_t i = 0; by != COUNT_BY_TYPE && i < labels_count; i++)
		labels[i] =
			unicode_order_key(swedish, &arena,
		                          by == COUNT_BY_TOPIC ? bilingual_str(vocabulary->topics[i].label, language)
		                                               : vocabulary->bodies[i].name);
	qsort_r(rows, count, sizeof *rows, compare_rows, &order);
	arena_release(&arena);
	unicode_order_free(swedish);
}
