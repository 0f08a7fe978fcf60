/* What stands where the editor's cursor is: in YAML, the keys around it; and which documents a text names. */
#ifndef STYRDOK_BIN_LSP_CURSOR_H
#define STYRDOK_BIN_LSP_CURSOR_H

#include "bin/lsp/lsp.h"
#include "registry/document/key_table.h"

#define CURSOR_DEPTH 8

struct cursor {
	struct str before, line; /* of the line: up to the cursor; all */
	bool yaml;               /* the cursor is in front matter, in styrdok.yaml or in a file of the vocabulary */
	const struct key_table *table; /* of the whole */
	struct str keys[CURSOR_DEPTH]; /* around the cursor, the outermost first */
	size_t columns[CURSOR_DEPTH];  /* of those on its line, where they begin; else SIZE_MAX */
	size_t indents[CURSOR_DEPTH];
	size_t depth;
	bool item;  /* an item of a list begins on the line */
	bool value; /* the cursor is in the value of the last key */
};

/* Reads what is around a byte of a line. YAML that is still being written is no obstacle. */
void cursor_find(struct cursor *cursor, struct view *view, struct str path, uint32_t line, size_t byte);

/* The row of the key at a depth, or NULL. In front matter, as this collection writes it. */
const struct key_row *cursor_row(const struct cursor *cursor, const struct config *config, size_t depth);

/* The table whose keys can stand at the cursor, or NULL. */
const struct key_table *cursor_table(const struct cursor *cursor, const struct config *config);

/* How many bytes before the cursor belong to the word that is being written. */
size_t cursor_word(const struct cursor *cursor);

/* --- documents that are named ------------------------------------------------------------------------------------------ */

struct naming {
	struct location at;
	size_t bytes;      /* of the name, its part included */
	struct str name;   /* as written, without the part */
	uint32_t document; /* or NO_DOCUMENT */
	struct str part;   /* its anchor, or "" */
	bool by_id;        /* what is written is the document's id, */
	bool by_link;      /* or a path that ends with it */
};

/* Where a document's text names others, or `only` this one (else NO_DOCUMENT), one after the other; the caller's function returns true to stop. */
typedef bool naming_fn(void *context, const struct naming *naming);
void namings_each(struct view *view, uint32_t document, uint32_t only, naming_fn *told, void *context);

/* The document that is named at a place, or that the place is the id of. False when there is none. */
bool naming_at(struct view *view, struct place place, struct naming *out);

#endif
