/* check --write-baseline: writes down what there is, or, once that has been done, what is left of it. */
#include "bin/check/session.h"
#include "bin/command/error_text.h"
#include "bin/command/help.h"
#include "registry/source/rewrite.h"

#include <stdio.h>
#include <string.h>

static void tell(enum language language, bool is_new, size_t entries, size_t covered)
{
	bool english = language == LANGUAGE_EN;

	if (english)
		fprintf(stderr, "%s: %s, %zu finding%s in %zu line%s\n", BASELINE_FILE,
		        is_new ? "written" : "shrunk to what is left", covered, covered == 1 ? "" : "s", entries,
		        entries == 1 ? "" : "s");
	else
		fprintf(stderr, "%s: %s, %zu anmärkning%s på %zu rad%s\n", BASELINE_FILE,
		        is_new ? "skriven" : "minskad till det som är kvar", covered, covered == 1 ? "" : "ar", entries,
		        entries == 1 ? "" : "er");
}

static int store(struct checked *checked, struct error *error)
{
	const struct registry *registry = checked->registry;
	bool is_new = !checked->baseline.exists;
	size_t entries = 0, covered = 0;
	struct rewrite file = {.path = STR(BASELINE_FILE), .before = checked->baseline.text, .is_new = is_new};

	file.after = baseline_text(&checked->baseline, &checked->result.findings, registry, &entries, &covered);
	if (file.after.n > registry->config.limits.data_bytes)
		return error_set(error, ERROR_LARGE, BASELINE_FILE, "limits: data-bytes");
	if (!is_new && str_equal(file.before, file.after)) {
		tell(checked->report.language, is_new, entries, covered);
		return 0;
	}
	if (files_rewrite(source_root(registry->source), &file, 1, error) < 0)
		return -1;
	tell(checked->report.language, is_new, entries, covered);
	return 0;
}

int check_write_baseline(const struct check_options *options)
{
	struct checked checked;
	struct error error = {0};
	int failed = checked_open(&checked, options), status = -1;

	if (failed)
		status = failed;
	else if (strcmp(source_revision(checked.registry->source), "worktree") != 0)
		status = usage_error(
			checked.report.language,
			(struct bilingual){
				"%s writes a file, and a bare repository has none",
				"%s skriver en fil, och ett git-repo utan arbetskopia (bare repository) har inga"},
			"--write-baseline");
	else if (checked.registry->overfull || checked.registry->config.unreadable || !checked.baseline.sound)
		fputs(bilingual_in(
			      (struct bilingual){"the baseline is not written before the register and it can be read\n",
		                                 "baslinjen skrivs inte förrän registret och den kan läsas\n"},
			      checked.report.language),
		      stderr); /* why is among the findings */
	else if (store(&checked, &error) < 0) {
		tell_error(&error, checked.report.language);
		status = EXIT_SYSTEM;
	}
	checked_close(&checked);
	return status;
}
