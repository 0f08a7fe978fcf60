/* What the files that write canonical front matter share. Not for anyone else. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_CANONICAL_INTERNAL_H
#define STYRDOK_REGISTRY_DOCUMENT_CANONICAL_INTERNAL_H

#include "registry/document/canonical.h"
#include "registry/document/front_matter.h"
#include "registry/document/key_table.h"

#define CANONICAL_WIDTH 120u /* columns: a longer list stays on lines of its own */

struct yaml_source { /* front matter as it is written */
	struct str inner;
	uint32_t first_line; /* of the file */
	struct {
		size_t *at;
		size_t n, room;
	} lines; /* where each begins, and the end */
	struct arena *arena;
	const struct config *config;
};

/* Finds the lines; `inner` and `first_line` are set. The lines are the caller's to release. */
void yaml_source_begin(struct yaml_source *source);

/* What a person would not have written like that (a tag, one brace for the whole, odd line ends), and is left alone; or NULL. */
const struct yaml_node *yaml_source_odd(const struct yaml_source *source, const struct yaml_node *root);

/* The front matter of a file's text as a map; NULL with the place of what stands in the way. */
const struct yaml_node *canonical_parse(struct arena *arena, const struct config *config, struct str text,
                                        struct front_matter *front, struct location *at);

/* The offset of a place. */
size_t yaml_source_offset(const struct yaml_source *source, struct location at);

/* The bytes of a value that ends where it is known to (a scalar, or what stands in brackets). */
struct str yaml_source_slice(const struct yaml_source *source, const struct yaml_node *node);

/* Line `number` of the file, without its end. */
struct str yaml_source_line(const struct yaml_source *source, uint32_t number);

/* The last line that a value takes; that of the key where it takes none. */
uint32_t yaml_source_last(const struct yaml_source *source, const struct yaml_node *node);

/* A key's place in the order of its table; `before` for one that the table does not know. */
size_t canonical_rank(const struct yaml_source *source, const struct key_table *table, const struct yaml_node *key,
                      size_t before);

/* The row of a key, or NULL. */
const struct key_row *canonical_row(const struct yaml_source *source, const struct key_table *table,
                                    const struct yaml_node *key);

/* A value as it is to stand behind its key (row may be NULL), on one line; false when it is left as it stands. */
bool canonical_value(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *value,
                     struct str *out);

/* The same right behind a key: one value of a list is a list of one, but in a collection with keys of its own. */
bool canonical_key_value(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *value,
                         struct str *out);

/* A list of names as "[a, b]", for which no line may hold a comment; false when it does not fit behind `column`. */
bool canonical_names(const struct yaml_source *source, const struct yaml_node *list, size_t column, struct str *out);

#endif
