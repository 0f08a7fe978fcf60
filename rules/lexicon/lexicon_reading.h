/* How a lexicon is read: shared by lexicon.c and phrase_read.c. */
#ifndef STYRDOK_RULES_LEXICON_LEXICON_READING_H
#define STYRDOK_RULES_LEXICON_LEXICON_READING_H

#include "rules/lexicon/lexicon.h"

struct lexicon_reading {
	struct lexicon *lexicon;
	struct lexicon_file *file;
	struct fields fields;
};

/* The stem of a lemma in the lexicon; new ones are added. */
uint32_t stem_add(struct lexicon_reading *reading, struct str lemma, bool just_so);

/* Reads a list of phrases, or one; what is wrong is a problem told. */
void phrases_read(struct lexicon_reading *reading, struct str key, const struct yaml_node *value, struct phrases *out);

#endif
