/* Messages and who answers them. */
#include "bin/command/version.h"
#include "bin/lsp/lsp.h"
#include "registry/base/path.h"

static void put_list(struct json *json, const char *key, const char *const *words)
{
	json_key(json, key);
	json_open(json, '[');
	for (; *words; words++)
		json_string(json, str_from(*words));
	json_close(json);
}

static void put_sync(struct json *json)
{
	json_key(json, "textDocumentSync");
	json_open(json, '{');
	json_bool(json, "openClose", true);
	json_key(json, "change");
	json_number(json, 2); /* ranges */
	json_bool(json, "save", true);
	json_close(json);
}

static void put_capabilities(struct lsp *lsp)
{
	static const char *const triggers[] = {"[", "#", ":", "-", " ", NULL};
	static const char *const kinds[] = {"quickfix", "source.fixAll", NULL};
	struct json *json = &lsp->json;

	json_key(json, "capabilities");
	json_open(json, '{');
	json_pair(json, "positionEncoding", lsp->utf8 ? STR("utf-8") : STR("utf-16"));
	put_sync(json);
	json_key(json, "completionProvider");
	json_open(json, '{');
	put_list(json, "triggerCharacters", triggers);
	json_close(json);
	json_bool(json, "hoverProvider", true);
	json_bool(json, "definitionProvider", true);
	json_bool(json, "referencesProvider", true);
	json_bool(json, "documentSymbolProvider", true);
	json_bool(json, "documentFormattingProvider", true);
	json_key(json, "renameProvider");
	json_open(json, '{');
	json_bool(json, "prepareProvider", true);
	json_close(json);
	json_key(json, "codeActionProvider");
	json_open(json, '{');
	put_list(json, "codeActionKinds", kinds);
	json_close(json);
	json_close(json);
}

static bool lists(const struct json_value *item, struct str word)
{
	for (; item; item = item->next)
		if (str_equal(item->text, word))
			return true;
	return false;
}

static void initialize(struct lsp *lsp, const struct json_value *params)
{
	const struct json_value *folder = json_first_at(params, "workspaceFolders");
	struct str uri = folder ? json_text_at(folder, "uri") : json_text_at(params, "rootUri");

	if (str_starts(uri, STR("file://")))
		lsp->root = arena_copy(&lsp->kept, path_decoded(&lsp->arena, str_part(uri, 7, uri.n)));
	lsp->utf8 = lists(json_first_at(params, "capabilities.general.positionEncodings"), STR("utf-8"));
	lsp->symbols_nested =
		json_true_at(params, "capabilities.textDocument.documentSymbol.hierarchicalDocumentSymbolSupport");
	lsp->renames_files =
		lists(json_first_at(params, "capabilities.workspace.workspaceEdit.resourceOperations"), STR("rename"));
	lsp->initialized = true;
	reply_begin(lsp);
	json_open(&lsp->json, '{');
	put_capabilities(lsp);
	json_key(&lsp->json, "serverInfo");
	json_open(&lsp->json, '{');
	json_pair(&lsp->json, "name", STR("styrdok"));
	json_pair(&lsp->json, "version", STR(STYRDOK_VERSION));
	json_close(&lsp->json);
	json_close(&lsp->json);
	send_end(lsp);
}

static void shut_down(struct lsp *lsp, const struct json_value *params)
{
	(void)params;
	lsp->shut_down = true;
	reply_nothing(lsp);
}

static void leave(struct lsp *lsp, const struct json_value *params)
{
	(void)params;
	lsp->done = true;
}

static void did_open(struct lsp *lsp, const struct json_value *params)
{
	struct str uri = json_text_at(params, "textDocument.uri");

	if (uri.n)
		open_text_put(lsp, uri, json_text_at(params, "textDocument.text"),
		              json_number_at(params, "textDocument.version", 0));
}

static void did_change(struct lsp *lsp, const struct json_value *params)
{
	struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));

	if (!text)
		return;
	text->version = json_number_at(params, "textDocument.version", text->version + 1);
	for (const struct json_value *at = json_first_at(params, "contentChanges"); at; at = at->next)
		open_text_change(lsp, text, at);
}

