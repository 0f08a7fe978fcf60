/* What is looked for: words, each in all the forms that the register's texts hold. */
#include "registry/base/memory.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/port/unicode.h"
#include "registry/search/search_internal.h"

#include <stdlib.h>

/* How many stems stand for one word, and how many in all: a word of four letters stands in thousands. */
#define LIKE_MAX 400u
#define LIKE_ALL_MAX 2000u

struct asked_word {
	struct str stems; /* one stem; or numbers that follow each other, as in a case number */
	size_t to;        /* where it ends */
	bool number;
};

struct asking {
	struct arena *arena;
	struct str text;
	VEC(struct asked_word) words;
	struct map seen;
};

/* Is there no white space between them? */
static bool are_joined(struct str between)
{
	return between.n > 0 && !memchr(between.at, ' ', between.n);
}

static void add_word(void *context, struct str stem, size_t from, size_t to)
{
	struct asking *asking = context;
	struct asked_word *last = asking->words.n ? &asking->words.at[asking->words.n - 1] : NULL;
	struct asked_word word = {arena_copy(asking->arena, stem), to, term_is_number(stem)};

	if (last && last->number && word.number && are_joined(str_part(asking->text, last->to, from - last->to))) {
		last->stems = arena_format(asking->arena, "%.*s %.*s", STR_ARG(last->stems), STR_ARG(stem));
		last->to = to;
		return;
	}
	vec_push(&asking->words, word);
}

/* The words as text: what is no UTF-8, and NUL, stand between words. */
static struct str clean(struct arena *arena, struct str words)
{
	char *text = ARENA_ARRAY(arena, char, words.n + 1);
	size_t from = 0, at = 0;

	memcpy(text, words.n ? words.at : "", words.n);
	while ((at = utf8_invalid_at((struct str){text + from, words.n - from})) != SIZE_MAX) {
		from += at;
		text[from++] = ' ';
	}
	for (size_t i = 0; i < words.n; i++)
		if ((unsigned char)text[i] <= ' ')
			text[i] = ' ';
	return unicode_nfc(arena, (struct str){text, words.n});
}

/* False: no text holds anything like it. */
static bool add_phrases(struct search *search, struct str stems, uint32_t word, size_t most)
{
	struct like_term *like = NULL;
	struct like_term numbers = {stems, FULLTEXT_SAME};
	bool several = str_find(stems, STR(" "), 0) != SIZE_MAX || stems.n > TERM_BYTES_MAX;
	size_t count = several ? 1 : terms_like(&like, &search->asked, search->stems, stems, most);

	for (size_t i = 0; i < count; i++) {
		const struct like_term *term = several ? &numbers : &like[i];
		search->phrases[search->phrase_count++] = (struct fulltext_phrase){term->stem, word, term->match};
	}
	return count > 0;
}

/* Where a text's words are looked up when it is shown: each phrase by its first stem. */
static void index_phrases(struct search *search)
{
	for (uint32_t i = 0; i < search->phrase_count; i++) {
		struct str stems = search->phrases[i].stems;
		size_t end = str_find(stems, STR(" "), 0);
		map_add(&search->by_stem, str_part(stems, 0, end), i);
	}
}

/* False: there is a word that no text holds, or no word at all. */
static bool make_phrases(struct search *search, struct asking *asking)
{
	size_t most = asking->words.n ? LIKE_ALL_MAX / asking->words.n : 0;
	uint32_t word = 0;

	most = most > LIKE_MAX ? LIKE_MAX : most < 1 ? 1 : most;
	search->phrase_count = 0;
	search->phrases = ARENA_ARRAY(&search->asked, struct fulltext_phrase, asking->words.n * most + 1);
	for (size_t i = 0; i < asking->words.n; i++) {
		struct str stems = asking->words.at[i].stems;
		if (map_get(&asking->seen, stems) != MAP_NONE)
			continue;
		map_add(&asking->seen, stems, 0);
		if (!add_phrases(search, stems, word++, most))
			return false;
	}
	return word > 0;
}

struct finding {
	const struct search *search;
	VEC(struct search_hit) hits;
	struct row_of *documents; /* by row */
};

struct row_of {
	int64_t row;
	uint32_t document;
};

static int compare_rows(const void *a, const void *b)
{
	const struct row_of *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

static void add_hit(void *context, int64_t row, uint32_t relevance)
{
	struct finding *finding = context;
	struct row_of wanted = {row, 0};
	const struct row_of *found =
		bsearch(&wanted, finding->documents, finding->search->registry->count, sizeof *found, compare_rows);

	if (found)
		vec_push(&finding->hits, (struct search_hit){found->document, relevance});
}

static int compare_hits(const void *a, const void *b)
{
	const struct search_hit *x = a, *y = b;

	if (x->relevance != y->relevance)
		return (x->relevance < y->relevance) - (x->relevance > y->relevance);
	return (x->document > y->document) - (x->document < y->document);
}

static size_t find(struct search_hit **out, struct search *search, struct arena *arena)
{
	uint32_t count = search->registry->count;
	struct finding finding = {.search = search, .documents = ARENA_ARRAY(&search->asked, struct row_of, count)};
	size_t found = 0;

	for (uint32_t i = 0; i < count; i++)
		finding.documents[i] = (struct row_of){search->rows[i], i};
	if (count)
		qsort(finding.documents, count, sizeof *finding.documents, compare_rows);
	fulltext_find(search->fulltext, search->phrases, search->phrase_count, add_hit, &finding);
	found = finding.hits.n;
	*out = ARENA_ARRAY(arena, struct search_hit, found);
	if (found) {
		qsort(finding.hits.at, found, sizeof *finding.hits.at, compare_hits);
		memcpy(*out, finding.hits.at, found * sizeof **out);
	}
	vec_release(&finding.hits);
	return found;
}

/* What is looked for, in the index as it is. */
static size_t ask(struct search_hit **out, struct search *search, struct arena *arena, struct str words)
{
	struct asking asking = {.arena = &search->asked};
	size_t found = 0;

	map_release(&search->by_stem);
	search->by_stem = (struct map){0};
	arena_reset(&search->asked);
	asking.text = clean(&search->asked, words);
	fulltext_words(search->fulltext, asking.text, add_word, &asking);
	if (make_phrases(search, &asking)) {
		index_phrases(search);
		found = find(out, search, arena);
	}
	map_release(&asking.seen);
	vec_release(&asking.words);
	return found;
}

int search_find(struct search_hit **out, size_t *count, struct search *search, struct arena *arena, struct str words,
                struct error *error)
{
	*out = NULL;
	*count = ask(out, search, arena, words);
	if (!fulltext_failed(search->fulltext))
		return 0;
	if (search_in_memory(search, error) < 0)
		return -1;
	*count = ask(out, search, arena, words);
	return 0;
}
