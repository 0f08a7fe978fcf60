/* What changed in law in one document between two states of it: not lines, but what its front matter says, its relations, and the words of
 * its parts. White space, the order of keys and lists, notes and comments are not law. */
#ifndef STYRDOK_REGISTRY_HISTORY_DOCUMENT_DIFF_H
#define STYRDOK_REGISTRY_HISTORY_DOCUMENT_DIFF_H

#include "registry/validity/status.h"

enum change_kind { /* in the order in which they are reported */
	           CHANGE_ADDED,
	           CHANGE_GONE,
	           CHANGE_CHANGED, /* in its own file */
	           CHANGE_STATUS,  /* its own file says the same, but its status is another on some day */
	           CHANGE_MOVED,   /* nothing but the file's path */
	           CHANGE_NONE,
	           CHANGE_KINDS = CHANGE_NONE
};

struct stated { /* a relation as a document has it */
	const struct relation *relation;
	const struct document *in; /* whose file states it */
	struct str other;          /* the id at the other end */
	bool inverse;              /* the other end acts upon the document */
};

struct change_side {                     /* a document in one of the two states; borrowed */
	const struct document *document; /* NULL: it is not there */
	struct str text;                 /* its file */
	const struct stated *stated;
	size_t stated_count;
};

struct field_change {
	enum document_key key;
	struct str old, new; /* in the form of front matter, lists sorted; "" when not stated */
};

struct relation_change {
	struct stated old, new; /* relation NULL: there is none. Both: its part, state, date or condition changed */
};

enum part_change_kind { PART_ADDED, PART_GONE, PART_RENAMED /* the words stay */, PART_TEXT };

struct part_change {
	enum part_change_kind kind;
	uint32_t old, new;  /* indexes; MARKDOWN_NO_PART: none, or (PART_TEXT) what stands before the first heading */
	struct location at; /* in the newer file; of PART_GONE in the older. PART_TEXT: of the first new word */
	struct str old_sentence,
		sentence; /* PART_TEXT: the first sentence that differs, "" where one side has no more */
};

struct status_change {        /* a span of days on which the status differs */
	int32_t first, last;  /* both inclusive; DAY_MIN and DAY_MAX where it has no beginning, no end */
	enum status old, new; /* STATUS_COUNT: the document is not there */
	struct reason *
		gained; /* on both sides: those for the new status that the old one has not, on the span's first day (of the newer register) */
	struct reason *lost; /* the reverse (of the older register) */
	uint32_t gained_count, lost_count;
};

struct status_changes {
	struct status_change *at;
	size_t n;
};

struct part_statuses {     /* of a part that fares otherwise than the whole */
	uint32_t old, new; /* indexes, or MARKDOWN_NO_PART */
	struct status_changes changes;
};

struct document_change {
	enum change_kind kind;
	struct str id;
	const struct document *old, *new; /* NULL: not there */
	uint32_t old_index, new_index;    /* in the registers, or NO_DOCUMENT */
	struct field_change *fields;
	struct relation_change *relations;
	struct part_change *parts;
	size_t field_count, relation_count, part_count;
	struct status_changes statuses;
	struct part_statuses *part_statuses;
	size_t part_status_count;
	bool moved;           /* the file has another path */
	struct str namesake;  /* added or gone: the id under which the same text is gone or added, or "" */
	struct stated ending; /* gone: what in the newer register repeals or supersedes it; relation NULL: nothing */
	bool ended;           /* gone: it had ended by then, or had never been decided */
};

/* A key's value in the form of front matter, on one line; lists are sorted. "" when it is not stated, or cannot be read. */
struct str document_value(struct arena *arena, const struct document *document, enum document_key key);

/* What a relation says beyond its type and its other end: part, state, date, condition. Notes and sources are not law. A new field of a relation
 * that is law goes in here. Owned by the arena. */
struct str relation_terms(struct arena *arena, const struct relation *relation);

/* Compares two states of a document, of which at most one is not there: fills kind (never CHANGE_STATUS), id, old, new, fields,
 * relations, parts and moved. Owned by the arena, but for what it points at in the sides. `scratch` is used, not reset. Linear in the size of both. */
void document_compare(struct document_change *out, struct arena *arena, struct arena *scratch,
                      const struct change_side *old, const struct change_side *new);

/* The parts of the comparison, for document_compare. */
void change_parts(struct document_change *out, struct arena *arena, struct arena *scratch,
                  const struct change_side *old, const struct change_side *new);

#endif
