/* The wording of a document on a day, and how it differs from another day's, as it is told. */
#ifndef STYRDOK_BIN_TEXT_TEXT_REPORT_H
#define STYRDOK_BIN_TEXT_TEXT_REPORT_H

#include "bin/wording/reasons.h"
#include "registry/document/part_text.h"
#include "registry/wording/consolidated.h"
#include "registry/wording/redline.h"

struct text_part {                             /* a part on one of the days or on both */
	const struct part_wording *now, *then; /* then: on the day that it is compared with; NULL where there is none */
	struct redline redline;                /* with `then` or `now` alone: all inserted, or all deleted */
	bool differs;
};

struct text_report {
	const struct registry *registry;
	struct telling telling;
	uint32_t document, part; /* part: MARKDOWN_NO_PART for the whole */
	struct date on, against; /* against: DATE_NONE unless asked for */
	struct consolidated now, then;
	struct text_lines lines;
	struct text_part *parts;
	size_t count;
};

/* What a part's wording says: its Markdown without white space around it; and its words, a line for each block. "" where the wording is not
 * known or not held (of a digest: the digest). */
struct str text_source(const struct text_report *report, const struct part_wording *part);
struct str text_words(struct text_report *report, const struct part_wording *part);

/* Chooses and pairs the parts, and compares them. */
void text_parts_of(struct text_report *report);

/* Why a wording is not known or not held, and what decided it; "" when there is nothing to say. */
struct str text_decided(struct text_report *report, const struct part_wording *part);
struct str text_doubt(struct text_report *report, const struct part_wording *part);

/* Adds what is asked about to an outline, and writes it. */
void text_tell(struct outline *outline, struct text_report *report);
void text_as_text(FILE *out, struct text_report *report);
void text_as_markdown(FILE *out, struct text_report *report);
void text_as_html(FILE *out, struct text_report *report);
void text_as_json(FILE *out, struct text_report *report);

#endif
