/* Reading values out of a YAML tree, with a problem for each that is not what it should be. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_YAML_FIELDS_H
#define STYRDOK_REGISTRY_DOCUMENT_YAML_FIELDS_H

#include "registry/base/date.h"
#include "registry/base/spelling.h"
#include "registry/document/document.h"
#include "registry/document/problem.h"
#include "registry/document/yaml_explain.h"
#include "registry/port/yaml.h"

struct fields { /* what every reader needs: where texts go, and where problems go */
	struct arena *arena;
	struct problems *problems;
	void *reading;      /* what the caller's own functions need */
	bool commas;        /* this collection lists names in one text, */
	bool dates;         /* and writes days in forms of its own */
	word_knower *knows; /* which words are keys, to explain what is not YAML; or NULL */
};

/* The known word nearest to what is written, by its spelling or by what people write instead. */
struct choice {
	struct spelling names, others;
	struct str meant; /* the name of the nearest of `others` */
};

struct choice choice_of(struct str text);
void choice_try(struct choice *choice, const char *name, const char *also);

/* Tells that a key is not known, and which one is nearest. */
void fields_key_meant(struct fields *fields, const struct yaml_node *key, const struct choice *choice);

/* The same of a key that should be one of the words. */
void fields_key_unknown(struct fields *fields, const struct yaml_node *key, const struct allowed *words);

#define fields_problem(fields, kind, at, a, b) fields_tell((fields), (kind), (at), ARGUMENT(a), ARGUMENT(b))
void fields_tell(struct fields *fields, enum problem_kind kind, struct location at, struct argument a,
                 struct argument b);

/* The place of a byte of a text that is a whole file. */
struct location fields_location(struct str text, size_t offset);

/* Parses YAML; what libyaml refuses, and duplicate keys, become problems. NULL when there is nothing to read. */
const struct yaml_node *fields_parse(struct fields *fields, struct arena *nodes, struct str text, uint32_t first_line,
                                     struct yaml_limits limits, bool front_matter);

/* Each reads the value of the key named `key` (for messages); false, with a problem told, when it has another shape.
 * A null value is as if the key was not there: false without a problem. */
bool fields_text(struct fields *fields, struct str key, const struct yaml_node *value, struct str *out);
bool fields_date(struct fields *fields, struct str key, const struct yaml_node *value, struct date *out);
bool fields_number(struct fields *fields, struct str key, const struct yaml_node *value, uint32_t *out);
bool fields_bool(struct fields *fields, struct str key, const struct yaml_node *value, bool *out);

/* A list of texts; a single text is taken as a list of one, and with `commas` is cut at its commas. */
bool fields_names(struct fields *fields, struct str key, const struct yaml_node *value, bool commas, struct names *out);

/* Tells of a list in braces, "{a, b}", that it belongs in brackets; false when it is none. */
bool fields_braced_list(struct fields *fields, struct str key, const struct yaml_node *value);

/* The index of one of the words, or -1 with a problem that names the nearest. */
int fields_word(struct fields *fields, struct str key, const struct yaml_node *value, const struct allowed *words,
                bool also_counts);

#endif
