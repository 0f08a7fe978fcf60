/* styrdok check: validates documents and graph. */
#include "bin/checked.h"
#include "bin/commands.h"
#include "rules/fix.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The path of a file that exists, from the root; false when it is outside. */
static bool from_root(struct str *out, struct arena *arena, const char *root, const char *arg)
{
	size_t n = strlen(root);
	char full[PATH_MAX];

	if (!realpath(arg, full) || strncmp(full, root, n) != 0 || (full[n] && full[n] != '/' && n > 1))
		return false;
	*out = arena_copy(arena, str_from(full[n] == '/' ? full + n + 1 : full + n));
	return true;
}

/* A path argument as a path from the register's root ("" is the root itself). A path that exists is taken from the current
 * folder; otherwise (in a bare repository, or of a file that only the revision has) it is one from the root. */
static int root_path(struct str *out, struct arena *arena, const struct registry *registry, const char *arg,
                     struct error *error)
{
	if (!from_root(out, arena, source_root(registry->source), arg))
		*out = arena_copy(arena, str_from(arg));
	while (out->n && out->at[out->n - 1] == '/')
		out->n--;
	if (!out->n || reader_has(registry->reader, *out))
		return 0;
	return error_set(error, access(arg, F_OK) == 0 ? ERROR_PATH_OUTSIDE : ERROR_NO_PATH, arg, NULL);
}

static bool is_below(struct str path, struct str folder)
{
	return !folder.n || str_equal(path, folder) ||
	       (path.n > folder.n && str_starts(path, folder) && path.at[folder.n] == '/');
}

/* What a command line selects: everything, or what lies at or below its paths. */
struct selection {
	struct str *paths;
	int count;
};

static bool is_selected(const struct selection *selection, struct str path)
{
	for (int i = 0; i < selection->count; i++)
		if (is_below(path, selection->paths[i]))
			return true;
	return selection->count == 0;
}

static int select_paths(struct selection *selection, struct arena *arena, const struct options *options,
                        const struct registry *registry, struct error *error)
{
	selection->paths = ARENA_ARRAY(arena, struct str, (size_t)options->arg_count);
	for (int i = 0; i < options->arg_count; i++)
		if (root_path(&selection->paths[i], arena, registry, options->args[i], error) < 0)
			return -1;
	selection->count = options->arg_count;
	return 0;
}

/* Does it concern every selection? What is wrong in styrdok.yaml or in the baseline does. */
static bool is_common(const struct registry *registry, const struct finding *finding)
{
	return str_equal(finding->path, registry->config_path) ||
	       (str_equal(finding->path, STR(BASELINE_FILE)) && finding->diagnostic != DIAGNOSTIC_BASELINE_UNUSED);
}

/* Keeps the selected findings. */
static void count_findings(struct report *report, struct findings *findings, const struct selection *selection)
{
	const struct registry *registry = report->registry;
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++)
		if (is_selected(selection, findings->at[i].path) || is_common(registry, &findings->at[i]))
			findings->at[kept++] = findings->at[i];
	findings->n = kept;
	report->findings = findings->at;
	report->count = kept;
	for (size_t i = 0; i < kept; i++)
		report->by_severity[findings->at[i].severity]++;
	for (uint32_t i = 0; i < registry->count; i++)
		report->documents += is_selected(selection, registry->documents[i].path);
}

int checked_status(const struct checked *checked, const struct options *options)
{
	for (enum severity severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--) {
		if (checked->report.by_severity[severity])
			return EXIT_FINDINGS;
		if (strcmp(options->fail_on, severity_name(severity)) == 0)
			break;
	}
	return EXIT_CLEAN;
}

/* Those of the report: how many could be mended, which is of use only where files can be changed. */
static void find_fixes(struct checked *checked)
{
	struct registry *registry = checked->registry;

	fixes_find(checked->result.findings.at, checked->result.findings.n, registry, registry->reader,
	           &checked->arena);
	for (size_t i = 0; i < checked->report.count && strcmp(source_revision(registry->source), "worktree") == 0; i++)
		checked->report.fixable += checked->report.findings[i].fix != NULL;
}

int checked_open(struct checked *out, const struct options *options)
{
	struct selection selection = {0};
	struct error error = {0};
	struct check check = {.today = options->on, .findings = &out->result.findings, .arena = &out->result.arena};

	*out = (struct checked){.registry = open_registry(options, true, &error)};
	if (!out->registry)
		return -1;
	check.registry = out->registry;
	out->report = (struct report){
		.registry = out->registry, .language = language_of(options, out->registry), .color = options->color};
	if (select_paths(&selection, &out->arena, options, out->registry, &error) < 0 ||
	    check_registry(&out->result, out->registry, options->on, &error) < 0 ||
	    baseline_apply(&out->baseline, &check, out->registry->reader, &error) < 0) {
		tell_error(&error, out->report.language);
		return -1;
	}
	out->report.waived = out->result.waived;
	out->report.has_baseline = out->baseline.exists;
	out->report.in_baseline = out->baseline.hidden;
	count_findings(&out->report, &out->result.findings, &selection);
	if (options->format != FORMAT_JSON || options->fix)
		find_fixes(out);
	return 0;
}

void checked_close(struct checked *checked)
{
	baseline_release(&checked->baseline);
	check_result_release(&checked->result);
	registry_free(checked->registry);
	arena_release(&checked->arena);
}

static int check_and_report(const struct options *options)
{
	struct checked checked;
	int status = EXIT_SYSTEM;

	if (checked_open(&checked, options) == 0) {
		(options->format == FORMAT_JSON ? output_json : output_text)(stdout, &checked.report);
		status = checked_status(&checked, options);
	}
	checked_close(&checked);
	return status;
}

/* Options that do not go together, or -1. */
static int misused(const struct options *options)
{
	struct str language = language_of_shell(options);

	if (options->dry_run && !options->fix)
		return usage_error(language, (struct texts){"%s is for --fix", "%s hör till --fix"}, "--dry-run");
	if (options->dry_run && options->format_stated)
		return usage_error(language,
		                   (struct texts){"%s has no use here: --dry-run prints a patch",
		                                  "%s har ingen verkan här: --dry-run skriver en patch"},
		                   "--format");
	if (options->write_baseline && (options->fix || options->arg_count))
		return usage_error(
			language,
			(struct texts){"--write-baseline is for the whole register and cannot be combined with %s",
		                       "--write-baseline gäller hela registret och kan inte förenas med %s"},
			options->fix ? "--fix" : options->args[0]);
	if ((options->write_baseline || options->fix) && options->rev)
		return usage_error(language,
		                   (struct texts){"%s changes files, and cannot be combined with --rev",
		                                  "%s ändrar filer och kan inte förenas med --rev"},
		                   options->fix ? "--fix" : "--write-baseline");
	return -1;
}

static int run(const struct options *options)
{
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
	.details = {"Checks the whole register that the paths lie in (or the current folder) and reports what concerns "
                    "the\n"
                    "paths; without paths, everything. 'styrdok explain CODE' tells more about a finding.",
                    "Granskar hela det register som sökvägarna (eller den aktuella mappen) hör till och redovisar det "
                    "som\n"
                    "rör sökvägarna; utan sökvägar allt. ”styrdok explain KOD” berättar mer om en anmärkning."},
	.formats = "text|json",
	.options = OPTION_REPO | OPTION_REV | OPTION_ON | OPTION_FAIL_ON | OPTION_FIX | OPTION_BASELINE,
	.run = run,
};
