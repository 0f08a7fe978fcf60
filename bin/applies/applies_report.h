/* An answer of `applies`, and what it is written as. */
#ifndef STYRDOK_BIN_APPLIES_APPLIES_REPORT_H
#define STYRDOK_BIN_APPLIES_APPLIES_REPORT_H

#include "bin/wording/unread.h"
#include "bin/write/outline.h"
#include "registry/query/applies.h"

struct applies_report {
	const struct registry *registry;
	const struct applies_question *question;
	const struct applies_answer *answer;
	enum language language;
	struct arena *arena; /* owns what the writers make */
	bool color;
};

struct bilingual applies_group_heading(enum applies_group group); /* for people; static */

/* Adds the whole answer to an outline. */
void applies_tell(struct outline *outline, const struct applies_report *report);

/* Each writes the whole answer. */
void applies_as_text(FILE *out, const struct applies_report *report);
void applies_as_markdown(FILE *out, const struct applies_report *report);
void applies_as_html(FILE *out, const struct applies_report *report);
void applies_as_csv(FILE *out, const struct applies_report *report);
void applies_as_json(FILE *out, const struct applies_report *report);

#endif
