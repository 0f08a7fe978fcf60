#include "registry/order.h"

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

void documents_sort(const struct registry *registry, uint32_t *documents, size_t count)
{
	struct unicode_order *titles = unicode_order_new();
	struct arena arena = ARENA_EMPTY;
	struct place_in_order *places = ARENA_ARRAY(&arena, struct place_in_order, count);

	for (size_t i = 0; i < count; i++) {
		const struct document *document = &registry->documents[documents[i]];
		places[i] = (struct place_in_order){documents[i],
		                                    vocabulary_type_rank(&registry->vocabulary, document->type_index),
		                                    registry_governs(registry, documents[i]),
		                                    unicode_order_key(titles, &arena, document->title), document->id};
	}
	qsort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count; i++)
		documents[i] = places[i].document;
	arena_release(&arena);
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
