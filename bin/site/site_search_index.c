#include "bin/site/site_search.h"

#include "bin/write/json.h"
#include "registry/base/map.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"
#include "registry/search/search_text.h"

#include <stdio.h>
#include <stdlib.h>

#define COMPOUND_LETTERS 4u /* of a word within a compound, at least */
#define FIRST_BYTES 3u      /* of the word before it */
#define STEM_BYTES_MAX 64u

/* How a document speaks of a stem, in the two lowest bits of a posting. */
enum weight { WEIGHT_TEXT, WEIGHT_OFTEN, WEIGHT_HEADING, WEIGHT_TITLE };
#define OFTEN 3u /* times in a text */

struct entry {
	struct str stem;
	VEC(uint32_t) postings; /* document * 4 + weight, by document */
	uint32_t times;         /* in the document at hand */
};

struct entries {
	struct entry *at;
	size_t n, room;
};

struct search_index {
	struct arena arena;
	struct map by_stem;
	struct entries terms;
	uint32_t document;
	enum fulltext_column column;
};

struct search_index *search_index_new(void)
{
	return memory_new(1, sizeof(struct search_index));
}

static void entries_release(struct entries *entries)
{
	for (size_t i = 0; i < entries->n; i++)
		vec_release(&entries->at[i].postings);
	vec_release(entries);
}

void search_index_free(struct search_index *index)
{
	entries_release(&index->terms);
	map_release(&index->by_stem);
	arena_release(&index->arena);
	free(index);
}

/* --- adding ------------------------------------------------------------------------------------------------------------ */

static struct entry *entry_of(struct entries *entries, struct map *map, struct arena *arena, struct str stem)
{
	uint32_t found = map_get(map, stem);

	if (found != MAP_NONE)
		return &entries->at[found];
	stem = arena_copy(arena, stem);
	map_add(map, stem, (uint32_t)entries->n);
	vec_push(entries, (struct entry){.stem = stem});
	return &entries->at[entries->n - 1];
}

static void raise_last(struct entry *entry, uint32_t posting)
{
	if (!entry->postings.n || entry->postings.at[entry->postings.n - 1] / 4 != posting / 4)
		vec_push(&entry->postings, posting);
	else if (entry->postings.at[entry->postings.n - 1] < posting)
		entry->postings.at[entry->postings.n - 1] = posting;
}

static void add_word(void *context, struct str stem, size_t from, size_t to)
{
	struct search_index *index = context;
	struct entry *entry = NULL;
	enum weight weight = index->column == FULLTEXT_TITLE      ? WEIGHT_TITLE
	                     : index->column == FULLTEXT_HEADINGS ? WEIGHT_HEADING
	                                                          : WEIGHT_TEXT;

	(void)from;
	(void)to;
	if (!stem.n || stem.n > STEM_BYTES_MAX)
		return;
	entry = entry_of(&index->terms, &index->by_stem, &index->arena, stem);
	if (!entry->postings.n || entry->postings.at[entry->postings.n - 1] / 4 != index->document)
		entry->times = 0;
	if (++entry->times >= OFTEN && weight == WEIGHT_TEXT)
		weight = WEIGHT_OFTEN;
	raise_last(entry, index->document * 4 + (uint32_t)weight);
}

void search_index_add(struct search_index *index, struct fulltext *words, uint32_t document, const struct str columns[])
{
	index->document = document;
	for (int column = 0; column < FULLTEXT_COLUMNS; column++) {
		index->column = (enum fulltext_column)column;
		fulltext_words(words, columns[column], add_word, index);
	}
}

/* --- compounds --------------------------------------------------------------------------------------------------------- */

