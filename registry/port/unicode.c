#include "registry/port/unicode.h"

#include "registry/base/memory.h"
#include "registry/base/utf8.h"

#include <stdlib.h>

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Below U+0300 nothing combines and everything is in normal form C. Its lead byte, and the first of non-Latin-1. */
#define LEAD_COMBINING 0xCC
#define LEAD_BEYOND_LATIN1 0xC4

/* An error that is none of "does not fit" means that ICU ran out of memory or lost its data, which is built in. */
static void status_check(UErrorCode status)
{
	if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR)
		memory_failed();
}

static bool text_below(struct str text, unsigned char lead)
{
	unsigned char highest = 0;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		highest = byte > highest ? byte : highest;
	}
	return highest < lead;
}

/* ICU counts in int32_t; longer texts than this are never given to it. */
static bool text_fits(struct str text)
{
	return text.n <= INT32_MAX / 8;
}

/* ---- normal form C ---- */

static const UNormalizer2 *normalizer_c(void)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
	status_check(status);
	return normalizer;
}

/* What can be said without ICU's normalizer, which needs UTF-16. */
enum nfc_guess { NFC_YES, NFC_PERHAPS, NFC_TOO_MANY_MARKS };

static enum nfc_guess nfc_guess(struct str text)
{
	enum nfc_guess guess = NFC_YES;
	unsigned marks = 0;
	for (size_t at = 0; at < text.n;) {
		UChar32 point = (UChar32)utf8_next(text, &at);
		if (point < 0x300 || (point >= 0x2010 && point <= 0x2027)) {
			marks = 0;
			continue;
		}
		marks = u_getCombiningClass(point) != 0 ? marks + 1 : 0;
		if (marks > UNICODE_MARKS_MAX)
			return NFC_TOO_MANY_MARKS;
		if (marks > 0 || u_getIntPropertyValue(point, UCHAR_NFC_QUICK_CHECK) != UNORM_YES)
			guess = NFC_PERHAPS;
	}
	return guess;
}

/* The text in UTF-16; freed by the caller. */
static UChar *text_to_utf16(struct str text, int32_t *count)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *wide = memory_new(text.n + 1, sizeof *wide);
	u_strFromUTF8WithSub(wide, (int32_t)text.n + 1, count, text.at, (int32_t)text.n, 0xFFFD, NULL, &status);
	status_check(status);
	return wide;
}

static struct str text_from_utf16(struct arena *arena, const UChar *wide, int32_t count)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t size = 0;
	char *text = arena_alloc(arena, (size_t)count * 3 + 1, 1);
	u_strToUTF8WithSub(text, count * 3 + 1, &size, wide, count, 0xFFFD, NULL, &status);
	status_check(status);
	return (struct str){text, (size_t)size};
}

static bool wide_is_nfc(struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = 0;
	UChar *wide = text_to_utf16(text, &count);
	bool is = unorm2_isNormalized(normalizer_c(), wide, count, &status);
	status_check(status);
	free(wide);
	return is;
}

bool unicode_is_nfc(struct str text)
{
	if (text_below(text, LEAD_COMBINING) || !text_fits(text))
		return true;
	enum nfc_guess guess = nfc_guess(text);
	return guess == NFC_YES || (guess == NFC_PERHAPS && wide_is_nfc(text));
}

struct str unicode_nfc(struct arena *arena, struct str text)
{
	if (text_below(text, LEAD_COMBINING) || !text_fits(text) || nfc_guess(text) != NFC_PERHAPS)
		return text;
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = 0;
	UChar *wide = text_to_utf16(text, &count);
	/* no text grows more than threefold in UTF-16 (Unicode Standard Annex 15, section 9.3) */
	int32_t room = count * 3;
	UChar *normal = memory_new((size_t)room, sizeof *normal);
	int32_t size = unorm2_normalize(normalizer_c(), wide, count, normal, room, &status);
	status_check(status);
	struct str out =
		size == count && u_memcmp(wide, normal, size) == 0 ? text : text_from_utf16(arena, normal, size);
	free(normal);
	free(wide);
	return out;
}

/* ---- case ---- */

/* Upper case letters of Latin-1: U+00C0..U+00DE but the multiplication sign. */
static bool latin1_is_upper(uint32_t point)
{
	return point >= 0xC0 && point <= 0xDE && point != 0xD7;
}

static struct str fold_latin1(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.n + 1, 1);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		bool after_c3 = i > 0 && text.at[i - 1] == '\xC3';
		if (byte >= 'A' && byte <= 'Z')
			byte = (unsigned char)(byte + 0x20);
		else if (byte == 0x9F && after_c3) /* ß becomes ss, in as many bytes */
			out[i - 1] = 's', byte = 's';
		else if (byte == 0xB5 && i > 0 &&
		         text.at[i - 1] == '\xC2') /* the micro sign becomes the Greek letter */
			out[i - 1] = '\xCE', byte = 0xBC;
		else if (after_c3 && latin1_is_upper(byte + 0x40u))
			byte = (unsigned char)(byte + 0x20);
		out[i] = (char)byte;
	}
	return (struct str){out, text.n};
}

struct str unicode_fold(struct arena *arena, struct str text)
{
	if (text_below(text, LEAD_BEYOND_LATIN1) || !text_fits(text))
		return fold_latin1(arena, text);
	UErrorCode status = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
	status_check(status);
	int32_t room = (int32_t)text.n + 16;
	char *out = arena_alloc(arena, (size_t)room + 1, 1);
	int32_t size = ucasemap_utf8FoldCase(map, out, room, text.at, (int32_t)text.n, &status);
	status_check(status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		out = arena_alloc(arena, (size_t)size + 1, 1);
		ucasemap_utf8FoldCase(map, out, size, text.at, (int32_t)text.n, &status);
		status_check(status);
	}
	ucasemap_close(map);
	return (struct str){out, (size_t)size};
}

