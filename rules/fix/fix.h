/* Fixes: a finding's one safe remedy, as edits of bytes that keep the file's own layout, comments, quotes and line ends.
 *
 * Safe is what a careful registrar would do without asking. Where there are two candidates, where the digits differ (2008 is no
 * misspelt 2009), where the text itself speaks of what was replaced, or where a document's own decided text would change, there is
 * no fix. An id, a date and a file's name are never changed. */
#ifndef STYRDOK_RULES_FIX_FIX_H
#define STYRDOK_RULES_FIX_FIX_H

#include "registry/graph/registry.h"
#include "rules/diagnostics/finding.h"

enum fix_kind {
#define FIX(name, en, sv) FIX_##name,
#include "rules/fix/fixes.def"
#undef FIX
};

struct edit {
	uint32_t document; /* whose file */
	struct str path;
	struct location at;   /* of the first byte that is replaced, in the file as it was read */
	size_t from;          /* the same as an offset in the file */
	struct str old, text; /* what stands there, all on one line; what is to stand there, perhaps with line ends */
};

struct fix {
	enum fix_kind kind;
	struct str args[3];
	struct edit *
		edits; /* in order, none overlapping another; may concern several files, also others than the finding's */
	uint32_t count;
};

/* Looks for the fixes of findings, which must be sorted, and sets them; owned by the arena. Findings with one remedy in common share
 * one fix. Reads the files anew: what does not stand where the findings say gets no fix. */
void fixes_find(struct finding *findings, size_t count, const struct registry *registry, struct reader *reader,
                struct arena *arena);

/* What it does, in a language ("en" or "sv"), in the arena. */
struct str fix_text(const struct fix *fix, struct arena *arena, enum language language);

/* --- applying --------------------------------------------------------------------------------------------------------- */

struct fixed_file { /* a file that is to be changed */
	uint32_t document;
	struct str path, before, after;
};

struct fixed_files {
	struct fixed_file *files; /* in order of their paths */
	size_t count;
	bool *applied;  /* of each finding, whether its fix is among them */
	size_t fixes;   /* how many different ones are */
	size_t put_off; /* how many are not, since they overlap another that came first */
};

/* Puts the findings' fixes together, file by file; owned by the arena. Nothing is written. Of fixes that overlap, the first wins; a fix is
 * made as a whole or not at all. 0, or -1 when a file cannot be read or is no longer what it was. */
int fixes_apply(struct fixed_files *out, struct arena *arena, const struct finding *findings, size_t count,
                const struct registry *registry, struct reader *reader, struct error *error);

/* The text with edits made, which are in order and do not overlap; owned by the arena. */
struct str edits_made(struct arena *arena, struct str text, const struct edit *edits, size_t count);

#endif
