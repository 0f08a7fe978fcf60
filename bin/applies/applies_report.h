/* What an answer of `applies` consists of in words, whatever it is written as. */
#ifndef STYRDOK_BIN_APPLIES_REPORT_H
#define STYRDOK_BIN_APPLIES_REPORT_H

#include "registry/query/applies.h"

#include <stdio.h>

struct applies_report {
	const struct registry *registry;
	const struct applies_question *question;
	const struct applies_answer *answer;
	struct str language;
	struct arena *arena; /* owns what the functions here return */
	bool color;
};

/* Each writes the whole answer. */
void applies_as_text(FILE *out, const struct applies_report *report);
void applies_as_markdown(FILE *out, const struct applies_report *report);
void applies_as_html(FILE *out, const struct applies_report *report);
void applies_as_csv(FILE *out, const struct applies_report *report);
void applies_as_json(FILE *out, const struct applies_report *report);

/* --- what several of them write ------------------------------------------------------------------------------------- */

struct str applies_title(const struct applies_report *report);  /* "Styrdokument för Svenska Bostäder" */
struct str applies_matter(const struct applies_report *report); /* "Telefoni, den 1 juli 2008" */
struct str applies_heading(const struct applies_report *report, enum applies_group group); /* "Gäller (2)" */
struct str applies_nothing(const struct applies_report *report); /* that there is nothing to tell; "" when there is */
struct str applies_others(const struct applies_report *report);  /* how many apply to others alone; "" when none does */
struct str applies_source(const struct applies_report *report);  /* the register's revision and day */

struct str entry_title(const struct applies_report *report, const struct applies_entry *entry);
struct str entry_kind(const struct applies_report *report, const struct applies_entry *entry); /* "Policy, dnr ..." */
struct str entry_decision(const struct applies_report *report,
                          const struct applies_entry *entry); /* by whom, when; or "" */
struct str entry_since(const struct applies_report *report, const struct applies_entry *entry); /* first day; or "" */
struct str entry_status(const struct applies_report *report, const struct applies_entry *entry);
struct str entry_part(const struct applies_report *report, const struct applies_entry *entry, uint32_t number);

/* What a reason says, with its dates spoken. */
struct str applies_reason(const struct applies_report *report, const struct reason *reason);

/* "docs-corpus/program/it-program-2008.md:14" */
struct str reason_where(const struct applies_report *report, const struct reason *reason);

#endif
