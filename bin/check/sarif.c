/* Findings as SARIF 2.1.0 (OASIS, errata 01): tests/formats.sh holds it against the schema and opens it with Microsoft's own tool.
 * Section numbers are those of the standard. */
#include "bin/check/finding_text.h"
#include "bin/command/version.h"
#include "bin/wording/explanation.h"
#include "bin/write/json.h"
#include "bin/write/terminal.h"
#include "registry/base/uri.h"
#include "rules/fix/fix.h"

#define ROOT_NAME "%SRCROOT%" /* what paths are relative to: the repository's root */

struct printing {
	struct json json;
	struct telling telling;
	long rules[DIAGNOSTIC_COUNT]; /* the rule's index, -1: not told */
};

static void put_message(struct json *json, const char *key, struct str text)
{
	json_key(json, key);
	json_open(json, '{');
	json_pair(json, "text", text);
	json_close(json);
}

static void put_file(struct printing *printing, struct str path)
{
	struct telling *telling = &printing->telling;

	json_key(&printing->json, "artifactLocation");
	json_open(&printing->json, '{');
	json_pair(&printing->json, "uri", uri_path(&telling->arena, telling_path(telling, path)));
	json_pair(&printing->json, "uriBaseId", STR(ROOT_NAME));
	json_close(&printing->json);
}

static void put_place(struct printing *printing, const char *line, const char *column, struct str path,
                      struct location at)
{
	json_key(&printing->json, line);
	json_number(&printing->json, (long)at.line);
	json_key(&printing->json, column);
	json_number(&printing->json, (long)lines_units(&printing->telling.lines, path, at));
}

/* An item of a list of locations. A file as a whole has no region. */
static void put_location(struct printing *printing, struct str path, struct location at, struct str message)
{
	struct json *json = &printing->json;

	json_open(json, '{');
	json_key(json, "physicalLocation");
	json_open(json, '{');
	put_file(printing, path);
	if (at.line) {
		json_key(json, "region");
		json_open(json, '{');
		put_place(printing, "startLine", "startColumn", path, at);
		json_close(json);
	}
	json_close(json);
	if (message.n)
		put_message(json, "message", message);
	json_close(json);
}

static void put_related(struct printing *printing, const struct finding *finding)
{
	struct arena *arena = &printing->telling.arena;

	if (!finding->related)
		return;
	json_key(&printing->json, "relatedLocations");
	json_open(&printing->json, '[');
	for (const struct related *related = finding->related; related; related = related->next) {
		struct str message = related_message(related, arena, printing->telling.report->language);
		put_location(printing, related->path, related->at, text_clean(arena, message));
	}
	json_close(&printing->json);
}

static void put_identity(struct printing *printing, const struct finding *finding)
{
	json_key(&printing->json, "partialFingerprints");
	json_open(&printing->json, '{');
	json_pair(&printing->json, "styrdokFinding/v1", telling_identity(&printing->telling, finding));
	json_close(&printing->json);
}

static void put_edit(struct printing *printing, const struct edit *edit)
{
	struct json *json = &printing->json;
	struct location end = {edit->at.line, edit->at.column + (uint32_t)edit->old.n};

	json_open(json, '{');
	json_key(json, "deletedRegion");
	json_open(json, '{');
	put_place(printing, "startLine", "startColumn", edit->path, edit->at);
	put_place(printing, "endLine", "endColumn", edit->path, end);
	json_close(json);
	if (edit->text.n)
		put_message(json, "insertedContent", edit->text);
	json_close(json);
}

/* One fix (3.55): the changes that belong together, file by file. */
static void put_fix(struct printing *printing, const struct finding *finding)
{
	const struct fix *fix = finding->fix;
	struct json *json = &printing->json;

	if (!fix || !fix->count)
		return;
	json_key(json, "fixes");
	json_open(json, '[');
	json_open(json, '{');
	put_message(json, "description", telling_line(&printing->telling, finding));
	json_key(json, "artifactChanges");
	json_open(json, '[');
	for (uint32_t i = 0; i < fix->count;) {
		struct str path = fix->edits[i].path;
		json_open(json, '{');
		put_file(printing, path);
		json_key(json, "replacements");
		json_open(json, '[');
		for (; i < fix->count && str_equal(fix->edits[i].path, path); i++)
			put_edit(printing, &fix->edits[i]);
		json_close(json);
		json_close(json);
	}
	json_close(json);
	json_close(json);
	json_close(json);
}

static void put_finding(struct printing *printing, const struct finding *finding)
{
	struct json *json = &printing->json;

	json_open(json, '{');
	json_pair(json, "ruleId", diagnostic_row(finding->diagnostic)->code);
	json_key(json, "ruleIndex");
	json_number(json, printing->rules[finding->diagnostic]);
	json_pair(json, "level", str_from(severity_name(finding->severity)));
	put_message(json, "message", telling_lines(&printing->telling, finding, false));
	json_key(json, "locations");
	json_open(json, '[');
	put_location(printing, finding->path, finding->at, STR_EMPTY);
	json_close(json);
	put_related(printing, finding);
	put_identity(printing, finding);
	put_fix(printing, finding);
	json_close(json);
}

