/* Relations between documents. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_RELATION_H
#define STYRDOK_REGISTRY_DOCUMENT_RELATION_H

#include "registry/base/arena.h"
#include "registry/base/date.h"
#include "registry/base/language.h"
#include "registry/base/location.h"
#include "registry/base/str.h"

enum relation_type {
#define RELATION(name, key, inverse, family, sv, inverse_sv) RELATION_##name,
#include "registry/document/relation.def"
#undef RELATION
	RELATION_TYPES
};

/* What a relation does; families share their checks. */
enum relation_family {
	FAMILY_ENDS,    /* ends the target, or the named part of it */
	FAMILY_CHANGES, /* leaves the target in force, changed or to be changed */
	FAMILY_JOINS,
	FAMILY_RESTS, /* draws its authority from the target */
	FAMILY_NEEDS,
	FAMILY_ORDERS, /* orders that the target be made */
	FAMILY_BELONGS,
	FAMILY_SPEAKS,
};

enum relation_state { STATE_UNSTATED, STATE_PROPOSED, STATE_CONDITIONAL, STATE_DECIDED, STATE_DISPUTED };

#define NO_DOCUMENT UINT32_MAX

struct reference {             /* a document named in front matter, perhaps with a part */
	struct str name, part; /* as written; part "" when the whole is meant */
	struct location at, part_at;
	uint32_t document; /* its index in the registry, or NO_DOCUMENT */
};

enum condition_kind {
	CONDITION_NONE,
	CONDITION_ADOPTED, /* the named document has been decided */
	CONDITION_TEXT,    /* words that no program can judge */
};

struct relation {
	enum relation_type type;
	enum relation_state state;
	bool inverse;            /* stated by its inverse name, in the target's file */
	uint32_t actor;          /* index of the acting document, or NO_DOCUMENT */
	uint32_t stated_in;      /* index of the document whose file states it */
	struct reference target; /* the document acted upon; its `at` is where the relation is stated */
	enum condition_kind condition;
	struct reference when; /* CONDITION_ADOPTED: the document; CONDITION_TEXT: name holds the words */
	struct date from;
	struct location from_at, state_at;
	struct reference source; /* on whose word; name "" when not told */
	const struct relation
		*against; /* what contradicts that it ends its target (registry/contradiction.h), or NULL */
	struct str note;
	struct str except; /* a transitional provision, in words that no program judges */
	bool retroactive;  /* it takes effect on `from` though it was decided later */
};

/* A reference written "id" or "id#part", borrowed from the text; its document is NO_DOCUMENT. */
struct reference reference_of(struct str text, struct location at);

/* "none", "N/A", "-": words for that there is nothing to name. */
bool reference_is_nothing(struct str name);

/* As it is written: "id" or "id#part". */
struct str reference_text(struct arena *arena, const struct reference *reference);

const char *relation_name(enum relation_type type);         /* "supersedes" */
const char *relation_inverse_name(enum relation_type type); /* "superseded-by" */
/* For people: the key itself in English, words in Swedish. */
struct str relation_words(enum relation_type type, bool inverse, enum language language);
const char *relation_state_name(enum relation_state state); /* "proposed"; "" when unstated */
enum relation_family relation_family(enum relation_type type);

#endif
