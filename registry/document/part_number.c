#include "registry/document/part_number.h"

#include "registry/base/ascii.h"

#include <stdio.h>

/* --- reading ---------------------------------------------------------------------------------------------------------- */

#define DIGITS_MAX 4u /* of a chapter or paragraph */

struct scan {
	struct str text;
	size_t at;
	bool bad;
};

static char peek(const struct scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->text.n ? scan->text.at[scan->at + ahead] : '\0';
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* Spaces, of ASCII or U+00A0. */
static void pass_spaces(struct scan *scan)
{
	for (;;) {
		if (is_space(peek(scan, 0)))
			scan->at++;
		else if (peek(scan, 0) == '\xC2' && peek(scan, 1) == '\xA0')
			scan->at += 2;
		else
			return;
	}
}

/* Passes a word in small or capital letters that no letter or digit follows. */
static bool pass_word(struct scan *scan, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < n; i++)
		if ((peek(scan, i) | 0x20) != (word[i] | 0x20))
			return false;
	if (is_letter(peek(scan, n)) || (unsigned char)peek(scan, n) >= 0xC3 || is_digit(peek(scan, n)))
		return false;
	scan->at += n;
	return true;
}

static bool pass_sign(struct scan *scan) /* "§" or "§§" */
{
	size_t before = scan->at;

	while (peek(scan, 0) == '\xC2' && peek(scan, 1) == '\xA7')
		scan->at += 2;
	return scan->at > before;
}

static bool pass_chapter_word(struct scan *scan)
{
	if (pass_word(scan, "kap"))
		scan->at += peek(scan, 0) == '.';
	else if (!pass_word(scan, "kapitel") && !pass_word(scan, "kapitlet"))
		return false;
	return true;
}

static bool is_sign_or_chapter(struct scan after)
{
	pass_spaces(&after);
	return pass_sign(&after) || pass_chapter_word(&after);
}

/* Behind the sign a word may follow: "§ 3 i reglementet", "§ 3 I nämnden". */
static bool is_letter_behind_sign(const struct scan *next, size_t letters, bool apart)
{
	return letters == 1 && !is_digit(peek(next, 1)) &&
	       (!apart || (peek(next, 0) >= 'a' && peek(next, 0) <= 'z' && peek(next, 0) != 'i'));
}

/* A letter belongs to the number if it stands alone: "1 a §", "§ 3 b", "1a". */
static void letter_read(struct scan *scan, bool behind_sign, char out[PART_NUMBER_MAX], size_t n)
{
	struct scan next = *scan;
	size_t letters = 0;

	pass_spaces(&next);
	while (is_letter(peek(&next, letters)))
		letters++;
	if (!letters || letters > 2 || (unsigned char)peek(&next, letters) >= 0xC3 ||
	    (behind_sign && !is_letter_behind_sign(&next, letters, next.at > scan->at)))
		return;
	next.at += letters;
	if (!behind_sign && !is_sign_or_chapter(next))
		return;
	scan->bad = scan->bad || letters > 1;
	out[n++] = '-';
	for (size_t i = 0; i < letters && n + 1 < PART_NUMBER_MAX; i++)
		out[n++] = (char)(next.text.at[next.at - letters + i] | 0x20);
	out[n] = '\0';
	scan->at = next.at;
}

/* "14", "1 a". */
static bool number_read(struct scan *scan, bool behind_sign, char out[PART_NUMBER_MAX])
{
	size_t n = 0, digits = 0;

	for (; is_digit(peek(scan, digits)); digits++)
		if (n < PART_NUMBER_MAX - 4)
			out[n++] = peek(scan, digits);
	if (!digits)
		return false;
	out[n] = '\0';
	scan->at += digits;
	scan->bad = scan->bad || digits > DIGITS_MAX || out[0] == '0';
	letter_read(scan, behind_sign, out, n);
	return true;
}

static bool chapter_read(struct scan *scan, struct part_number *out)
{
	struct scan next = *scan;
	bool word = false;

	if (pass_word(&next, "kapitel")) {
		word = true;
	} else if (pass_word(&next, "kap")) {
		next.at += peek(&next, 0) == '.';
	} else {
		if (!number_read(&next, false, out->chapter))
			return false;
		pass_spaces(&next);
		if (!pass_chapter_word(&next))
			return out->chapter[0] = '\0', false;
		*scan = next;
		return true;
	}
	pass_spaces(&next);
	if (!number_read(&next, true, out->chapter))
		return false;
	if (peek(&next, 0) == '.' && is_digit(peek(&next, 1))) /* "kapitel 3.3" is a section */
		return out->chapter[0] = '\0', false;
	out->worded = word;
	*scan = next;
	return true;
}

