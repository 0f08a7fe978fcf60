/* A check as a command line asks for it: the register, its findings, and those of them that are to be told. */
#ifndef STYRDOK_BIN_CHECK_SESSION_H
#define STYRDOK_BIN_CHECK_SESSION_H

#include "bin/check/report.h"
#include "bin/command/options.h"
#include "rules/checks/baseline.h"

struct check_options {
	struct options common;
	const char *since;
	bool fix, dry_run, write_baseline;
};

struct check_format {
	struct format format;
	void (*write)(FILE *out, const struct report *report);
	bool shows_fixes; /* it tells what --fix would do, or how much */
};

struct checked {
	struct registry *registry, *base; /* base: what --since compares with, or NULL */
	struct registry *law; /* the configuration of what --since names, by which the change is judged; or NULL */
	struct check_result result; /* its findings are those of the report */
	struct baseline baseline;
	struct report report;
	struct arena arena;
};

/* Opens the register and checks it; fixes are found where the format shows them. 0, or an exit status when that failed, which has
 * been told. Released with checked_close, also after a failure. */
int checked_open(struct checked *out, const struct check_options *options);
void checked_close(struct checked *checked);

/* The exit status of what a report holds. */
int report_status(const struct report *report);

/* check --fix and check --write-baseline, up to the check that follows them: -1 to go on with that, or the exit status. */
int check_fix(const struct check_options *options);
int check_write_baseline(const struct check_options *options);

#endif
