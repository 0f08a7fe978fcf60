/* A document as it came, from Word, PDF, HTML or a text: its blocks in reading order, before anything is made of them. */
#ifndef STYRDOK_REGISTRY_IMPORT_PAPER_H
#define STYRDOK_REGISTRY_IMPORT_PAPER_H

#include "registry/base/arena.h"
#include "registry/base/error.h"
#include "registry/base/vec.h"

#define PAPER_TEXT_MAX ((size_t)4 << 20)  /* bytes of its text: what a register reads of one document */
#define PAPER_BLOCKS_MAX ((size_t)200000) /* paragraphs and rows of tables */
#define PAPER_DEPTH_MAX 64u               /* tables, boxes and the like within each other */

enum block_kind { BLOCK_TEXT, BLOCK_HEADING, BLOCK_ITEM, BLOCK_ROW };

enum block_room {
	ROOM_BODY,
	ROOM_HEADER, /* of pages */
	ROOM_FOOTER,
	ROOM_BOX,  /* a text box, or a list of facts on a web page */
	ROOM_NOTE, /* a footnote */
	ROOM_CONTENTS,
	ROOM_NAME, /* what the file says of itself */
};

struct block {
	enum block_kind kind;
	enum block_room room;
	uint8_t level;        /* of a heading, from 1; of an item, from 0 */
	bool title, subtitle; /* set as one */
	bool bold, ordered;
	uint16_t size;       /* of its letters, in tenths of a point; 0: unknown */
	uint32_t page, line; /* in the file, from 1; 0: unknown */
	uint32_t table;      /* of a row: which table */
	struct str number;   /* that Word puts before it by itself: "1 §" */
	struct str text;     /* its lines; of a row: its cells, parted by tabs */
	struct str *cells;   /* of a row */
	uint32_t cell_count;
	bool taken; /* facts have been read of it, so that the body need not say it */
};

enum paper_unit { UNIT_LINE, UNIT_PARAGRAPH, UNIT_PAGE };

struct paper {
	struct arena arena;
	VEC(struct block) blocks;
	enum paper_unit unit; /* what a place in it is told in */
	bool macros,
		tracked; /* it has macros, which are not read; changes that nobody has accepted, which are read as if they were */
	size_t bytes;
};

/* Reads a file of any kind that is known, by its content and name. The paper is the caller's, and is released also on failure. 0, or -1 with an
 * error of port/convert's kinds or ERROR_ENTITIES. Safe from many threads at once. */
int paper_read(struct paper *paper, struct str bytes, const char *path, struct error *error);
void paper_release(struct paper *paper);

/* Adds a block; false, and nothing added, where a limit is met or there is nothing in it. */
bool paper_add(struct paper *paper, struct block block);

/* What paper_read calls, one for each kind. */
int paper_read_word(struct paper *paper, struct str bytes, const char *path, struct error *error);
int paper_read_odt(struct paper *paper, struct str bytes, const char *path, struct error *error);
int paper_read_pdf(struct paper *paper, struct str bytes, const char *path, struct error *error);
int paper_read_html(struct paper *paper, struct str bytes, const char *path, struct error *error);
int paper_read_text(struct paper *paper, struct str bytes, const char *path, struct error *error);

#endif
