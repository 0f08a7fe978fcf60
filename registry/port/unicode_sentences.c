/* Sentences: ICU finds where one can end, this file says which of those full stops belong to an abbreviation. */
#include "registry/port/unicode.h"

#include "registry/base/ascii.h"
#include "registry/base/memory.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"

#include <pthread.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* In the order of their bytes, without the last full stop. Only what is often followed by a capital or a number needs
 * to stand here, since ICU ends no sentence before a small letter; units ("kr") do end sentences and stay out. */
static const char *const abbreviations[] = {
	"adj",   "adm",     "ang",   "anm",   "apr",    "aug",   "avd",   "avs",  "bet",   "betr",   "beträff", "bitr",
	"bl.a",  "byrådir", "ca",    "cirk",  "civ",    "d.v.s", "dec",   "dep",  "dir",   "dnr",    "doc",     "dr",
	"dvs",   "dyl",     "e.d",   "e.dyl", "el.dyl", "enl",   "etc",   "ev",   "ex",    "exkl",   "exv",     "f.d",
	"f.n",   "f.o.m",   "feb",   "febr",  "fig",    "fil",   "fl",    "fom",  "forts", "fr.o.m", "förf",    "gm",
	"hr",    "i.o.m",   "i.s.f", "ing",   "inkl",   "jan",   "jfr",   "jur",  "kand",  "kap",    "kl",      "kungl",
	"lic",   "m.a.o",   "m.fl",  "m.m",   "mag",    "mom",   "motsv", "nov",  "nr",    "näml",   "o.d",     "o.dyl",
	"o.s.v", "okt",     "ordf",  "ordn",  "osv",    "p.g.a", "pga",   "proc", "prof",  "prop",   "prot",    "red",
	"regl",  "res",     "resp",  "rskr",  "s.a.s",  "s.k",   "s.o",   "sekr", "sep",   "sept",   "sid",     "skr",
	"sthlm", "sv",      "t.ex",  "t.o.m", "t.v",    "tab",   "tekn",  "tel",  "tf",    "tjf",    "ung",     "uppl",
	"utg",   "utl",     "vol",   "äv",    "övers",
};

/* Those that are words as well ("bil", a car): they are short for something only before a number or a letter by itself. */
static const char *const numbered_words[] = {"art", "bil", "mot", "not", "st"};

#define ABBREVIATION_MAX 8

/* ---- ICU's iterator, one per thread: opening one costs as much as using it on many paragraphs ---- */

static pthread_key_t breaks_key;
static pthread_once_t breaks_once = PTHREAD_ONCE_INIT;
static _Thread_local UBreakIterator *breaks_mine;

static void breaks_free(void *breaks)
{
	ubrk_close(breaks);
}

static void breaks_key_make(void)
{
	if (pthread_key_create(&breaks_key, breaks_free) != 0)
		memory_failed();
}

/* NULL when ICU lacks its data; a text is then one sentence. */
static UBreakIterator *breaks_get(void)
{
	if (!breaks_mine) {
		UErrorCode status = U_ZERO_ERROR;
		pthread_once(&breaks_once, breaks_key_make);
		breaks_mine = ubrk_open(UBRK_SENTENCE, "sv", NULL, 0, &status);
		if (U_FAILURE(status))
			breaks_mine = NULL;
		if (pthread_setspecific(breaks_key, breaks_mine) != 0)
			memory_failed();
	}
	return breaks_mine;
}

/* ---- line breaks ---- */

static bool byte_is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Does the line break at the offset end a paragraph, that is: does a blank line follow? */
static bool break_is_paragraph(struct str text, size_t at)
{
	for (at++; at < text.n && byte_is_blank(text.at[at]); at++)
		;
	return at < text.n && text.at[at] == '\n';
}

/* A copy in which line breaks inside a paragraph are spaces; ICU would end a sentence at each. */
static char *text_unwrap(struct str text)
{
	char *copy = memory_new(text.n + 1, 1);
	bool blank = false; /* in the white space between two paragraphs */
	memcpy(copy, text.at, text.n);
	for (size_t i = 0; i < text.n; i++) {
		if (copy[i] == '\r') {
			copy[i] = ' ';
		} else if (copy[i] == '\n') {
			blank = blank || break_is_paragraph(text, i);
			copy[i] = blank ? '\n' : ' ';
		} else if (!byte_is_blank(copy[i])) {
			blank = false;
		}
	}
	return copy;
}

/* ---- words before a full stop ---- */

/* The code point that ends at the offset; `from` gets where it begins. */
static uint32_t point_before(struct str text, size_t at, size_t *from)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80);
	*from = at;
	return utf8_next(text, &at);
}

/* The word that ends at `end`: letters, digits and full stops between them ("t.ex"), at or after `start`. */
static struct str word_before(struct str text, size_t start, size_t end)
{
	size_t from = end, next = end;
	while (from > start) {
		uint32_t point = point_before(text, from, &next);
		if (point != '.' && !unicode_is_word(point))
			break;
		from = next;
	}
	return (struct str){text.at + from, end - from};
}

