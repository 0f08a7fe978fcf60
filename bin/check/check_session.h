/* A check as a command line asks for it: the register, its findings, and those of them that are to be told. */
#ifndef STYRDOK_BIN_CHECKED_H
#define STYRDOK_BIN_CHECKED_H

#include "bin/check/check_report.h"
#include "bin/command/options.h"
#include "rules/checks/baseline.h"

struct checked {
	struct registry *registry, *base; /* base: what --since reckons from, or NULL */
	struct check_result result;       /* its findings are those of the report */
	struct baseline baseline;
	struct report report;
	struct arena arena;
};

/* Opens the register and checks it; fixes are found unless the format has no room for them. 0, or an exit status when that failed, which has
 * been told. Released with checked_close, also after a failure. */
int checked_open(struct checked *out, const struct options *options);
void checked_close(struct checked *checked);

/* The level that --fail-on names; and, with that as its `failing`, the exit status of what a report holds. */
enum severity failing_level(const char *fail_on);
int report_status(const struct report *report);

/* check --fix and check --write-baseline, up to the check that follows them: -1 to go on with that, or the exit status. */
int check_fix(const struct options *options);
int check_write_baseline(const struct options *options);

#endif