/* --- the tool and the run -------------------------------------------------------------------------------------- */

static void put_help(struct json *json, struct str page)
{
	json_key(json, "help");
	json_open(json, '{');
	json_pair(json, "text", page); /* Markdown that reads as text */
	json_pair(json, "markdown", page);
	json_close(json);
}

/* Rules are told of by their codes' first words: citation, relation. */
static void put_properties(struct json *json, struct str code)
{
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, "tags");
	json_open(json, '[');
	json_string(json, str_part(code, 0, str_find(code, STR("."), 0)));
	json_close(json);
	json_close(json);
}

static void put_rule(struct printing *printing, const struct diagnostic_row *row)
{
	struct json *json = &printing->json;
	struct arena *arena = &printing->telling.arena;
	enum language language = printing->telling.report->language;

	json_open(json, '{');
	json_pair(json, "id", row->code);
	put_message(json, "shortDescription", bilingual_str(row->summary, language));
	put_message(json, "fullDescription", explanation_paragraph(arena, row->code, language));
	put_help(json, explanation_page(row->code, language));
	json_key(json, "defaultConfiguration");
	json_open(json, '{');
	json_pair(json, "level", row->severity == SEVERITY_OFF ? STR("none") : str_from(severity_name(row->severity)));
	json_close(json);
	put_properties(json, row->code);
	json_close(json);
	arena_reset(arena);
}

/* The rules that occur, in the table's order. */
static void put_rules(struct printing *printing)
{
	const struct report *report = printing->telling.report;
	long count = 0;

	for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++)
		printing->rules[i] = -1;
	for (size_t i = 0; i < report->count; i++)
		printing->rules[report->findings[i].diagnostic] = 0;
	json_key(&printing->json, "rules");
	json_open(&printing->json, '[');
	for (size_t i = 0; i < DIAGNOSTIC_COUNT; i++)
		if (printing->rules[i] == 0) {
			printing->rules[i] = count++;
			put_rule(printing, diagnostic_row((enum diagnostic)i));
		}
	json_close(&printing->json);
}

static void put_tool(struct printing *printing)
{
	struct json *json = &printing->json;

	json_key(json, "tool");
	json_open(json, '{');
	json_key(json, "driver");
	json_open(json, '{');
	json_pair(json, "name", STR("styrdok"));
	json_pair(json, "version", STR(STYRDOK_VERSION));
	json_pair(json, "semanticVersion", STR(STYRDOK_VERSION));
	json_pair(json, "informationUri", STR(STYRDOK_ADDRESS));
	json_pair(json, "language", str_from(language_code(printing->telling.report->language)));
	put_rules(printing);
	json_close(json);
	json_close(json);
}

static void put_invocation(struct json *json)
{
	json_key(json, "invocations");
	json_open(json, '[');
	json_open(json, '{');
	json_bool(json, "executionSuccessful", true);
	json_close(json);
	json_close(json);
}

static void put_root(struct json *json, enum language language)
{
	json_key(json, "originalUriBaseIds");
	json_open(json, '{');
	json_key(json, ROOT_NAME);
	json_open(json, '{');
	put_message(json, "description",
	            language == LANGUAGE_EN ? STR("the root of the repository") : STR("git-repots rot"));
	json_close(json);
	json_close(json);
}

/* Of a revision, which commit it is (3.23); files as they lie in a folder are no commit. */
static void put_provenance(struct printing *printing)
{
	const struct source *source = printing->telling.report->registry->source;
	struct json *json = &printing->json;

	if (strcmp(source_revision(source), "worktree") == 0)
		return;
	json_key(json, "versionControlProvenance");
	json_open(json, '[');
	json_open(json, '{');
	json_pair(json, "repositoryUri", source_address(source, &printing->telling.arena));
	json_pair(json, "revisionId", str_from(source_revision(source)));
	json_key(json, "mappedTo");
	json_open(json, '{');
	json_pair(json, "uriBaseId", STR(ROOT_NAME));
	json_close(json);
	json_close(json);
	json_close(json);
}

static void put_results(struct printing *printing)
{
	const struct report *report = printing->telling.report;

	json_key(&printing->json, "results");
	json_open(&printing->json, '[');
	for (size_t i = 0; i < report->count; i++) {
		put_finding(printing, &report->findings[i]);
		arena_reset(&printing->telling.arena);
	}
	json_close(&printing->json);
}

void output_sarif(FILE *out, const struct report *report)
{
	struct printing printing = {.json = {.out = out}};
	struct json *json = &printing.json;

	telling_begin(&printing.telling, report);
	json_open(json, '{');
	json_pair(json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	json_pair(json, "version", STR("2.1.0"));
	json_key(json, "runs");
	json_open(json, '[');
	json_open(json, '{');
	put_tool(&printing);
	json_pair(json, "language", str_from(language_code(report->language)));
	json_pair(json, "columnKind", STR("utf16CodeUnits"));
	put_root(json, report->language);
	put_provenance(&printing);
	put_invocation(json);
	put_results(&printing);
	json_close(json);
	json_close(json);
	json_close(json);
	telling_end(&printing.telling);
}
