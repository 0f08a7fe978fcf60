#include "registry/query/bound.h"

#include "registry/scope/binding.h"

/* What its own organs have made binding for a legal person binds it from that day; what names it is addressed to it. */
static enum binding binding_of(const struct registry *registry, uint32_t document, const struct bound *bound,
                               struct date on)
{
	const struct made_binding *made = NULL;

	if (bound->binds != TRI_YES || !body_is_legal_person(&registry->vocabulary, bound->body))
		return BINDING_NONE;
	made = &registry->documents[document].scopes[bound->scope].made_binding;
	if (!made->by.text.n || (made->on.known && date_not_after(made->on, on) != TRI_YES))
		return BINDING_ADDRESSED;
	return BINDING_BOUND;
}

/* What the body itself has decided binds it from the day of that decision, whatever applies-to says. */
static void bind_by_own_decision(const struct registry *registry, uint32_t document, uint32_t body, struct date on,
                                 struct bound *bound)
{
	const struct vocabulary *vocabulary = &registry->vocabulary;
	const struct document *about = &registry->documents[document];

	for (uint32_t i = 0; i < about->also_decided_count && !bound->also; i++) {
		const struct also_decided *also = &about->also_decided[i];
		enum tri begun = date_not_after(also->on, on);
		if (also->by_index == NO_BODY || body_is_within(vocabulary, body, also->by_index, false) != TRI_YES)
			continue;
		if (begun != TRI_YES && bound->binding != BINDING_NONE)
			return; /* until then it is addressed */
		bound->also = also;
		bound->body = body;
		bound->binds = TRI_YES;
		bound->begun = begun;
		if (begun == TRI_YES && body_is_legal_person(vocabulary, body))
			bound->binding = BINDING_BOUND;
	}
}

struct bound bound_on(const struct registry *registry, uint32_t document, const uint32_t *bodies, uint32_t count,
                      struct date on)
{
	struct bound bound = {TRI_NO, NO_BODY, NO_SCOPE, BINDING_NONE, NULL, TRI_YES};

	for (uint32_t i = 0; i < count; i++) {
		uint32_t scope = NO_SCOPE;
		enum tri binds = document_binds(registry, document, bodies[i],
		                                registry->vocabulary.bodies[bodies[i]].id, &scope);
		if (binds > bound.binds)
			bound = (struct bound){binds, bodies[i], scope, BINDING_NONE, NULL, TRI_YES};
	}
	bound.binding = binding_of(registry, document, &bound, on);
	for (uint32_t i = 0; i < count; i++)
		bind_by_own_decision(registry, document, bodies[i], on, &bound);
	return bound;
}
