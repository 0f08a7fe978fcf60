#include "bin/check/session.h"

#include "bin/command/error_text.h"
#include "bin/command/open_registry.h"
#include "rules/change/new_findings.h"
#include "rules/fix/fix.h"

#include <limits.h>
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
}

static void count_documents(struct report *report, struct arena *arena, const struct selection *selection)
{
	const struct registry *registry = report->registry;
	uint32_t *checked = ARENA_ARRAY(arena, uint32_t, registry->count);

	for (uint32_t i = 0; i < registry->count; i++)
		if (is_selected(selection, registry->documents[i].path))
			checked[report->documents++] = i;
	report->checked = checked;
}

int report_status(const struct report *report)
{
	for (enum severity severity = report->failing; severity <= SEVERITY_ERROR; severity++)
		if (report->by_severity[severity])
			return EXIT_FINDINGS;
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

/* The register that the change is measured from, when --since asks for it; none when nothing was committed yet. 0, or an exit status. */
static int open_base(struct checked *checked, const struct check_options *options)
{
	struct options asked = options->common;
	struct error error = {0};
	char hex[41];

	if (source_base(checked->registry->source, options->since, hex, &error) < 0) {
		tell_error(&error, checked->report.language);
		return error.kind == ERROR_SHALLOW ? EXIT_USAGE : EXIT_SYSTEM; /* the caller can fetch more */
	}
	if (!hex[0])
		return 0;
	asked.repo = source_root(checked->registry->source);
	asked.rev = hex;
	asked.overlay = NULL;
	asked.reused = checked->registry;
	checked->base = open_registry(&asked, true, &error);
	return checked->base ? 0 : EXIT_SYSTEM;
}

/* Of a change only what it causes is reported, and the baseline is of no concern: it is about what stood before. */
static int check(struct checked *checked, const struct check_options *options, struct error *error)
{
	struct check_request whole = {.registry = checked->registry,
	                              .today = judging_day(&options->common, checked->registry)};
	struct new_findings_request since = {.registry = checked->registry,
	                                     .base = checked->base,
	                                     .today = judging_day(&options->common, checked->registry)};
	struct check check = {.registry = checked->registry,
	                      .today = judging_day(&options->common, checked->registry),
	                      .findings = &checked->result.findings,
	                      .arena = &checked->result.arena};

	if (checked->base)
		return check_new_findings(&checked->result, &since, error);
	if (check_registry(&checked->result, &whole, error) < 0)
		return -1;
	return options->since ? 0 : baseline_apply(&checked->baseline, &check, checked->registry->reader, error);
}

/* What the change is judged by: the configuration of the revision that --since names, as it is now. NULL where it has none; what cannot be read
 * there is reported when the change itself is computed (open_base). */
static struct registry *open_law(const struct check_options *options)
{
	struct source *source = NULL;
	struct registry *law = NULL;
	struct error error = {0};
	const char *start = options->common.arg_count ? options->common.args[0] : NULL;

	if (!options->since || source_open(&source, options->common.repo, start, options->since, &error) < 0 ||
	    registry_load_extent(&law, source, REGISTRY_LAW, &error) < 0)
		return NULL;
	if (!registry_is_held(law)) {
		registry_free(law);
		law = NULL;
	}
	return law;
}

int checked_open(struct checked *out, const struct check_options *asked)
{
	struct options judged = asked->common;
	const struct options *options = &asked->common;
	struct selection selection = {0};
	struct error error = {0};
	int status = 0;

	*out = (struct checked){.law = open_law(asked)};
	judged.law = out->law;
	out->registry = open_registry(&judged, true, &error);
	if (!out->registry)
		return EXIT_SYSTEM;
	out->report = (struct report){.registry = out->registry,
	                              .language = language_of(options, out->registry),
	                              .color = options->color,
	                              .day_chosen = day_chosen(&out->arena, options, out->registry),
	                              .failing = options->failing};
	if (asked->since && (status = open_base(out, asked)))
		return status;
	if (select_paths(&selection, &out->arena, options, out->registry, &error) < 0 ||
	    check(out, asked, &error) < 0) {
		tell_error(&error, out->report.language);
		return EXIT_SYSTEM;
	}
	out->report.waived = out->result.waived;
	out->report.has_baseline = out->baseline.exists;
	out->report.in_baseline = out->baseline.hidden;
	count_findings(&out->report, &out->result.findings, &selection);
	count_documents(&out->report, &out->arena, &selection);
	if (FORMAT_CHOSEN(options, struct check_format)->shows_fixes || asked->fix)
		find_fixes(out);
	return 0;
}

void checked_close(struct checked *checked)
{
	baseline_release(&checked->baseline);
	check_result_release(&checked->result);
	registry_free(checked->base);
	registry_free(checked->registry);
	registry_free(checked->law);
	arena_release(&checked->arena);
}
