#include "registry/base/invisible.h"

size_t invisible_at(struct str text, size_t at, bool *space)
{
	static const struct {
		struct str text;
		bool space;
	} known[] = {
		{STR("\xC2\xA0"), true},      /* no-break space */
		{STR("\xE2\x80\xAF"), true},  /* narrow no-break space */
		{STR("\xE2\x80\x87"), true},  /* figure space */
		{STR("\xE2\x80\x89"), true},  /* thin space */
		{STR("\xE2\x80\x82"), true},  /* en space */
		{STR("\xE2\x80\x83"), true},  /* em space */
		{STR("\xE3\x80\x80"), true},  /* ideographic space */
		{STR("\xC2\xAD"), false},     /* soft hyphen */
		{STR("\xE2\x80\x8B"), false}, /* zero width space, non-joiner, joiner, marks of direction */
		{STR("\xE2\x80\x8C"), false}, {STR("\xE2\x80\x8D"), false}, {STR("\xE2\x80\x8E"), false},
		{STR("\xE2\x80\x8F"), false}, {STR("\xE2\x81\xA0"), false}, /* word joiner */
		{STR("\xEF\xBB\xBF"), false},                               /* byte order mark */
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(str_part(text, at, SIZE_MAX), known[i].text)) {
			*space = known[i].space;
			return known[i].text.n;
		}
	return 0;
}
