/* What a report on a scan says, whatever it is written as. */
#ifndef STYRDOK_BIN_SCAN_SCAN_OUTLINE_H
#define STYRDOK_BIN_SCAN_SCAN_OUTLINE_H

#include "bin/scan/scan_common.h"
#include "bin/write/outline.h"

enum word {
#define WORD(name, en, sv) WORD_##name,
#include "bin/scan/scan_words.def"
#undef WORD
};

struct scan_report { /* one scan as it is being told */
	const struct scan_printing *printing;
	const struct scan *scan;
	size_t *order;  /* of the verdicts, see scan_order */
	size_t wanting; /* verdicts that cannot be given for want of facts about the proposal */
	size_t waived;
	struct arena arena; /* owns the outline and its texts */
	struct outline outline;
};

/* Builds the outline: an article with the anchor "p1", by the number of the text. Must be released. */
void scan_report_init(struct scan_report *report, const struct scan_printing *printing, const struct scan *scan);
void scan_report_release(struct scan_report *report);

/* A word in the language. */
struct str scan_word(enum language language, enum word word);

/* The title, or the path of a text that has none; and "3 not satisfied, ..", with how many are waived. */
struct str scan_text_title(const struct scan *scan);
struct str scan_counts(struct scan_report *report);

#endif
