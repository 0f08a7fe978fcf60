/* A governing document from Word, PDF, HTML or a text: its facts, each with its place, and its text as Markdown. What is doubtful is told, and
 * what is not found is left out. */
#ifndef STYRDOK_REGISTRY_IMPORT_IMPORT_H
#define STYRDOK_REGISTRY_IMPORT_IMPORT_H

#include "registry/document/vocabulary.h"
#include "registry/import/paper.h"
#include "registry/import/prose.h"
#include "registry/import/shape.h"

struct import_place { /* in the file */
	enum block_room room;
	enum paper_unit unit;
	uint32_t number; /* of a page, line or paragraph, by the unit; 0: unknown */
};

struct import_pair {
	const char *key;
	struct str value;
};

#define IMPORT_PAIRS 4

struct import_value { /* one value, or a map of several */
	struct str text;
	struct import_pair pairs[IMPORT_PAIRS];
	unsigned pair_count;
};

struct import_key { /* of the front matter */
	const char *key;
	bool list;
	VEC(struct import_value) values;
};

struct import_found {
	const char *key;
	struct str value;
	struct import_place place;
	struct str text; /* as it stands there */
};

enum import_doubt_kind {
	DOUBT_CONFLICT, /* several values: none was taken */
	DOUBT_UNREAD,   /* the value is not understood */
	DOUBT_DATE,     /* a day, but it does not say of what */
	DOUBT_PERSON,   /* a person's name, where an office is wanted */
	DOUBT_PERIODIC, /* a review without a day */
	DOUBT_REGISTER, /* the vocabulary does not have it */
	DOUBT_TRACKED,  /* changes that nobody has accepted were read as accepted */
	DOUBT_MACROS,   /* macros were not read */
	DOUBT_TITLE,    /* no title was found */
	DOUBT_TARGET,   /* what it supersedes is not in the register */
};

struct import_doubt {
	enum import_doubt_kind kind;
	const char *key; /* "" where it is about no key */
	struct str value;
	struct import_place place;
	struct str text;
};

struct import {
	struct arena arena;
	VEC(struct import_key) keys; /* in the order in which people write them */
	VEC(struct import_found) found;
	VEC(struct import_doubt) doubts;
	struct str id;   /* from the title, or the file's name */
	struct str type; /* "" where it is unknown */
	struct str body; /* Markdown */
};

/* Reads a file. `vocabulary` is the register's, whose ids stand for its words, or NULL. Released by the caller, also on failure: 0, or -1 with an
 * error as of paper_read. Safe from many threads at once. */
int import_read(struct import *import, struct str bytes, const char *path, const struct prose *prose,
                const struct vocabulary *vocabulary, struct error *error);
void import_release(struct import *import);

/* For import_read's parts. */
struct import_key *import_key(struct import *import, const char *key, bool list);
struct import_place import_place_of(const struct paper *paper, size_t block,
                                    struct str text); /* text: within the block */
void import_find(struct import *import, const struct paper *paper, const char *key, struct str value, size_t block,
                 struct str text);
void import_doubt(struct import *import, const struct paper *paper, enum import_doubt_kind kind, const char *key,
                  struct str value, size_t block);

/* The front matter of the fields. */
void import_choose(struct import *import, struct paper *paper, const struct shape *shape,
                   const struct field_list *fields, const struct vocabulary *vocabulary);

/* Who decided, when, and who did so afterwards. */
void import_choose_decisions(struct import *import, struct paper *paper, const struct field_list *fields,
                             const struct vocabulary *vocabulary);

/* Who is in charge of it, and whom it binds. */
void import_choose_bodies(struct import *import, struct paper *paper, const struct field_list *fields,
                          const struct vocabulary *vocabulary);

/* What the document supersedes. */
void import_choose_superseded(struct import *import, struct paper *paper, const struct field_list *fields);

/* The text as Markdown. */
struct str import_body(struct arena *arena, const struct paper *paper, const struct shape *shape);

#endif
