#include "bin/wording/rule_words.h"

#include "bin/command/options.h"

struct str strength_label(enum strength strength, enum language language)
{
	static const struct bilingual labels[] = {[STRENGTH_MUST] = {"must", "ska"},
	                                          [STRENGTH_MUST_NOT] = {"must not", "får inte"},
	                                          [STRENGTH_SHOULD] = {"should", "bör"},
	                                          [STRENGTH_MAY] = {"may", "får"}};
	return bilingual_str(labels[strength], language);
}
