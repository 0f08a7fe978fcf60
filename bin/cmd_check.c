/* styrdok check: validates documents and graph. */
#include "bin/commands.h"
#include "bin/output.h"
#include "rules/since.h"

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

static void count_documents(struct report *report, struct arena *arena, const struct selection *selection)
{
	const struct registry *registry = report->registry;
	uint32_t *checked = ARENA_ARRAY(arena, uint32_t, registry->count);

	for (uint32_t i = 0; i < registry->count; i++)
		if (is_selected(selection, registry->documents[i].path))
			checked[report->documents++] = i;
	report->checked = checked;
}

/* Keeps the selected findings; those about styrdok.yaml concern every selection. */
static void count_findings(struct report *report, struct findings *findings, const struct selection *selection)
{
	const struct registry *registry = report->registry;
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++)
		if (is_selected(selection, findings->at[i].path) ||
		    str_equal(findings->at[i].path, registry->config_path))
			findings->at[kept++] = findings->at[i];
	findings->n = kept;
	report->findings = findings->at;
	report->count = kept;
	for (size_t i = 0; i < kept; i++)
		report->by_severity[findings->at[i].severity]++;
}

static enum severity failing_level(const char *fail_on)
{
	enum severity severity = SEVERITY_ERROR;

	while (severity > SEVERITY_NOTE && strcmp(fail_on, severity_name(severity)) != 0)
		severity--;
	return severity;
}

static int failing(const struct report *report)
{
	for (enum severity severity = report->failing; severity <= SEVERITY_ERROR; severity++)
		if (report->by_severity[severity])
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}

static int check(struct check_result *result, const struct options *options, struct registry *registry,
                 struct registry *base, struct error *error)
{
	if (base)
		return check_since(result,
		                   &(struct since_request){.registry = registry, .base = base, .today = options->on},
		                   error);
	return check_registry(result, &(struct check_request){.registry = registry, .today = options->on}, error);
}

static void write_report(enum format format, const struct report *report)
{
	static void (*const writers[FORMAT_COUNT])(FILE *,
	                                           const struct report *) = {[FORMAT_TEXT] = output_text,
	                                                                     [FORMAT_JSON] = output_json,
	                                                                     [FORMAT_SARIF] = output_sarif,
	                                                                     [FORMAT_JUNIT] = output_junit,
	                                                                     [FORMAT_GITHUB] = output_github,
	                                                                     [FORMAT_GITLAB] = output_gitlab,
	                                                                     [FORMAT_CHECKSTYLE] = output_checkstyle};

	writers[format](stdout, report);
}

static int check_and_report(const struct options *options, struct registry *registry, struct registry *base)
{
	struct report report = {.registry = registry,
	                        .language = language_of(options, registry),
	                        .color = options->color,
	                        .failing = failing_level(options->fail_on)};
	struct check_result result = {0};
	struct arena arena = ARENA_EMPTY;
	struct selection selection = {0};
	struct error error = {0};
	int status = EXIT_SYSTEM;

	if (select_paths(&selection, &arena, options, registry, &error) < 0 ||
	    check(&result, options, registry, base, &error) < 0) {
		tell_error(&error, report.language);
	} else {
		report.waived = result.waived;
		count_findings(&report, &result.findings, &selection);
		count_documents(&report, &arena, &selection);
		write_report(options->format, &report);
		status = failing(&report);
	}
	check_result_release(&result);
	arena_release(&arena);
	return status;
}

/* The register that the change is reckoned from; NULL when there is none, with 0 (nothing was committed yet) or an exit status. */
static int open_base(struct registry **base, const struct options *options, struct registry *registry)
{
	struct options asked = *options;
	struct error error = {0};
	char hex[41];

	*base = NULL;
	if (!options->since)
		return 0;
	if (source_base(registry->source, options->since, hex, &error) < 0) {
		tell_error(&error, language_of(options, registry));
		return error.kind == ERROR_SHALLOW ? EXIT_USAGE : EXIT_SYSTEM; /* the caller can fetch more */
	}
	if (!hex[0])
		return 0;
	asked.repo = source_root(registry->source);
	asked.rev = hex;
	*base = open_registry(&asked, true, &error);
	return *base ? 0 : EXIT_SYSTEM;
}

static int run(const struct options *options)
{
	struct error error;
	struct registry *registry = open_registry(options, true, &error), *base = NULL;
	int status = EXIT_SYSTEM;

	if (registry)
		status = open_base(&base, options, registry);
	if (registry && !status)
		status = check_and_report(options, registry, base);
	registry_free(base);
	registry_free(registry);
	return status;
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
	.formats = "text|json|sarif|junit|github|gitlab|checkstyle",
	.options = OPTION_REPO | OPTION_REV | OPTION_ON | OPTION_FAIL_ON | OPTION_SINCE,
	.run = run,
};
