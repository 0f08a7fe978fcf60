#include "registry/relation.h"

static const struct {
	const char *name, *inverse;
	struct str sv, inverse_sv;
	enum relation_family family;
} relations[RELATION_TYPES] = {
#define RELATION(name, key, inverse, family, sv, inverse_sv) {key, inverse, STR(sv), STR(inverse_sv), FAMILY_##family},
#include "registry/relation.def"
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

struct str relation_words(enum relation_type type, bool inverse, struct str language)
{
	if (str_equal(language, STR("en")))
		return str_from(inverse ? relations[type].inverse : relations[type].name);
	return inverse ? relations[type].inverse_sv : relations[type].sv;
}
