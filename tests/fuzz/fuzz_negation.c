/* rules/negation on any sentence and any words in it: it ends, reads nothing outside of them, and says the same again. The
 * sentence is the first line; each further line, or each word when there is none, is what is looked for in it. */
#include "rules/language/negation.h"
#include "tests/fuzz/invariants.h"

#define MENTIONS_MAX 40

static void require_mention(struct str sentence, size_t from, size_t to)
{
	struct str copy = text_copy(sentence);
	enum mention mention = negation_of(copy, from, to), again = MENTION_OPEN;

	require((unsigned)mention <= MENTION_OPEN);
	text_free(copy);
	again = negation_of(sentence, from, to);
	require(mention == again);
}

/* Every stretch between spaces, and each with its neighbour. */
static void mention_words(struct str sentence)
{
	size_t from = 0, before = 0;

	for (int i = 0; i < MENTIONS_MAX && from < sentence.n; i++) {
		size_t end = str_find(sentence, STR(" "), from);
		size_t to = end == SIZE_MAX ? sentence.n : end;
		require_mention(sentence, from, to);
		require_mention(sentence, before, to);
		before = from;
		from = to + 1;
	}
}

static void mention_lines(struct str sentence, struct str rest)
{
	struct str words = STR_EMPTY;

	for (int i = 0; i < MENTIONS_MAX && str_next_line(&rest, &words); i++)
		for (size_t at = str_find(sentence, words, 0), k = 0; words.n && at != SIZE_MAX && k < 4; k++) {
			require_mention(sentence, at, at + words.n);
			at = str_find(sentence, words, at + words.n);
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = {(const char *)data, size}, sentence = STR_EMPTY;

	if (utf8_invalid_at(rest) != SIZE_MAX)
		return 0;
	(void)str_next_line(&rest, &sentence);
	require_mention(sentence, 0, 0);
	require_mention(sentence, 0, sentence.n);
	require_mention(sentence, sentence.n, sentence.n);
	if (rest.n)
		mention_lines(sentence, rest);
	else
		mention_words(sentence);
	return 0;
}
