#include "registry/citation/act_name.h"
#include "registry/federation/federation.h"
#include "registry/validity/horizon.h"
#include "registry/validity/status.h"

bool foreign_named(const struct registry *registry, struct str name, struct foreign *out)
{
	size_t colon = str_find(name, STR(":"), 0);

	for (uint32_t i = 0; colon != SIZE_MAX && i < registry->register_count; i++) {
		const struct registry_other *other = &registry->registers[i];
		if (!str_equal(other->name, str_part(name, 0, colon)))
			continue;
		*out = (struct foreign){other, NO_DOCUMENT};
		if (other->registry)
			out->document = registry_find(other->registry, str_part(name, colon + 1, name.n));
		return true;
	}
	return false;
}

/* Of the documents of one name, the one that applied on the day (as far as is known), else the only one. */
static uint32_t applied_on(const struct registry *registry, uint32_t name, struct date on)
{
	uint32_t found = NO_DOCUMENT, only = NO_DOCUMENT, count = 0;

	for (; name != NO_NAME; name = names_at(registry->names, name)->next) {
		uint32_t document = names_at(registry->names, name)->document;
		if (document == only)
			continue;
		only = document;
		count++;
		if (!on.known || !status_applies(status_on(registry, document, MARKDOWN_NO_PART,
		                                           within_horizon(registry, document, on))))
			continue;
		if (found != NO_DOCUMENT)
			return NO_DOCUMENT;
		found = document;
	}
	return found == NO_DOCUMENT && count == 1 ? only : found;
}

static uint32_t named_on(const struct registry *registry, struct str called, struct date on)
{
	uint32_t name = names_by_title(registry->names, called);

	if (name == NO_NAME && called.n && called.at[called.n - 1] == 's')
		name = names_by_title(registry->names, str_part(called, 0, called.n - 1));
	return name == NO_NAME ? NO_DOCUMENT : applied_on(registry, name, on);
}

struct foreign foreign_cited(const struct registry *registry, const struct citation *citation, struct date on)
{
	struct foreign foreign = {NULL, NO_DOCUMENT};

	if (citation->kind == CITATION_WIKI) {
		(void)foreign_named(registry, citation->text, &foreign);
		return foreign;
	}
	for (uint32_t i = 0; citation->kind == CITATION_ACT && i < registry->register_count; i++) {
		const struct registry_other *other = &registry->registers[i];
		if (!other->registry)
			continue;
		foreign.document = citation->number.n ? map_get(&other->by_number, citation->number)
		                                      : named_on(other->registry, citation->called, on);
		foreign.other = other;
		if (foreign.document != NO_DOCUMENT)
			return foreign;
	}
	return (struct foreign){NULL, NO_DOCUMENT};
}

bool foreign_is_partial(const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->register_count; i++)
		if (!registry->registers[i].registry)
			return true;
	return false;
}

const struct document *foreign_document(struct foreign foreign)
{
	return foreign.other && foreign.document != NO_DOCUMENT ? &foreign.other->registry->documents[foreign.document]
	                                                        : NULL;
}

struct str foreign_id(struct arena *arena, const struct registry_other *other, uint32_t document)
{
	return arena_format(arena, "%.*s:%.*s", STR_ARG(other->name), STR_ARG(other->registry->documents[document].id));
}
