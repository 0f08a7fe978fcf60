#include "rules/lexicon/inflection.h"

#define STEM_BYTES 2u /* of what is left at least */

static const struct str endings[] = {
#define ENDING(text) {text, sizeof(text) - 1},
#include "rules/lexicon/inflection.def"
#undef ENDING
};

/* "bestämma" is also "bestämt" */
static struct str stem_single(struct str stem)
{
	char last = stem.n > 3 ? stem.at[stem.n - 1] : 0;

	return (last == 'm' || last == 'n') && stem.at[stem.n - 2] == last ? str_part(stem, 0, stem.n - 1) : stem;
}

static struct str stem_of_vowel(struct str lemma)
{
	bool vowel = lemma.n > 0 && (lemma.at[lemma.n - 1] == 'a' || lemma.at[lemma.n - 1] == 'e');

	return stem_single(vowel && lemma.n > 3 ? str_part(lemma, 0, lemma.n - 1) : lemma);
}

struct str inflection_stem(struct str lemma)
{
	/* "oförändrad" is also "oförändrat"; "kostnad" is a noun */
	if (lemma.n > 6 && str_ends(lemma, STR("ad")) && !str_ends(lemma, STR("nad")))
		return str_part(lemma, 0, lemma.n - 2);
	return stem_of_vowel(lemma);
}

/* "program" is what is left of "programmet", but for the m that is doubled. */
static bool is_doubled(struct str stem, struct str ending)
{
	char last = stem.n > 3 ? stem.at[stem.n - 1] : 0;

	return ending.n && (last == 'm' || last == 'n') && stem.at[stem.n - 2] == last;
}

size_t inflection_stems(struct str word, struct str stems[INFLECTION_STEMS])
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof endings / sizeof *endings && n + 2 <= INFLECTION_STEMS; i++) {
		struct str stem = STR_EMPTY;
		if ((endings[i].n && word.n < endings[i].n + STEM_BYTES) || !str_ends(word, endings[i]))
			continue;
		stem = str_part(word, 0, word.n - endings[i].n);
		stems[n++] = stem;
		if (is_doubled(stem, endings[i]))
			stems[n++] = str_part(stem, 0, stem.n - 1);
	}
	return n;
}

bool inflection_is_ending(struct str text)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_equal(text, endings[i]))
			return true;
	return false;
}
