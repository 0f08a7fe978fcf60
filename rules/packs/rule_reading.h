/* How packs are read: shared by rule_read.c, condition_read.c and pattern.c. */
#ifndef STYRDOK_RULES_PACKS_RULE_READING_H
#define STYRDOK_RULES_PACKS_RULE_READING_H

#include "registry/base/vec.h"
#include "registry/document/key_table.h"
#include "rules/packs/rule.h"

struct named_pattern {
	struct str name, text; /* as written */
	struct location at;
	struct str source; /* with the names within it filled in */
	enum { NAMED_WRITTEN, NAMED_FILLING, NAMED_FILLED, NAMED_WRONG } state;
};

struct pack_reading {
	struct rulebook *rulebook;
	struct reader *reader; /* for the lexicon */
	struct pack *pack;
	struct fields fields;
	uint32_t refused; /* patterns beyond the limit */
	VEC(struct named_pattern) named;
};

/* Reads one file's text into the pack; what is wrong there becomes problems of the pack. */
void pack_read(struct rulebook *rulebook, struct reader *reader, struct pack *pack, struct str text);

/* The condition that a YAML value states, owned by the rulebook's arena; NULL, with a problem told, when it states none. */
struct condition *condition_read(struct pack_reading *reading, const struct yaml_node *node);

/* The pattern's text with each {name} filled in; false, with a problem told, when a name is not known. */
bool pattern_fill(struct pack_reading *reading, struct str text, struct location at, struct str *out);

/* Makes a pattern fast to match, from its beginnings too where those are known. */
void pattern_ready(struct pattern *pattern, struct arena *arena);

/* Tells, once in each pack, that there are more patterns than the limit. */
void pattern_limit_told(struct pack_reading *reading, struct location at);

/* Reads the map of named patterns; they can refer to each other in any order. */
void patterns_named_read(struct pack_reading *reading, struct str key, const struct yaml_node *map);

#endif
