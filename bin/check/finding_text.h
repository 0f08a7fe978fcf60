/* What the writers for other programs share: how they name a file, and what they say of a finding. */
#ifndef STYRDOK_BIN_CHECK_FINDING_TEXT_H
#define STYRDOK_BIN_CHECK_FINDING_TEXT_H

#include "bin/check/report.h"
#include "bin/wording/source_lines.h"
#include "registry/base/vec.h"

struct telling {
	const struct report *report;
	struct lines lines;
	struct arena arena; /* the texts below; take it back (arena_reset) after each finding or file */
	struct str below;   /* the register's folder within its repository */
	struct arena kept;
};

void telling_begin(struct telling *telling, const struct report *report);
void telling_end(struct telling *telling);

/* A path from the repository's root, where CI systems count from; the report counts from the register's. */
struct str telling_path(struct telling *telling, struct str path);

/* The message by itself; on one line with the help ("message – help"); and on several, as check tells people: message, "help:" and, when
 * asked for, "note:" lines. What comes from documents holds no line ends. */
struct str telling_message(struct telling *telling, const struct finding *finding);
struct str telling_line(struct telling *telling, const struct finding *finding);
struct str telling_lines(struct telling *telling, const struct finding *finding, bool notes);

/* What the finding says, wherever it stands (finding_identity), as 16 hexadecimal digits. */
struct str telling_identity(struct telling *telling, const struct finding *finding);

/* The findings of one file from number `from` on: how many there are. They come sorted by path. */
size_t telling_file(const struct report *report, size_t from);

/* Numbers what is equal: 1, 2, .. for the same key. */
struct numbering {
	struct map groups;
	VEC(uint32_t) counts;
	struct arena arena;
};
uint32_t numbering_next(struct numbering *numbering, struct str key);
void numbering_release(struct numbering *numbering);

#endif
