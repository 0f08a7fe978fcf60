/* Which documents a comparison was asked about. */
#include "registry/history/registry_diff_internal.h"

#include "registry/scope/binding.h"
#include "registry/scope/topic.h"

/* What another body replied binds nobody, and is that body's business. */
static bool is_reply_of_another(const struct registry *registry, uint32_t document, struct str body)
{
	const struct document *reply = &registry->documents[document];

	if (registry_governs(registry, document) || !reply->decided_by.n || str_equal(reply->decided_by, body))
		return false;
	EDGES_EACH(relation, registry->by, document)
		if (relation->type == RELATION_RESPONDS_TO)
			return true;
	return false;
}

static bool binds(const struct registry *registry, uint32_t document, struct str body)
{
	uint32_t index = map_get(&registry->vocabulary.body_by_id, body), scope = 0; /* MAP_NONE is NO_BODY */

	return document != NO_DOCUMENT && !is_reply_of_another(registry, document, body) &&
	       document_binds(registry, document, index, body, &scope) != TRI_NO;
}

static bool concerns(const struct registry *registry, uint32_t document, struct str topic)
{
	uint32_t index = map_get(&registry->vocabulary.topic_by_id, topic), named = 0;

	return document != NO_DOCUMENT && index != MAP_NONE &&
	       document_concerns(registry, document, index, &named) != TRI_NO;
}

bool registry_diff_asks(const struct registry_diff_question *question, const struct registry_diff *diff, uint32_t old,
                        uint32_t new)
{
	struct str body = str_from(question->body), topic = str_from(question->topic);

	return (!body.n || binds(diff->old, old, body) || binds(diff->new, new, body)) &&
	       (!topic.n || concerns(diff->old, old, topic) || concerns(diff->new, new, topic));
}
