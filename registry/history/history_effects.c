/* When what others say of a document came. */
#include "registry/base/vec.h"
#include "registry/history/history.h"

typedef VEC(struct history_effect) effect_vec;

static bool acts_upon(const struct relation *relation, struct str id)
{
	enum relation_family family = relation_family(relation->type);

	return !relation->inverse && (family == FAMILY_ENDS || family == FAMILY_CHANGES) &&
	       str_equal(relation->target.name, id);
}

static void collect(effect_vec *found, const struct registry *registry, struct str id)
{
	for (uint32_t i = 0; i < registry->count; i++) {
		const struct document *document = &registry->documents[i];
		RELATIONS_EACH(relation, document)
			if (acts_upon(relation, id) && !str_equal(document->id, id))
				vec_push(found,
				         (struct history_effect){.stated = {relation, document, document->id, true},
				                                 .day = DATE_NONE});
	}
}

static bool brought(const struct history_entry *entry, const struct history_effect *effect, struct str id)
{
	for (size_t i = 0; i < entry->change.relation_count; i++) {
		const struct stated *old = &entry->change.relations[i].old, *new = &entry->change.relations[i].new;
		if (new->relation && !old->relation &&
		    !new->inverse &&new->relation->type == effect->stated.relation->type && str_equal(new->other, id))
			return true;
	}
	return false;
}

/* The newest commit that brought the relation: it has stood since. */
static void date_effect(struct history_effect *effect, const struct history *history, struct str id)
{
	for (size_t i = 0; i < history->count && !effect->dated; i++) {
		const struct history_entry *entry = &history->entries[i];
		if (!brought(entry, effect, id))
			continue;
		effect->dated = true;
		effect->day = entry->day;
		effect->subject = entry->subject;
		memcpy(effect->hex, entry->hex, sizeof effect->hex);
	}
}

int history_effects(struct history_effect **out, size_t *count, struct arena *arena, const struct registry *registry,
                    struct str id, size_t limit, struct error *error)
{
	effect_vec found = {0};
	int result = 0;

	collect(&found, registry, id);
	for (size_t i = 0; i < found.n && i < HISTORY_EFFECTS_DATED && !result; i++) {
		const struct document *actor = found.at[i].stated.in;
		struct history history;
		result = history_of(&history, arena, registry, actor->id, actor->path, limit, error);
		if (!result)
			date_effect(&found.at[i], &history, id);
	}
	*count = found.n;
	*out = ARENA_ARRAY(arena, struct history_effect, found.n);
	if (found.n)
		memcpy(*out, found.at, found.n * sizeof **out);
	vec_release(&found);
	return result;
}
