/* What must hold whatever the input, for the fuzz targets. */
#ifndef STYRDOK_TESTS_FUZZ_INVARIANTS_H
#define STYRDOK_TESTS_FUZZ_INVARIANTS_H

#include "registry/base/location.h"
#include "registry/base/str.h"
#include "registry/base/utf8.h"
#include "registry/document/problem.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

#define require(condition)                                                                                             \
	do {                                                                                                           \
		if (!(condition)) {                                                                                    \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                 \
			abort();                                                                                       \
		}                                                                                                      \
	} while (0)

/* A copy of its own, so that what still points into it after its end is seen by AddressSanitizer. */
static inline struct str text_copy(struct str text)
{
	char *copy = malloc(text.n ? text.n : 1);

	require(copy);
	if (text.n)
		memcpy(copy, text.at, text.n);
	return (struct str){copy, text.n};
}

static inline void text_free(struct str text)
{
	free((char *)text.at);
}

/* Every byte can be read, and they are UTF-8. */
static inline void require_text(struct str text)
{
	require(text.at || !text.n);
	require(utf8_invalid_at(text) == SIZE_MAX);
}

/* A place on a line of the text, at most just behind its last byte. The file as a whole is a place too. */
static inline void require_place(struct str text, struct location at)
{
	struct str rest = text, line = STR_EMPTY;

	if (!at.line)
		return;
	require(at.column >= 1);
	for (uint32_t i = 1; i < at.line; i++)
		require(str_next_line(&rest, &line) || i + 1 == at.line);
	(void)str_next_line(&rest, &line);
	require(at.column <= line.n + 2); /* a carriage return is left out of the line */
}

static inline void require_problem(struct str text, const struct problem *problem)
{
	require_place(text, problem->at);
	require_place(text, problem->other);
	for (size_t i = 0; i < 4; i++)
		require_text(problem->args[i].text);
}

#endif
