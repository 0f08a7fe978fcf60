/* Keys of YAML maps as tables: a key is one row, and one reader serves all tables.
 *
 * A row says what a key is called, what its value looks like, where that goes in the struct that is read into, and what it is for. A row with
 * `read` is read by that function, any other by its type. The order of a table is the order in which people write the keys. Unknown keys are
 * answered with the nearest key, or with the one that people call by that name (`also`). Whoever lists, completes or describes keys walks
 * the same tables, from key_tables in rules/evaluate/key_tables.h down through `table`. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_KEY_TABLE_H
#define STYRDOK_REGISTRY_DOCUMENT_KEY_TABLE_H

#include "registry/document/yaml_fields.h"

#include <limits.h>
#include <stddef.h>

enum value_type {
	VALUE_TEXT,      /* struct str */
	VALUE_DATE,      /* struct date */
	VALUE_NUMBER,    /* uint32_t */
	VALUE_BOOL,      /* bool */
	VALUE_LABEL,     /* struct bilingual: one text, or {sv:, en:} */
	VALUE_WORD,      /* an enum: one of `words`, in their order, the first being `first` */
	VALUE_NAMES,     /* struct names: one text, or a list */
	VALUE_LISTED,    /* the same; one text is cut at its commas where fields.commas says so */
	VALUE_REFERENCE, /* a document, perhaps with "#part" */
	VALUE_MAP,       /* keys of `table`, read into the struct at the offset */
	VALUE_MAPS,      /* a list of such maps: a pointer, and its uint32_t `count` */
	VALUE_ENTRY,     /* a map, or a text that stands for the first key of `table` */
	VALUE_ENTRIES,   /* a list of entries, or one: a pointer, and its uint32_t `count` */
	VALUE_OWN_KEYS,  /* a map whose keys the writer chooses */
	VALUE_PATTERN,   /* a regular expression */
	VALUE_PATTERNS,  /* one, or a list */
	VALUE_CONDITION, /* a condition of a rule */
};

struct key_row;
struct key_table;
/* `key`: as it is written, for messages. */
typedef void key_read_fn(struct fields *fields, const struct key_row *row, struct str key,
                         const struct yaml_node *value, void *into);

struct key_row {
	const char *key;
	enum value_type type;
	size_t to;                   /* the value's offset in the struct */
	const char *en, *sv;         /* what it is for */
	const char *also;            /* what people write instead: "a, b" */
	bool required;               /* the map is nothing without it */
	bool also_counts;            /* of words: those that people write instead are taken */
	const struct allowed *words; /* ended by one without a name */
	int first;                   /* of words: the value of the first */
	size_t place;                /* offset + 1 of the struct location that gets the value's place; 0: none does */
	size_t count;                /* of lists */
	unsigned within;             /* where it belongs, in a table that serves several kinds of maps; 0: everywhere */
	unsigned code;               /* for `read` */
	key_read_fn *read;           /* NULL: by its type */
	const struct key_table *table;
};

struct key_table {
	const char *name; /* "bodies.yaml", "applies-to" */
	const struct key_row *rows;
	size_t n;
	size_t size;       /* of the struct that one map is read into */
	const void *begun; /* what it holds before, or NULL: zeros */
	bool (*done)(struct fields *fields, const struct yaml_node *map, void *into); /* false: it does not count */
};

#define KEY_ROWS(array) .rows = (array), .n = sizeof(array) / sizeof *(array)
#define TO(type, field) .to = offsetof(type, field)
#define PLACED(type, field) .place = offsetof(type, field) + 1

/* The row of a key, or NULL. `within`: a bit, or UINT_MAX for all of the table. */
const struct key_row *key_find(const struct key_table *table, unsigned within, struct str key);

/* Reads one key's value as its row says. */
void key_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
              void *into);

/* The same by the row's type alone; for a `read` that does more. */
void key_value_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                    void *into);

/* Reads all keys of a map. Keys that no row knows, and required ones that are missing, are problems. */
void keys_read(struct fields *fields, const struct key_table *table, unsigned within, const struct yaml_node *map,
               void *into);

/* Reads an entry: a map, or a text that stands for the table's first key. False, with a problem of `key`, when it is neither, or states nothing. */
bool entry_read(struct fields *fields, struct str key, const struct key_table *table, const struct yaml_node *item,
                void *into);

/* Is it one? Else that is a problem, but for null. */
bool value_is_map(struct fields *fields, struct str key, const struct yaml_node *value);
bool value_is_list(struct fields *fields, struct str key, const struct yaml_node *value);

/* Tells that no row knows a key; the nearest may stand in either table (`other` may be NULL). */
void key_unknown(struct fields *fields, const struct key_table *table, const struct key_table *other, unsigned within,
                 const struct yaml_node *key);

/* Tells those required keys that the map (or NULL) does not state. */
void keys_missing(struct fields *fields, const struct key_table *table, unsigned within, const struct yaml_node *map,
                  struct location at);

/* That a list of such maps, or one of them, is expected: a problem that shows how it is written. */
void list_expected(struct fields *fields, struct str key, const struct key_table *table, struct location at);
void map_expected(struct fields *fields, struct str key, const struct key_table *table, struct location at);

/* A text in both languages: {sv:, en:}, or one text for both. */
void label_read(struct fields *fields, struct str key, const struct yaml_node *value, struct bilingual *label);

/* How many items a list, or keys a map, holds. */
uint32_t yaml_count(const struct yaml_node *list);

#endif
