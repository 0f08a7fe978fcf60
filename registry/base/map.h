/* A map from text to a number, open addressing. Keys are borrowed and must outlive the map. */
#ifndef STYRDOK_REGISTRY_BASE_MAP_H
#define STYRDOK_REGISTRY_BASE_MAP_H

#include "registry/base/str.h"

struct map_slot;

struct map {
	struct map_slot *slots;
	size_t n, room; /* room is a power of two, or 0 */
};

#define MAP_NONE UINT32_MAX

/* The value of the key, or MAP_NONE. Safe from many threads once no one puts. */
uint32_t map_get(const struct map *map, struct str key);

/* Sets the key's value, which is not MAP_NONE, if it has none. Returns the value it then has (the older one wins). */
uint32_t map_add(struct map *map, struct str key, uint32_t value);

/* Makes room for so many keys, so that adding them moves nothing. */
void map_reserve(struct map *map, size_t keys);

void map_release(struct map *map);

#endif
