#include "registry/base/spelling.h"

#include "registry/base/ascii.h"
#include "registry/base/memory.h"

#include <stdlib.h>

#define FAR (SPELLING_FURTHEST + 1)

/* The letter for which å, ä, ö or a combining ring or two dots stands: 0 when it adds none to the letter before it. */
static int plain_letter(unsigned char first, unsigned char second)
{
	if (first == 0xCC && (second == 0x8A || second == 0x88)) /* decomposed */
		return 0;
	if (first != 0xC3)
		return -1;
	if (second == 0xA5 || second == 0xA4 || second == 0x85 || second == 0x84)
		return 'a';
	return second == 0xB6 || second == 0x96 ? 'o' : -1;
}

/* The word as it is compared, at most SPELLING_BYTES of it; its length. */
static size_t fold(struct str word, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < word.n && n < SPELLING_BYTES; i++) {
		char c = word.at[i];
		int plain = i + 1 < word.n ? plain_letter((unsigned char)c, (unsigned char)word.at[i + 1]) : -1;
		if (plain >= 0)
			i++;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		else if (c == '_' || c == ' ')
			c = '-';
		if (plain)
			out[n++] = plain > 0 ? (char)plain : c;
	}
	return n;
}

static uint64_t letters_of(const char *folded, size_t n)
{
	uint64_t set = 0;

	for (size_t i = 0; i < n; i++)
		set |= (uint64_t)1 << ((unsigned char)folded[i] & 63);
	return set;
}

uint64_t spelling_letters(struct str word)
{
	char folded[SPELLING_BYTES];

	return letters_of(folded, fold(word, folded));
}

struct spelling spelling_of(struct str text)
{
	struct spelling spelling = {.text = text, .first = FAR, .second = FAR};

	spelling.n = text.n > SPELLING_BYTES ? 0 : fold(text, spelling.folded);
	spelling.letters = letters_of(spelling.folded, spelling.n);
	spelling.limit = spelling.n < 3 ? 0 : spelling.n < 6 ? 1 : spelling.n < 12 ? 2 : SPELLING_FURTHEST;
	return spelling;
}

/* One slip at the beginning leaves one of the first two letters where it was, or one place from it. */
static bool begins_alike(const struct spelling *spelling, const char *word, size_t n)
{
	const char *text = spelling->folded;

	if (spelling->n < 2 || n < 2)
		return spelling->n && n && text[0] == word[0];
	return text[0] == word[0] || text[1] == word[1] || text[0] == word[1] || text[1] == word[0];
}

static bool has_like_letters(const struct spelling *spelling, uint64_t letters)
{
	return (unsigned)__builtin_popcountll(spelling->letters ^ letters) <= 2 * SPELLING_FURTHEST;
}

static void compare(struct spelling *spelling, struct str word, const char *folded, size_t n)
{
	unsigned distance = 0;

	if (n > spelling->n + SPELLING_FURTHEST || spelling->n > n + SPELLING_FURTHEST ||
	    !begins_alike(spelling, folded, n) || (spelling->best.n && str_equal(spelling->best, word)))
		return;
	if (spelling->compared++ >= SPELLING_COMPARED)
		return;
	distance = str_distance((struct str){spelling->folded, spelling->n}, (struct str){folded, n}, FAR - 1);
	if (!distance && !str_equal(spelling->text, word))
		distance = 1; /* a capital, or å for a */
	if (distance < spelling->first) {
		spelling->second = spelling->first;
		spelling->first = distance;
		spelling->best = word;
	} else if (distance < spelling->second) {
		spelling->second = distance;
	}
}

void spelling_try_known(struct spelling *spelling, struct str word, uint64_t letters)
{
	char folded[SPELLING_BYTES];

	if (has_like_letters(spelling, letters) && word.n <= SPELLING_BYTES)
		compare(spelling, word, folded, fold(word, folded));
}

