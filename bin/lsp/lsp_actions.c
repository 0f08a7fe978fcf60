/* Code actions, what `check --fix` would do, one by one or all at once; and formatting, what `fmt` would do. */
#include "bin/lsp/lsp.h"
#include "bin/write/terminal.h"
#include "registry/document/canonical.h"
#include "rules/fix/fix.h"

void put_file_edits_begin(struct lsp *lsp, struct view *view, struct str path)
{
	struct json *json = &lsp->json;
	struct str uri = lsp_uri(lsp, view, path);

	if (!lsp->renames_files) {
		json_key_text(lsp, uri);
		return;
	}
	json_open(json, '{');
	json_key(json, "textDocument");
	json_open(json, '{');
	json_pair(json, "uri", uri);
	json_key(json, "version");
	json_nothing(json);
	json_close(json);
	json_key(json, "edits");
}

void put_file_edits_end(struct lsp *lsp)
{
	if (lsp->renames_files)
		json_close(&lsp->json);
}

static void put_edits(struct lsp *lsp, struct view *view, const struct edit *edits, uint32_t count)
{
	struct json *json = &lsp->json;

	json_key(json, "edit");
	json_open(json, '{');
	json_key(json, lsp->renames_files ? "documentChanges" : "changes");
	json_open(json, lsp->renames_files ? '[' : '{');
	for (uint32_t i = 0; i < count;) {
		struct str path = edits[i].path;
		put_file_edits_begin(lsp, view, path);
		json_open(json, '[');
		for (; i < count && str_equal(edits[i].path, path); i++) {
			json_open(json, '{');
			put_range(lsp, view, path, edits[i].at, edits[i].old.n);
			json_key(json, "newText");
			json_string(json, edits[i].text);
			json_close(json);
		}
		json_close(json);
		put_file_edits_end(lsp);
	}
	json_close(json);
	json_close(json);
}

static void put_fix(struct lsp *lsp, struct view *view, const struct finding *finding)
{
	struct json *json = &lsp->json;

	json_open(json, '{');
	json_pair(json, "title", text_clean(&lsp->arena, fix_text(finding->fix, &lsp->arena, lsp->language)));
	json_pair(json, "kind", STR("quickfix"));
	json_bool(json, "isPreferred", true);
	json_key(json, "diagnostics");
	json_open(json, '[');
	put_diagnostic(lsp, view, finding);
	json_close(json);
	put_edits(lsp, view, finding->fix->edits, finding->fix->count);
	json_close(json);
}

/* Where a text ends. */
static struct location end_of(struct str text)
{
	struct location end = {1, 1};
	struct str line = STR_EMPTY;

	while (str_next_line(&text, &line)) {
		end.line++;
		end.column = (uint32_t)line.n + 1;
		if (!text.n && line.at[line.n] != '\n' && line.at[line.n] != '\r')
			return (struct location){end.line - 1, end.column};
	}
	return (struct location){end.line, 1};
}

/* [{the whole, as it is to be}] */
static void put_whole(struct lsp *lsp, struct view *view, struct str path, struct str before, struct str after)
{
	struct json *json = &lsp->json;

	json_open(json, '[');
	json_open(json, '{');
	put_span(lsp, view, "range", path, (struct location){1, 1}, end_of(before));
	json_key(json, "newText");
	json_string(json, after);
	json_close(json);
	json_close(json);
}

/* All fixes of the file that go together, each file with them made. */
static void put_all(struct lsp *lsp, struct view *view, struct finding *findings, size_t count)
{
	struct json *json = &lsp->json;
	struct fixed_files files;
	struct error error = {0};

	if (fixes_apply(&files, &lsp->arena, findings, count, view->registry, view->registry->reader, &error) < 0 ||
	    !files.count)
		return;
	json_open(json, '{');
	json_pair(json, "title",
	          bilingual_str(
			  (struct bilingual){"Fix all that has one safe fix", "Rätta allt som har en säker rättelse"},
			  lsp->language));
	json_pair(json, "kind", STR("source.fixAll"));
	json_key(json, "edit");
	json_open(json, '{');
	json_key(json, lsp->renames_files ? "documentChanges" : "changes");
	json_open(json, lsp->renames_files ? '[' : '{');
	for (size_t i = 0; i < files.count; i++) {
		put_file_edits_begin(lsp, view, files.files[i].path);
		put_whole(lsp, view, files.files[i].path, files.files[i].before, files.files[i].after);
		put_file_edits_end(lsp);
	}
	json_close(json);
	json_close(json);
	json_close(json);
}

/* What `fmt` would write. */
void answer_formatting(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	const struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));
	struct str before = {text->text, text->n};
	struct canonical canonical = {.outcome = CANONICAL_SAME};

	if (map_get(&view->registry->by_path, text->path) != MAP_NONE)
		canonical = canonical_of(&lsp->arena, &view->registry->config, before);
	if (canonical.outcome != CANONICAL_CHANGED) {
		reply_nothing(lsp);
		return;
	}
	reply_begin(lsp);
	put_whole(lsp, view, text->path, before, canonical.text);
	send_end(lsp);
}

static bool wants(const struct json_value *params, struct str kind)
{
	const struct json_value *only = json_first_at(params, "context.only");

	for (const struct json_value *at = only; at; at = at->next)
		if (str_starts(kind, at->text) && (kind.n == at->text.n || kind.at[at->text.n] == '.'))
			return true;
	return !only;
}

void answer_actions(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	const struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));
	struct location from = lsp_location(lsp, view, text->path, json_value_at(params, "range.start"));
	struct location to = lsp_location(lsp, view, text->path, json_value_at(params, "range.end"));
	struct finding *own = NULL;
	size_t count = 0;

	if (!view->checked)
		diagnostics_publish(lsp, false);
	own = ARENA_ARRAY(&lsp->arena, struct finding, view->result.findings.n);
	for (size_t i = 0; i < view->result.findings.n; i++)
		if (str_equal(view->result.findings.at[i].path, text->path))
			own[count++] = view->result.findings.at[i];
	fixes_find(own, count, view->registry, view->registry->reader, &lsp->arena);
	reply_begin(lsp);
	json_open(&lsp->json, '[');
	for (size_t i = 0; i < count && wants(params, STR("quickfix")); i++)
		if (own[i].fix && own[i].at.line >= from.line && own[i].at.line <= to.line)
			put_fix(lsp, view, &own[i]);
	if (json_first_at(params, "context.only") && wants(params, STR("source.fixAll")))
		put_all(lsp, view, own, count);
	json_close(&lsp->json);
	send_end(lsp);
}
