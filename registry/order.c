#include "registry/order.h"

#include "registry/port/unicode.h"

#include <stdlib.h>

struct order {
	const struct registry *registry;
	const struct unicode_order *titles;
};

static int compare_documents(const void *a, const void *b, void *context)
{
	const struct order *order = context;
	const struct registry *registry = order->registry;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const struct document *first = &registry->documents[x], *second = &registry->documents[y];
	uint32_t rank_x = vocabulary_type_rank(&registry->vocabulary, first->type_index);
	uint32_t rank_y = vocabulary_type_rank(&registry->vocabulary, second->type_index);
	int titles = 0;

	if (registry_governs(registry, x) != registry_governs(registry, y))
		return registry_governs(registry, x) ? -1 : 1;
	if (rank_x != rank_y)
		return rank_x < rank_y ? -1 : 1;
	titles = unicode_order_compare(order->titles, first->title, second->title);
	return titles ? titles : str_compare(first->id, second->id);
}

void documents_sort(const struct registry *registry, uint32_t *documents, size_t count)
{
	struct unicode_order *titles = unicode_order_new();
	struct order order = {registry, titles};

	qsort_r(documents, count, sizeof *documents, compare_documents, &order);
	unicode_order_free(titles);
}

enum tri document_concerns(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named)
{
	const struct names *topics = &registry->documents[document].topics;

	for (uint32_t i = 0; i < topics->n; i++) {
		uint32_t index = map_get(&registry->vocabulary.topic_by_id, topics->at[i].text);
		if (index != MAP_NONE && vocabulary_topic_within(&registry->vocabulary, index, topic)) {
			*named = i;
			return TRI_YES;
		}
	}
	return topics->n ? TRI_NO : TRI_UNKNOWN;
}
