/* Markdown through cmark: parts (headings with anchors), links, blocks of text, pipe tables. The only user of cmark. */
#ifndef STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_H
#define STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_H

#include "registry/base/arena.h"
#include "registry/base/location.h"

/* A heading inside a block quote is quoted text: a block, but no part. */
struct markdown_part {
	struct str title;  /* the heading's text without markup and without a given anchor */
	struct str anchor; /* given as {#anchor}, else derived (markdown_anchor); made unique by -1, -2 ... */
	struct str slug;   /* the anchor that GitHub derives from all that stands there, or "" when it is the same */
	struct str attributes; /* what follows {#anchor: "from=2024-03-27 by=andring-2024", or "" */
	bool given;            /* the anchor was given */
	bool has_text;         /* there is something below the heading before the next heading */
	uint8_t level;         /* 1..6 */
	struct location at;    /* of the heading */
	uint32_t last_line;    /* last line of the part, sub-parts included */
	uint32_t parent;       /* index of the part that holds it, or MARKDOWN_NO_PART */
};

#define MARKDOWN_NO_PART UINT32_MAX

struct markdown_link {
	struct str url;    /* as written, entities and escapes resolved */
	struct str text;   /* what is shown */
	struct str inside; /* the source between its brackets, in the text; an empty one where that is not known */
	bool image;
	uint32_t block; /* index of the block that it stands in, or MARKDOWN_NO_BLOCK (an HTML block's) */
	struct location
		at; /* of the URL on its source line where it can be found there, else of its text, else of the block */
};

#define MARKDOWN_NO_BLOCK UINT32_MAX

enum markdown_block_kind {
	MARKDOWN_HEADING,
	MARKDOWN_PARAGRAPH, /* also inside list items and quotes, and comments with text behind them */
	MARKDOWN_TABLE,     /* a paragraph whose second line is a delimiter row |---|---| as wide as the first */
};

struct markdown_block {
	enum markdown_block_kind kind;
	bool item, quote;               /* inside a list item, a block quote */
	uint32_t first_line, last_line; /* in the file */
	uint32_t column;   /* of its text on the first line, in bytes, 1-based, behind list and quote markers */
	uint32_t part;     /* index of the part that it is in (a heading: its own), or MARKDOWN_NO_PART */
	struct str source; /* its bytes as they stand in the text, from the first line's first byte to
	                                   the last line's end, with any list or quote markers */
};

struct markdown {
	struct markdown_part *parts;
	struct markdown_link *links;   /* in the order of their URLs: an image's before that of the link around it */
	struct markdown_block *blocks; /* leaf blocks of running text; code and HTML blocks are left out */
	struct str *anchors;           /* id= and name= of raw HTML: links lead there as well */
	uint32_t part_count, link_count, block_count, anchor_count;
	struct location comment; /* an HTML comment that never ends, and hides the rest; line 0: none */
};

struct markdown_limits {
	uint32_t parts, links, blocks, nesting; /* nesting: containers (quotes, list items) within each other */
	uint32_t images;                        /* "![" in one document (cmark is quadratic on nested ones) */
};

enum markdown_problem {
	MARKDOWN_OK,
	MARKDOWN_TOO_MANY_PARTS,
	MARKDOWN_TOO_MANY_LINKS,
	MARKDOWN_TOO_MANY_BLOCKS,
	MARKDOWN_TOO_DEEP,
	MARKDOWN_TOO_MANY_IMAGES,
};

/* Reads a text (valid UTF-8, no NUL) whose first line has the number `first_line` in its file. What `out` points at is
 * owned by the arena, except `source`, which points into the text. On a limit, `at` says where it was passed and out is
 * empty. cmark's own tree lives in `scratch`, which the caller resets afterwards: up to 200 bytes for each byte of a
 * hostile text, 10 of an ordinary one. Thread-safe with arenas of one's own. */
enum markdown_problem markdown_parse(struct markdown *out, struct arena *arena, struct arena *scratch, struct str text,
                                     uint32_t first_line, struct markdown_limits limits, struct location *at);

/* A text's words as its readers meet them, one space between them and a line for each block: white space, list markers but for numbers,
 * the frame of tables, emphasis and comments are not words; where links lead is. Owned by the arena. A text that passes a limit is given with its
 * white space folded alone. */
struct str markdown_words(struct arena *arena, struct arena *scratch, struct str text, struct markdown_limits limits);

/* The anchor derived from a heading's text, as GitHub derives it: lower case, spaces to hyphens, punctuation dropped,
 * letters such as å ä ö and digits kept. */
struct str markdown_anchor(struct arena *arena, struct str title);

struct markdown_cell {
	struct str text; /* trimmed; an escaped \| is kept as written */
	struct location at;
};

struct markdown_table {
	uint32_t columns, rows;      /* rows without header and delimiter row; short rows filled with empty cells */
	struct markdown_cell *cells; /* (rows + 1) * columns: the header first */
};

#define MARKDOWN_COLUMNS_MAX 100u

/* How many columns a block of kind MARKDOWN_TABLE has, without reading its cells. */
uint32_t markdown_table_columns(const struct markdown_block *block);

/* The cells of a block of kind MARKDOWN_TABLE. False when it has more than MARKDOWN_COLUMNS_MAX columns. */
bool markdown_table(struct markdown_table *out, struct arena *arena, const struct markdown_block *block);

#endif
