#include "registry/citation/title_match.h"

#include "registry/base/ascii.h"
#include "registry/citation/act_name.h"
#include "registry/citation/title_inflection.h"

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

/* Are they the same but for a genitive s, and for the case of the first letter where that is said not to matter? */
static bool same_spelling(struct str text, struct str title, bool first_alike)
{
	if (text.n == title.n + 1 && text.at[title.n] == 's')
		text.n--;
	if (text.n != title.n || !text.n)
		return false;
	if (!first_alike)
		return str_equal(text, title);
	return (text.at[0] | 0x20) == (title.at[0] | 0x20) &&
	       (text.n < 2 || text.at[0] != '\xC3' || (text.at[1] | 0x20) == (title.at[1] | 0x20)) &&
	       str_equal(str_part(text, text.at[0] == '\xC3' ? 2 : 1, text.n),
	                 str_part(title, text.at[0] == '\xC3' ? 2 : 1, title.n));
}

/* A title of one word counts only as the document writes it (a genitive s aside): "Vision" is no "vision". What is a kind of document is known
 * by that: "inköpspolicyn". */
static uint32_t spelled_alike(const struct names_index *names, uint32_t name, struct str text)
{
	for (; name != NO_NAME; name = names_at(names, name)->next) {
		const struct name *at = names_at(names, name);
		bool kind = at->bent || title_words_of(at->text) == TITLE_OF_KIND || act_word_is_name(at->text);
		if (same_spelling(text, at->text, kind))
			return name;
	}
	return NO_NAME;
}

/* --- is it written as a title? --------------------------------------------------------------------------------------- */

static bool is_upper(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.at[at], next = at + 1 < text.n ? (unsigned char)text.at[at + 1] : 0;

	return (c >= 'A' && c <= 'Z') || is_digit((char)c) || (c == 0xC3 && next < 0x9F);
}

/* The end of the text before `at` without its spaces; 0 at the beginning. */
static size_t before_spaces(struct str text, size_t at)
{
	while (at > 0 && (is_space(text.at[at - 1]) || strchr(">*_#-", text.at[at - 1])))
		at--;
	return at;
}

static struct str word_before(struct str text, size_t at)
{
	size_t end = before_spaces(text, at), from = end;

	while (from > 0 && ((text.at[from - 1] | 0x20) >= 'a' || (unsigned char)text.at[from - 1] >= 0x80) &&
	       !strchr("{|}~", text.at[from - 1]))
		from--;
	return str_part(text, from, end - from);
}

static bool is_quote(struct str text, size_t at)
{
	static const char *const quotes[] = {"\"",       "'",        "\xE2\x80\x9D", "\xE2\x80\x9C",
	                                     "\xC2\xBB", "\xC2\xAB", "\xE2\x80\x99"};

	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (str_starts(str_part(text, at, text.n), str_from(quotes[i])))
			return true;
	return false;
}

static bool quoted_before(struct str text, size_t from)
{
	return (from >= 1 && is_quote(text, from - 1)) || (from >= 2 && is_quote(text, from - 2)) ||
	       (from >= 3 && is_quote(text, from - 3));
}

static bool begins_sentence(struct str text, size_t from)
{
	size_t end = before_spaces(text, from);

	return end == 0 || strchr(".!?:|", text.at[end - 1]);
}

/* A kind of document before it, or a number, a day or a body behind it: "planen Hållbar utveckling", "Hållbar utveckling (KS 2018/12)". */
static bool has_company(struct str text, size_t from, size_t end)
{
	static const char *const behind[] = {", antag", ", beslut", ", fastst", ", dnr",    " dnr",   " (KF",
	                                     " (KS",    " (dnr",    " antagen", " antaget", " fastst"};
	struct str rest = str_part(text, end, text.n);

	if (quoted_before(text, from) || is_quote(text, end) || word_is_kind(word_before(text, from)))
		return true;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		if (str_starts(rest, str_from(behind[i])))
			return true;
	return (str_starts(rest, STR(" (")) && rest.n > 2 && (is_digit(rest.at[2]) || is_upper(rest, 2))) ||
	       (rest.n > 1 && rest.at[0] == ' ' && is_digit(rest.at[1]));
}

/* Does what stands before it say that one document is meant: "kommunens policy för inköp", "enligt policy för inköp"? */
static bool is_led(struct str text, size_t from)
{
	static const char *const leads[] = {"enligt", "Enligt", "vår", "vårt",   "våra",
	                                    "se",     "Se",     "jfr", "jämför", NULL};
	static const char *const others[] = {"dess", "dessas", "ens", "alls", "samtliga", NULL};
	struct str word = word_before(text, from);

	for (const char *const *other = others; *other; other++)
		if (str_equal(word, str_from(*other)))
			return false;
	for (const char *const *lead = leads; *lead; lead++)
		if (str_equal(word, str_from(*lead)))
			return true;
	return word.n > 3 && word.at[word.n - 1] == 's';
}

/* A title of common words is a citation only where it is written as one. */
static bool written_as_title(unsigned traits, struct str text, size_t from, size_t end)
{
	if (traits & (TITLE_IS_DISTINCT | TITLE_IS_DEFINITE | TITLE_IS_LOWER))
		return true;
	if (traits & TITLE_IS_KIND)
		return is_upper(text, from) || is_led(text, from) || has_company(text, from, end);
	if (traits & TITLE_IS_INDEFINITE)
		return is_led(text, from);
	return has_company(text, from, end) || (is_upper(text, from) && !begins_sentence(text, from));
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
		if (ending != NO_NAME && written_as_title(names_at(names, ending)->traits, text, first.from, word.to)) {
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
