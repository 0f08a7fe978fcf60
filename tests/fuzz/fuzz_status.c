/* A whole small register: several files in one input, each behind a line "%%% name", checked as a whole, and the status of
 * every document on several days. A name is one of those listed below; another one, or none, is a document "a.md", "b.md" ...
 *
 * What must hold: every finding and reason points into a file of the register; all texts can be rendered in both languages,
 * and printed without harm to a terminal; findings are sorted; another run, with another number of threads, says the same;
 * what ended stays ended. */
#include "bin/check/report.h"
#include "registry/base/map.h"
#include "registry/base/template.h"
#include "registry/base/thread_pool.h"
#include "registry/base/vec.h"
#include "registry/graph/load.h"
#include "tests/fuzz/findings.h"
#include "tests/fuzz/git.h"

#include <sched.h>

#define FILES_MAX 16
#define FILLERS 96 /* enough for several threads */

static const char *const known_names[] = {
	"styrdok.yaml",
	"docs-corpus/vocabulary/bodies.yaml",
	"docs-corpus/vocabulary/types.yaml",
	"docs-corpus/vocabulary/topics.yaml",
	"docs-corpus/waivers/w.yaml",
};
#define KNOWN (sizeof known_names / sizeof *known_names)

struct file {
	char name[64]; /* below the root */
	struct str text;
};

static struct file files[FILES_MAX], before[FILES_MAX];
static size_t file_count, before_count;

/* --- the input as files ------------------------------------------------------------------------------------------- */

static void file_name(char name[64], struct str wanted, size_t number)
{
	size_t length = 0;

	for (size_t i = 0; i < KNOWN; i++)
		if (str_equal(wanted, str_from(known_names[i]))) {
			strcpy(name, known_names[i]);
			return;
		}
	while (length < wanted.n && length < 24 &&
	       ((wanted.at[length] >= 'a' && wanted.at[length] <= 'z') ||
	        (wanted.at[length] >= '0' && wanted.at[length] <= '9') || wanted.at[length] == '-'))
		length++;
	if (length && length == wanted.n)
		snprintf(name, 64, "docs-corpus/%.*s.md", (int)length, wanted.at);
	else
		snprintf(name, 64, "docs-corpus/%c.md", (char)('a' + number));
}

static bool is_taken(const char *name)
{
	for (size_t i = 0; i < file_count; i++)
		if (strcmp(files[i].name, name) == 0)
			return true;
	return false;
}

static void files_cut(struct str text)
{
	file_count = 0;
	while (text.n && file_count < FILES_MAX) {
		struct str wanted = STR_EMPTY;
		size_t end = 0;
		struct file *file = &files[file_count];
		if (str_starts(text, STR("%%%")))
			(void)str_next_line(&text, &wanted);
		end = str_find(text, STR("\n%%%"), 0);
		file_name(file->name, str_trim(str_part(wanted, 3, wanted.n)), file_count);
		file->text = str_part(text, 0, end == SIZE_MAX ? text.n : end + 1);
		if (!is_taken(file->name))
			file_count++;
		text = end == SIZE_MAX ? STR_EMPTY : str_part(text, end + 1, text.n);
	}
}

static void files_write(void)
{
	for (size_t i = 0; i < before_count; i++)
		if (!is_taken(before[i].name))
			folder_unlink(before[i].name);
	for (size_t i = 0; i < file_count; i++)
		folder_write(files[i].name, files[i].text);
	memcpy(before, files, sizeof before);
	before_count = file_count;
}

/* --- invariants ----------------------------------------------------------------------------------------------------- */

/* The place is in a file of the register, or in one of the fillers. */
static void require_place_in(const struct registry *registry, struct str path, struct location at)
{
	for (size_t i = 0; i < file_count; i++)
		if (str_equal(path, str_from(files[i].name))) {
			require_place(files[i].text, at);
			return;
		}
	/* files that may be missing, and the folder itself, are spoken of as a whole */
	require(str_starts(path, STR("docs-corpus/filler-")) || !at.line);
	require(map_get(&registry->by_path, path) != MAP_NONE || str_equal(path, registry->config_path) ||
	        str_equal(path, registry->config.documents) || str_starts(path, STR("docs-corpus/vocabulary/")));
}

static void require_findings(const struct registry *registry, const struct findings *findings)
{
	struct arena arena = ARENA_EMPTY;

	require_sorted(findings);
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->at[i];
		require_finding(finding, &arena);
		require_place_in(registry, finding->path, finding->at);
		require(finding->document == NO_DOCUMENT || finding->document < registry->count);
		if (finding->document != NO_DOCUMENT)
			require(str_equal(registry->documents[finding->document].path, finding->path));
		for (const struct related *related = finding->related; related; related = related->next)
			require_place_in(registry, related->path, related->at);
		if (i)
			require(finding_compare(finding, &findings->at[i - 1]) != 0); /* nothing is said twice */
	}
	arena_release(&arena);
}

/* As text and as JSON: UTF-8, and nothing that steers a terminal. */
static void require_output(struct registry *registry, const struct check_result *result)
{
	static void (*const outputs[])(FILE *, const struct report *) = {output_text, output_json};
	struct report report = {.registry = registry,
	                        .findings = result->findings.at,
	                        .count = result->findings.n,
	                        .documents = registry->count,
	                        .waived = result->waived,
	                        .language = registry->config.language};

	for (size_t i = 0; i < 2; i++) {
		char *text = NULL;
		size_t size = 0;
		FILE *out = open_memstream(&text, &size);
		require(out);
		outputs[i](out, &report);
		fclose(out);
		require_text((struct str){text, size});
		for (size_t k = 0; k < size; k++)
			require(text[k] == '\n' || ((unsigned char)text[k] >= 0x20 && text[k] != 0x7F));
		free(text);
	}
}

