/* Writers of scans: verdicts on proposals, each ending with a conformance statement that can be attached to the case. */
#ifndef STYRDOK_BIN_SCAN_SCAN_COMMON_H
#define STYRDOK_BIN_SCAN_SCAN_COMMON_H

#include "bin/wording/rule_words.h"
#include "bin/wording/unread.h"
#include "rules/evaluate/scan.h"

#include <stdio.h>

struct scan_printing {
	FILE *out;
	const struct registry *registry;
	const struct rulebook *rulebook;
	enum language language; /* "sv" or "en" */
	bool color;
	bool all;      /* text: satisfied and not applicable ones too, with their reasons */
	bool several;  /* more than one text is scanned */
	size_t number; /* of the present one, from 0 */
};

/* Each writes one scan; begin and end are called once, around them. */
struct scan_format {
	void (*begin)(struct scan_printing *printing);
	void (*one)(struct scan_printing *printing, const struct scan *scan);
	void (*end)(struct scan_printing *printing);
	const char
		*between; /* goes between two texts; NULL: `one` is for one thread at a time, and sees to it itself */
};

/* What the verdicts rest on. */
static inline struct footing scan_footing(const struct scan_printing *printing)
{
	return (struct footing){printing->registry, NULL, printing->rulebook, printing->language};
}

extern const struct scan_format scan_as_text, scan_as_json, scan_as_markdown, scan_as_html;

/* --- what several of them write ------------------------------------------------------------------------------------ */

struct scan_place { /* a place for people */
	struct str path;
	uint32_t line, column; /* column in characters; line 0: the file as a whole */
	uint32_t page;         /* of a PDF; else 0 */
	struct str heading;    /* of a Word file: the heading above the words; else "" */
	struct str text;       /* the words there */
};

/* Where words of the scanned text stand. */
struct scan_place scan_place_of(const struct scan *scan, const struct spot *spot);

/* "line 12", "page 3, line 4" and the like, in the arena. */
struct str scan_place_words(const struct scan_place *place, struct arena *arena, enum language language);

/* The verdict's reason in full: with the register's own reasons, each with file and line. */
struct str scan_reason(const struct scan_printing *printing, const struct verdict *verdict, struct arena *arena);

/* "it-program-2008#kap-4", or "" of a rule without a clause. */
struct str clause_text(const struct rule *rule, struct arena *arena);
/* The heading of the clause's part, or the document's title. */
struct str clause_title(const struct scan_printing *printing, const struct rule *rule);

/* What a rule without a clause rests on: documents and parts. Owned by the arena. */
struct str scan_basis_text(const struct rule *rule, struct arena *arena);

/* How a report groups verdicts, in its order: what the text denies is not what it does not account for. */
enum scan_group {
	SCAN_NOT_SATISFIED,
	SCAN_NOT_ACCOUNTED,
	SCAN_CANNOT_TELL,
	SCAN_SATISFIED,
	SCAN_NOT_APPLICABLE,
	SCAN_GROUPS
};
enum scan_group scan_group(const struct verdict *verdict);
size_t scan_group_count(const struct scan *scan, enum scan_group group);

/* Which verdicts come first: by group, then by strength, the strongest first, then in the order of the packs. An array of scan->count
 * indexes, in the arena. */
size_t *scan_order(const struct scan *scan, struct arena *arena);

/* The packs that were used, with how many rules: "it-program-2008 (38)". */
struct str packs_text(const struct rulebook *rulebook, const struct scan *scan, struct arena *arena);

#endif
