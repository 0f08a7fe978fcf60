#include "rules/lexicon/text_words.h"

#include "registry/base/utf8.h"
#include "registry/port/unicode.h"
#include "rules/lexicon/inflection.h"

#include <stdlib.h>

#define WORD_BYTES 96u  /* longer ones are nobody's */
#define PART_BYTES 3u   /* of each part of a compound at least */
#define HEAD_PLACES 48u /* where its last part can begin */

void text_words_init(struct text_words *words, const struct lexicon *lexicon)
{
	*words = (struct text_words){.lexicon = lexicon};
	words->first = memory_new(lexicon->stem_count + 1, sizeof *words->first);
	words->last = memory_new(lexicon->stem_count + 1, sizeof *words->last);
	words->spans = memory_new(lexicon->concept_count + 1, sizeof *words->spans);
}

void text_words_release(struct text_words *words)
{
	for (uint32_t i = 0; words->spans && i < words->lexicon->concept_count; i++)
		vec_release(&words->spans[i]);
	free(words->spans);
	free(words->first);
	free(words->last);
	vec_release(&words->words);
	vec_release(&words->tags);
	vec_release(&words->sentences);
}

/* --- tags ------------------------------------------------------------------------------------------------------------- */

static void tag_add(struct text_words *words, struct text_word *word, uint32_t stem, unsigned mark)
{
	for (uint32_t i = word->tag; i < words->tags.n; i++)
		if (words->tags.at[i].stem == stem) {
			words->tags.at[i].marks |= mark;
			return;
		}
	vec_push(&words->tags, (struct tag){stem, mark, (uint32_t)words->words.n, MAP_NONE});
}

/* The part of a word from a byte on, as a word of its own, or as the last part of a compound. */
static void tags_find(struct text_words *words, struct text_word *word, struct str part, unsigned mark)
{
	const struct lexicon *lexicon = words->lexicon;
	struct str stems[INFLECTION_STEMS];
	size_t n = inflection_stems(part, stems);
	uint32_t form = map_get(&lexicon->forms, part);

	for (size_t i = 0; i < n; i++) {
		uint32_t stem = map_get(&lexicon->stems, stems[i]);
		if (stem != MAP_NONE)
			tag_add(words, word, stem, mark);
	}
	for (; form != MAP_NONE; form = lexicon->form_entries.at[form].next)
		tag_add(words, word, lexicon->form_entries.at[form].stem, mark);
}

static bool is_letter_start(struct str text, size_t at)
{
	return at >= text.n || ((unsigned char)text.at[at] & 0xC0) != 0x80;
}

static void compound_tags(struct text_words *words, struct text_word *word, struct str text)
{
	size_t places = 0;

	for (size_t at = 2; at + PART_BYTES <= text.n && places < HEAD_PLACES; at++) {
		uint32_t stem = 0;
		if (!is_letter_start(text, at))
			continue;
		places++;
		tags_find(words, word, str_part(text, at, text.n), MARK_HEAD);
		stem = at >= PART_BYTES ? map_get(&words->lexicon->stems, str_part(text, 0, at)) : MAP_NONE;
		if (stem != MAP_NONE && !inflection_is_ending(str_part(text, at, text.n)))
			tag_add(words, word, stem, MARK_FIRST);
	}
}

static void word_tags(struct text_words *words, struct text_word *word, struct str text)
{
	char exact[WORD_BYTES + 1] = "=";
	uint32_t stem = 0;

	memcpy(exact + 1, text.at, text.n);
	stem = map_get(&words->lexicon->stems, (struct str){exact, text.n + 1});
	if (stem == MAP_NONE && text.n && text.at[0] >= '0' && text.at[0] <= '9')
		stem = map_get(&words->lexicon->stems, STR("=#"));
	if (stem != MAP_NONE)
		tag_add(words, word, stem, MARK_WHOLE);
	tags_find(words, word, text, MARK_WHOLE);
	compound_tags(words, word, text);
}

static void word_add(struct text_words *words, struct text_word word, struct str text)
{
	word.tag = (uint32_t)words->tags.n;
	if (text.n < WORD_BYTES)
		word_tags(words, &word, text);
	word.tag_count = (uint32_t)words->tags.n - word.tag;
	for (uint32_t i = word.tag; i < words->tags.n; i++) {
		uint32_t stem = words->tags.at[i].stem;
		if (words->first[stem] == MAP_NONE)
			words->first[stem] = i;
		else
			words->tags.at[words->last[stem]].next = i;
		words->last[stem] = i;
	}
	vec_push(&words->words, word);
}

/* --- words ------------------------------------------------------------------------------------------------------------ */

/* A word's bytes from `at` on, in lower case: letters and digits, and hyphens between them. */
static size_t word_read(struct str text, size_t at, char folded[WORD_BYTES], size_t *n)
{
	size_t end = at;

	for (*n = 0; at < text.n;) {
		size_t next = at;
		uint32_t point = utf8_next(text, &next);
		bool hyphen = (point == '-' || point == 0x2011) && at > 0;
		if (!unicode_is_word(point) && !hyphen)
			break;
		if (*n + 4 < WORD_BYTES)
			*n += unicode_put(folded + *n, hyphen ? '-' : unicode_lower(point));
		else
			*n = WORD_BYTES - 4; /* too long for anything that is looked for */
		at = next;
		end = at;
	}
	while (*n > 0 && folded[*n - 1] == '-')
		(*n)--;
	return end;
}

static void unit_words(struct text_words *words, uint32_t index)
{
	struct prose_unit *unit = &words->prose->units[index];
	size_t sentence = 0;

	prose_sentences(unit, words->arena);
	for (size_t at = 0; at < unit->text.n;) {
		char folded[WORD_BYTES];
		size_t n = 0, end = 0, next = at;
		while (sentence < unit->sentence_count && at >= unit->sentences[sentence]) {
			vec_push(&words->sentences, (uint32_t)words->words.n);
			sentence++;
		}
		if (unit->text.at[at] == ';') /* what follows it is a statement of its own */
			vec_push(&words->sentences, (uint32_t)words->words.n);
		if (!unicode_is_word(utf8_next(unit->text, &next))) {
			at = next;
			continue;
		}
		end = word_read(unit->text, at, folded, &n);
		word_add(words,
		         (struct text_word){.unit = index,
		                            .sentence = words->sentences.n ? (uint32_t)words->sentences.n - 1 : 0,
		                            .from = (uint32_t)at,
		                            .to = (uint32_t)end},
		         (struct str){folded, n});
		at = end;
	}
}

void text_words_take(struct text_words *words, struct prose *prose, struct str title, struct arena *arena)
{
	const struct lexicon *lexicon = words->lexicon;

	words->prose = prose;
	words->arena = arena;
	words->words.n = words->tags.n = words->sentences.n = 0;
	memset(words->first, 0xFF, (lexicon->stem_count + 1) * sizeof *words->first);
	for (uint32_t i = 0; i < lexicon->concept_count; i++) {
		words->spans[i].n = 0;
		words->spans[i].known = false;
	}
	for (uint32_t i = 0; i < prose->count; i++)
		if (prose_declares(prose, &prose->units[i]))
			continue; /* what is declared is no evidence of itself */
		else if ((prose->units[i].kind & PROSE_BODY) || (title.n && str_equal(prose->units[i].text, title)))
			unit_words(words, i);
	vec_push(&words->sentences, (uint32_t)words->words.n);
}
