#include "bin/wording/rule_words.h"

#include "bin/command/options.h"

struct str strength_label(enum strength strength, struct str language)
{
	static const struct texts labels[] = {[STRENGTH_MUST] = {"must", "ska"},
	                                      [STRENGTH_MUST_NOT] = {"must not", "får inte"},
	                                      [STRENGTH_SHOULD] = {"should", "bör"},
	                                      [STRENGTH_MAY] = {"may", "får"}};
	return str_from(in_language(labels[strength], language));
}
