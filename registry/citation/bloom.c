#include "registry/citation/bloom.h"

#include "registry/citation/word_hash.h"

void bloom_add_text(struct bloom *set, struct str text, size_t from, size_t to)
{
	struct words words = {text, from};
	struct word word;

	while (words_pass(&words, &word) && word.from < to)
		bloom_add(set, text.at + word.from, word.to - word.from);
}

/* --- as bytes ------------------------------------------------------------------------------------------------------- */

/* A bit's number in a smaller filter is what is left of it modulo that size. */
size_t bloom_pack(const struct bloom *set, unsigned char out[BLOOM_BYTES])
{
	uint64_t folded[BLOOM_BITS / 64] = {0};
	size_t bits = BLOOM_BITS;

	while (bits > 64 && (size_t)set->count * 8 <= bits / 2 * 3)
		bits /= 2;
	for (size_t i = 0; i < BLOOM_BITS / 64; i++)
		folded[i & (bits / 64 - 1)] |= set->bits[i];
	memcpy(out, folded, bits / 8);
	return bits / 8;
}

/* --- looking -------------------------------------------------------------------------------------------------------- */

bool word_key_of(struct word_key *key, struct str word)
{
	char genitive[sizeof(uint64_t)];
	size_t n = word.n < sizeof genitive ? word.n : sizeof genitive;

	if (word.n < BLOOM_SHORTEST)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.at[i];
		if (c >= 0x80 && c != 0xC3 && !(i && (unsigned char)word.at[i - 1] == 0xC3))
			return false;
	}
	memcpy(genitive, word.at, n);
	if (n < sizeof genitive)
		genitive[n++] = 's';
	key->plain = bloom_key(word.at, word.n);
	key->genitive = bloom_key(genitive, n);
	return true;
}

static bool has_bit(const unsigned char *filter, size_t bytes, uint32_t bit)
{
	uint64_t word = 0;

	bit &= (uint32_t)(bytes * 8 - 1);
	memcpy(&word, filter + bit / 64 * sizeof word, sizeof word);
	return word >> (bit % 64) & 1;
}

static bool has_key(const unsigned char *filter, size_t bytes, uint64_t key)
{
	return has_bit(filter, bytes, bloom_first(key)) && has_bit(filter, bytes, bloom_second(key));
}

bool bloom_may_hold(const unsigned char *filter, size_t bytes, struct word_key key)
{
	return has_key(filter, bytes, key.plain) || has_key(filter, bytes, key.genitive);
}
