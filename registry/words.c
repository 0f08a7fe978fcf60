#include "registry/words.h"

#include "registry/base/utf8.h"
#include "registry/port/unicode.h"

/* ASCII letters and digits in lower case; 0 for what is no part of a word. */
static const unsigned char lower[128] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6', ['7'] = '7',
	['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f',
	['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
	['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v',
	['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
	['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l',
	['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
	['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

static inline uint64_t mix(uint64_t hash, uint32_t point)
{
	return (hash ^ point) * 0x100000001B3u; /* FNV-1a, a code point at a time */
}

bool words_read(struct words *words, struct word *word)
{
	const unsigned char *text = (const unsigned char *)words->text.at;
	size_t at = words->at, n = words->text.n;
	uint64_t hash = 0xCBF29CE484222325u, before = hash;
	uint32_t last = 0;

	while (at < n) {
		if (text[at] < 128) {
			if (!lower[text[at]])
				break;
			last = lower[text[at]];
			at++;
		} else {
			size_t next = at;
			uint32_t point = utf8_next(words->text, &next);
			if (!unicode_is_word(point))
				break;
			last = unicode_lower(point);
			at = next;
		}
		before = hash;
		hash = mix(hash, last);
	}
	if (at == words->at)
		return false;
	*word = (struct word){words->at, at, hash, last == 's' && before != 0xCBF29CE484222325u ? before : hash};
	words->at = at;
	return true;
}

bool words_next(struct words *words, struct word *word)
{
	const unsigned char *text = (const unsigned char *)words->text.at;

	while (words->at < words->text.n) {
		if (words_read(words, word))
			return true;
		if (text[words->at] < 128)
			words->at++;
		else
			utf8_next(words->text, &words->at);
	}
	return false;
}