static void did_close(struct lsp *lsp, const struct json_value *params)
{
	struct str uri = json_text_at(params, "textDocument.uri");

	open_text_close(lsp, uri);
	diagnostics_withdraw(lsp, uri);
}

/* Files have changed, so all is read anew. */
static void did_write(struct lsp *lsp, const struct json_value *params)
{
	(void)params;
	lsp->stale = lsp->changed = lsp->unpublished = true;
}

static void ignore(struct lsp *lsp, const struct json_value *params)
{
	(void)lsp;
	(void)params;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

typedef void message_fn(struct lsp *lsp, const struct json_value *params);

static const struct method {
	const char *name;
	message_fn *take;  /* of the protocol itself, */
	answer_fn *answer; /* or a question to the register */
	bool notification;
} methods[] = {
	{"initialize", initialize, NULL, false},
	{"initialized", ignore, NULL, true},
	{"shutdown", shut_down, NULL, false},
	{"exit", leave, NULL, true},
	{"textDocument/didOpen", did_open, NULL, true},
	{"textDocument/didChange", did_change, NULL, true},
	{"textDocument/didClose", did_close, NULL, true},
	{"textDocument/didSave", did_write, NULL, true},
	{"workspace/didChangeWatchedFiles", did_write, NULL, true},
	{"textDocument/completion", NULL, answer_completion, false},
	{"textDocument/hover", NULL, answer_hover, false},
	{"textDocument/definition", NULL, answer_definition, false},
	{"textDocument/references", NULL, answer_references, false},
	{"textDocument/documentSymbol", NULL, answer_symbols, false},
	{"textDocument/prepareRename", NULL, answer_prepare_rename, false},
	{"textDocument/rename", NULL, answer_rename, false},
	{"textDocument/codeAction", NULL, answer_actions, false},
	{"textDocument/formatting", NULL, answer_formatting, false},
};

static const struct method *method_named(struct str name)
{
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (str_equal(name, str_from(methods[i].name)))
			return &methods[i];
	return NULL;
}

/* A question about a text that is not open, or in no register, has no answer. */
static void answer(struct lsp *lsp, const struct method *method, const struct json_value *params)
{
	const struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));
	struct view *view = text ? view_now(lsp) : NULL;

	if (view && text->path.n)
		method->answer(lsp, view, params);
	else
		reply_nothing(lsp);
}

static void id_keep(struct lsp *lsp, const struct json_value *id)
{
	lsp->id = STR_EMPTY;
	if (id && id->kind == JSON_IS_NUMBER)
		lsp->id = arena_format(&lsp->arena, "%lld", (long long)id->number);
	else if (id && id->kind == JSON_IS_TEXT)
		lsp->id = arena_format(&lsp->arena, "\"%.*s", STR_ARG(id->text));
}

/* What may not be asked now: 0, or the error. */
static int refusal(const struct lsp *lsp, const struct method *method)
{
	if (!lsp->initialized && method->take != initialize)
		return LSP_NOT_INITIALIZED;
	if (lsp->shut_down || (lsp->initialized && method->take == initialize))
		return LSP_INVALID_REQUEST;
	return 0;
}

void lsp_dispatch(struct lsp *lsp, const struct json_value *message)
{
	struct str name = json_text_at(message, "method");
	const struct method *method = method_named(name);
	const struct json_value *params = json_value_at(message, "params");
	int refused = 0;

	id_keep(lsp, json_value_at(message, "id"));
	if (method && method->take == leave)
		leave(lsp, params);
	else if (!name.n && !json_value_at(message, "result") && !json_value_at(message, "error"))
		reply_error(lsp, LSP_INVALID_REQUEST, STR("no method"));
	else if (method && (refused = refusal(lsp, method)) != 0 && lsp->id.n)
		reply_error(lsp, refused, STR("not now"));
	else if (method && !refused && !method->notification == !lsp->id.n)
		reply_error(lsp, LSP_INVALID_REQUEST, STR("a request has an id, a notification has none"));
	else if (method && !refused && method->take)
		method->take(lsp, params);
	else if (method && !refused)
		answer(lsp, method, params);
	else if (!method && name.n && lsp->id.n)
		reply_error(lsp, LSP_METHOD_NOT_FOUND,
		            arena_format(&lsp->arena, "unknown method '%.*s'", STR_ARG(name)));
}
