#include "registry/scope/topic.h"

const char *about_name(enum about about)
{
	static const char *const names[] = {"", "", "broader", "narrower", "topic"};

	return names[about];
}

enum about topic_about(const struct vocabulary *vocabulary, uint32_t named, uint32_t topic)
{
	if (named == NO_BODY || topic == NO_BODY)
		return ABOUT_NONE;
	if (named == topic)
		return ABOUT_TOPIC;
	if (vocabulary_topic_within(vocabulary, named, topic))
		return ABOUT_NARROWER;
	return vocabulary_topic_within(vocabulary, topic, named) ? ABOUT_BROADER : ABOUT_NONE;
}

enum about document_about(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named)
{
	const struct names *topics = &registry->documents[document].topics;
	enum about about = topics->n ? ABOUT_NONE : ABOUT_UNSTATED;

	for (uint32_t i = 0; i < topics->n; i++) {
		uint32_t index =
			map_get(&registry->vocabulary.topic_by_id, topics->at[i].text); /* MAP_NONE is NO_BODY */
		enum about found = topic_about(&registry->vocabulary, index, topic);
		if (found > about) {
			about = found;
			*named = i;
		}
	}
	return about;
}

enum tri document_concerns(const struct registry *registry, uint32_t document, uint32_t topic, uint32_t *named)
{
	uint32_t entry = 0;
	enum about about = document_about(registry, document, topic, &entry);

	if (about >= ABOUT_NARROWER)
		*named = entry;
	return about >= ABOUT_NARROWER ? TRI_YES : about == ABOUT_UNSTATED ? TRI_UNKNOWN : TRI_NO;
}
