/* What is found goes here. */
#include "registry/import/import.h"
#include "registry/import/lines.h"

struct import_key *import_key(struct import *import, const char *key, bool list)
{
	for (size_t i = 0; i < import->keys.n; i++)
		if (!strcmp(import->keys.at[i].key, key))
			return &import->keys.at[i];
	vec_push(&import->keys, (struct import_key){.key = key, .list = list});
	return &import->keys.at[import->keys.n - 1];
}

struct import_place import_place_of(const struct paper *paper, size_t block, struct str text)
{
	const struct block *at = block < paper->blocks.n ? &paper->blocks.at[block] : NULL;
	struct import_place place = {.room = ROOM_NAME, .unit = paper->unit};

	if (!at)
		return place;
	place.room = at->room;
	place.number = paper->unit == UNIT_PAGE ? at->page : at->line;
	if (paper->unit == UNIT_LINE && text.at >= at->text.at && text.at < at->text.at + at->text.n)
		for (const char *byte = at->text.at; byte < text.at; byte++)
			place.number += *byte == '\n';
	return place;
}

void import_find(struct import *import, const struct paper *paper, const char *key, struct str value, size_t block,
                 struct str text)
{
	vec_push(&import->found, (struct import_found){key, value, import_place_of(paper, block, text),
	                                               lines_as_one(&import->arena, text)});
}

void import_doubt(struct import *import, const struct paper *paper, enum import_doubt_kind kind, const char *key,
                  struct str value, size_t block)
{
	vec_push(&import->doubts, (struct import_doubt){kind, key, lines_as_one(&import->arena, value),
	                                                import_place_of(paper, block, value), STR_EMPTY});
}

void import_release(struct import *import)
{
	for (size_t i = 0; i < import->keys.n; i++)
		vec_release(&import->keys.at[i].values);
	vec_release(&import->keys);
	vec_release(&import->found);
	vec_release(&import->doubts);
	arena_release(&import->arena);
}