uint32_t unicode_lower(uint32_t point)
{
	if ((point >= 'A' && point <= 'Z') || latin1_is_upper(point))
		return point + 0x20;
	return point < 0x100 ? point : (uint32_t)u_tolower((UChar32)point);
}

bool unicode_is_word(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
	if (point < 0x100)
		return (point >= 0xC0 && point != 0xD7 && point != 0xF7) || point == 0xAA || point == 0xB5 ||
		       point == 0xBA;
	return u_isalnum((UChar32)point);
}

bool unicode_is_upper(uint32_t point)
{
	if (point < 0x100)
		return (point >= 'A' && point <= 'Z') || latin1_is_upper(point);
	return u_isupper((UChar32)point);
}

unsigned unicode_cells(uint32_t point)
{
	int width = 0;

	if (point < 0x300)
		return 1;
	if (U_GET_GC_MASK((UChar32)point) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
		return 0;
	width = u_getIntPropertyValue((UChar32)point, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t unicode_put(char *to, uint32_t point)
{
	if (point < 0x80) {
		to[0] = (char)point;
		return 1;
	}
	size_t more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
	to[0] = (char)(leads[more] | (point >> (6 * more)));
	for (size_t i = 1; i <= more; i++)
		to[i] = (char)(0x80 | ((point >> (6 * (more - i))) & 0x3F));
	return more + 1;
}

/* ---- slugs ---- */

/* Letters that Unicode does not take apart but that have a customary spelling in a to z. */
static const struct {
	uint32_t point;
	const char *ascii;
} spellings[] = {
	{0xDF, "ss"}, {0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},   {0xFE, "th"},
	{0x111, "d"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"},
};

static const char *ascii_of(uint32_t point)
{
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		if (spellings[i].point == point)
			return spellings[i].ascii;
	}
	return NULL;
}

/* A slug that is being written; a hyphen waits until a letter follows. */
struct slug {
	char *at;
	size_t n;
	bool hyphen;
};

static void slug_put(struct slug *slug, uint32_t point)
{
	const char *ascii = ascii_of(point);
	if (!ascii && !unicode_is_word(point)) {
		/* a mark that stands by itself belongs to the letter before it */
		slug->hyphen = slug->hyphen || !(U_GET_GC_MASK((UChar32)point) & U_GC_M_MASK);
		return;
	}
	if (slug->hyphen && slug->n > 0)
		slug->at[slug->n++] = '-';
	slug->hyphen = false;
	if (ascii) {
		while (*ascii)
			slug->at[slug->n++] = *ascii++;
	} else {
		slug->n += unicode_put(slug->at + slug->n, point);
	}
}

static void slug_put_decomposed(struct slug *slug, const UNormalizer2 *normalizer, uint32_t point)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[32];
	UChar32 parts[32] = {(UChar32)point};
	int32_t count = 1;
	int32_t size = unorm2_getDecomposition(normalizer, parts[0], wide, 32, &status);
	if (size >= 0)
		u_strToUTF32(parts, 32, &count, wide, size, &status);
	status_check(status);
	for (int32_t i = 0; i < count; i++)
		slug_put(slug, unicode_lower((uint32_t)parts[i]));
}

struct str unicode_slug(struct arena *arena, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = unorm2_getNFDInstance(&status);
	status_check(status);
	if (!text_fits(text))
		text.n = 0;
	/* a byte becomes at most a hyphen and a letter, a longer character at most a hyphen and 12 bytes */
	struct slug slug = {.at = arena_alloc(arena, text.n * 5 + 1, 1)};
	for (size_t at = 0; at < text.n;) {
		uint32_t point = utf8_next(text, &at);
		if (point < 0x80)
			slug_put(&slug, unicode_lower(point));
		else
			slug_put_decomposed(&slug, normalizer, point);
	}
	return (struct str){slug.at, slug.n};
}

/* ---- order ---- */

struct unicode_order {
	UCollator *collator; /* NULL: ICU lacks its data */
};

struct unicode_order *unicode_order_new(void)
{
	UErrorCode status = U_ZERO_ERROR;
	struct unicode_order *order = memory_new(1, sizeof *order);
	order->collator = ucol_open("sv", &status);
	if (U_FAILURE(status))
		order->collator = NULL;
	return order;
}

/* ICU's sort key ends with a NUL; the text behind it gives an order to texts that only look the same. */
struct str unicode_order_key(const struct unicode_order *order, struct arena *arena, struct str text)
{
	if (!order->collator || !text_fits(text))
		return text;
	int32_t count = 0;
	UChar *wide = text_to_utf16(text, &count);
	uint8_t near[512]; /* most keys fit, and need making only once */
	size_t size = (size_t)ucol_getSortKey(order->collator, wide, count, near, (int32_t)sizeof near);
	char *key = arena_alloc(arena, size + text.n, 1);
	if (size <= sizeof near)
		memcpy(key, near, size);
	else
		ucol_getSortKey(order->collator, wide, count, (uint8_t *)key, (int32_t)size);
	free(wide);
	if (text.n)
		memcpy(key + size, text.at, text.n);
	return (struct str){key, size + text.n};
}

void unicode_order_free(struct unicode_order *order)
{
	if (order && order->collator)
		ucol_close(order->collator);
	free(order);
}
