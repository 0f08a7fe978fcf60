/* Lines of the register's files, for messages: a finding's source line, and columns in characters. */
#ifndef STYRDOK_BIN_WORDING_SOURCE_LINES_H
#define STYRDOK_BIN_WORDING_SOURCE_LINES_H

#include "registry/graph/registry.h"

#define LINES_FILES 4

struct lines { /* the files read last; asked in order, each line is found without starting over */
	struct registry *registry;
	struct {
		struct str path; /* "" : free */
		char *text;
		size_t size, at; /* at: first byte of line `line` */
		uint32_t line;
		struct str
			known; /* the line asked for last, its number (0: none), and characters and UTF-16 units up to a byte of it */
		uint32_t known_line, known_count, known_units;
		size_t known_byte;
		unsigned used;
	} files[LINES_FILES];
	unsigned clock;
};

/* The line's text without its end; "" when it cannot be read or is not UTF-8. Valid until the next call. */
struct str lines_get(struct lines *lines, struct str path, uint32_t line);

/* A place's column in characters, 1-based. */
uint32_t lines_column(struct lines *lines, struct str path, struct location at);

/* The same in UTF-16 units, as SARIF counts. */
uint32_t lines_units(struct lines *lines, struct str path, struct location at);

void lines_release(struct lines *lines);

#endif
