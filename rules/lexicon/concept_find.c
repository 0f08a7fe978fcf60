/* Where a concept stands in a text. */
#include "rules/lexicon/text_words.h"

#include <stdlib.h>

#define SPANS_MAX 2000u /* of one concept in one text */

struct matching {
	struct text_words *words;
	const struct phrase *phrase;
	uint32_t begin, end;                       /* the words of the sentence; end is the one behind */
	uint32_t low, high;                        /* what is matched so far lies within these words; */
	struct concept_span used[PHRASE_ELEMENTS]; /* where each element stands */
	unsigned steps;                            /* bounds the time of one try */
};

#define STEPS_MAX 2000u

/* The word behind an element's match that begins at `at`, or 0. */
static uint32_t element_end(struct matching *matching, const struct element *element, uint32_t at)
{
	struct text_words *words = matching->words;
	const struct text_word *word = &words->words.at[at];

	for (uint32_t i = 0; i < element->count; i++) {
		const struct choice_of_word *choice = &element->choices[i];
		if (!choice->marks) {
			const struct concept_spans *spans = concept_find(words, choice->stem);
			size_t low = 0, high = spans->n;
			while (low < high) {
				size_t middle = (low + high) / 2;
				if (spans->at[middle].first < at)
					low = middle + 1;
				else
					high = middle;
			}
			if (low < spans->n && spans->at[low].first == at && spans->at[low].last < matching->end)
				return spans->at[low].last + 1;
			continue;
		}
		for (uint32_t k = 0; k < word->tag_count; k++)
			if (words->tags.at[word->tag + k].stem == choice->stem &&
			    (words->tags.at[word->tag + k].marks & choice->marks))
				return at + 1;
	}
	return 0;
}

static bool rest_matches(struct matching *matching, uint32_t element, uint32_t at);

static bool is_used(const struct matching *matching, uint32_t elements, uint32_t at)
{
	for (uint32_t i = 0; i < elements; i++)
		if (at >= matching->used[i].first && at <= matching->used[i].last)
			return true;
	return false;
}

static bool element_matches(struct matching *matching, uint32_t index, uint32_t at)
{
	uint32_t low = matching->low, high = matching->high, end = 0;

	if (++matching->steps > STEPS_MAX)
		return false;
	end = element_end(matching, &matching->phrase->elements[index], at);
	if (!end)
		return false;
	matching->used[index] = (struct concept_span){.first = at, .last = end - 1};
	matching->low = at < low ? at : low;
	matching->high = end > high ? end : high;
	if (rest_matches(matching, index + 1, end))
		return true;
	matching->low = low;
	matching->high = high;
	return false;
}

/* The elements from `index` on, of which the first is to stand at `at`, or a few words behind it. */
static bool rest_matches(struct matching *matching, uint32_t index, uint32_t at)
{
	const struct element *element = NULL;

	if (index == matching->phrase->count)
		return true;
	element = &matching->phrase->elements[index];
	if (element->any_order) {
		for (uint32_t i = matching->begin; i < matching->end; i++)
			if (!is_used(matching, index, i) && element_matches(matching, index, i))
				return true;
		return false;
	}
	for (uint32_t i = at; i < matching->end && i <= at + element->gap; i++)
		if (element_matches(matching, index, i))
			return true;
	return false;
}

static void phrase_at(struct matching *matching, uint32_t at, struct concept_spans *out)
{
	const struct text_words *words = matching->words;
	uint32_t sentence = words->words.at[at].sentence;

	matching->begin = words->sentences.at[sentence];
	matching->end = words->sentences.at[sentence + 1];
	matching->low = UINT32_MAX;
	matching->high = matching->steps = 0;
	if (matching->phrase->begins && at > matching->begin + 1)
		return;
	if (out->n < SPANS_MAX && element_matches(matching, 0, at))
		vec_push(out, (struct concept_span){matching->low, matching->high - 1, matching->phrase->negated});
}

static void phrase_find(struct text_words *words, const struct phrase *phrase, struct concept_spans *out)
{
	struct matching matching = {.words = words, .phrase = phrase};
	const struct element *first = &phrase->elements[0];

	for (uint32_t i = 0; i < first->count; i++) {
		const struct choice_of_word *choice = &first->choices[i];
		if (!choice->marks) {
			const struct concept_spans *spans = concept_find(words, choice->stem);
			for (size_t k = 0; k < spans->n; k++)
				phrase_at(&matching, spans->at[k].first, out);
			continue;
		}
		for (uint32_t tag = words->first[choice->stem]; tag != MAP_NONE; tag = words->tags.at[tag].next)
			if (words->tags.at[tag].marks & choice->marks)
				phrase_at(&matching, words->tags.at[tag].word, out);
	}
}

static int compare_spans(const void *a, const void *b)
{
	const struct concept_span *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->last < y->last ? 1 : x->last > y->last ? -1 : 0;
}

/* Those that overlap with what is said to be something else, and the shorter ones of those that begin at the same word, go. */
static void spans_clean(struct concept_spans *spans, const struct concept_spans *except)
{
	size_t n = 0;

	if (spans->n)
		qsort(spans->at, spans->n, sizeof *spans->at, compare_spans);
	for (size_t i = 0; i < spans->n; i++) {
		struct concept_span span = spans->at[i];
		bool keep = !n || spans->at[n - 1].first != span.first;
		for (size_t k = 0; keep && k < except->n; k++)
			keep = except->at[k].first > span.last || except->at[k].last < span.first;
		if (keep)
			spans->at[n++] = span;
	}
	spans->n = n;
}

const struct concept_spans *concept_find(struct text_words *words, uint32_t index)
{
	const struct concept *concept = &words->lexicon->concepts[index];
	struct concept_spans *spans = &words->spans[index], except = {0};

	if (spans->known)
		return spans;
	spans->known = true; /* the lexicon has no cycles */
	for (uint32_t i = 0; i < concept->phrases.n; i++)
		phrase_find(words, &concept->phrases.at[i], spans);
	for (uint32_t i = 0; spans->n && i < concept->except.n; i++)
		phrase_find(words, &concept->except.at[i], &except);
	spans_clean(spans, &except);
	vec_release(&except);
	return spans;
}
