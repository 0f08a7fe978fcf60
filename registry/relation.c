#include "registry/relation.h"

static const struct {
	const char *name, *inverse;
	enum relation_family family;
} relations[RELATION_TYPES] = {
#define RELATION(name, key, inverse, family) {key, inverse, FAMILY_##family},
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
