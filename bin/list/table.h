/* Rows under columns, as text, CSV and JSON: what list and due print. */
#ifndef STYRDOK_BIN_LIST_TABLE_H
#define STYRDOK_BIN_LIST_TABLE_H

#include "bin/wording/unread.h"
#include "registry/document/document.h"

enum cell_kind { CELL_TEXT, CELL_NAMES, CELL_FLAG };

struct column {
	const char *key;          /* in JSON and CSV: snake_case */
	struct bilingual heading; /* for people; empty: the column is not for them */
	enum cell_kind kind;
};

struct cell { /* all zero: nothing to tell */
	struct str text;
	const struct names *names; /* CELL_NAMES; a list also in JSON */
	bool flag;                 /* CELL_FLAG */
};

struct table {
	const struct column *columns;
	size_t column_count;
	const struct cell *cells; /* row by row */
	size_t rows;
	struct str heading;    /* above the rows, for people; or "" */
	struct bilingual none; /* said when there are no rows */
	const char *kind;      /* what the rows are, in JSON; or NULL */
	struct date on;        /* the day that they are told for; DATE_NONE: none */
	enum language language;
	struct footing footing;
};

typedef void table_write_fn(FILE *out, const struct table *table);

table_write_fn table_as_text; /* columns as wide as what they hold */
table_write_fn table_as_csv;  /* every column, under its key */
table_write_fn table_as_json; /* the whole answer */

#endif
