/* Findings: what the checks report. Language-neutral until they are rendered. */
#ifndef STYRDOK_RULES_DIAGNOSTICS_FINDING_H
#define STYRDOK_RULES_DIAGNOSTICS_FINDING_H

#include "registry/base/argument.h"
#include "registry/base/location.h"
#include "registry/document/relation.h"
#include "rules/diagnostics/diagnostic.h"

struct registry;

enum related_kind {
#define RELATED(name, en, sv) RELATED_##name,
#include "rules/diagnostics/notes.def"
#undef RELATED
};

struct related {
	enum related_kind kind;
	struct str path;
	struct location at;
	struct argument args[3];
	struct related *next;
};

struct fix;

struct finding {
	enum diagnostic diagnostic;
	enum severity severity;
	uint32_t document;  /* or NO_DOCUMENT */
	struct str path;    /* from the registry's root */
	struct location at; /* line 0: the file as a whole */
	struct argument args[MESSAGE_ARGUMENTS];
	struct related *related; /* in the order in which they were told */
	bool sure;               /* the nearest word that is reported is certainly meant (registry/base/spelling.h) */
	const struct fix *fix;   /* its one safe remedy, once fixes_find has looked for it; NULL: there is none */
};

struct findings {
	struct finding *at;
	size_t n, room;
};

/* Order of output: path, line, column, code, arguments. */
int finding_compare(const void *a, const void *b);

/* What a finding says, wherever it stands: a hash (FNV-1a, 64 bits) of its code, of the document's id (or, where there is none, the
 * path) and of what its message tells; what the help proposes is no part of it. Two findings that differ in line and column alone have
 * the same. */
uint64_t finding_identity(const struct finding *finding, const struct registry *registry);

/* The texts in a language ("en" or "sv"), in the arena. A help may be "". */
struct str finding_message(const struct finding *finding, struct arena *arena, enum language language);
struct str finding_help(const struct finding *finding, struct arena *arena, enum language language);
struct str related_message(const struct related *related, struct arena *arena, enum language language);

#endif
