#include "registry/base/str.h"

#include "registry/base/ascii.h"

#include <limits.h>
#include <strings.h>

bool str_alike(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || strncasecmp(a.at, b.at, a.n) == 0);
}

int str_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.at, b.at, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str text, struct str prefix)
{
	return text.n >= prefix.n && (prefix.n == 0 || memcmp(text.at, prefix.at, prefix.n) == 0);
}

bool str_ends(struct str text, struct str suffix)
{
	return text.n >= suffix.n && (suffix.n == 0 || memcmp(text.at + text.n - suffix.n, suffix.at, suffix.n) == 0);
}

struct str str_trim(struct str text)
{
	while (text.n && is_space(text.at[0])) {
		text.at++;
		text.n--;
	}
	while (text.n && is_space(text.at[text.n - 1]))
		text.n--;
	return text;
}

size_t str_find(struct str text, struct str needle, size_t from)
{
	const char *found;

	if (from > text.n)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;
	if (needle.n > text.n - from)
		return SIZE_MAX;
	found = memmem(text.at + from, text.n - from, needle.at, needle.n);
	return found ? (size_t)(found - text.at) : SIZE_MAX;
}

bool str_next_line(struct str *rest, struct str *line)
{
	const char *end;
	size_t n;

	if (rest->n == 0)
		return false;
	end = memchr(rest->at, '\n', rest->n);
	n = end ? (size_t)(end - rest->at) : rest->n;
	*line = (struct str){rest->at, n};
	*rest = str_part(*rest, end ? n + 1 : n, SIZE_MAX);
	if (end && n && line->at[n - 1] == '\r')
		line->n--;
	return true;
}

uint64_t str_hash_more(uint64_t hash, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		hash ^= (unsigned char)text.at[i];
		hash *= 0x100000001b3u;
	}
	return hash;
}

uint64_t str_hash(struct str text)
{
	return str_hash_more(0xcbf29ce484222325u, text);
}

#define DISTANCE_BYTES 128 /* longer texts are never near */

/* Common bytes at both ends cost nothing and never take part in a cheapest edit. */
static void str_strip_common(struct str *a, struct str *b)
{
	while (a->n && b->n && a->at[0] == b->at[0]) {
		a->at++, a->n--;
		b->at++, b->n--;
	}
	while (a->n && b->n && a->at[a->n - 1] == b->at[b->n - 1])
		a->n--, b->n--;
}

static unsigned min_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The table of Wagner and Fischer with the transposition of optimal string alignment. Only cells within `limit` of the
 * diagonal are filled, and it ends early when two rows (a transposition reaches over one) are all above the limit.
 * Wants a to be the shorter one, both of 1 to DISTANCE_BYTES bytes, and their lengths to differ by at most `limit`. */
static unsigned distance_in_band(struct str a, struct str b, unsigned limit)
{
	unsigned rows[3][DISTANCE_BYTES + 2];
	unsigned *before = rows[0], *last = rows[1], *row = rows[2], best_before = 0;
	unsigned width = (unsigned)b.n;

	for (unsigned j = 0; j <= width; j++)
		last[j] = j;
	for (unsigned i = 1; i <= a.n; i++) {
		unsigned from = i > limit ? i - limit : 1, to = min_of(i + limit, width), best = limit + 1;
		unsigned *oldest = before;

		row[from - 1] = from == 1 ? i : limit + 1;
		for (unsigned j = from; j <= to; j++) {
			unsigned cost = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);

			cost = min_of(cost, min_of(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
				cost = min_of(cost, before[j - 2] + 1);
			row[j] = cost;
			best = min_of(best, cost);
		}
		row[to + 1] = limit + 1; /* read by the next row, whose band reaches one further */
		if (best > limit && best_before > limit)
			return limit + 1;
		best_before = best;
		before = last;
		last = row;
		row = oldest;
	}
	return min_of(last[width], limit + 1);
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
	unsigned far = limit == UINT_MAX ? limit : limit + 1;
	unsigned distance;

	if (a.n > DISTANCE_BYTES || b.n > DISTANCE_BYTES)
		return far;
	limit = min_of(limit, DISTANCE_BYTES);
	str_strip_common(&a, &b);
	if (a.n > b.n) {
		struct str longer = a;

		a = b;
		b = longer;
	}
	if (b.n - a.n > limit)
		return far;
	if (a.n == 0)
		return (unsigned)b.n;
	distance = distance_in_band(a, b, limit);
	return distance > limit ? far : distance;
}
