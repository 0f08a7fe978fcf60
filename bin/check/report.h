/* Writers of findings. */
#ifndef STYRDOK_BIN_CHECK_REPORT_H
#define STYRDOK_BIN_CHECK_REPORT_H

#include "registry/graph/registry.h"
#include "rules/diagnostics/finding.h"

#include <stdio.h>

struct report { /* what a check came to */
	struct registry *registry;
	const struct finding *findings;
	size_t count;
	const uint32_t *checked; /* the documents that it concerned, in order of their paths */
	size_t documents, waived;
	enum severity failing; /* findings at or above this level fail the check */
	size_t in_baseline;    /* not told, since they are in the baseline */
	bool has_baseline;
	size_t fixable; /* of the findings, how many --fix would mend */
	size_t by_severity[4];
	enum language language;
	bool color;
	struct str day_chosen; /* that it judged on another day than today; or "" */
};

void output_text(FILE *out, const struct report *report);
void output_findings(FILE *out, const struct report *report); /* the same without the summary */
void output_summary(FILE *out, const struct report *report);  /* its one line */

/* For other programs. */
void output_json(FILE *out, const struct report *report);
void output_sarif(FILE *out, const struct report *report);
void output_junit(FILE *out, const struct report *report);
void output_github(FILE *out, const struct report *report);
void output_gitlab(FILE *out, const struct report *report);
void output_checkstyle(FILE *out, const struct report *report);

#endif
