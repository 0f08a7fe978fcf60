/* CSV (RFC 4180), for spreadsheets: lines end with CR LF, texts with commas or quotes stand in quotes; what put_text replaces is replaced.
 * A text that a spreadsheet would run as a formula (it begins with = + - @ or a control character) gets an apostrophe before it, since
 * documents come from strangers. */
#ifndef STYRDOK_BIN_WRITE_CSV_H
#define STYRDOK_BIN_WRITE_CSV_H

#include "registry/base/str.h"

#include <stdio.h>

struct csv {
	FILE *out;
	bool begun; /* the line has a field */
};

void csv_text(struct csv *csv, struct str text);
void csv_number(struct csv *csv, long number);
void csv_end_line(struct csv *csv);

#endif
