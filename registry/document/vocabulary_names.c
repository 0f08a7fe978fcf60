#include "registry/document/vocabulary_names.h"

#include "registry/port/unicode.h"

uint32_t vocabulary_count(const struct vocabulary *vocabulary, enum vocabulary_file file)
{
	return file == VOCABULARY_BODIES  ? vocabulary->body_count
	       : file == VOCABULARY_TYPES ? vocabulary->type_count
	                                  : vocabulary->topic_count;
}

static bool body_name(const struct body *body, size_t k, struct str *out)
{
	if (k >= 2 + body->aliases.n)
		return false;
	*out = k == 0 ? body->id : k == 1 ? body->name : body->aliases.at[k - 2].text;
	return true;
}

static bool labelled_name(struct str id, struct bilingual label, size_t k, struct str *out)
{
	*out = k == 0 ? id : str_from(k == 1 ? label.sv : label.en);
	return k < 3;
}

bool vocabulary_name(const struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index, size_t k,
                     struct str *out)
{
	if (file == VOCABULARY_BODIES)
		return body_name(&vocabulary->bodies[index], k, out);
	if (file == VOCABULARY_TYPES)
		return labelled_name(vocabulary->types[index].id, vocabulary->types[index].name, k, out);
	return labelled_name(vocabulary->topics[index].id, vocabulary->topics[index].label, k, out);
}

static bool goes_by(const struct vocabulary *vocabulary, enum vocabulary_file file, uint32_t index, struct str folded,
                    struct arena *arena)
{
	struct str name = STR_EMPTY;

	for (size_t k = 0; vocabulary_name(vocabulary, file, index, k, &name); k++)
		if (name.n && str_equal(unicode_fold(arena, name), folded))
			return true;
	return false;
}

uint32_t vocabulary_find(const struct vocabulary *vocabulary, enum vocabulary_file file, struct str text)
{
	const struct map *ids = file == VOCABULARY_BODIES  ? &vocabulary->body_by_id
	                        : file == VOCABULARY_TYPES ? &vocabulary->type_by_id
	                                                   : &vocabulary->topic_by_id;
	struct arena arena = ARENA_EMPTY;
	struct str folded = unicode_fold(&arena, text);
	uint32_t found = map_get(ids, text), count = 0;

	for (uint32_t i = 0; map_get(ids, text) == MAP_NONE && i < vocabulary_count(vocabulary, file); i++)
		if (goes_by(vocabulary, file, i, folded, &arena)) {
			found = i;
			count++;
		}
	arena_release(&arena);
	return count > 1 ? MAP_NONE : found;
}
