/* Writers of findings. */
#ifndef STYRDOK_BIN_OUTPUT_H
#define STYRDOK_BIN_OUTPUT_H

#include "registry/registry.h"
#include "rules/finding.h"

#include <stdio.h>

struct report { /* what a check came to */
	struct registry *registry;
	const struct finding *findings;
	size_t count;
	size_t documents, waived;
	size_t in_baseline; /* not told, since they are in the baseline */
	bool has_baseline;
	size_t fixable; /* of the findings, how many --fix would mend */
	size_t by_severity[4];
	struct str language;
	bool color;
};

void output_text(FILE *out, const struct report *report);
void output_findings(FILE *out, const struct report *report); /* the same without the summary */
void output_json(FILE *out, const struct report *report);

#endif
