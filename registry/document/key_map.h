/* How a collection writes what its documents state: `front-matter` in styrdok.yaml, or in a ready profile.
 *
 * A field (a row of document_keys) is stated in one of several ways, of which the first that gives a value counts; of a relation, all
 * count. A way is a key of the front matter, or something outside it: the file's name, its folder, its path, the first heading, what stands
 * in a section, or a value that is the same for all. A pattern picks the value out of what stands there. A field that the map does not name
 * keeps its canonical key, and so does one that it names where none of its ways gives a value. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_KEY_MAP_H
#define STYRDOK_REGISTRY_DOCUMENT_KEY_MAP_H

#include "registry/base/vec.h"
#include "registry/document/document.h"
#include "registry/port/regex.h"

struct fields;
struct key_row;
struct yaml_node;

enum way_from { WAY_KEY, WAY_STEM, WAY_FOLDER, WAY_PATH, WAY_HEADING, WAY_SECTION, WAY_VALUE };

struct way {
	enum way_from from;
	struct str name;       /* the key, the section's heading, the fixed value */
	struct location at;    /* in styrdok.yaml; line 0: in a profile */
	struct regex *pattern; /* or NULL; what the group gives is the value, else the whole match */
	int group;
	enum relation_state state; /* of the relations so stated; STATE_UNSTATED: as they say */
};

struct field_ways {
	struct way *at;
	uint32_t n;
	bool unused; /* "text: ~": the collection means something else by the canonical key */
};

struct stage_word { /* a collection's word for a stage */
	struct str word;
	enum stage stage;
	bool ended; /* it was decided, and no longer applies */
};

struct status_phrase { /* words in a status behind which documents are named: "superseded by" */
	struct str words;
	uint32_t field; /* of relations */
};

struct keys_required {
	struct str word; /* of documents with this status word; "": of all */
	struct names keys;
};

/* What a file begins with; a map may name several. */
enum head_form {
	FORM_YAML = 1,    /* between lines "---" */
	FORM_BARE = 2,    /* YAML without them, to the first empty line */
	FORM_TOML = 4,    /* between lines "+++" */
	FORM_HEADERS = 8, /* as a letter's (RFC 822), perhaps within <pre> or ``` */
	FORM_LINES = 16,  /* "Date: 2020-01-01", "* Status: accepted", "- **Date**: ..." above the first section */
	FORM_NONE = 32,
	FORM_BESIDE = 64, /* YAML or JSON from a file beside (source.h): key_map.beside */
};
#define FORM_DEFAULT (FORM_YAML | FORM_TOML)

#define FIELDS ((uint32_t)KEY_COUNT + 2u * RELATION_TYPES)

struct key_map {
	struct field_ways fields[FIELDS];
	struct stage_word *stage_words;
	uint32_t stage_word_count;
	struct status_phrase *phrases;
	uint32_t phrase_count;
	struct keys_required *required;
	uint32_t required_count;
	struct names none;            /* further words for that there is nothing */
	struct names prefixes;        /* of targets: "FIP-" */
	struct names beside;          /* the metadata lie in a file of this name beside the text */
	unsigned forms;               /* of enum head_form */
	bool by_place;                /* something is taken from the file's name, folder or path */
	VEC(struct regex *) patterns; /* that the ways use */
};

extern const struct key_table key_map_keys; /* of `front-matter`, beside the names of fields */

/* Reads `front-matter`: what it names replaces what the map holds of it. `config` is the struct config. */
void key_map_read(struct fields *fields, const struct key_row *row, struct str key, const struct yaml_node *value,
                  void *config);

struct config;

/* What has been read so far is a profile's, and yields to what is read from now on. */
void key_map_is_profile(struct config *config);

/* Fills config.keys, own_keys and own from the map. A key of the profile that styrdok.yaml uses for another field is that one's alone; of
 * one that styrdok.yaml names twice, a problem is told. */
void key_map_finish(struct config *config, struct fields *fields);

/* Does the text say that there is nothing, in the collection's own words? */
bool key_map_is_none(const struct key_map *map, struct str text);

/* The part of the text that a way's pattern picks; all of it where it has none; a text without a place when it does not match. */
struct str way_value(const struct way *way, struct str text);

void key_map_release(struct key_map *map);

#endif
