#include "registry/scope/binding.h"

static bool kind_is(const struct body *body, const char *kind)
{
	return str_equal(body->kind, str_from(kind));
}

/* From a body up to the one above it: what it serves, or what it is a member of. An assembly stands above the boards that it appoints,
 * but they are not members of it; the city holds them all. */
static bool counts_as(const struct body *body, const struct body *above, bool subsidiaries)
{
	if (kind_is(above, "company") && kind_is(body, "company"))
		return subsidiaries;
	if (kind_is(body, "office") || kind_is(body, "unit") || kind_is(body, "role") || kind_is(body, "council"))
		return true;
	return !kind_is(above, "assembly") && !kind_is(above, "board") && !kind_is(above, "committee");
}

bool body_is_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t whole, bool subsidiaries)
{
	bool city = kind_is(&vocabulary->bodies[whole], "city");

	while (body != whole) {
		uint32_t above = vocabulary->bodies[body].parent; /* the tree has no circles */
		if (above == NO_BODY ||
		    (!city && !counts_as(&vocabulary->bodies[body], &vocabulary->bodies[above], subsidiaries)))
			return false;
		body = above;
	}
	return true;
}

enum tri document_binds(const struct registry *registry, uint32_t document, uint32_t body, struct str id,
                        uint32_t *scope)
{
	const struct document *about = &registry->documents[document];
	enum tri answer = about->scope_count && body != NO_BODY ? TRI_NO : TRI_UNKNOWN;

	for (uint32_t i = 0; i < about->scope_count; i++) {
		const struct scope *entry = &about->scopes[i];
		bool known = entry->body_index != NO_BODY && body != NO_BODY;
		if (str_equal(entry->body.text, id) ||
		    (known && body_is_within(&registry->vocabulary, body, entry->body_index, entry->subsidiaries))) {
			*scope = i;
			return TRI_YES;
		}
		if (!known)
			answer = TRI_UNKNOWN;
	}
	return answer;
}
