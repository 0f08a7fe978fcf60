/* Regular expressions through PCRE2: UTF, UCP, JIT, match limits. The only user of PCRE2. */
#ifndef STYRDOK_PORT_REGEX_H
#define STYRDOK_PORT_REGEX_H

#include "registry/base/str.h"

struct regex;

#define REGEX_MATCH_LIMIT 100000u
#define REGEX_GROUPS_MAX 16u

struct regex_error {
	size_t offset; /* in the pattern, bytes */
	char message[256];
};

/* Compiles a pattern. NULL on failure, with the error filled. Freed with regex_free. Shared by threads once compiled. */
struct regex *regex_new(struct str pattern, struct regex_error *error);
void regex_free(struct regex *regex);

struct regex_span {
	size_t from, to; /* bytes; from == SIZE_MAX: the group took no part */
};

/* The first match at or after byte `from`. Fills spans[0] (the whole) and those of the groups that fit into `count`.
 * Returns 1 on a match, 0 on none, -1 when the match limit was reached (a pathological pattern). */
int regex_match(const struct regex *regex, struct str text, size_t from, struct regex_span *spans, size_t count);

/* The number of a named group, or -1. */
int regex_group(const struct regex *regex, const char *name);

#endif
