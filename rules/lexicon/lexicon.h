/* Concepts: what officials' Swedish calls a thing, as data (rules/lexicon/). A concept is a list of phrases; a phrase is words in a row.
 *
 *   behovsanalys            a word in any of its forms
 *   *system  system*        a compound that ends, or begins, with it (also the word itself)
 *   =it                     just so
 *   köpa/hyra               one of these
 *   @upphandling            what another concept says
 *   köpa .. system          so many words between at most: .. is GAP_SHORT, ... is GAP_LONG
 *   köpa & system           in the same sentence, in any order
 *   #                       a number
 *   ^ det .. inte           only where a sentence begins
 *
 * What a concept's `except` says is not a mention of it. Frozen once loaded. */
#ifndef STYRDOK_RULES_LEXICON_LEXICON_H
#define STYRDOK_RULES_LEXICON_LEXICON_H

#include "registry/base/map.h"
#include "registry/document/config.h"
#include "registry/document/yaml_fields.h"
#include "registry/source/source.h"

#define PHRASE_ELEMENTS 16u
#define GAP_SHORT 4u
#define GAP_LONG 16u

enum word_mark { MARK_WHOLE = 1, MARK_HEAD = 2, MARK_FIRST = 4 };

struct choice_of_word { /* one of those that an element names with a slash between */
	uint32_t stem;  /* or the concept's index */
	unsigned marks; /* 0: a concept */
};

struct element {
	struct choice_of_word *choices;
	uint32_t count;
	uint32_t gap;   /* words that can stand between the one before and this */
	bool any_order; /* it stands anywhere in the sentence of those before */
};

struct phrase {
	struct element *elements;
	uint32_t count;
	bool begins;  /* a sentence */
	bool negated; /* it says "inte", "ingen" or the like itself */
};

struct phrases {
	struct phrase *at;
	uint32_t n;
};

struct concept {
	struct str name, path;
	struct location at;
	struct phrases phrases, except;
	bool walked, walking; /* while cycles are sought */
};

struct topic_facts { /* what a proposal can be about: by its facts, or by what its text says */
	struct str name, path;
	struct location at;
	struct names topics;      /* a stated topic that is one of these decides it */
	uint32_t *says, *perhaps; /* concepts: that it is about this; that it may be */
	uint32_t says_count, perhaps_count;
};

struct lexicon_file {
	struct str path;
	struct problems problems;
};

struct lexicon {
	struct lexicon_file *files;
	uint32_t file_count;
	struct concept *concepts;
	uint32_t concept_count;
	struct map concept_by_name;
	struct topic_facts *subjects;
	uint32_t subject_count;
	struct map subject_by_name;
	struct map stems; /* by the stem's text, "=" in front of what is just so */
	uint32_t stem_count;
	struct map forms; /* by a form: the first of its entries + 1 */
	struct {
		struct form_entry {
			uint32_t stem, next;
		} * at;
		size_t n, room;
	} form_entries;
};

/* Reads the files of a folder. What is wrong in a file is a problem of that file; -1 only when it cannot be read at all. What it holds is
 * owned by the arena; to be released also after a failure. */
int lexicon_load(struct lexicon *out, struct source *source, struct reader *reader, struct str folder,
                 const struct limits *limits, struct arena *arena, struct error *error);
void lexicon_release(struct lexicon *lexicon);

/* The index of a concept or subject, or MAP_NONE. */
static inline uint32_t lexicon_concept(const struct lexicon *lexicon, struct str name)
{
	return map_get(&lexicon->concept_by_name, name);
}

static inline uint32_t lexicon_subject(const struct lexicon *lexicon, struct str name)
{
	return map_get(&lexicon->subject_by_name, name);
}

#endif
