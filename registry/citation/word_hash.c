#include "registry/citation/word_hash.h"

#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

/* What a byte may be in a word: an ASCII letter or digit, the first byte of a Latin letter (À-ÿ: C3 80 to C3 BF, without
 * × and ÷), the first byte of another character. This is the innermost loop of every check. */
enum { NO_WORD, ASCII, LATIN, OTHER };

static const unsigned char class_of[256] = {
	['0' ... '9'] = ASCII,   ['A' ... 'Z'] = ASCII, ['a' ... 'z'] = ASCII,
	[0x80 ... 0xC2] = OTHER, [0xC3] = LATIN,        [0xC4 ... 0xFF] = OTHER,
};

static inline uint64_t mix(uint64_t hash, uint64_t piece)
{
	hash = (hash ^ piece) * 0x9E3779B97F4A7C15u;
	return hash ^ (hash >> 29);
}

/* Eight bytes at a time, in lower case: bit 5 tells a and A, å and Å apart, and is set in digits anyway. */
static uint64_t hash_latin(const unsigned char *text, size_t n)
{
	const uint64_t bit_5 = 0x2020202020202020u;
	uint64_t hash = n, piece = 0;

	for (; n >= 8; n -= 8, text += 8) {
		memcpy(&piece, text, 8);
		hash = mix(hash, piece | bit_5);
	}
	if (n) {
		piece = 0;
		memcpy(&piece, text, n);
		hash = mix(hash, piece | bit_5);
	}
	return hash;
}

/* A word with letters beyond Latin-1, by its code points in lower case. */
static uint64_t hash_points(struct str word)
{
	uint64_t hash = 0x5357; /* apart from Latin words */
	size_t at = 0;

	while (at < word.n)
		hash = mix(hash, unicode_lower(utf8_next(word, &at)));
	return hash;
}

static bool is_latin(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (class_of[(unsigned char)word.at[i]] == OTHER && (i == 0 || (unsigned char)word.at[i - 1] != 0xC3))
			return false;
	return true;
}

static uint64_t hash_word(struct str word, bool latin)
{
	return latin ? hash_latin((const unsigned char *)word.at, word.n) : hash_points(word);
}

/* The end of the word that begins at `at`. */
static size_t word_end(struct str text, size_t at, bool *latin)
{
	const unsigned char *bytes = (const unsigned char *)text.at;

	for (*latin = true; at < text.n; at++) {
		size_t next = at;
		unsigned char class = class_of[bytes[at]];
		if (class == ASCII)
			continue;
		if (class == LATIN && at + 1 < text.n && bytes[at + 1] != 0x97 && bytes[at + 1] != 0xB7) {
			at++;
			continue;
		}
		if (class != OTHER || !unicode_is_word(utf8_next(text, &next)))
			break;
		*latin = false;
		at = next - 1;
	}
	return at;
}

static bool word_find(struct words *words, struct word *word, bool *latin)
{
	*word = (struct word){.from = words->at, .to = word_end(words->text, words->at, latin)};
	words->at = word->to;
	return word->to > word->from;
}

bool words_skip(struct words *words, struct word *word)
{
	bool latin = true;

	return word_find(words, word, &latin);
}

bool words_read(struct words *words, struct word *word)
{
	struct str text = STR_EMPTY;
	bool latin = true;

	if (!word_find(words, word, &latin))
		return false;
	text = str_part(words->text, word->from, word->to - word->from);
	word->hash = word->stem = hash_word(text, latin);
	if (text.n > 1 && (text.at[text.n - 1] | 0x20) == 's') {
		text.n--;
		word->stem = hash_word(text, latin || is_latin(text));
	}
	return true;
}

static inline bool next(struct words *words, struct word *word, bool (*take)(struct words *, struct word *))
{
	const unsigned char *text = (const unsigned char *)words->text.at;

	while (words->at < words->text.n) {
		if (take(words, word))
			return true;
		if (text[words->at] < 128)
			words->at++;
		else
			utf8_next(words->text, &words->at);
	}
	return false;
}

bool words_next(struct words *words, struct word *word)
{
	return next(words, word, words_read);
}

bool words_pass(struct words *words, struct word *word)
{
	return next(words, word, words_skip);
}
