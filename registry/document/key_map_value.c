/* What one text of a collection says: nothing, or what a way picks of it. */
#include "registry/document/key_map.h"

bool key_map_is_none(const struct key_map *map, struct str text)
{
	for (uint32_t i = 0; i < map->none.n; i++)
		if (str_alike(map->none.at[i].text, text))
			return true;
	return false;
}

struct str way_value(const struct way *way, struct str text)
{
	struct regex_span spans[REGEX_GROUPS_MAX + 1];
	struct regex_span *taken = &spans[0];

	if (!way->pattern)
		return text;
	if (way->group > (int)REGEX_GROUPS_MAX ||
	    regex_match(way->pattern, text, 0, spans, (size_t)way->group + 1) != 1)
		return STR_EMPTY;
	if (spans[way->group].from != SIZE_MAX)
		taken = &spans[way->group];
	return str_part(text, taken->from, taken->to - taken->from);
}
