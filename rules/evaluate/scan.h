/* Scanning: every rule on a text, with waivers. */
#ifndef STYRDOK_RULES_EVALUATE_SCAN_H
#define STYRDOK_RULES_EVALUATE_SCAN_H

#include "rules/evaluate/verdict.h"

struct scanner { /* what scans share; frozen */
	const struct registry *registry;
	const struct rulebook *rulebook;
	struct waivers waivers; /* of rules, from waivers/ */
	bool everywhere;        /* without the prefilter */
	struct arena arena;
};

struct scan_worker { /* what one thread has of its own */
	struct reader *reader;
	struct evaluation eval;
	struct arena scratch;
};

struct scan { /* what came of one text */
	struct subject subject;
	struct verdict *verdicts; /* of every rule that is about such texts, in the order of the rulebook */
	size_t count;
	size_t by_outcome[OUTCOME_COUNT];
	struct findings findings; /* about the text itself and its waivers, sorted, severities set */
	enum severity worst;      /* of findings and verdicts */
	uint32_t *lines;          /* where each line of the subject's text begins, and its length */
	uint32_t line_count;
	struct arena arena;
};

struct scan_text { /* what is to be scanned; borrowed */
	struct str path, text;
	char sha256[65];     /* of the file's own bytes */
	bool paged, bare;    /* a PDF; a text that has no front matter because it was converted */
	bool too_large;      /* it was not read: larger than a document may be */
	uint32_t registered; /* a document of the register, or NO_DOCUMENT */
	struct subject_facts facts;
};

/* Reads the waivers; findings about them are for check to tell. 0, or -1. Released with scanner_release. */
int scanner_init(struct scanner *scanner, const struct rulebook *rulebook, struct error *error);
void scanner_release(struct scanner *scanner);

int scan_worker_init(struct scan_worker *worker, const struct scanner *scanner, struct error *error);
void scan_worker_release(struct scan_worker *worker);

/* Scans one text, whose bytes must stay as long as the scan. A text that cannot be judged has no verdicts, and a finding that says why.
 * Threads may scan at once, each with a worker of its own. Released with scan_release. */
void scan_run(struct scan *out, const struct scanner *scanner, struct scan_worker *worker,
              const struct scan_text *text);
void scan_release(struct scan *scan);

/* A line of the scanned text, 1-based, without its end; "" beyond the last. */
struct str scan_line(const struct scan *scan, uint32_t number);

#endif
