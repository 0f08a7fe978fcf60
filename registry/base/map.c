#include "registry/base/map.h"

#include "registry/base/memory.h"

#include <assert.h>
#include <stdlib.h>

#define MAP_ROOM_MIN 16

struct map_slot {
	struct str key; /* borrowed */
	uint32_t hash;  /* spares most comparisons, and hashing anew when the map grows */
	uint32_t value; /* plus one: 0 is a free slot, so that zeroed memory is an empty map */
};

static uint64_t mixed(uint64_t hash)
{
	hash *= UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio (Knuth 6.4) */
	return hash ^ hash >> 32;
}

/* Eight bytes at a time: maps of a hundred thousand ids are a good part of what loading costs. */
static uint32_t key_hash(struct str key)
{
	uint64_t hash = mixed(key.n), word = 0;
	size_t at = 0;

	for (; at + sizeof word <= key.n; at += sizeof word) {
		memcpy(&word, key.at + at, sizeof word);
		hash = mixed(hash ^ word);
	}
	word = 0;
	if (at < key.n)
		memcpy(&word, key.at + at, key.n - at);
	hash = mixed(hash ^ word);
	return (uint32_t)(hash ^ hash >> 29);
}

/* The slot that holds the key, or the free one where it belongs. There is always a free one. */
static struct map_slot *map_slot_of(const struct map *map, struct str key, uint32_t hash)
{
	size_t mask = map->room - 1;
	size_t i = hash & mask;

	while (map->slots[i].value && !(map->slots[i].hash == hash && str_equal(map->slots[i].key, key)))
		i = (i + 1) & mask;
	return &map->slots[i];
}

static void map_grow(struct map *map, size_t room)
{
	struct map new = {memory_new(room, sizeof *new.slots), map->n, room};

	for (size_t i = 0; i < map->room; i++) {
		struct map_slot *slot = &map->slots[i];

		if (slot->value)
			*map_slot_of(&new, slot->key, slot->hash) = *slot;
	}
	free(map->slots);
	*map = new;
}

void map_reserve(struct map *map, size_t keys)
{
	size_t room = map->room ? map->room : MAP_ROOM_MIN;

	while (keys >= room / 4 * 3)
		room *= 2;
	if (room > map->room)
		map_grow(map, room);
}

uint32_t map_get(const struct map *map, struct str key)
{
	if (map->n == 0)
		return MAP_NONE;
	return map_slot_of(map, key, key_hash(key))->value - 1; /* a free slot gives MAP_NONE */
}

uint32_t map_add(struct map *map, struct str key, uint32_t value)
{
	uint32_t hash = key_hash(key);
	struct map_slot *slot;

	assert(value != MAP_NONE);
	if (map->n >= map->room / 4 * 3)
		map_grow(map, map->room ? map->room * 2 : MAP_ROOM_MIN);
	slot = map_slot_of(map, key, hash);
	if (!slot->value) {
		*slot = (struct map_slot){key, hash, value + 1};
		map->n++;
	}
	return slot->value - 1;
}

void map_release(struct map *map)
{
	free(map->slots);
	*map = (struct map){NULL, 0, 0};
}
