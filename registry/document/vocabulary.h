/* The vocabulary: bodies, document types and topics, as data. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_VOCABULARY_H
#define STYRDOK_REGISTRY_DOCUMENT_VOCABULARY_H

#include "registry/base/arena.h"
#include "registry/base/map.h"
#include "registry/document/config.h"

struct body {
	struct str id, name, kind;
	struct names aliases;
	uint32_t rank;                   /* 1 is the highest; 0: not told */
	uint32_t parent, successor, via; /* indexes, or NO_BODY */
	struct named parent_id, successor_id, via_id;
	struct date from, to;
	struct location at;
};

struct document_type {
	struct str id;
	struct bilingual name;
	struct names decided_by;
	bool governing;   /* says what applies; a reply or an opinion does not */
	bool regulation;  /* föreskrifter that kommunallagen 8:13 has published */
	bool overarching; /* at most one of them, or related ones, can govern a subject */
	struct location at;
};

struct topic {
	struct str id;
	struct bilingual label;
	uint32_t broader; /* index, or NO_BODY */
	struct named broader_id;
	struct location at;
};

enum vocabulary_file { VOCABULARY_BODIES, VOCABULARY_TYPES, VOCABULARY_TOPICS, VOCABULARY_FILES };

struct vocabulary {
	struct body *bodies;
	struct document_type *types; /* in order, the highest first */
	struct topic *topics;
	uint32_t body_count, type_count, topic_count;
	struct map body_by_id, body_by_name /* names and aliases too */, type_by_id, topic_by_id;
	struct str paths[VOCABULARY_FILES];
	struct problems problems[VOCABULARY_FILES];
	bool held[VOCABULARY_FILES]; /* the file exists and can be read; without it nothing is said about its subject */
	bool declared[VOCABULARY_FILES]; /* the file exists, readable or not */
};

extern const struct key_table body_keys, type_keys, topic_keys; /* of one entry of each file */

const char *vocabulary_file_name(enum vocabulary_file file); /* "bodies.yaml" */

/* Reads one file's text into the vocabulary; owned by the arena, but for what vocabulary_release frees. */
void vocabulary_read(struct vocabulary *vocabulary, enum vocabulary_file file, struct arena *arena, struct str text,
                     const struct limits *limits);

/* Lets what another vocabulary says of a word hold: a body's kind, rank and parent, who decides a type and whether it governs, what a topic is
 * narrower than. Words that only the other has are added, words that it has not count as they stand. Before vocabulary_resolve; `law` must
 * outlive it. */
void vocabulary_judge_by(struct vocabulary *vocabulary, const struct vocabulary *law, struct arena *arena);

/* Resolves ids between entries once all files are read, and reports those that cannot be. */
void vocabulary_resolve(struct vocabulary *vocabulary, struct arena *arena);
void vocabulary_release(struct vocabulary *vocabulary);

/* The name of the body with this id; the id itself when it is not known. */
struct str vocabulary_body_name(const struct vocabulary *vocabulary, struct str id);

/* Is `body` the same as `ancestor`, or below it? */
bool vocabulary_body_within(const struct vocabulary *vocabulary, uint32_t body, uint32_t ancestor);

/* Is `topic` the same as `broader`, or narrower? */
bool vocabulary_topic_within(const struct vocabulary *vocabulary, uint32_t topic, uint32_t broader);

/* The known id nearest to the text, or "". Looks at all. */
struct str vocabulary_nearest(const struct vocabulary *vocabulary, enum vocabulary_file file, struct str text);

/* The type's place in the order, the highest first; unknown types come last. */
uint32_t vocabulary_type_rank(const struct vocabulary *vocabulary, uint32_t type);

/* Does the type say what applies? Types that the vocabulary does not know are taken to. */
bool vocabulary_type_governs(const struct vocabulary *vocabulary, uint32_t type);

#endif
