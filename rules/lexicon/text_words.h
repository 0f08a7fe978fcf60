/* A text as words, each with the lexicon's words that it can be a form of; and where concepts stand in it. */
#ifndef STYRDOK_RULES_LEXICON_TEXT_WORDS_H
#define STYRDOK_RULES_LEXICON_TEXT_WORDS_H

#include "registry/base/vec.h"
#include "rules/language/text_units.h"
#include "rules/lexicon/lexicon.h"

struct tag { /* the word is, or is a compound with, a word of the lexicon */
	uint32_t stem;
	unsigned marks; /* enum word_mark */
	uint32_t word;  /* whose tag it is; */
	uint32_t next;  /* the next tag of that stem in the text, or MAP_NONE */
};

struct text_word {
	uint32_t unit, sentence; /* sentences are numbered through the text */
	uint32_t from, to;       /* bytes of the unit's text */
	uint32_t tag, tag_count;
};

struct concept_span { /* words first..last */
	uint32_t first, last;
	bool negated; /* the negation in it is its own */
};

struct concept_spans {
	struct concept_span *at;
	size_t n, room;
	bool known;
};

struct text_words { /* reused from text to text */
	const struct lexicon *lexicon;
	struct prose *prose;
	struct arena *arena;
	VEC(struct text_word) words;
	VEC(struct tag) tags;
	VEC(uint32_t) sentences;     /* the first word of each, and the number of words */
	uint32_t *first, *last;      /* by stem: its tags in the text */
	struct concept_spans *spans; /* by concept */
};

void text_words_init(struct text_words *words, const struct lexicon *lexicon);
void text_words_release(struct text_words *words);

/* Takes up a text, and its title where front matter states it; the arena is for what is needed meanwhile. */
void text_words_take(struct text_words *words, struct prose *prose, struct str title, struct arena *arena);

/* Where a concept is mentioned, in the order of the text; owned by `words`, until the next text. */
const struct concept_spans *concept_find(struct text_words *words, uint32_t concept);

#endif
