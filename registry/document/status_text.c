#include "registry/document/status_text.h"

#include "registry/base/ascii.h"

static bool is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80);
}

static bool is_word(char c)
{
	return is_letter(c) || is_digit(c) || c == '_';
}

/* Without marks of emphasis and code, signs and blanks in front. */
static struct str without_marks(struct str text)
{
	while (text.n && !((text.at[0] | 0x20) >= 'a' && (text.at[0] | 0x20) <= 'z') && !is_digit(text.at[0]) &&
	       (unsigned char)text.at[0] != 0xC3)
		text = str_part(text, 1, SIZE_MAX);
	return text;
}

/* Words with which a remark begins, as opposed to those that make another status of it ("Final draft"). */
static bool is_remark(struct str rest)
{
	static const char *const begins[] = {"by",    "in",   "on",    "since", "as",    "with", "for",
	                                     "at",    "from", "until", "via",   "after", "av",   "den",
	                                     "genom", "till", "från",  "i",     "see",   "and"};
	size_t n = 0;

	rest = str_trim(rest);
	if (!rest.n || !is_letter(rest.at[0]) || (unsigned char)rest.at[0] >= 0xE2)
		return true;
	while (n < rest.n && is_word(rest.at[n]))
		n++;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (str_alike(str_part(rest, 0, n), str_from(begins[i])))
			return true;
	return false;
}

int status_word_of(const struct key_map *map, struct str text)
{
	size_t longest = 0;
	int found = -1;

	text = without_marks(text);
	for (uint32_t i = 0; i < map->stage_word_count; i++) {
		struct str word = map->stage_words[i].word, rest = str_part(text, word.n, SIZE_MAX);
		bool same = word.n > longest && str_alike(str_part(text, 0, word.n), word);
		/* a sign is more than one byte, and none of the letters of a word */
		bool whole = !rest.n || !is_word(rest.at[0]) || (unsigned char)rest.at[0] >= 0xE2;
		if (same && whole && is_remark(rest)) {
			longest = word.n;
			found = (int)i;
		}
	}
	return found;
}

/* --- relations ------------------------------------------------------------------------------------------------------- */

static size_t phrase_at(struct str text, size_t from, struct str words)
{
	for (size_t i = from; i + words.n <= text.n; i++)
		if ((!i || !is_word(text.at[i - 1])) && (i + words.n == text.n || !is_word(text.at[i + words.n])) &&
		    str_alike(str_part(text, i, words.n), words))
			return i;
	return SIZE_MAX;
}

/* The first phrase from there on, the longest of those that begin in one place; NULL when there is none. */
static const struct status_phrase *phrase_next(const struct key_map *map, struct str text, size_t from, size_t *at)
{
	const struct status_phrase *found = NULL;

	*at = SIZE_MAX;
	for (uint32_t i = 0; i < map->phrase_count; i++) {
		const struct status_phrase *phrase = &map->phrases[i];
		size_t begin = phrase_at(text, from, phrase->words);
		if (begin < *at || (found && begin == *at && phrase->words.n > found->words.n)) {
			found = phrase;
			*at = begin;
		}
	}
	return found;
}

/* The length of the word that parts two targets, or 0. */
static size_t separator(struct str text, size_t at)
{
	static const char *const words[] = {" and ", " och ", " & ", ", ", ",", "; "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(str_part(text, at, SIZE_MAX), str_from(words[i])))
			return strlen(words[i]);
	return 0;
}

/* Where a name ends: at a separator, a bracket that closes the remark, or the end; never within a link. */
static size_t name_end(struct str text, size_t at)
{
	int depth = 0;

	for (; at < text.n; at++) {
		char c = text.at[at];
		if (!depth && (separator(text, at) || c == ')'))
			break;
		depth += c == '[' || c == '(';
		depth -= (c == ']' || c == ')') && depth;
		if (!depth && c == ')' && at + 1 < text.n && text.at[at + 1] != ',')
			return at + 1; /* a link has ended; what comes after it is a remark */
	}
	return at;
}

/* Of several words the first that holds a figure, for the rest is a remark: "FIP-0002 on 1 May". */
static struct str name_of(struct str text)
{
	size_t n = 0;
	bool figure = false;

	text = str_trim(text);
	if (str_find(text, STR("]("), 0) != SIZE_MAX)
		return text;
	for (; n < text.n && text.at[n] != ' '; n++)
		figure = figure || is_digit(text.at[n]);
	return figure ? str_part(text, 0, n) : text;
}

static void skip_blanks(struct status_scan *scan)
{
	while (scan->at < scan->text.n && (separator(scan->text, scan->at) || strchr(" :", scan->text.at[scan->at])))
		scan->at += separator(scan->text, scan->at) ? separator(scan->text, scan->at) : 1;
}

bool status_scan_next(struct status_scan *scan, uint32_t *field, struct str *name)
{
	while (scan->at < scan->text.n) {
		size_t begin = 0, end = 0;
		const struct status_phrase *next = NULL;
		if (scan->phrase)
			skip_blanks(scan);
		next = phrase_next(scan->map, scan->text, scan->at, &begin);
		if (!scan->phrase && !next)
			return false;
		if (!scan->phrase || begin == scan->at) {
			scan->phrase = next;
			scan->at = begin + next->words.n;
			continue;
		}
		end = name_end(scan->text, scan->at);
		end = next && begin < end ? begin : end;
		*field = scan->phrase->field;
		*name = target_text(name_of(str_part(scan->text, scan->at, end - scan->at)));
		scan->at = end;
		if (!separator(scan->text, end)) { /* what follows is no list */
			scan->phrase = NULL;
			scan->at += end < scan->text.n && begin != end;
		}
		if (name->n)
			return true;
	}
	return false;
}

struct str target_text(struct str text)
{
	size_t open = str_find(text, STR("]("), 0), close = SIZE_MAX;

	text = str_trim(text);
	open = str_find(text, STR("]("), 0);
	if (open != SIZE_MAX) {
		close = str_find(text, STR(")"), open);
		text = str_part(text, open + 2, close == SIZE_MAX ? SIZE_MAX : close - open - 2);
		return str_trim(str_part(text, 0, str_find(text, STR("#"), 0)));
	}
	while (text.n && strchr("<\"'*_`[", text.at[0]))
		text = str_part(text, 1, SIZE_MAX);
	while (text.n && strchr(">\"'*_`].;", text.at[text.n - 1]))
		text.n--;
	return str_trim(text);
}
