#include "registry/scope/topic.h"

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