void spelling_try(struct spelling *spelling, struct str word)
{
	char folded[SPELLING_BYTES];
	size_t n = 0;

	if (spelling->tried++ >= SPELLING_TRIED)
		return;
	n = word.n <= SPELLING_BYTES ? fold(word, folded) : 0;
	if (has_like_letters(spelling, letters_of(folded, n)))
		compare(spelling, word, folded, n);
}

struct str spelling_nearest(const struct spelling *spelling)
{
	return spelling->first <= spelling->limit ? spelling->best : STR_EMPTY;
}

static bool same_digits(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && !is_digit(a.at[i]))
			i++;
		while (k < b.n && !is_digit(b.at[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (a.at[i++] != b.at[k++])
			return false;
	}
}

bool spelling_is_sure(const struct spelling *spelling)
{
	char best[SPELLING_BYTES];
	size_t n = fold(spelling->best, best), shortest = n < spelling->n ? n : spelling->n;

	return shortest > 0 && spelling->folded[0] == best[0] && spelling->first >= 1 &&
	       spelling->first <= SPELLING_SURE && shortest >= (spelling->first == 1 ? 3 : 6) &&
	       spelling->second > spelling->first + 1 && same_digits(spelling->text, spelling->best);
}

/* --- many words --------------------------------------------------------------------------------------------------- */

#define SPELLING_AROUND 16 /* words tried on either side */

struct spelling_index {
	const struct str *words;
	uint32_t count;
	uint32_t *forward, *backward;
};

static int compare_ends(struct str a, struct str b)
{
	for (size_t i = 1; i <= a.n && i <= b.n; i++)
		if (a.at[a.n - i] != b.at[b.n - i])
			return (unsigned char)a.at[a.n - i] < (unsigned char)b.at[b.n - i] ? -1 : 1;
	return a.n < b.n ? -1 : a.n > b.n;
}

static int by_beginning(const void *a, const void *b, void *words)
{
	return str_compare(((const struct str *)words)[*(const uint32_t *)a],
	                   ((const struct str *)words)[*(const uint32_t *)b]);
}

static int by_end(const void *a, const void *b, void *words)
{
	return compare_ends(((const struct str *)words)[*(const uint32_t *)a],
	                    ((const struct str *)words)[*(const uint32_t *)b]);
}

struct spelling_index *spelling_index_new(const struct str *words, uint32_t count)
{
	struct spelling_index *index = memory_new(1, sizeof *index);
	void *borrowed = (void *)(uintptr_t)words; /* qsort_r hands it on as it is */

	*index = (struct spelling_index){words, count, memory_new(count, sizeof(uint32_t)),
	                                 memory_new(count, sizeof(uint32_t))};
	for (uint32_t i = 0; i < count; i++)
		index->forward[i] = index->backward[i] = i;
	qsort_r(index->forward, count, sizeof(uint32_t), by_beginning, borrowed);
	qsort_r(index->backward, count, sizeof(uint32_t), by_end, borrowed);
	return index;
}

void spelling_index_free(void *at)
{
	struct spelling_index *index = at;

	free(index->forward);
	free(index->backward);
	free(index);
}

/* The words on either side of where the text would stand. */
static void try_around(struct spelling *spelling, const struct spelling_index *index, const uint32_t *order,
                       int (*compare_words)(struct str, struct str))
{
	struct str text = {spelling->folded, spelling->n};
	uint32_t low = 0, high = index->count, first = 0;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare_words(index->words[order[middle]], text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	first = low > SPELLING_AROUND ? low - SPELLING_AROUND : 0;
	for (uint32_t i = first; i < index->count && i < low + SPELLING_AROUND; i++)
		spelling_try(spelling, index->words[order[i]]);
}

void spelling_try_index(struct spelling *spelling, const struct spelling_index *index)
{
	try_around(spelling, index, index->forward, str_compare);
	try_around(spelling, index, index->backward, compare_ends);
}
