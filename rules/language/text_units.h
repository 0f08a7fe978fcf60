/* A text as rules see it: pieces of running text without markup, each with the way back to where it stands in the file. */
#ifndef STYRDOK_RULES_LANGUAGE_TEXT_UNITS_H
#define STYRDOK_RULES_LANGUAGE_TEXT_UNITS_H

#include "registry/port/markdown/markdown.h"
#include "registry/port/yaml.h"

enum prose_kind { /* bits, so that several can be asked for at once */
	          PROSE_HEADING = 1 << 0,
	          PROSE_PARAGRAPH = 1 << 1,
	          PROSE_ITEM = 1 << 2, /* a paragraph of a list item */
	          PROSE_ROW = 1 << 3,  /* of a table: its cells, with " | " between them */
	          PROSE_FIELD = 1 << 4 /* a value in front matter */
};

#define PROSE_BODY (PROSE_HEADING | PROSE_PARAGRAPH | PROSE_ITEM | PROSE_ROW)

struct prose_run { /* text from byte `from` on stands in the file from `at` on, until the next run */
	uint32_t from;
	struct location at;
};

struct prose_unit {
	enum prose_kind kind;
	uint32_t part;   /* the part it is in (a heading: its own), or MARKDOWN_NO_PART */
	uint32_t table;  /* PROSE_ROW: number of the table; its first row is the header */
	struct str text; /* UTF-8: white space is single spaces, emphasis marks, link targets and HTML tags are gone */
	const struct prose_run *runs;
	uint32_t run_count;
	bool fixed; /* its bytes are not those of the file: all of it stands where it begins */
	uint32_t cell_count;
	const uint32_t *cells;   /* PROSE_ROW: where each cell begins, and the text's length + 3 */
	const size_t *sentences; /* once asked for: as unicode_sentences tells them */
	size_t sentence_count;
};

struct prose_quote { /* lines of a quoted block */
	uint32_t first, last;
};

struct prose {
	struct prose_unit *units; /* fields of front matter first, then in the order of the text */
	uint32_t count;
	const struct markdown_part *parts;
	uint32_t part_count;
	struct prose_quote *quotes; /* in the order of the text */
	uint32_t quote_count;
};

/* Takes a text apart. Quoted blocks, code and comments are left out: they are not the author's own words. What `out` points at is owned by
 * the arena, but for the parts, which are markdown's. `front` (or NULL) is the front matter. False, with the place, when a
 * paragraph or row has more than `limit` bytes. */
bool prose_read(struct prose *out, struct arena *arena, const struct markdown *markdown, const struct yaml_node *front,
                uint32_t limit, struct location *at);

/* Is it a row of a table under "Efterlevnad", where a proposal declares what it conforms to? */
bool prose_declares(const struct prose *prose, const struct prose_unit *unit);

/* Where a byte of a unit's text stands in the file. */
struct location prose_location(const struct prose_unit *unit, size_t at);

/* Cuts a unit into sentences, unless that has been done. The row of a table, a heading and a field are one sentence each. */
void prose_sentences(struct prose_unit *unit, struct arena *arena);

/* How many words a text has: what stands between spaces and holds a letter or digit. */
size_t prose_words(struct str text);

/* Does the line belong to a quoted block? */
bool prose_is_quoted(const struct prose *prose, uint32_t line);

#endif
