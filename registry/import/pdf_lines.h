/* The lines of a PDF's pages, from its words. */
#ifndef STYRDOK_REGISTRY_IMPORT_PDF_LINES_H
#define STYRDOK_REGISTRY_IMPORT_PDF_LINES_H

#include "registry/base/arena.h"
#include "registry/base/vec.h"

struct pdf_piece { /* words that stand close to each other */
	double left, right;
	struct str text;
};

struct pdf_line {
	uint32_t page; /* from 1 */
	double top, bottom, right, height;
	struct pdf_piece *pieces;
	size_t piece_count;
	struct str text; /* the pieces, parted by tabs */
	bool furniture, repeated;
};

struct pdf_lines {
	VEC(struct pdf_line) list;
	VEC(double) heights; /* of the pages */
};

/* Reads the rows of convert_pdf_rows; texts are the arena's. False where there is more text than a document may have. */
bool pdf_lines_read(struct pdf_lines *lines, struct arena *arena, struct str rows);
void pdf_lines_release(struct pdf_lines *lines);

#endif
