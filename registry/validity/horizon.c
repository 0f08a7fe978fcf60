#include "registry/validity/horizon.h"

static int32_t last_of(struct date known_until)
{
	return known_until.known && known_until.last != DAY_MIN ? known_until.last : DAY_MAX;
}

int32_t document_horizon(const struct registry *registry, uint32_t document)
{
	const struct document *asked = &registry->documents[document];

	return last_of(asked->known_until.known ? asked->known_until : registry->config.known_until);
}

bool is_beyond_horizon(const struct registry *registry, uint32_t document, struct date on)
{
	return on.known && on.last > document_horizon(registry, document);
}

struct date within_horizon(const struct registry *registry, uint32_t document, struct date on)
{
	int32_t last = document_horizon(registry, document);

	if (on.known && on.last > last)
		on.last = last;
	if (on.known && on.first > last)
		on.first = last;
	return on;
}

struct date register_day(const struct registry *registry, struct date today)
{
	int32_t last = last_of(registry->config.known_until);

	return today.known && last != DAY_MAX && last < today.last ? date_from_day(last) : today;
}
