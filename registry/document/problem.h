/* Problems met while a file was read. They say what is there; rules/ turns them into diagnostics. */
#ifndef STYRDOK_REGISTRY_DOCUMENT_PROBLEM_H
#define STYRDOK_REGISTRY_DOCUMENT_PROBLEM_H

#include "registry/base/argument.h"
#include "registry/base/location.h"
#include "registry/base/str.h"
#include "registry/base/vec.h"

enum problem_kind {
	/* any YAML: front matter, vocabulary, waivers, configuration */
	PROBLEM_SYNTAX,        /* the cause, what to write: terms */
	PROBLEM_ALIAS,         /* the alias's name, what to write instead: a term, or "" */
	PROBLEM_KEY_DUPLICATE, /* the key; other: where it stood first */
	PROBLEM_KEY_UNKNOWN,   /* the key, the nearest known key or "" */
	PROBLEM_KEY_MISSING,   /* the key, the value to write or "..." */
	PROBLEM_SHAPE,         /* the key, what was expected: a term, the line to write or "" */
	PROBLEM_WORD,          /* the key, the value, the nearest allowed word or "" , the allowed words */
	PROBLEM_DATE,          /* the key, the value, the date to write or "", what else to say: a term or "" */
	/* vocabulary, waivers, configuration */
	PROBLEM_ID_DUPLICATE, /* the id; other: where it stood first */
	PROBLEM_NAME_UNKNOWN, /* the key, the id, the nearest or "" */
	PROBLEM_TREE_CYCLE,   /* the key, the ids in the cycle */
	PROBLEM_NAME_SHARED,  /* the alias, the first owner, the second; other: where it stood first */
	PROBLEM_PATTERN,      /* the pattern, PCRE2's words */
	/* documents */
	PROBLEM_NO_FRONT_MATTER, /* why not: a term or "", the line to write first or "" */
	PROBLEM_UNCLOSED,        /* front matter that never ends: the same */
	PROBLEM_CONFLICT,        /* two versions that git could not merge; other: where they end */
	PROBLEM_LFS,             /* a pointer of Git LFS instead of the text */
	PROBLEM_COMMENT_OPEN,    /* an HTML comment that never ends */
	PROBLEM_CUT,             /* a value cut off by " #": the key, the value as read, the line to write */
	PROBLEM_EMPTY,
	PROBLEM_NOT_UTF8,
	PROBLEM_NUL,
	PROBLEM_BOM,
	PROBLEM_SYMLINK,
	PROBLEM_SUBMODULE,
	PROBLEM_UNREADABLE,    /* the system's own words */
	PROBLEM_LEFT_OUT,      /* of the working tree, by git */
	PROBLEM_PASSED_OVER,   /* its name as it should be */
	PROBLEM_NAME_FORM,     /* a path not in normal form C. the path in normal form C */
	PROBLEM_ANCHOR_TWICE,  /* the anchor; other: where it stood first */
	PROBLEM_PART_NUMBER,   /* the number */
	PROBLEM_PATTERN_STUCK, /* the name or text of the pattern in styrdok.yaml */
			       /* limits: the limit's value */
#define LIMIT(field, key, value) PROBLEM_LIMIT_##field,
#include "registry/document/limits.def"
#undef LIMIT
};

enum {
	PROBLEM_KINDS = PROBLEM_PATTERN_STUCK + 1
#define LIMIT(field, key, value) +1
#include "registry/document/limits.def"
#undef LIMIT
};

struct problem {
	enum problem_kind kind;
	struct location at, other;
	struct argument args[4];
	bool sure; /* the nearest word that is reported is certainly meant (registry/base/spelling.h) */
};

/* Where a reader puts what it meets; texts are owned by the arena it reads into. */
struct problems {
	struct problem *at;
	size_t n, room;
};

#endif
