#include "registry/document/profile.h"

const struct allowed *profile_words(struct arena *arena)
{
	struct allowed *words = ARENA_ARRAY(arena, struct allowed, profile_count + 1);

	for (size_t i = 0; i < profile_count; i++)
		words[i].name = profiles[i].name;
	return words;
}

/* The first line is English, the second Swedish. */
struct bilingual profile_summary(struct arena *arena, const struct embedded *profile)
{
	struct str rest = {profile->text, profile->size}, line = STR_EMPTY;
	const char *texts[2] = {"", ""};

	for (int i = 0; i < 2 && str_next_line(&rest, &line) && str_starts(line, STR("# ")); i++)
		texts[i] = arena_copy(arena, str_part(line, 2, SIZE_MAX)).at;
	return (struct bilingual){texts[0], texts[1]};
}