/* "1–3", "13, 39–40 och 43": the first number stands for all, up to the sign. */
static bool pass_more_numbers(struct scan *scan)
{
	struct scan next = *scan;
	char ignored[PART_NUMBER_MAX];
	size_t before = scan->at;

	for (;;) {
		pass_spaces(&next);
		if (peek(&next, 0) == '-' || peek(&next, 0) == ',')
			next.at++;
		else if (str_starts(str_part(next.text, next.at, 3), STR("\xE2\x80\x93")))
			next.at += 3;
		else if (!pass_word(&next, "och") && !pass_word(&next, "samt"))
			return scan->at > before;
		pass_spaces(&next);
		if (!number_read(&next, false, ignored))
			return scan->at > before;
		*scan = next;
	}
}

static bool paragraph_read(struct scan *scan, struct part_number *out)
{
	struct scan next = *scan;

	if (pass_sign(&next)) {
		pass_spaces(&next);
		if (!number_read(&next, true, out->paragraph))
			return false;
		out->several = pass_more_numbers(&next);
	} else {
		if (!number_read(&next, false, out->paragraph))
			return false;
		out->several = pass_more_numbers(&next);
		pass_spaces(&next);
		if (!pass_sign(&next))
			return out->paragraph[0] = '\0', false;
	}
	*scan = next;
	return true;
}

/* "6.4", "3", "3."; a bare number only where a heading or a word says that it is one. */
static bool section_read(struct scan *scan, bool heading, struct part_number *out)
{
	struct scan next = *scan;
	bool named = pass_word(&next, "avsnitt") || pass_word(&next, "punkt") || pass_chapter_word(&next);
	size_t n = 0, dots = 0;

	pass_spaces(&next);
	while (n + 1 < PART_NUMBER_MAX &&
	       (is_digit(peek(&next, 0)) || (n && peek(&next, 0) == '.' && is_digit(peek(&next, 1))))) {
		dots += peek(&next, 0) == '.';
		out->section[n++] = next.text.at[next.at++];
	}
	out->section[n] = '\0';
	if (!n || (!named && !heading && !dots) || is_letter(peek(&next, 0)) || (n > 3 && !dots))
		return out->section[0] = '\0', false;
	if (heading && peek(&next, 0) == '.')
		next.at++;
	*scan = next;
	return true;
}

size_t part_number_read(struct str text, bool heading, struct part_number *out)
{
	struct scan scan = {.text = text};
	struct scan next = scan;

	*out = (struct part_number){0};
	if (chapter_read(&scan, out)) {
		next = scan;
		if (peek(&next, 0) == ',')
			next.at++;
		pass_spaces(&next);
		if (!out->worded && paragraph_read(&next, out))
			scan = next;
	} else if (!paragraph_read(&scan, out) && !section_read(&scan, heading, out)) {
		return 0;
	}
	out->bad = scan.bad || next.bad;
	return scan.at;
}

bool part_number_is(struct str text, struct part_number *out)
{
	text = str_trim(text);
	return text.n && part_number_read(text, false, out) == text.n;
}

/* --- writing ---------------------------------------------------------------------------------------------------------- */

struct str part_number_put(char to[PART_ANCHOR_MAX], const struct part_number *number)
{
	bool chapter = number->chapter[0] != '\0', paragraph = number->paragraph[0] != '\0';

	if (number->bad || (!paragraph && !chapter))
		return STR_EMPTY;
	snprintf(to, PART_ANCHOR_MAX, "%s%s%s%s%s", chapter ? "kap-" : "", number->chapter,
	         chapter && paragraph ? "-" : "", paragraph ? "par-" : "", number->paragraph);
	return str_from(to);
}

/* Passes "par-1-a" or "kap-2" and appends "1 a" or "2" to the text. */
static bool words_add(struct scan *scan, struct str key, struct arena *arena, struct str *out)
{
	size_t digits = 0;
	char letter = '\0';

	if (!str_starts(str_part(scan->text, scan->at, key.n), key))
		return false;
	scan->at += key.n;
	while (is_digit(peek(scan, digits)))
		digits++;
	if (!digits)
		return false;
	if (peek(scan, digits) == '-' && is_letter(peek(scan, digits + 1)) && !is_letter(peek(scan, digits + 2)))
		letter = peek(scan, digits + 1);
	*out = arena_format(arena, "%.*s%.*s%.*s", STR_ARG(*out), (int)digits, scan->text.at + scan->at, letter ? 2 : 0,
	                    letter ? (char[]){' ', letter} : "");
	scan->at += digits + (letter ? 2 : 0);
	return true;
}

struct str part_in_words(struct arena *arena, struct str anchor)
{
	struct scan scan = {.text = anchor};
	struct str words = STR_EMPTY;
	bool chapter = words_add(&scan, STR("kap-"), arena, &words);

	if (chapter)
		words = arena_format(arena, "%.*s kap.", STR_ARG(words));
	if (chapter && scan.at < anchor.n && anchor.at[scan.at] == '-') {
		scan.at++;
		words = arena_format(arena, "%.*s ", STR_ARG(words));
		chapter = false;
	}
	if (!chapter) {
		if (!words_add(&scan, STR("par-"), arena, &words))
			return STR_EMPTY;
		words = arena_format(arena, "%.*s \xC2\xA7", STR_ARG(words));
	}
	return scan.at == anchor.n ? words : STR_EMPTY;
}
