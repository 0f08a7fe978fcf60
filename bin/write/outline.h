/* A report of headings, entries and lines, written as text for terminals or as Markdown. All that is handed in may come from strangers. */
#ifndef STYRDOK_BIN_SHEET_H
#define STYRDOK_BIN_SHEET_H

#include "registry/base/location.h"
#include "registry/base/str.h"

#include <stdio.h>

struct sheet {
	FILE *out;
	bool markdown, color;
};

struct sheet_line {
	struct str text;
	struct str path; /* "" : without a place */
	struct place at;
	struct str where; /* said behind the place, in brackets; or "" */
	uint32_t column;  /* of the place, in characters, to be told as well; or 0 */
};

void sheet_title(const struct sheet *sheet, struct str text);
void sheet_heading(const struct sheet *sheet, struct str text);
void sheet_paragraph(const struct sheet *sheet, struct str text);

/* What the lines below it are about: a name, and words that explain it. */
void sheet_entry(const struct sheet *sheet, struct str name, struct str text);

/* A line of an entry, or (deep) of the line before it. */
void sheet_line(const struct sheet *sheet, const struct sheet_line *line, bool deep);

#endif
