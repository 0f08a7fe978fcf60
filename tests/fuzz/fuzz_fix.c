/* Any document among a few others: what its fixes make of the files can be read, the findings that they are the remedy of are gone, no
 * other bytes have changed than those of the edits, and no file but a document's is touched. */
#include "registry/graph/load.h"
#include "rules/fix/fix.h"
#include "tests/fuzz/findings.h"
#include "tests/fuzz/git.h"

#define DOCUMENT "docs-corpus/prov.md"

static const struct {
	const char *name, *text;
} around[] = {
	{"docs-corpus/vocabulary/bodies.yaml",
         "- {id: kommunstyrelsen, name: Kommunstyrelsen, aliases: [KS]}\n- {id: kommunfullmaktige, name: KF}\n"},
	{"docs-corpus/vocabulary/types.yaml", "- {id: policy, name: Policy}\n- {id: program, name: Program}\n"},
	{"docs-corpus/vocabulary/topics.yaml", "- {id: telefoni}\n- {id: upphandling}\n"},
	{"docs-corpus/telefonpolicy-1996.md",
         "---\nid: telefonpolicy-1996\ntitle: Telefonpolicy\ntype: policy\nstatus: decided\ndecided: 1996-09-11\n---\n"
         "## Syfte {#syfte}\n\nText.\n"},
	{"docs-corpus/telefonregler-2008.md",
         "---\nid: telefonregler-2008\ntitle: Regler\ntype: policy\nstatus: decided\ndecided: 2008-03-03\n"
         "supersedes: [telefonpolicy-1996]\n---\nText.\n"},
	{"docs-corpus/resepolicy.md",
         "---\nid: resepolicy\ntitle: Resor\ntype: policy\nstatus: decided\ndecided: 2004-01-01\n"
         "superseded-by: [prov]\namended-by: [{doc: prov, part: syfte}]\n---\n## Syfte {#syfte}\n\nText.\n"},
	{"docs-corpus/handbok.md",
         "---\nid: handbok\ntitle: Handbok\ntype: policy\r\nrepealed-by: prov\nsuperseded-by: [prov]\n---\nText.\n"},
};

struct outcome {
	struct registry *registry;
	struct check_result result;
};

static void run(struct outcome *out, const struct overlay *overlay)
{
	struct source *source = NULL;
	struct error error = {0};
	struct check_request whole = {.today = date_from_day(day_from_civil(2010, 1, 1))};

	require(source_open(&source, folder_path, NULL, NULL, &error) == 0);
	source_lay_over(source, overlay);
	require(registry_load(&out->registry, source, &error) == 0);
	whole.registry = out->registry;
	require(check_registry(&out->result, &whole, &error) == 0);
}

static void outcome_release(struct outcome *outcome)
{
	check_result_release(&outcome->result);
	registry_free(outcome->registry);
}

static uint64_t identity(const struct outcome *outcome, size_t i)
{
	return finding_identity(&outcome->result.findings.at[i], outcome->registry);
}

static size_t count_of(const struct outcome *outcome, uint64_t wanted)
{
	size_t count = 0;

	for (size_t i = 0; i < outcome->result.findings.n; i++)
		count += identity(outcome, i) == wanted;
	return count;
}

