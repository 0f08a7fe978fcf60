/* The baseline: how many findings of each code each document may have, since they stood there when checking began. It only shrinks.
 *
 * It is a YAML file at the register's root, written by 'styrdok check --write-baseline' and read like every other file, at any
 * revision. Findings are counted by document (its id) or, where they concern none, by file, and by code; lines and words do not matter, so
 * that moving text makes no noise. Codes that cannot be lowered cannot stand in it. */
#ifndef STYRDOK_RULES_CHECKS_BASELINE_H
#define STYRDOK_RULES_CHECKS_BASELINE_H

#include "rules/checks/check_run.h"

struct key_table;

#define BASELINE_FILE "styrdok-baseline.yaml"

extern const struct key_table baseline_keys;

struct baseline_entry {
	struct str name; /* a document's id, or a path */
	bool is_path;
	enum diagnostic diagnostic;
	uint32_t count, found; /* how many may be; how many there are */
	bool unread;           /* the document cannot be read, so what it has is not known */
	struct location at;
};

struct baseline {
	bool exists;     /* there is such a file */
	bool sound;      /* everything in it can be used */
	struct str text; /* as it was read */
	struct {
		struct baseline_entry *at;
		size_t n, room;
	} entries;
	struct map by_key;
	size_t hidden; /* how many findings it took away */
	struct arena arena;
};

/* Reads the baseline, counts the findings, which must be all that a check found, and takes away those that it covers: of a document and
 * code that has no more than may be. When there are more, all stay, with a note, since which is new cannot be determined. What is wrong with the
 * baseline, or larger than needed, is reported by the check. Without such a file, nothing happens. 0, or -1. */
int baseline_apply(struct baseline *out, struct check *check, struct reader *reader, struct error *error);
void baseline_release(struct baseline *baseline);

/* The text to be written: without a baseline, all findings that can stand in one, else what is left of it, never more. Owned by the arena
 * of the baseline. `entries` and `covered` get how many lines and findings it has. */
struct str baseline_text(struct baseline *baseline, const struct findings *findings, const struct registry *registry,
                         size_t *entries, size_t *covered);

#endif
