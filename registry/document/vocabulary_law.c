/* A vocabulary judged by another: new words count at once, what is said of old ones does not change. */
#include "registry/document/vocabulary.h"

static void *joined(struct arena *arena, const void *own, uint32_t count, uint32_t more, size_t size)
{
	char *all = arena_alloc(arena, (size_t)count + more + 1, size);

	if (count)
		memcpy(all, own, count * size);
	return all;
}

static void bodies_judge_by(struct vocabulary *vocabulary, const struct vocabulary *law, struct arena *arena)
{
	vocabulary->bodies =
		joined(arena, vocabulary->bodies, vocabulary->body_count, law->body_count, sizeof *law->bodies);
	for (uint32_t i = 0; i < law->body_count; i++) {
		const struct body *said = &law->bodies[i];
		uint32_t own = map_get(&vocabulary->body_by_id, said->id);
		if (!said->id.n)
			continue;
		if (own == MAP_NONE) {
			map_add(&vocabulary->body_by_id, said->id, vocabulary->body_count);
			vocabulary->bodies[vocabulary->body_count++] = *said;
		} else {
			vocabulary->bodies[own].kind = said->kind;
			vocabulary->bodies[own].rank = said->rank;
			vocabulary->bodies[own].parent_id = said->parent_id;
		}
	}
}

static void topics_judge_by(struct vocabulary *vocabulary, const struct vocabulary *law, struct arena *arena)
{
	vocabulary->topics =
		joined(arena, vocabulary->topics, vocabulary->topic_count, law->topic_count, sizeof *law->topics);
	for (uint32_t i = 0; i < law->topic_count; i++) {
		uint32_t own = map_get(&vocabulary->topic_by_id, law->topics[i].id);
		if (!law->topics[i].id.n)
			continue;
		if (own == MAP_NONE) {
			map_add(&vocabulary->topic_by_id, law->topics[i].id, vocabulary->topic_count);
			vocabulary->topics[vocabulary->topic_count++] = law->topics[i];
		} else {
			vocabulary->topics[own].broader_id = law->topics[i].broader_id;
		}
	}
}

struct types { /* being put together */
	struct document_type *at;
	uint32_t n;
};

/* From a place in the list on, up to one that the other vocabulary has too. */
static void take_new_types(struct types *all, const struct vocabulary *own, uint32_t from, const struct vocabulary *law)
{
	for (; from < own->type_count && map_get(&law->type_by_id, own->types[from].id) == MAP_NONE; from++)
		all->at[all->n++] = own->types[from];
}

/* Types are in order of rank: the other's order holds, and a new one comes after the one that it stands after. */
static void types_judge_by(struct vocabulary *own, const struct vocabulary *law, struct arena *arena)
{
	struct types all = {ARENA_ARRAY(arena, struct document_type, (size_t)own->type_count + law->type_count + 1), 0};

	take_new_types(&all, own, 0, law);
	for (uint32_t i = 0; i < law->type_count; i++) {
		uint32_t at = map_get(&own->type_by_id, law->types[i].id);
		if (map_get(&law->type_by_id, law->types[i].id) != i)
			continue; /* stated twice, or without an id */
		all.at[all.n++] = law->types[i];
		if (at == MAP_NONE)
			continue;
		all.at[all.n - 1].name = own->types[at].name;
		take_new_types(&all, own, at + 1, law);
	}
	map_release(&own->type_by_id);
	for (uint32_t i = 0; i < all.n; i++)
		map_add(&own->type_by_id, all.at[i].id, i);
	own->types = all.at;
	own->type_count = all.n;
}

void vocabulary_judge_by(struct vocabulary *vocabulary, const struct vocabulary *law, struct arena *arena)
{
	bodies_judge_by(vocabulary, law, arena);
	types_judge_by(vocabulary, law, arena);
	topics_judge_by(vocabulary, law, arena);
	for (int i = 0; i < VOCABULARY_FILES; i++) {
		vocabulary->held[i] = vocabulary->held[i] || law->held[i];
		vocabulary->declared[i] = vocabulary->declared[i] || law->declared[i];
	}
}
