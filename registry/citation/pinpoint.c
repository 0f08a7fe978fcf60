#include "registry/citation/pinpoint.h"

#include "registry/base/ascii.h"
#include "registry/document/part_number.h"

#define BEFORE_MAX 90u /* bytes before a name that are looked through */

static char byte_at(struct str text, size_t at)
{
	return at < text.n ? text.at[at] : '\0';
}

static bool is_word_byte(char byte)
{
	return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '\xC3';
}

static size_t past_spaces(struct str text, size_t at)
{
	while (is_space(byte_at(text, at)) || byte_at(text, at) == '>' ||
	       str_starts(str_part(text, at, 2), STR("\xC2\xA0")))
		at += (unsigned char)text.at[at] == 0xC2 ? 2 : 1;
	return at;
}

/* The word at the place, with the full stop of an abbreviation. */
static struct str word_at(struct str text, size_t at)
{
	size_t end = at;

	while (is_word_byte(byte_at(text, end)))
		end += text.at[end] == '\xC3' ? 2 : 1;
	return str_part(text, at, end - at);
}

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, str_from(*words)))
			return true;
	return false;
}

/* Does the number there, with its letter, belong to a "§" or a chapter of its own? */
static bool is_next_part(struct str text, size_t at)
{
	struct part_number number;

	return part_number_read(str_part(text, at, text.n), false, &number) && !number.section[0];
}

/* "första stycket 1–4", "andra meningen", "2 st. p. 3": behind the number of a section, and no name. */
size_t pinpoint_past_finer(struct str text, size_t at)
{
	static const char *const words[] = {"första", "andra",   "tredje",   "fjärde",   "femte",   "sjätte",
	                                    "sista",  "stycket", "styckena", "meningen", "punkten", "punkterna",
	                                    "st",     "p",       "och",      NULL};
	size_t end = at, next = past_spaces(text, at);

	for (;;) {
		struct str word = word_at(text, next);
		bool number = word.n && is_digit(word.at[0]);
		if (number ? is_next_part(text, next) : !is_one_of(word, words))
			return end;
		next += word.n;
		while (number && (str_starts(str_part(text, next, 3), STR("\xE2\x80\x93")) ||
		                  byte_at(text, next) == '-' || is_digit(byte_at(text, next))))
			next += (unsigned char)text.at[next] == 0xE2 ? 3 : 1;
		next += !number && word.n <= 2 && byte_at(text, next) == '.';
		end = str_equal(word, STR("och")) ? end : next;
		next = past_spaces(text, next);
	}
}

/* --- as a lawyer writes it ------------------------------------------------------------------------------------------ */

/* "37 –  40" to "37-40", without the signs. */
static size_t numbers_put(char *to, struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool dash = text.at[i] == '-' || str_starts(str_part(text, i, 3), STR("\xE2\x80\x93"));
		if ((unsigned char)text.at[i] == 0xC2) {
			i++;
			continue;
		}
		if ((unsigned char)text.at[i] == 0xE2)
			i += 2;
		while (dash && n && to[n - 1] == ' ')
			n--;
		if (dash)
			to[n++] = '-';
		else if (!is_space(text.at[i]))
			to[n++] = text.at[i];
		else if (n && to[n - 1] != ' ' && to[n - 1] != '-')
			to[n++] = ' ';
	}
	while (n && to[n - 1] == ' ')
		n--;
	return n;
}

/* Where the paragraphs begin in what was read: behind the chapter's word, or at its start. */
static size_t paragraphs_from(struct str text, const struct part_number *number)
{
	size_t at = 0;

	if (!number->chapter[0])
		return 0;
	while (at < text.n && (text.at[at] | 0x20) != 'k')
		at++;
	while (is_word_byte(byte_at(text, at)) || byte_at(text, at) == '.' || byte_at(text, at) == ',')
		at++;
	return at;
}

static struct str with_letter(struct arena *arena, const char *number) /* "19-a" to "19 a" */
{
	struct str text = arena_copy(arena, str_from(number));
	char *dash = memchr(text.at, '-', text.n);

	if (dash)
		*dash = ' ';
	return text;
}

static struct str part_told(struct arena *arena, struct str text, const struct part_number *number)
{
	struct str rest = str_part(text, paragraphs_from(text, number), text.n), chapter = STR_EMPTY;
	char *numbers = NULL;
	size_t n = 0;

