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
	struct bilingual none; /* said when there are no rows */
	enum language language;
	struct footing footing;
};

/* Columns as wide as what they hold. */
void table_as_text(FILE *out, const struct table *table);

/* Every column, under its key. */
void table_as_csv(FILE *out, const struct table *table);

/* The rows as a list, the value of a key that was just written. */
void table_as_json(struct json *json, const struct table *table);

#endif
