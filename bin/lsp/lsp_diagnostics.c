/* Diagnostics: what the checks find in the texts that are open. */
#include "bin/command/error_text.h"
#include "bin/command/open_registry.h"
#include "bin/lsp/lsp.h"
#include "bin/write/terminal.h"
#include "registry/base/error.h"

#include <stdlib.h>

static const int severities[] = {[SEVERITY_ERROR] = 1, [SEVERITY_WARNING] = 2, [SEVERITY_NOTE] = 3};

static bool ends_word(char byte)
{
	return byte == ' ' || byte == '\t' || byte == ',' || byte == ']' || byte == '}' || byte == ')';
}

/* How much of the line a finding is about: what it tells of first, where that stands there, else a word. */
static size_t bytes_of(struct view *view, const struct finding *finding)
{
	struct str line = lines_get(&view->lines, finding->path, finding->at.line), rest;
	size_t n = 0;

	if (!finding->at.line)
		return 0;
	rest = str_part(line, finding->at.column - 1, line.n);
	if (rest.n && (rest.at[0] == '"' || rest.at[0] == '\''))
		n = str_find(rest, str_part(rest, 0, 1), 1);
	if (n && n != SIZE_MAX)
		return n + 1;
	for (int i = 0; i < MESSAGE_ARGUMENTS; i++)
		if (finding->args[i].text.n && str_starts(rest, finding->args[i].text))
			return finding->args[i].text.n;
	for (n = 0; n < rest.n && !ends_word(rest.at[n]); n++)
		;
	return n ? n : rest.n > 0;
}

/* The message, and below it what to write instead. */
static struct str message_of(struct lsp *lsp, const struct finding *finding)
{
	struct str message = finding_message(finding, &lsp->arena, lsp->language);
	struct str help = finding_help(finding, &lsp->arena, lsp->language);

	message = text_clean(&lsp->arena, message);
	if (!help.n)
		return message;
	return arena_format(&lsp->arena, "%.*s\n%s: %.*s", STR_ARG(message),
	                    lsp->language == LANGUAGE_EN ? "help" : "hjälp", STR_ARG(text_clean(&lsp->arena, help)));
}

static void put_related(struct lsp *lsp, struct view *view, const struct finding *finding)
{
	struct json *json = &lsp->json;

	if (!finding->related)
		return;
	json_key(json, "relatedInformation");
	json_open(json, '[');
	for (const struct related *related = finding->related; related; related = related->next) {
		json_open(json, '{');
		json_key(json, "location");
		lsp_put_location(lsp, view, related->path, related->at, 0);
		json_key(json, "message");
		json_string(json, text_clean(&lsp->arena, related_message(related, &lsp->arena, lsp->language)));
		json_close(json);
	}
	json_close(json);
}

void put_diagnostic(struct lsp *lsp, struct view *view, const struct finding *finding)
{
	struct json *json = &lsp->json;

	json_open(json, '{');
	put_range(lsp, view, finding->path, finding->at, bytes_of(view, finding));
	json_key(json, "severity");
	json_number(json, severities[finding->severity]);
	json_pair(json, "code", diagnostic_row(finding->diagnostic)->code);
	json_pair(json, "source", STR("styrdok"));
	json_pair(json, "message", message_of(lsp, finding));
	put_related(lsp, view, finding);
	json_close(json);
}

static void notify(struct lsp *lsp, struct view *view, const struct open_text *text)
{
	struct json *json = &lsp->json;

	notify_begin(lsp, "textDocument/publishDiagnostics");
	json_open(json, '{');
	json_pair(json, "uri", text->uri);
	json_key(json, "version");
	json_number(json, (long)text->version);
	json_key(json, "diagnostics");
	json_open(json, '[');
	for (size_t i = 0; view && i < view->result.findings.n; i++)
		if (text->path.n && str_equal(view->result.findings.at[i].path, text->path))
			put_diagnostic(lsp, view, &view->result.findings.at[i]);
	json_close(json);
	json_close(json);
	send_end(lsp);
}

/* What an open text is told: to tell it only once. */
static uint64_t digest_of(const struct view *view, const struct open_text *text)
{
	uint64_t digest = str_hash(STR("diagnostics"));

	for (size_t i = 0; view && i < view->result.findings.n; i++) {
		const struct finding *finding = &view->result.findings.at[i];
		uint64_t parts[] = {finding_identity(finding, view->registry), finding->at.line, finding->at.column};
		if (text->path.n && str_equal(finding->path, text->path))
			digest = str_hash_more(digest, (struct str){(const char *)parts, sizeof parts});
	}
	return digest;
}

/* Only the open texts' own checks run, and those of the register as a whole. */
static int check(struct lsp *lsp, struct view *view, bool settled, struct error *error)
{
	struct check_request request = {.registry = view->registry,
	                                .today = judging_day(&lsp->options, view->registry),
	                                .between_revisions = true,
	                                .same_names = view->registry->renamed,
	                                .no_history = !settled};
	bool *only = ARENA_ARRAY(&lsp->arena, bool, view->registry->count);

	for (size_t i = 0; i < lsp->texts.n; i++) {
		uint32_t document = map_get(&view->registry->by_path, lsp->texts.at[i]->path);
		if (document != MAP_NONE)
			only[document] = true;
	}
	request.only = only;
	check_result_release(&view->result);
	view->result = (struct check_result){0};
	view->checked = true;
	return check_registry(&view->result, &request, error);
}

void diagnostics_publish(struct lsp *lsp, bool settled)
{
	struct view *view = lsp->texts.n ? settled ? view_settled(lsp) : view_now(lsp) : NULL;
	struct error error = {0};

	lsp->unpublished = false;
	lsp->unsettled = !settled;
	if (view && check(lsp, view, settled, &error) < 0)
		tell_error(&error, lsp->language);
	for (size_t i = 0; i < lsp->texts.n; i++) {
		uint64_t digest = digest_of(view, lsp->texts.at[i]);
		if (!settled || digest != lsp->texts.at[i]->published)
			notify(lsp, view, lsp->texts.at[i]);
		lsp->texts.at[i]->published = digest;
	}
}

void diagnostics_withdraw(struct lsp *lsp, struct str uri)
{
	notify_begin(lsp, "textDocument/publishDiagnostics");
	json_open(&lsp->json, '{');
	json_pair(&lsp->json, "uri", uri);
	json_key(&lsp->json, "diagnostics");
	json_open(&lsp->json, '[');
	json_close(&lsp->json);
	json_close(&lsp->json);
	send_end(lsp);
}
