#include "registry/graph/document_order.h"

#include "registry/base/memory.h"
#include "registry/base/thread_pool.h"
#include "registry/port/unicode.h"

#include <stdlib.h>

struct place_in_order { /* of one document; keys are made once, since comparing Swedish texts is slow */
	uint32_t document, rank;
	bool governs;
	struct str title, id;
};

static int compare_places(const void *a, const void *b)
{
	const struct place_in_order *x = a, *y = b;
	int titles = 0;

	if (x->governs != y->governs)
		return x->governs ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	titles = str_compare(x->title, y->title);
	return titles ? titles : str_compare(x->id, y->id);
}

struct ordering {
	const struct registry *registry;
	const struct unicode_order *titles;
	const uint32_t *documents;
	struct place_in_order *places;
	struct arena arenas[THREAD_POOL_MAX];
};

static void place_make(void *context, unsigned thread, size_t item)
{
	struct ordering *ordering = context;
	const struct registry *registry = ordering->registry;
	uint32_t index = ordering->documents[item];
	const struct document *document = &registry->documents[index];

	ordering->places[item] = (struct place_in_order){
		index, vocabulary_type_rank(&registry->vocabulary, document->type_index),
		registry_governs(registry, index),
		unicode_order_key(ordering->titles, &ordering->arenas[thread], document->title), document->id};
}

void documents_sort(const struct registry *registry, uint32_t *documents, size_t count)
{
	struct unicode_order *titles = unicode_order_new();
	struct ordering ordering = {.registry = registry, .titles = titles, .documents = documents};
	struct error error;

	ordering.places = memory_new(count, sizeof *ordering.places);
	if (thread_pool_run(thread_pool_size(count), count, place_make, &ordering, &error) < 0)
		(void)thread_pool_run(1, count, place_make, &ordering, &error);
	qsort(ordering.places, count, sizeof *ordering.places, compare_places);
	for (size_t i = 0; i < count; i++)
		documents[i] = ordering.places[i].document;
	free(ordering.places);
	for (size_t i = 0; i < THREAD_POOL_MAX; i++)
		arena_release(&ordering.arenas[i]);
	unicode_order_free(titles);
}
