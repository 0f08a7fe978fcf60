/* A piece of text: a pointer and a length in bytes, UTF-8 unless said otherwise. Borrowed: it owns nothing. */
#ifndef STYRDOK_REGISTRY_BASE_STR_H
#define STYRDOK_REGISTRY_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *at; /* not NUL-terminated; may be NULL when n is 0 */
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_EMPTY ((struct str){NULL, 0})
#define STR_ARG(s) (int)(s).n, (s).at ? (s).at : "" /* for printf's %.*s */

static inline struct str str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

/* The same but for capitals, of ASCII's letters. */
bool str_alike(struct str a, struct str b);

/* Order by bytes, which for UTF-8 is the order of code points: negative, 0 or positive. */
int str_compare(struct str a, struct str b);

bool str_starts(struct str text, struct str prefix);
bool str_ends(struct str text, struct str suffix);

/* The part from byte `from` of at most `n` bytes; clipped to the text. */
static inline struct str str_part(struct str text, size_t from, size_t n)
{
	if (!text.at)
		return STR_EMPTY; /* even NULL + 0 is undefined */
	if (from > text.n)
		from = text.n;
	if (n > text.n - from)
		n = text.n - from;
	return (struct str){text.at + from, n};
}

/* Without white space (that of ASCII) at both ends. */
struct str str_trim(struct str text);

/* The offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str text, struct str needle, size_t from);

/* Cuts the text before the next newline off `rest` and returns it without the newline (and without a CR before it).
 * False when rest is empty. */
bool str_next_line(struct str *rest, struct str *line);

/* FNV-1a, 64 bits. */
uint64_t str_hash(struct str text);
uint64_t str_hash_more(uint64_t hash, struct str text); /* of a text whose beginning has that hash */

/* Damerau-Levenshtein distance (optimal string alignment) in bytes, or limit + 1 when it is larger than `limit`.
 * Texts of more than 128 bytes are never near. */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
