/* What a report says, as a tree: built once by a command, and written as text, Markdown or HTML. Whoever builds it gives words and their order;
 * how they look and how they are escaped is for the three writers alone, so anything handed in may come from strangers. */
#ifndef STYRDOK_BIN_WRITE_OUTLINE_H
#define STYRDOK_BIN_WRITE_OUTLINE_H

#include "bin/write/document_links.h"
#include "registry/base/arena.h"
#include "registry/base/language.h"
#include "registry/base/location.h"

#include <stdio.h>

enum node_kind {
	/* Blocks. The text of a block is followed by its inline children, then by the blocks in it. */
	NODE_ROOT,
	NODE_ARTICLE,   /* one of several reports, headed by a title; `name` begins the anchors in it */
	NODE_TITLE,     /* what the root or the article is called */
	NODE_PARAGRAPH, /* `name`: its class in HTML */
	NODE_SECTION,   /* the text is its heading; `name` its class and anchor */
	NODE_FACTS,     /* a box of facts */
	NODE_FACT,      /* a name, and what it stands for; not shown where that is empty */
	NODE_ITEM,      /* of a list: those that follow each other make one */
	NODE_ENTRIES, /* things that are told one by one. Numbered: set apart, with the same facts; in HTML the rows of a table, whose first and
	                   last columns are named by `text` and `name` */
	NODE_ENTRY,   /* its name; below it facts, paragraphs, items, and the entries of its parts */
	NODE_CARD,    /* an entry with a heading of its own; `name`: what it is known by */
	NODE_TABLE,
	NODE_ROW,     /* the first one names the columns */
	NODE_CELL,    /* `right`: of a number */
	NODE_FIGURES, /* counts */
	NODE_FIGURE,  /* a number, with a `symbol`; its children say what was counted; `name`: its class */
	NODE_FOOTER,  /* where it comes from */
	/* Inline */
	NODE_TEXT,
	NODE_STRONG,
	NODE_CODE,   /* to be read letter by letter */
	NODE_QUOTE,  /* in the language's quotation marks */
	NODE_TAG,    /* what it is known by, behind it: a code, a strength */
	NODE_ID,     /* a document's id: its anchor, where there is one; else told only at a terminal */
	NODE_LINK,   /* `name`: an address or "#anchor" */
	NODE_PLACE,  /* `name`: the path; `text`: how it is called on paper, where there is no path to follow, or "" */
	NODE_STATUS, /* of what it stands behind; `name`: its class */
	NODE_INSERTED,
	NODE_DELETED,
};

enum node_tone { TONE_NONE, TONE_GOOD, TONE_DOUBTFUL, TONE_BAD, TONE_QUIET };

struct node {
	enum node_kind kind;
	enum node_tone tone;
	struct node *parent, *next, *first, *last;
	struct str text, name, language; /* language: of the text, where it is not the report's */
	struct str symbol;               /* goes before the text, and says nothing more than it */
	struct str remark;               /* said behind a place */
	uint32_t line, column;           /* of a place; 0: not told */
	bool numbered, right;
};

struct outline {
	struct arena *arena; /* owns the nodes; the texts live as long as the caller lets them */
	struct node *root, *at;
	enum language language;          /* "sv" or "en" */
	unsigned level;                  /* of the title as a heading */
	bool color;                      /* at a terminal */
	const char *style;               /* a template for HTML, beside page.css; NULL: none */
	struct document_links documents; /* in HTML, entries that bear an id lead there */
};

void outline_init(struct outline *outline, struct arena *arena, enum language language);

/* Adds a node to the present one and goes into it, until outline_close. */
struct node *outline_open(struct outline *outline, enum node_kind kind, struct str text);
void outline_close(struct outline *outline);

/* Adds a node without going into it. */
struct node *outline_put(struct outline *outline, enum node_kind kind, struct str text);

/* Adds a fact. */
void outline_fact(struct outline *outline, struct str name, struct str text);

/* Adds a place; line 0: the file as a whole, told as line 1. */
struct node *outline_place(struct outline *outline, struct str path, struct location at);

/* Adds an item with a place; path "": without one. */
void outline_item(struct outline *outline, struct str text, struct str path, struct location at);

/* The writers. HTML is a whole page: outline_as_html is outline_html_nodes between page_begin and page_end. */
typedef void outline_writer(FILE *out, const struct outline *outline);
outline_writer outline_as_text, outline_as_markdown, outline_as_html, outline_html_nodes;

/* --- for the writers ------------------------------------------------------------------------------------------------- */

static inline bool node_is_inline(const struct node *node)
{
	return node->kind >= NODE_TEXT;
}

/* The first child from `child` on that is a block, or NULL. */
const struct node *node_blocks(const struct node *child);

/* A fact without a value is not shown, nor a section, a box or a table with nothing in it. */
bool node_is_shown(const struct node *node);

/* A relative address, or one that begins with a harmless scheme: links come from strangers. Others are written as their text alone. */
bool link_is_safe(struct str address);

/* The opening or closing quotation mark. */
const char *outline_quote(const struct outline *outline, bool opening);

/* What a writer's function writes, but with white space at the ends kept as one space: texts stand beside each other in a line. */
void put_between(FILE *out, struct str text, void put(FILE *out, struct str text));

#endif
