/* Which settings loosen what later changes are judged by. */
#include "rules/change/signers.h"

#include <stdlib.h>

static int severity_rank(const struct law_item *item, struct str code)
{
	static const char *const levels[] = {"off", "note", "warning", "error"};
	struct str nearest, level = STR_EMPTY;
	enum diagnostic diagnostic = diagnostic_find(code, &nearest);

	if (diagnostic == DIAGNOSTIC_COUNT)
		return 0;
	level = item ? item->says : str_from(severity_name(diagnostic_row(diagnostic)->severity));
	for (int i = 3; i > 0; i--)
		if (str_equal(level, str_from(levels[i])))
			return i;
	return 0;
}

static unsigned long limit_of(const struct law_item *item, struct str name)
{
	if (item)
		return strtoul(item->says.at, NULL, 10);
#define LIMIT(field, key, value)                                                                                       \
	if (str_equal(name, STR(key)))                                                                                 \
		return limits_default.field;
#include "registry/document/limits.def"
#undef LIMIT
	return 0;
}

bool law_is_loosened(const struct law_item *old, const struct law_item *new)
{
	struct str name = old ? old->name : new->name;

	switch (old ? old->kind : new->kind) {
	case LAW_SEVERITY:
		return severity_rank(new, name) < severity_rank(old, name);
	case LAW_LIMIT:
		return limit_of(new, name) > limit_of(old, name);
	case LAW_CONSULTATION:
		return !new || (old && limit_of(new, name) < limit_of(old, name));
	default: /* a claim, a form or a word that is new tightens, or says something of what was not known */
		return old != NULL;
	}
}