static int compare_stems(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* All stems, in order. */
static struct str *stems_sorted(struct search_index *index)
{
	struct str *stems = ARENA_ARRAY(&index->arena, struct str, index->terms.n);

	for (size_t i = 0; i < index->terms.n; i++)
		stems[i] = index->terms.at[i].stem;
	if (index->terms.n)
		qsort(stems, index->terms.n, sizeof *stems, compare_stems);
	return stems;
}

/* Does the text begin one of the stems? */
static bool begins_a_stem(const struct str *stems, size_t count, struct str text)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(stems[middle], text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && str_starts(stems[low], text);
}

/* Does a stem of the register begin the text, or the text a stem? Then it may be the second word of a compound. */
static bool may_be_word(const struct search_index *index, const struct str *stems, struct str text)
{
	for (size_t n = COMPOUND_LETTERS; n <= text.n; n++)
		if (map_get(&index->by_stem, str_part(text, 0, n)) != MAP_NONE)
			return true;
	return begins_a_stem(stems, index->terms.n, text);
}

static int compare_postings(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Of each document, the greatest weight. */
static void settle(struct entry *entry)
{
	size_t n = 0;

	qsort(entry->postings.at, entry->postings.n, sizeof *entry->postings.at, compare_postings);
	for (size_t i = 0; i < entry->postings.n; i++)
		if (n && entry->postings.at[n - 1] / 4 == entry->postings.at[i] / 4)
			entry->postings.at[n - 1] = entry->postings.at[i];
		else
			entry->postings.at[n++] = entry->postings.at[i];
	entry->postings.n = n;
}

static void add_compounds(struct search_index *index, const struct str *stems, const struct entry *term,
                          struct entries *held, struct map *by_stem)
{
	for (size_t at = FIRST_BYTES; at + COMPOUND_LETTERS <= term->stem.n; at++) {
		struct str rest = str_part(term->stem, at, term->stem.n);
		struct entry *entry = NULL;
		if (((unsigned char)rest.at[0] & 0xc0) == 0x80 || !may_be_word(index, stems, rest))
			continue;
		entry = entry_of(held, by_stem, &index->arena, rest);
		for (size_t i = 0; i < term->postings.n; i++)
			vec_push(&entry->postings, term->postings.at[i]);
	}
}

static void find_compounds(struct search_index *index, struct entries *held)
{
	const struct str *stems = stems_sorted(index);
	struct map by_stem = {0};

	for (size_t i = 0; i < index->terms.n; i++)
		add_compounds(index, stems, &index->terms.at[i], held, &by_stem);
	for (size_t i = 0; i < held->n; i++)
		settle(&held->at[i]);
	map_release(&by_stem);
}

/* --- writing ----------------------------------------------------------------------------------------------------------- */

#define DIGITS 45u /* of a number's last character; as many more mean that another follows */

/* Characters that JSON writes as they are: from # on, without the backslash. */
static char character(uint32_t digit)
{
	return (char)('#' + digit + (digit >= '\\' - '#'));
}

/* The postings as text: the difference of each document to the one before, with its weight, in digits from the lowest on. */
static struct str postings_text(struct arena *arena, const struct entry *entry)
{
	char *text = arena_alloc(arena, entry->postings.n * 6 + 1, 1);
	uint32_t last = 0;
	size_t n = 0;

	for (size_t i = 0; i < entry->postings.n; i++) {
		uint32_t document = entry->postings.at[i] / 4,
			 value = (document - last) * 4 + entry->postings.at[i] % 4;
		for (; value >= DIGITS; value /= DIGITS)
			text[n++] = character(DIGITS + value % DIGITS);
		text[n++] = character(value);
		last = document;
	}
	return (struct str){text, n};
}

static int compare_entries(const void *a, const void *b)
{
	return str_compare(((const struct entry *)a)->stem, ((const struct entry *)b)->stem);
}

/* From one entry on, as many as fit; returns how many. */
static size_t put_piece(const struct entries *entries, size_t from, struct site_folder *folder, const char *kind,
                        size_t number)
{
	struct arena arena = ARENA_EMPTY;
	struct json json = {.compact = true};
	struct site_text text;
	size_t count = 0, bytes = 0;

	site_text_open(&text);
	json.out = text.out;
	fprintf(json.out, "styrdok.piece(\"%s/%zu\",", kind, number);
	json_open(&json, '[');
	for (; from + count < entries->n && bytes < SEARCH_PIECE_BYTES; count++) {
		const struct entry *entry = &entries->at[from + count];
		struct str postings = postings_text(&arena, entry);
		json_string(&json, entry->stem);
		json_string(&json, postings);
		bytes += entry->stem.n + postings.n + 6;
	}
	json_close(&json);
	fputs(");\n", json.out);
	site_text_put(&text, folder, arena_format(&arena, "sok/%s/%zu.js", kind, number));
	arena_release(&arena);
	return count;
}

static void put_pieces(struct entries *entries, struct site_folder *folder, struct json *json, const char *kind)
{
	size_t number = 0;

	if (entries->n)
		qsort(entries->at, entries->n, sizeof *entries->at, compare_entries);
	json_key(json, kind);
	json_open(json, '[');
	for (size_t i = 0; i < entries->n; number++) {
		json_string(json, entries->at[i].stem);
		i += put_piece(entries, i, folder, kind, number);
	}
	json_close(json);
}

void search_index_put(struct search_index *index, struct site_folder *folder, struct json *json)
{
	struct entries held = {0};

	find_compounds(index, &held);
	put_pieces(&held, folder, json, "h");
	entries_release(&held);
	put_pieces(&index->terms, folder, json, "t"); /* the map no longer tells where they are */
}