/* What the edits of one file say, byte by byte: those that were made stand in the text, and nothing else has changed. */
static void require_only_edits(const struct fixed_file *file, const struct outcome *outcome,
                               const struct fixed_files *fixed)
{
	size_t changed = 0, old = 0, new = 0, same = 0;
	struct str before = file->before, after = file->after;
	const struct fix *seen[256];
	size_t count = 0;

	for (size_t i = 0; i < outcome->result.findings.n; i++) {
		const struct fix *fix = outcome->result.findings.at[i].fix;
		bool known = false;
		for (size_t k = 0; k < count; k++)
			known = known || seen[k] == fix;
		if (!fixed->applied[i] || known)
			continue;
		require(count < sizeof seen / sizeof *seen);
		seen[count++] = fix;
		for (uint32_t k = 0; k < fix->count; k++) {
			const struct edit *edit = &fix->edits[k];
			if (edit->document != file->document)
				continue;
			require(str_equal(str_part(before, edit->from, edit->old.n), edit->old));
			require(!edit->old.n || !memchr(edit->old.at, '\n', edit->old.n));
			require(str_find(after, edit->text, 0) != SIZE_MAX);
			require_text(edit->text);
			old += edit->old.n;
			new += edit->text.n;
			changed++;
		}
	}
	require(changed > 0);
	require(after.n + old <= before.n + new); /* two findings may ask for the same edit */
	while (same < before.n && same < after.n && before.at[same] == after.at[same])
		same++;
	before = str_part(before, same, before.n);
	after = str_part(after, same, after.n);
	while (before.n && after.n && before.at[before.n - 1] == after.at[after.n - 1])
		before.n--, after.n--;
	/* what lies between the first and the last change, line by line: as many lines more as were put in */
	if (changed == 1)
		require(before.n <= old && after.n <= new);
}

#define ALONE_MAX 8u /* fixes that are also made alone */

static void require_mended(const struct outcome *first, const struct fixed_files *fixed, const struct outcome *second)
{
	for (size_t i = 0; i < fixed->count; i++) {
		const struct fixed_file *file = &fixed->files[i];
		require(registry_is_document(first->registry, file->path));
		require(!str_equal(file->before, file->after));
		require_only_edits(file, first, fixed);
		require(!first->registry->documents[file->document].readable ||
		        second->registry->documents[file->document].readable);
	}
}

static void apply(struct outcome *second, struct fixed_files *fixed, struct overlay *overlay, struct arena *arena,
                  const struct outcome *first, const struct finding *findings, size_t count)
{
	struct error error = {0};

	require(fixes_apply(fixed, arena, findings, count, first->registry, first->registry->reader, &error) == 0);
	for (size_t i = 0; i < fixed->count; i++)
		overlay_put(overlay, fixed->files[i].path, fixed->files[i].after);
	if (fixed->count)
		run(second, overlay);
}

/* Each fix alone is the remedy of its finding. */
static void require_remedies(const struct outcome *first)
{
	unsigned tried = 0;

	for (size_t i = 0; i < first->result.findings.n && tried < ALONE_MAX; i++) {
		struct outcome second = {0};
		struct overlay overlay = {0};
		struct fixed_files fixed = {0};
		struct arena arena = ARENA_EMPTY;
		if (!first->result.findings.at[i].fix)
			continue;
		tried++;
		apply(&second, &fixed, &overlay, &arena, first, &first->result.findings.at[i], 1);
		require(fixed.count && fixed.applied[0]);
		require(count_of(&second, identity(first, i)) < count_of(first, identity(first, i)));
		outcome_release(&second);
		overlay_release(&overlay);
		arena_release(&arena);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct outcome first = {0}, second = {0};
	struct overlay overlay = {0};
	struct fixed_files fixed = {0};
	struct arena arena = ARENA_EMPTY;

	if (!folder_path[0]) {
		folder_make();
		folder_subfolder("docs-corpus");
		folder_subfolder("docs-corpus/vocabulary");
		git_keep_open();
		for (size_t i = 0; i < sizeof around / sizeof *around; i++)
			folder_write(around[i].name, str_from(around[i].text));
	}
	folder_write(DOCUMENT, (struct str){(const char *)data, size});
	run(&first, NULL);
	fixes_find(first.result.findings.at, first.result.findings.n, first.registry, first.registry->reader, &arena);
	apply(&second, &fixed, &overlay, &arena, &first, first.result.findings.at, first.result.findings.n);
	if (fixed.count) {
		require_mended(&first, &fixed, &second);
		require_remedies(&first);
		outcome_release(&second);
	}
	outcome_release(&first);
	overlay_release(&overlay);
	arena_release(&arena);
	return 0;
}
