/* Regular expressions through PCRE2: UTF, UCP, JIT, match limits. The only user of PCRE2. */
#ifndef STYRDOK_REGISTRY_PORT_REGEX_H
#define STYRDOK_REGISTRY_PORT_REGEX_H

#include "registry/base/str.h"

struct regex;

#define REGEX_MATCH_LIMIT 100000u /* PCRE2's own measure, for each place where a match could begin */
#define REGEX_SECONDS_MAX 1       /* of processor time, for one call on a text of more than 4096 bytes */
#define REGEX_GROUPS_MAX 16u      /* groups that can be told apart from the whole */
#define REGEX_PATTERN_MAX 16384u  /* bytes of a pattern */

struct regex_error {
	size_t offset; /* in the pattern, bytes */
	char message[256];
};

/* Compiles a pattern; case counts unless it begins with (?i). A line ends with LF, CR or CRLF. \C is refused. What
 * begins with \G matches at `from` alone. NULL on failure, with the error filled. Freed with regex_free. Shared by
 * threads once compiled. */
struct regex *regex_new(struct str pattern, struct regex_error *error);

/* The same in two steps, for patterns that may never be matched: the first tells whether it can be used, the second makes the machine
 * code, which takes most of the time. In between it matches too, but slowly. Not to be called while other threads match. */
struct regex *regex_parse(struct str pattern, struct regex_error *error);
void regex_ready(struct regex *regex);
void regex_free(struct regex *regex);

struct regex_span {
	size_t from, to; /* bytes; from == SIZE_MAX: the group took no part */
};

/* The first match at or after byte `from`. The text must be valid UTF-8: it is not looked at again. Fills spans[0] (the
 * whole) and those of the groups that fit into `count`; groups beyond REGEX_GROUPS_MAX took no part.
 * Returns 1 on a match, 0 on none, -1 when a limit was reached (a pathological pattern); which texts reach
 * REGEX_SECONDS_MAX depends on the machine, so leave the pattern then and say so. */
int regex_match(const struct regex *regex, struct str text, size_t from, struct regex_span *spans, size_t count);

/* The number of a named group, or -1. */
int regex_group(const struct regex *regex, const char *name);

#endif