	if (number->section[0])
		return arena_format(arena, "avsnitt %s", number->section);
	if (number->worded)
		return arena_format(arena, "kapitel %s", number->chapter);
	if (number->chapter[0])
		chapter = arena_format(arena, "%.*s kap.", STR_ARG(with_letter(arena, number->chapter)));
	if (!number->paragraph[0])
		return chapter;
	if (number->several) {
		numbers = ARENA_ARRAY(arena, char, rest.n + 1);
		n = numbers_put(numbers, rest);
	}
	return arena_format(arena, "%.*s%s%.*s %s", STR_ARG(chapter), chapter.n ? " " : "",
	                    number->several ? (int)n : (int)strlen(number->paragraph),
	                    number->several ? numbers : with_letter(arena, number->paragraph).at,
	                    number->several ? "\xC2\xA7\xC2\xA7" : "\xC2\xA7");
}

/* --- where it stands ------------------------------------------------------------------------------------------------ */

/* A number with "kap.", "§", "avsnitt" or "punkt"; "2.1" alone may be anything. Bytes read, or 0. */
static size_t part_read(struct str text, size_t at, struct part_number *number)
{
	size_t used = part_number_read(str_part(text, at, text.n), false, number);

	return used && (!number->section[0] || !is_digit(text.at[at])) ? used : 0;
}

/* Does the number belong to what follows, "2 kap. 1 § kommunallagen", "3 § i reglementet", "5 § samma lag"? */
static bool belongs_to_next(struct str text, size_t at)
{
	static const char *const words[] = {"i",   "detta", "denna",        "samma", "nämnda",
	                                    "lag", "lagen", "förordningen", NULL};
	static const char *const ends[] = {"lagen", "lagens", "balken", "balkens", "formen", "förordningen", NULL};
	struct str word = word_at(text, past_spaces(text, at));

	if (is_one_of(word, words))
		return true;
	for (const char *const *end = ends; *end; end++)
		if (str_ends(word, str_from(*end)))
			return true;
	return word.n > 1 && word.n < 5 && word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[word.n - 1] <= 'Z';
}

struct pinpoint pinpoint_behind(struct arena *arena, struct str text, size_t end)
{
	struct part_number number;
	size_t at = past_spaces(text, byte_at(text, end) == ',' ? end + 1 : end), used = 0;

	if (at > end)
		used = part_read(text, at, &number);
	if (!used || is_word_byte(byte_at(text, at + used)) ||
	    belongs_to_next(text, pinpoint_past_finer(text, at + used)))
		return (struct pinpoint){end, end, STR_EMPTY};
	return (struct pinpoint){at, at + used, part_told(arena, str_part(text, at, used), &number)};
}

/* May a number or its word begin here? */
static bool may_begin(struct str text, size_t at)
{
	char before = at ? text.at[at - 1] : ' ', c = text.at[at];

	if (is_word_byte(before) || before == '-' || before == '/' || before == ':' || before == '\xA7' ||
	    (before == '.' && at > 1 && is_digit(text.at[at - 2])))
		return false;
	return is_digit(c) || (unsigned char)c == 0xC2 || strchr("kKaApP", c);
}

struct pinpoint pinpoint_before(struct arena *arena, struct str text, size_t from)
{
	struct part_number number;

	for (size_t at = from > BEFORE_MAX ? from - BEFORE_MAX : 0; at + 2 < from; at++) {
		size_t used = may_begin(text, at) ? part_read(text, at, &number) : 0, end = 0;
		if (!used)
			continue;
		end = past_spaces(text, pinpoint_past_finer(text, at + used));
		if (byte_at(text, end) == 'i' && is_space(byte_at(text, end + 1)))
			end = past_spaces(text, end + 1);
		if (end == from)
			return (struct pinpoint){at, from, part_told(arena, str_part(text, at, used), &number)};
		at += used - 1;
	}
	return (struct pinpoint){from, from, STR_EMPTY};
}

struct pinpoint pinpoint_around(struct arena *arena, struct str text, size_t inside)
{
	struct part_number number;

	for (size_t at = inside > BEFORE_MAX ? inside - BEFORE_MAX : 0; at <= inside && at < text.n; at++) {
		size_t used = may_begin(text, at) ? part_read(text, at, &number) : 0;
		if (used && at + used > inside)
			return (struct pinpoint){at, at + used, part_told(arena, str_part(text, at, used), &number)};
		at += used ? used - 1 : 0;
	}
	return (struct pinpoint){inside, inside, STR_EMPTY};
}
