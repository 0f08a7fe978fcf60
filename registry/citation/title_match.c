#include "registry/citation/title_match.h"

#include "registry/base/ascii.h"

/* May the words in between be one title's? Not across a sentence or a quote. */
static bool is_joint(struct str between)
{
	for (size_t i = 0; i < between.n; i++)
		if (strchr(".;!?()[]\"", between.at[i]) &&
		    !(between.at[i] == '.' && i + 1 < between.n && between.at[i + 1] != ' '))
			return false;
	return true;
}

/* The next comma or colon that stands before a space, or 0. */
static char pause_next(struct str text, size_t *at)
{
	for (; *at + 1 < text.n; ++*at)
		if ((text.at[*at] == ',' || text.at[*at] == ':') && is_space(text.at[*at + 1]))
			return text.at[(*at)++];
	return 0;
}

/* A text that pauses names only a title that pauses so: "exit(self, type)" is no "Self Type". */
static uint32_t paused_alike(const struct names_index *names, uint32_t name, struct str text)
{
	size_t at = 0, there;
	char sign;

	if (name == NO_NAME || !pause_next(text, &at))
		return name;
	for (; name != NO_NAME; name = names_at(names, name)->next) {
		at = there = 0;
		do
			sign = pause_next(text, &at);
		while (sign == pause_next(names_at(names, name)->text, &there) && sign);
		if (!sign && !pause_next(names_at(names, name)->text, &there))
			return name;
	}
	return NO_NAME;
}

/* A title of one word counts only as the document writes it (a genitive s aside): "Vision" is no "vision". */
static uint32_t spelled_alike(const struct names_index *names, uint32_t name, struct str text)
{
	for (; name != NO_NAME; name = names_at(names, name)->next) {
		struct str title = names_at(names, name)->text;
		if (str_equal(text, title) ||
		    (text.n == title.n + 1 && str_starts(text, title) && text.at[title.n] == 's'))
			return name;
	}
	return NO_NAME;
}

/* The first of the names that end with this word, which leads from `node` to `next`; one that ends just so goes before one
 * that ends without the s. */
static uint32_t ending_with(const struct names_index *names, uint32_t node, uint32_t next, const struct word *word)
{
	uint32_t name = next == NO_NAME ? NO_NAME : names_ending(names, next);

	if (name == NO_NAME && word->stem != word->hash) {
		next = names_step(names, node, word->stem);
		name = next == NO_NAME ? NO_NAME : names_ending(names, next);
	}
	return name;
}

uint32_t title_whole(const struct names_index *names, struct str text)
{
	struct words words = words_of(text);
	struct word word = {0};
	uint32_t node = NAMES_ROOT, name = NO_NAME, count = 0;

	while (node != NO_NAME && words_next(&words, &word)) {
		uint32_t next = names_step(names, node, word.hash);
		name = ending_with(names, node, next, &word);
		node = next;
		count++;
	}
	return count == 1 ? spelled_alike(names, name, text) : name;
}

size_t title_longest(const struct names_index *names, struct str text, struct word first, uint32_t *name)
{
	struct words words = {text, first.to};
	struct word word = first;
	uint32_t node = NAMES_ROOT;
	size_t end = 0, previous = first.from;

	*name = NO_NAME;
	for (;;) {
		uint32_t next = names_step(names, node, word.hash), ending = NO_NAME;
		if (!is_joint(str_part(text, previous, word.from - previous)))
			break;
		ending = paused_alike(names, ending_with(names, node, next, &word),
		                      str_part(text, first.from, word.to - first.from));
		if (ending != NO_NAME) {
			*name = ending;
			end = word.to;
		}
		if (next == NO_NAME)
			break;
		node = next;
		previous = word.to;
		if (!words_next(&words, &word))
			break;
	}
	if (*name != NO_NAME && end == first.to)
		*name = spelled_alike(names, *name, str_part(text, first.from, end - first.from));
	return end;
}
