/* What reports on scans consist of, whatever they are written as. */
#ifndef STYRDOK_BIN_SCAN_REPORT_H
#define STYRDOK_BIN_SCAN_REPORT_H

#include "bin/scan/scan_common.h"

enum word {
#define WORD(name, en, sv) WORD_##name,
#include "bin/scan/scan_words.def"
#undef WORD
};

struct scan_report { /* one scan as it is being written */
	const struct scan_printing *printing;
	const struct scan *scan;
	size_t *order; /* of the verdicts, see scan_order */
	size_t waived;
	struct arena arena; /* owns what the functions here return */
};

struct row { /* a name and what it stands for */
	enum word name;
	struct str text;
	bool code; /* to be read letter by letter */
};

#define ROWS_MAX 8

struct rows {
	struct row at[ROWS_MAX];
	size_t n;
};

struct outcome_section { /* one for each outcome, in the order in which they are told */
	enum outcome outcome;
	enum word heading;
	const char *name;   /* for anchors */
	const char *symbol; /* that goes with the words */
	bool brief;         /* told in a table */
};
#define OUTCOME_SECTIONS 4
extern const struct outcome_section outcome_sections[OUTCOME_SECTIONS];

#define SPOTS_SHOWN 5 /* of one rule */

void scan_report_init(struct scan_report *report, const struct scan_printing *printing, const struct scan *scan);
void scan_report_release(struct scan_report *report);

/* A word in the report's language, NUL-terminated; with {1}.. filled in. */
struct str report_word(const struct scan_report *report, enum word word);
struct str report_fill(struct scan_report *report, enum word word, const struct str *args, size_t count);

/* The title, or the path of a text that has none. */
struct str report_title(const struct scan_report *report);

/* "3 not satisfied, ..", with how many are waived. */
struct str report_counts(struct scan_report *report);

/* "Rules that do not apply (12, of which 1 waived)" */
struct str report_heading(struct scan_report *report, const struct outcome_section *section);

/* Body, date, case number and category. */
struct rows report_facts(struct scan_report *report);

/* The statement's rows. */
struct rows report_statement(struct scan_report *report);

/* What a verdict rests on: strength, clause, reason. */
struct rows report_grounds(struct scan_report *report, const struct verdict *verdict);

/* "Behovsanalys, IT-program för Stockholms stad (it-program-2008#kap-2-4)", or the basis of a rule without a clause. */
struct str report_clause(struct scan_report *report, const struct rule *rule);

/* Why a rule does not apply, or what is said of it; a waiver with its reason. */
struct str report_reason(struct scan_report *report, const struct verdict *verdict);

/* "line 12", or "" for the text as a whole. */
struct str report_place(struct scan_report *report, const struct spot *spot);

/* Where a finding is: a line of the text, or of another file, which is then named. */
struct str report_finding_place(struct scan_report *report, const struct finding *finding);
struct str report_related_place(struct scan_report *report, const struct related *related);
struct str report_severity(const struct scan_report *report, enum severity severity);

/* The number as text. */
struct str report_number(struct scan_report *report, size_t number);

/* The verdicts of an outcome: `count` indexes of scan->verdicts. */
const size_t *report_verdicts(const struct scan_report *report, enum outcome outcome, size_t *count);

#endif