static size_t blank_before(struct str text, size_t start, size_t end)
{
	while (end > start && (byte_is_blank(text.at[end - 1]) || text.at[end - 1] == '\n'))
		end--;
	return end;
}

static bool word_is_number(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.at[i] != '.' && !is_digit(word.at[i]))
			return false;
	}
	return word.n > 0;
}

static bool word_is_roman(struct str word)
{
	for (size_t i = 0; i < word.n; i++) {
		if (!strchr("IVXLC", word.at[i]))
			return false;
	}
	return word.n > 0 && word.n <= 6;
}

static int abbreviation_compare(const void *word, const void *entry)
{
	return strcmp(word, *(const char *const *)entry);
}

static bool word_is_listed(struct str word, const char *const *list, size_t count)
{
	char small[ABBREVIATION_MAX + 4];
	size_t n = 0;
	if (word.n > ABBREVIATION_MAX)
		return false;
	for (size_t at = 0; at < word.n && n <= ABBREVIATION_MAX;)
		n += unicode_put(small + n, unicode_lower(utf8_next(word, &at)));
	small[n] = '\0';
	return bsearch(small, list, count, sizeof *list, abbreviation_compare) != NULL;
}

/* "2", "A": what a thing is numbered by. */
static bool number_begins(struct str text, size_t at)
{
	if (at >= text.n || is_digit(text.at[at]))
		return at < text.n;
	if (!unicode_is_upper(utf8_next(text, &at)))
		return false;
	return at >= text.n || !unicode_is_word(utf8_next(text, &at));
}

/* Is the word, before a full stop, short for another? `next`: where the text goes on behind the stop. */
static bool word_is_abbreviation(struct str word, struct str text, size_t next)
{
	if (word_is_listed(word, abbreviations, sizeof abbreviations / sizeof *abbreviations))
		return true;
	return str_equal(word, STR("St")) ||
	       (word_is_listed(word, numbered_words, sizeof numbered_words / sizeof *numbered_words) &&
	        number_begins(text, next));
}

/* A chapter's number is told by the word before it: "kap. 3.", "kapitel 3." */
static bool word_is_chapter(struct str word)
{
	word = str_ends(word, STR(".")) ? str_part(word, 0, word.n - 1) : word;
	return str_equal(word, STR("kap")) || str_equal(word, STR("kapitel")) || str_equal(word, STR("Kap")) ||
	       str_equal(word, STR("Kapitel"));
}

/* Does the sentence from `start` go on after the full stop before `end`? */
static bool stop_is_inner(struct str text, size_t start, size_t end)
{
	size_t stop = blank_before(text, start, end);
	if (memchr(text.at + stop, '\n', end - stop) || stop <= start || text.at[stop - 1] != '.')
		return false;
	struct str word = word_before(text, start, stop - 1);
	size_t before = blank_before(text, start, (size_t)(word.at - text.at));
	bool first = before == start;
	if (word_is_number(word))
		return first || word_is_chapter(word_before(text, start, before));
	if (first && word_is_roman(word))
		return true;
	return utf8_count(word) == 1 || word_is_abbreviation(word, text, end);
}

static size_t blank_after(struct str text, size_t at)
{
	while (at < text.n && (byte_is_blank(text.at[at]) || text.at[at] == '\n'))
		at++;
	return at;
}

bool unicode_stop_abbreviates(struct str text, size_t stop)
{
	return word_is_abbreviation(word_before(text, 0, stop), text, blank_after(text, stop + 1));
}

struct ends {
	size_t *at;
	size_t n, room; /* a VEC */
};

/* Puts the ends of all sentences but the last behind ends->at[0]. */
static void sentences_find(struct ends *ends, UBreakIterator *breaks, struct str text)
{
	size_t next = blank_after(text, 0); /* the first word behind the end looked at last */
	for (int32_t end = ubrk_next(breaks); end != UBRK_DONE; end = ubrk_next(breaks)) {
		if ((size_t)end <= next)
			continue; /* white space only */
		next = blank_after(text, (size_t)end);
		if (next < text.n && !stop_is_inner(text, ends->at[ends->n - 1], next))
			vec_push(ends, next);
	}
}

size_t unicode_sentences(size_t **offsets, struct arena *arena, struct str text)
{
	struct ends ends = {0};
	UBreakIterator *breaks = breaks_get();
	vec_push(&ends, 0);
	if (breaks && text.n > 0 && text.n <= INT32_MAX) {
		UErrorCode status = U_ZERO_ERROR;
		struct str unwrapped = {text_unwrap(text), text.n};
		UText *handle = utext_openUTF8(NULL, unwrapped.at, (int64_t)unwrapped.n, &status);
		ubrk_setUText(breaks, handle, &status);
		if (U_FAILURE(status))
			memory_failed();
		sentences_find(&ends, breaks, unwrapped);
		utext_close(handle);
		free((char *)unwrapped.at);
	}
	if (blank_after(text, 0) < text.n)
		vec_push(&ends, text.n);
	*offsets = ARENA_ARRAY(arena, size_t, ends.n);
	memcpy(*offsets, ends.at, ends.n * sizeof *ends.at);
	size_t count = ends.n - 1;
	vec_release(&ends);
	return count;
}
