/* styrdok check: validates documents and graph. */
#include "bin/check/session.h"
#include "bin/command/command.h"

#include <stddef.h>
#include <stdio.h>

static const struct check_format formats[] = {{{"text"}, output_text, true},
                                              {{"json"}, output_json, false},
                                              {{"sarif"}, output_sarif, true},
                                              {{"junit"}, output_junit, true},
                                              {{"github"}, output_github, true},
                                              {{"gitlab"}, output_gitlab, true},
                                              {{"checkstyle"}, output_checkstyle, true},
                                              {{NULL}, NULL, false}};

#define AT(member) offsetof(struct check_options, member)

static const struct option_row check_rows[] = {
	{"since",
         OPTION_TEXT,
         AT(since),
         {"BASE", "BAS"},
         {"only what has come since BASE (a revision, a branch or a date): what the change causes, wherever it shows",
          "bara det som tillkommit sedan BAS (en version, en gren eller ett datum): vad ändringen orsakar, var det än "
          "syns"},
         NULL,
         NULL},
	{"fix",
         OPTION_FLAG,
         AT(fix),
         {0},
         {"correct in the files what has one safe correction, and check again",
          "rätta i filerna det som bara har en säker rättelse, och granska igen"},
         NULL,
         NULL},
	{"dry-run",
         OPTION_FLAG,
         AT(dry_run),
         {0},
         {"with --fix: print the changes as a patch and write nothing",
          "med --fix: visa ändringarna som en patch och skriv inget"},
         NULL,
         NULL},
	{"write-baseline",
         OPTION_FLAG,
         AT(write_baseline),
         {0},
         {"record the findings that there are, so that only new ones are reported",
          "skriv upp de anmärkningar som finns, så att bara nya redovisas"},
         NULL,
         NULL},
	{0}};

static int check_and_report(const struct check_options *options)
{
	struct checked checked;
	int status = checked_open(&checked, options);

	if (!status) {
		FORMAT_CHOSEN(&options->common, struct check_format)->write(stdout, &checked.report);
		status = report_status(&checked.report);
	}
	checked_close(&checked);
	return status;
}

/* Options that do not go together, or -1. */
static int misused(const struct check_options *options)
{
	enum language language = language_of_command_line(&options->common);

	if (options->dry_run && !options->fix)
		return usage_error(language, (struct bilingual){"%s is for --fix", "%s hör till --fix"}, "--dry-run");
	if (options->dry_run && options->common.format_stated)
		return usage_error(language,
		                   (struct bilingual){"%s has no use here: --dry-run prints a patch",
		                                      "%s har ingen verkan här: --dry-run skriver en patch"},
		                   "--format");
	if (options->write_baseline && (options->fix || options->since || options->common.arg_count))
		return usage_error(
			language,
			(struct bilingual){"--write-baseline is for the whole register and cannot be combined with %s",
		                           "--write-baseline gäller hela registret och kan inte förenas med %s"},
			options->fix     ? "--fix"
			: options->since ? "--since"
					 : options->common.args[0]);
	if ((options->write_baseline || options->fix) && options->common.rev)
		return usage_error(language,
		                   (struct bilingual){"%s changes files, and cannot be combined with --rev",
		                                      "%s ändrar filer och kan inte förenas med --rev"},
		                   options->fix ? "--fix" : "--write-baseline");
	return -1;
}

static int run(const struct options *common)
{
	const struct check_options *options = (const struct check_options *)common;
	int status = misused(options);

	if (status < 0 && options->fix)
		status = check_fix(options);
	if (status < 0 && options->write_baseline)
		status = check_write_baseline(options);
	return status < 0 ? check_and_report(options) : status;
}

const struct command command_check = {
	.name = "check",
	.arguments = {"[OPTIONS] [PATH..]", "[FLAGGOR] [SÖKVÄG..]"},
	.summary = {"validate the documents and the graph that they form", "granska dokumenten och hur de hänger ihop"},
	.details =
		{"Checks the whole register that the paths lie in (or the current folder) and reports what concerns "
                 "the paths; without paths, everything. 'styrdok explain CODE' tells more about a finding.",
                 "Granskar hela det register som sökvägarna (eller den aktuella mappen) hör till och redovisar det som "
                 "rör sökvägarna; utan sökvägar redovisas allt. ”styrdok explain KOD” berättar mer om en anmärkning."},
	COMMAND_OPTIONS(option_repo, option_rev, option_on, option_fail_on, check_rows),
	COMMAND_FORMATS(formats),
	.size = sizeof(struct check_options),
	.takes_paths = true,
	.run = run,
};