static void require_reasons(const struct registry *registry, struct arena *arena, const struct reason *reasons,
                            uint32_t count)
{
	static const enum language languages[] = {LANGUAGE_SV, LANGUAGE_EN};

	require(count > 0);
	for (uint32_t i = 0; i < count; i++) {
		require((unsigned)reasons[i].kind < REASON_COUNT);
		require(reasons[i].document < registry->count);
		require_place_in(registry, registry->documents[reasons[i].document].path, reasons[i].at);
		for (size_t k = 0; k < 2; k++)
			require_rendered(arguments_fill(arena, reason_text(reasons[i].kind, languages[k]),
			                                reasons[i].args, REASON_ARGUMENTS, languages[k]),
			                 true);
	}
}

static bool has_ended(enum status status)
{
	return status == STATUS_SUPERSEDED || status == STATUS_REPEALED || status == STATUS_EXPIRED;
}

static void require_status(const struct registry *registry, uint32_t document)
{
	/* days in order, and at last days that are not known exactly */
	static const struct str days[] = {STR("1996-01-01"), STR("2001-06-01"), STR("2008-03-03"), STR("2008-07-01"),
	                                  STR("2012-12-31"), STR("9999-12-31"), STR("2008"),       STR("2001/..")};
	struct arena arena = ARENA_EMPTY;
	bool ended = false;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct status_answer answer;
		struct date on = DATE_NONE;
		require(date_parse(days[i], &on));
		status_explain(&answer, &arena, registry, document, on);
		require((unsigned)answer.status < STATUS_COUNT);
		require(answer.status == status_on(registry, document, MARKDOWN_NO_PART, on));
		require_reasons(registry, &arena, answer.reasons, answer.reason_count);
		require(answer.part_count == registry->documents[document].part_count);
		for (uint32_t k = 0; k < answer.part_count; k++) {
			require(answer.parts[k].part == k);
			require(answer.parts[k].status == status_on(registry, document, k, on));
			require_reasons(registry, &arena, answer.parts[k].reasons, answer.parts[k].reason_count);
		}
		if (date_is_day(on)) {
			require(!ended || has_ended(answer.status) || answer.status == STATUS_WITHDRAWN);
			ended = has_ended(answer.status);
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* --- running ---------------------------------------------------------------------------------------------------------- */

struct outcome {
	struct registry *registry;
	struct check_result result;
};

static void run(struct outcome *out)
{
	struct source *source = NULL;
	struct error error = {0};
	struct date today = DATE_NONE;

	require(date_parse(STR("2012-12-21"), &today));
	*out = (struct outcome){0};
	require(source_open(&source, folder_make(), NULL, NULL, &error) == 0);
	if (registry_load(&out->registry, source, &error) < 0) {
		/* only for a folder that the configuration names wrongly */
		require(error.kind == ERROR_NO_FOLDER || error.kind == ERROR_READ);
		out->registry = NULL;
		return;
	}
	require(check_registry(&out->result, &(struct check_request){.registry = out->registry, .today = today},
	                       &error) == 0);
}

static void outcome_release(struct outcome *outcome)
{
	if (!outcome->registry)
		return;
	check_result_release(&outcome->result);
	registry_free(outcome->registry);
}

static void run_all(bool twice)
{
	struct outcome first, second;

	run(&first);
	if (first.registry) {
		require_findings(first.registry, &first.result.findings);
		require_output(first.registry, &first.result);
		for (uint32_t i = 0; i < first.registry->count && first.registry->count <= FILES_MAX; i++)
			if (first.registry->documents[i].readable)
				require_status(first.registry, i);
	}
	if (twice) {
		run(&second);
		require(!first.registry == !second.registry);
		if (first.registry) {
			require(first.result.waived == second.result.waived);
			require_same_findings(&first.result.findings, &second.result.findings);
		}
		outcome_release(&second);
	}
	outcome_release(&first);
}

/* With enough documents for several threads, once with one processor and once with all. */
static void run_threads(void)
{
	struct outcome single, several;
	cpu_set_t all, one;

	for (int i = 0; i < FILLERS; i++) {
		char name[64], text[128];
		snprintf(name, sizeof name, "docs-corpus/filler-%d.md", i);
		snprintf(text, sizeof text,
		         "---\nid: filler-%d\ntitle: Fyllning %d\ntype: policy\n---\nSe [[filler-%d]].\n", i, i, i + 1);
		folder_write(name, str_from(text));
	}
	require(sched_getaffinity(0, sizeof all, &all) == 0);
	CPU_ZERO(&one);
	for (size_t i = 0; !CPU_COUNT(&one); i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &one);
	require(sched_setaffinity(0, sizeof one, &one) == 0);
	run(&single);
	require(sched_setaffinity(0, sizeof all, &all) == 0);
	run(&several);
	require(!single.registry == !several.registry);
	if (single.registry) {
		require(single.result.waived == several.result.waived);
		require_same_findings(&single.result.findings, &several.result.findings);
		require_findings(several.registry, &several.result.findings);
	}
	outcome_release(&single);
	outcome_release(&several);
	for (int i = 0; i < FILLERS; i++) {
		char name[64];
		snprintf(name, sizeof name, "docs-corpus/filler-%d.md", i);
		folder_unlink(name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	uint64_t chance = str_hash(text);

	if (!folder_path[0]) {
		folder_make();
		folder_subfolder("docs-corpus");
		folder_subfolder("docs-corpus/vocabulary");
		folder_subfolder("docs-corpus/waivers");
		git_keep_open();
	}
	files_cut(text);
	files_write();
	run_all(chance % 4 == 0);
	if (chance % 64 == 0)
		run_threads();
	return 0;
}
