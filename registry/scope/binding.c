#include "registry/scope/binding.h"

static bool kind_is(const struct body *body, const char *kind)
{
	return str_equal(body->kind, str_from(kind));
}

static bool is_serving(const struct body *body)
{
	return kind_is(body, "office") || kind_is(body, "unit") || kind_is(body, "role") || kind_is(body, "council");
}

static bool is_person(const struct body *body)
{
	return kind_is(body, "company") || kind_is(body, "foundation") || kind_is(body, "federation");
}

uint32_t body_served(const struct vocabulary *vocabulary, uint32_t body)
{
	while (body != NO_BODY && is_serving(&vocabulary->bodies[body]))
		body = vocabulary->bodies[body].parent; /* the tree has no circles */
	return body;
}

bool body_is_legal_person(const struct vocabulary *vocabulary, uint32_t body)
{
	uint32_t served = body_served(vocabulary, body);

	return served != NO_BODY && is_person(&vocabulary->bodies[served]);
}

/* --- the executive board among the committees ----------------------------------------------------------------------- */

static bool holds_committees(const struct vocabulary *vocabulary, uint32_t group)
{
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (kind_is(&vocabulary->bodies[i], "committee") && vocabulary_body_within(vocabulary, i, group))
			return true;
	return false;
}

static bool is_rival(const struct vocabulary *vocabulary, uint32_t other, uint32_t group)
{
	return other != group && kind_is(&vocabulary->bodies[other], "group") &&
	       vocabulary->bodies[other].parent == vocabulary->bodies[group].parent &&
	       holds_committees(vocabulary, other);
}

/* Is it the group of all committees? Of several such groups below the assembly, only one that is called so. */
static bool is_all_committees(const struct vocabulary *vocabulary, uint32_t group)
{
	if (!kind_is(&vocabulary->bodies[group], "group") || !holds_committees(vocabulary, group))
		return false;
	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		if (is_rival(vocabulary, i, group))
			return str_equal(vocabulary->bodies[group].id, STR("namnderna"));
	return true;
}

/* By municipal law (KL 6:1) the executive board is a committee, though it stands beside them in the tree. */
static bool is_board_among(const struct vocabulary *vocabulary, uint32_t board, uint32_t group)
{
	return kind_is(&vocabulary->bodies[board], "board") && vocabulary->bodies[board].parent != NO_BODY &&
	       vocabulary->bodies[board].parent == vocabulary->bodies[group].parent &&
	       is_all_committees(vocabulary, group);
}

/* --- the tree ------------------------------------------------------------------------------------------------------- */

/* From a body up to the one above it: what it serves, or what it is a member of. An assembly stands above the boards that it appoints,
 * but they are not members of it. */
static bool counts_as(const struct body *body, const struct body *above, bool subsidiaries)
{
	if (is_person(above) && is_person(body))
		return subsidiaries;
	if (is_serving(body))
		return true;
	return !kind_is(above, "assembly") && !kind_is(above, "board") && !kind_is(above, "committee");
}

/* The city holds them all; but that what is said of it is meant for a legal person of its own has to be said. */
static enum tri within_city(const struct vocabulary *vocabulary, uint32_t body, uint32_t city, bool subsidiaries)
{
	bool person = false;

	for (; body != city; body = vocabulary->bodies[body].parent) {
		if (body == NO_BODY)
			return TRI_NO;
		person = person || is_person(&vocabulary->bodies[body]);
	}
	return person && !subsidiaries ? TRI_UNKNOWN : TRI_YES;
}

static enum tri within(const struct vocabulary *vocabulary, uint32_t body, uint32_t whole, bool subsidiaries,
                       uint32_t *steps)
{
	*steps = 0;
	if (kind_is(&vocabulary->bodies[whole], "city")) {
		for (uint32_t at = body; at != whole && at != NO_BODY; at = vocabulary->bodies[at].parent)
			++*steps;
		return within_city(vocabulary, body, whole, subsidiaries);
	}
	for (; body != whole; ++*steps) {
		uint32_t above = vocabulary->bodies[body].parent; /* the tree has no circles */
		if (is_board_among(vocabulary, body, whole))
			return TRI_YES;
		if (above == NO_BODY || !counts_as(&vocabulary->bodies[body], &vocabulary->bodies[above], subsidiaries))
			return TRI_NO;
		body = above;
	}
	return TRI_YES;
}

enum tri body_is_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t whole, bool subsidiaries)
{
	uint32_t steps = 0;

	return within(vocabulary, body, whole, subsidiaries, &steps);
}

/* --- what a document says ------------------------------------------------------------------------------------------- */

#define SILENT (UINT32_MAX - 1) /* steps: farther than anything that is said */

/* The entry that speaks of the body itself, or of the nearest that holds it, decides; of two such, both. */
enum tri document_binds(const struct registry *registry, uint32_t document, uint32_t body, struct str id,
                        uint32_t *scope)
{
	const struct document *about = &registry->documents[document];
	enum tri answer = about->scope_count && body != NO_BODY ? TRI_NO : TRI_UNKNOWN;
	uint32_t nearest = UINT32_MAX;

	*scope = NO_SCOPE;
	for (uint32_t i = 0; i < about->scope_count; i++) {
		const struct scope *entry = &about->scopes[i];
		bool itself = str_equal(entry->body.text, id), known = entry->body_index != NO_BODY && body != NO_BODY;
		uint32_t steps = 0;
		enum tri says =
			itself  ? TRI_YES
			: known ? within(&registry->vocabulary, body, entry->body_index, entry->subsidiaries, &steps)
				: TRI_NO;
		if (!itself && !known && *scope == NO_SCOPE)
			answer = TRI_UNKNOWN;
		if (says == TRI_NO)
			continue;
		steps = says == TRI_UNKNOWN ? SILENT : steps;
		says = entry->reach == REACH_STATED ? says : TRI_UNKNOWN;
		if (steps > nearest || (steps == nearest && says >= answer))
			continue;
		answer = says;
		nearest = steps;
		*scope = i;
	}
	return answer;
}
