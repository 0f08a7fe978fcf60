/* What a register judges changes by, as a list of single settings that two registers can be compared by: severities, limits, where it claims to
 * be complete and until when it knows anything, forms of citations, and what the vocabulary says of a word. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_LAW_H
#define STYRDOK_REGISTRY_DOCUMENT_LAW_H

#include "registry/document/vocabulary.h"

enum law_kind {
	LAW_SEVERITY,
	LAW_LIMIT,
	LAW_CONSULTATION,
	LAW_COMPLETE,
	LAW_HORIZON,
	LAW_CITATION,
	LAW_BODY,
	LAW_ALIAS,
	LAW_TYPE,
	LAW_TOPIC,
};

struct law_item {
	enum law_kind kind;
	struct str name, says; /* "relation.overlap", "off" */
};

struct law_items { /* sorted, none twice */
	struct law_item *at;
	size_t n;
};

/* Owned by the arena. Before vocabulary_judge_by and config_judge_by, which change what they say. */
void law_items_of(struct law_items *out, struct arena *arena, const struct config *config,
                  const struct vocabulary *vocabulary);

struct law_change {
	const struct law_item *old, *new; /* NULL: not stated */
};

struct law_changes {
	struct law_change *at;
	size_t n;
};

/* What differs, in order, owned by the arena. */
void law_compare(struct law_changes *out, struct arena *arena, const struct law_items *old,
                 const struct law_items *new);

/* The key of styrdok.yaml, or the vocabulary's file, that states it: "severity", "bodies.yaml". */
const char *law_key(enum law_kind kind);

#endif
