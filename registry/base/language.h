/* The program's two languages, and texts that it has in both. */
#ifndef STYRDOK_REGISTRY_BASE_LANGUAGE_H
#define STYRDOK_REGISTRY_BASE_LANGUAGE_H

#include "registry/base/str.h"

enum language { LANGUAGE_NONE, LANGUAGE_SV, LANGUAGE_EN }; /* none: not stated; texts are then in Swedish */

struct bilingual { /* C strings, so that they can be formats; NULL: no such text */
	const char *en, *sv;
};

/* The text in the language; the Swedish one where there is no English one, and "" where there is neither. */
static inline const char *bilingual_in(struct bilingual text, enum language language)
{
	const char *in = language == LANGUAGE_EN && text.en && *text.en ? text.en : text.sv;

	return in ? in : "";
}

static inline struct str bilingual_str(struct bilingual text, enum language language)
{
	return str_from(bilingual_in(text, language));
}

/* "en", "sv" */
static inline const char *language_code(enum language language)
{
	return language == LANGUAGE_EN ? "en" : "sv";
}

#endif
