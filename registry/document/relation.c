#include "registry/document/relation.h"

static const struct {
	const char *name, *inverse;
	struct bilingual words, inverse_words;
	enum relation_family family;
} relations[RELATION_TYPES] = {
#define RELATION(name, key, inverse, family, sv, inverse_sv)                                                           \
	{key, inverse, {key, sv}, {inverse, inverse_sv}, FAMILY_##family},
#include "registry/document/relation.def"
#undef RELATION
};

const char *relation_name(enum relation_type type)
{
	return relations[type].name;
}

const char *relation_inverse_name(enum relation_type type)
{
	return relations[type].inverse;
}

enum relation_family relation_family(enum relation_type type)
{
	return relations[type].family;
}

struct str relation_words(enum relation_type type, bool inverse, enum language language)
{
	return bilingual_str(inverse ? relations[type].inverse_words : relations[type].words, language);
}

struct reference reference_of(struct str text, struct location at)
{
	size_t hash = str_find(text, STR("#"), 0);
	struct reference reference = {
		.name = str_part(text, 0, hash), .at = at, .part_at = at, .document = NO_DOCUMENT};

	if (hash != SIZE_MAX)
		reference.part = str_part(text, hash + 1, text.n);
	return reference;
}

struct str reference_text(struct arena *arena, const struct reference *reference)
{
	return arena_format(arena, "%.*s%s%.*s", STR_ARG(reference->name), reference->part.n ? "#" : "",
	                    STR_ARG(reference->part));
}

const char *relation_state_name(enum relation_state state)
{
	static const char *const names[] = {
		[STATE_UNSTATED] = "",       [STATE_PROPOSED] = "proposed", [STATE_CONDITIONAL] = "conditional",
		[STATE_DECIDED] = "decided", [STATE_DISPUTED] = "disputed",
	};
	return names[state];
}

bool reference_is_nothing(struct str name)
{
	static const char *const words[] = {"-",      "--",   "\xE2\x80\x93", "\xE2\x80\x94", "n/a",
	                                    "na",     "none", "no",           "nothing",      "null",
	                                    "tbd",    "nej",  "inget",        "inga",         "ingen",
	                                    "saknas", "~",    "ej aktuellt",  "unknown",      "inte aktuellt"};
	char lower[16];

	if (name.n > sizeof lower)
		return false;
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.at[i] >= 'A' && name.at[i] <= 'Z' ? (char)(name.at[i] - 'A' + 'a') : name.at[i];
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal((struct str){lower, name.n}, str_from(words[i])))
			return true;
	return false;
}
