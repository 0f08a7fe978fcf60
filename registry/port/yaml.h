/* YAML through libyaml's events, as a small tree with the place of every key and value. The only user of libyaml. */
#ifndef STYRDOK_REGISTRY_PORT_YAML_H
#define STYRDOK_REGISTRY_PORT_YAML_H

#include "registry/base/arena.h"
#include "registry/base/location.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	bool quoted;        /* a scalar in quotes or a block: never null, a number or a date by its looks */
	bool broken;        /* a scalar over several lines: its text is not what stands there */
	bool flow;          /* a list or map in brackets */
	struct location at; /* first byte of the value, in the whole file (see `first_line`) */
	struct location
		end; /* just behind the last byte of a scalar or of a bracket; LOCATION_FILE of other lists and maps, where
	                            it is not known */
	struct str text;         /* a scalar's value */
	struct yaml_node *first; /* a list's items, or a map's keys (scalars), in file order */
	struct yaml_node *next;  /* the following sibling */
	struct yaml_node *value; /* of a key: its value, never NULL */
};

struct yaml_limits {
	uint32_t depth; /* nested lists and maps */
	uint32_t nodes; /* keys, values, lists and maps */
};

/* Bytes of white space in one run, line breaks included; libyaml is quadratic in it. More is YAML_SYNTAX. */
#define YAML_BLANKS_MAX 4096u

enum yaml_problem {
	YAML_OK,
	YAML_SYNTAX, /* detail: libyaml's own words; or: a tag but the core ones, a tag directive, YAML_BLANKS_MAX */
	YAML_TOO_DEEP,
	YAML_TOO_MANY_NODES,
	YAML_ALIAS,         /* an alias or an anchor; refused. detail: its name */
	YAML_DUPLICATE_KEY, /* detail: the key. The tree is still given, without the later ones: the first one stands */
	YAML_KEY_SHAPE,     /* a key that is not a scalar */
	YAML_MANY_DOCUMENTS, /* a second document begins ("---") */
};

struct yaml_error {
	enum yaml_problem problem;
	struct location at;
	struct location
		other; /* YAML_DUPLICATE_KEY: the first one; YAML_SYNTAX: where what could not be read began, or line 0 */
	struct str detail; /* in the arena */
};

/* Parses the text (valid UTF-8) into a tree owned by the arena. `first_line` is the file's line number (1-based) of the
 * text's first line, so that places are those of the file. Empty text gives *root == NULL and YAML_OK.
 * Only the first problem is reported; when it is YAML_DUPLICATE_KEY, *root is usable, else it is NULL.
 * Time is linear in the text: reading stops at the first node beyond a limit. */
enum yaml_problem yaml_parse(struct yaml_node **root, struct arena *arena, struct str text, uint32_t first_line,
                             struct yaml_limits limits, struct yaml_error *error);

/* The value of a key of a map, or NULL; NULL too when `map` is NULL or no map. */
const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key);

/* A scalar that means "nothing": plain and empty, ~ or null. */
bool yaml_is_null(const struct yaml_node *node);

/* Does the word mean itself when it is written without quotes, anywhere in YAML? Letters, digits, hyphens, points and underscores. */
bool yaml_is_plain(struct str word);

/* The text (valid UTF-8) as a scalar: as it is when it is plain, else in double quotes. Owned by the arena. */
struct str yaml_scalar(struct arena *arena, struct str text);

#endif
