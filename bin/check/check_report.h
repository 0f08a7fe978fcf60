/* Writers of findings. */
#ifndef STYRDOK_BIN_OUTPUT_H
#define STYRDOK_BIN_OUTPUT_H

#include "registry/graph/registry.h"
#include "rules/diagnostics/finding.h"

#include <stdio.h>

struct report;

/* A change of a text: what stands from `from` up to, not including, `to` becomes `text`. Places are those of findings: bytes, from 1. */
struct replacement {
	struct str path;
	struct location from, to;
	struct str text;
	struct replacement *next;
};

/* The one safe remedy of a finding, in order of paths and places; NULL when it has none. */
typedef const struct replacement *remedy_fn(const struct report *report, const struct finding *finding,
                                            struct arena *arena);

struct report { /* what a check came to */
	struct registry *registry;
	const struct finding *findings;
	size_t count;
	const uint32_t *checked; /* the documents that it concerned, in order of their paths */
	size_t documents, waived;
	enum severity failing; /* findings at or above this level fail the check */
	remedy_fn *remedy;     /* NULL: nothing is offered */
	size_t in_baseline;    /* not told, since they are in the baseline */
	bool has_baseline;
	size_t fixable; /* of the findings, how many --fix would mend */
	size_t by_severity[4];
	enum language language;
	bool color;
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
