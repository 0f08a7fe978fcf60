/* What changed in law between two registers: documents, their statuses over time, and what applies differently for each body. */
#ifndef STYRDOK_REGISTRY_HISTORY_REGISTRY_DIFF_H
#define STYRDOK_REGISTRY_HISTORY_REGISTRY_DIFF_H

#include "registry/history/document_diff.h"

enum bound_kind {              /* how a document's binding of a body differs */
	          BOUND_STILL, /* bound on both sides: the status differs */
	          BOUND_NOW,   /* it was not bound */
	          BOUND_NO_LONGER,
	          BOUND_UNSURE_NOW, /* bound; whether it still is cannot be determined */
	          BOUND_SURE_NOW,   /* the reverse */
};

struct bound_change { /* a document that applies differently for a body */
	struct str id;
	const struct document *old, *new; /* NULL: not there */
	enum bound_kind kind;
	struct status_changes
		spans; /* without reasons; what does not apply for the body is STATUS_COUNT, what cannot be determined STATUS_UNKNOWN */
};

struct body_changes {       /* bodies for which the same documents apply differently */
	struct str *bodies; /* ids; those that are within a named body, as members or offices, are left out */
	uint32_t body_count;
	struct str *except; /* members and offices of those for which not all of it holds */
	uint32_t except_count;
	struct bound_change **changes;
	size_t count;
	const struct body_changes *besides; /* of bodies that hold these, whose changes are all among these; or NULL */
	struct str holder;                  /* the one of those that holds the first body */
};

struct documents_of { /* indexes */
	uint32_t *at, n;
};

struct registry_diff {
	const struct registry *old, *new;
	struct documents_of differing
		[2]; /* in the old, in the new: those whose file is another, or has no like on the other side */
	struct document_change *documents; /* by kind, then by id; none of CHANGE_NONE */
	size_t count;
	struct body_changes *bodies;
	size_t body_count;
	struct document_change **unbound; /* apply differently, but for whom is not known (all bodies or some) */
	size_t unbound_count;
	struct str *data; /* paths of what else the law is read by, and differs: styrdok.yaml, vocabulary */
	size_t data_count;
	size_t by_kind[CHANGE_KINDS];
	size_t other_status; /* documents on both sides whose status differs on some day */
	size_t unmoved;      /* files that differ without any change in law */
	struct arena arena;
};

struct registry_diff_question { /* what is asked for; nothing set: everything */
	const char *body;       /* an id: only documents that bind it, or may */
	const char *topic;      /* an id: only documents on this topic or a narrower one, or that name none */
	bool documents_only;    /* not what applies differently for whom */
};

/* Compares two registers, which must outlive the comparison. Documents are matched by id. Files that are the same are not read again.
 * Linear in the number of documents, and in that of changed documents times that of bodies. 0, or -1: a file cannot be read. Freed with
 * registry_diff_release, also after -1. */
int registry_diff_make(struct registry_diff *out, struct registry *old, struct registry *new,
                       const struct registry_diff_question *question, struct error *error);
void registry_diff_release(struct registry_diff *diff);

#endif
