/* Which characters literals hold, and how they stand in texts. */
#include "rules/prefilter/literal_set.h"
#include "rules/prefilter/required_literals.h"

/* Those that have no other case, or one that folds to the same bytes or makes the text odd. Control
 * characters are left out for LITERAL_EDGE's sake. test_prefilter.c holds PCRE2 against this. */
bool literal_holds(uint32_t point)
{
	return (point >= 0x20 && point < 0x7F) || (point >= 0xA0 && point <= 0xFE && point != 0xB5) ||
	       (point >= 0x2010 && point <= 0x2027);
}

uint32_t literal_fold(uint32_t point)
{
	bool is_upper = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE && point != 0xD7);
	return is_upper ? point + 0x20 : point;
}

struct str literal_bare(struct str literal, bool *begins, bool *ends)
{
	*begins = literal.n > 0 && literal.at[0] == LITERAL_EDGE;
	if (*begins)
		literal = str_part(literal, 1, literal.n);
	*ends = literal.n > 0 && literal.at[literal.n - 1] == LITERAL_EDGE;
	return *ends ? str_part(literal, 0, literal.n - 1) : literal;
}

static bool is_word_ascii(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       byte == '_';
}

/* After the lead byte C3: one of the letters U+00C0 to U+00FF? */
static bool is_word_latin(unsigned char byte)
{
	return (byte & 0xC0) == 0x80 && byte != 0x97 && byte != 0xB7;
}

bool literal_word_first(struct str text)
{
	const unsigned char *at = (const unsigned char *)text.at;
	return text.n > 0 && (is_word_ascii(at[0]) || (text.n > 1 && at[0] == 0xC3 && is_word_latin(at[1])));
}

bool literal_word_last(struct str text)
{
	const unsigned char *end = (const unsigned char *)text.at + text.n;
	return text.n > 0 && (is_word_ascii(end[-1]) || (text.n > 1 && end[-2] == 0xC3 && is_word_latin(end[-1])));
}

/* Is `byte` somewhere at `back` bytes or more from the start of the text, with `hit` true of what begins there? */
static bool odd_at(struct str text, unsigned char byte, size_t back, bool (*hit)(const unsigned char *at, size_t n))
{
	for (size_t from = back; from < text.n;) {
		const unsigned char *found = memchr(text.at + from, byte, text.n - from);
		if (!found)
			return false;
		from = (size_t)((const char *)found - text.at);
		if (hit(found - back, text.n - from + back))
			return true;
		from++;
	}
	return false;
}

static bool is_long_s(const unsigned char *at, size_t n) /* U+017F, C5 BF */
{
	return n > 1 && at[1] == 0xBF;
}

static bool is_sign(const unsigned char *at,
                    size_t n) /* of Kelvin and of Angstrom, U+212A and U+212B, E2 84 AA and AB */
{
	return n > 2 && at[0] == 0xE2 && (at[2] == 0xAA || at[2] == 0xAB);
}

static bool is_sharp_s(const unsigned char *at, size_t n) /* the capital, U+1E9E, E1 BA 9E */
{
	return n > 2 && at[1] == 0xBA && at[2] == 0x9E;
}

/* Sought by a byte of theirs that is rare in texts in Latin letters: E2 begins all dashes and quotation marks. */
bool literals_odd(struct str text)
{
	return odd_at(text, 0xC5, 0, is_long_s) || odd_at(text, 0x84, 1, is_sign) || odd_at(text, 0xE1, 0, is_sharp_s);
}
