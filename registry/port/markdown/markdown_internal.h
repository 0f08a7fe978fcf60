/* What the files of port/markdown share. Not for anyone else. */
#ifndef STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_INTERNAL_H
#define STYRDOK_REGISTRY_PORT_MARKDOWN_MARKDOWN_INTERNAL_H

#include "registry/base/vec.h"
#include "registry/port/markdown/markdown.h"

struct cmark_node;

/* Where the lines of a text begin, in bytes; at[count] is the text's length. */
struct markdown_lines {
	uint32_t *at;
	size_t n, room; /* n is the number of lines plus one; a VEC */
};

/* A place in a block's source where a link can stand. */
struct markdown_spot {
	uint32_t offset;   /* of the URL's first byte, in the text; of [text][label] or [text], of the text's */
	uint32_t from, to; /* what stands in the brackets, in the text */
	bool autolink;     /* <url> */
	bool reference;    /* no URL stands here */
};

/* The spots of one block, and how far its links have used them up. */
struct markdown_spots {
	struct markdown_spot *at;
	size_t n, room; /* a VEC */
	size_t next;
	bool found;         /* the block has been searched */
	VEC(uint32_t) open; /* brackets, while it is searched */
};

/* Bytes of a text, then of which link they are part. */
struct markdown_span {
	size_t from, to;
};

/* A parse under way. */
struct markdown_walk {
	struct arena *arena;
	struct str text;
	uint32_t first_line;
	struct markdown_limits limits;
	struct markdown_lines lines;
	uint32_t bom; /* bytes of a byte order mark, which cmark leaves out of its columns */

	VEC(struct markdown_part) parts;
	VEC(struct markdown_link) links;
	VEC(struct markdown_block) blocks;
	VEC(struct str) anchors;
	uint32_t open[6]; /* the parts that are not ended yet, each inside the one before */
	uint32_t open_count;
	uint32_t quotes, items; /* containers around the current block */

	VEC(char) shown;                 /* text of the block's links, or of the whole heading */
	VEC(struct markdown_span) spans; /* in `shown`, of the block's links */
	VEC(size_t) spanned;             /* the links that these are of */
	VEC(size_t) begun;               /* where the links begin that are not ended yet */
	bool ends_in_text;               /* the last thing in the block is text, not code */
	uint32_t images; /* around the current inline; how an image is described is no part of a heading */
	struct markdown_spots spots;
	struct location comment; /* one that never ends */
	size_t html_from;        /* where in the text the block's next attribute in HTML is looked for */

	enum markdown_problem problem;
	struct location at;
};

/* The text's tree, in the scratch arena. A carriage return by itself is a space. */
struct cmark_node *markdown_tree(struct str text, struct arena *scratch);

/* Fills the lines and bounds what cmark is too slow for, in one pass. `at` gets the place (line 0-based). */
enum markdown_problem markdown_guard(struct markdown_lines *lines, struct str text, struct markdown_limits limits,
                                     struct location *at);

/* The block that was added last: reads its links, and for a heading its text into `title`. Returns 0, or -1 with the
 * walk's problem set. */
int markdown_read_inlines(struct markdown_walk *walk, struct cmark_node *node, struct str *title);

/* The spots in text[from, to). `quote`: continuation lines can begin with ">". */
void markdown_find_spots(struct markdown_spots *spots, struct str text, size_t from, size_t to, bool quote);

/* The spot of a link, by its URL and by what it shows, each used once and in order, or NULL. */
const struct markdown_spot *markdown_find_link(struct markdown_spots *spots, struct str text, size_t to, struct str url,
                                               struct str shown);

/* The place of an offset in the text. */
struct location markdown_location(const struct markdown_walk *walk, size_t offset);

/* Adds a link; -1 when there are too many. */
int markdown_add_link(struct markdown_walk *walk, struct markdown_link link);

/* Takes anchors and links (href, src) from raw HTML whose source ends before `to`; elsewhere is where links stand that cannot be
 * found again there. -1 when there are too many links. */
int markdown_read_html(struct markdown_walk *walk, struct str html, size_t to, uint32_t block,
                       struct location elsewhere);

/* Does HTML show anything outside of its comments? */
bool markdown_html_shows(struct str html);

/* Does a comment begin in it that does not end? */
bool markdown_html_is_open(struct str html);

/* The anchor in "title {#anchor}" or "title {#anchor key=value}", cut off the title; an empty text when there is none. */
struct str markdown_cut_anchor(struct str *title, struct str *attributes);

/* Makes the anchors that are not given unique. */
void markdown_name_parts(struct markdown_part *parts, size_t count, struct arena *arena);

/* Does the source, from the column on, begin with a header row and a delimiter row? */
bool markdown_is_table(struct str source, uint32_t column, bool quote);

#endif
