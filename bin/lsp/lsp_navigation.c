/* From a name to what it names, and back; what a document consists of. */
#include "bin/lsp/cursor.h"

/* Where a document, or a part of it, begins. */
static struct location named_place(const struct document *document, struct str part)
{
	uint32_t index = part.n ? document_part(document, part) : MARKDOWN_NO_PART;

	if (index != MARKDOWN_NO_PART)
		return document->parts[index].at;
	return document->keys[KEY_ID].line ? document->keys[KEY_ID] : (struct location){1, 1};
}

void answer_definition(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct place place = lsp_place(lsp, view, params);
	const struct document *document = NULL;
	struct naming naming;

	if (!naming_at(view, place, &naming) || naming.document == NO_DOCUMENT) {
		reply_nothing(lsp);
		return;
	}
	document = &view->registry->documents[naming.document];
	reply_begin(lsp);
	lsp_put_location(lsp, view, document->path, named_place(document, naming.part), 0);
	send_end(lsp);
}

/* --- references --------------------------------------------------------------------------------------------------------- */

struct referring {
	struct lsp *lsp;
	struct view *view;
	uint32_t document; /* what is named, */
	struct str part;   /* or its part; "": all of it */
	struct str path;   /* where it is named */
};

static bool put_reference(void *context, const struct naming *naming)
{
	struct referring *referring = context;
	const struct document *document = &referring->view->registry->documents[referring->document];

	if (naming->document == referring->document &&
	    (!referring->part.n ||
	     (naming->part.n && document_part(document, naming->part) == document_part(document, referring->part))))
		lsp_put_location(referring->lsp, referring->view, referring->path, naming->at, naming->bytes);
	return false;
}

/* The part whose heading the place is on, in its own document. */
static struct str own_part(const struct document *document, struct location at)
{
	for (uint32_t i = 0; i < document->part_count; i++)
		if (document->parts[i].at.line == at.line)
			return document->parts[i].anchor;
	return STR_EMPTY;
}

/* Of what is named at the place, of the part whose heading it is on, or of the document itself. */
void answer_references(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct place place = lsp_place(lsp, view, params);
	const struct registry *registry = view->registry;
	struct naming naming = {.document = map_get(&registry->by_path, place.path)};
	struct referring referring = {.lsp = lsp, .view = view};

	if (!naming_at(view, place, &naming) || naming.document == NO_DOCUMENT) {
		naming = (struct naming){.document = map_get(&registry->by_path, place.path)};
		if (naming.document != MAP_NONE)
			naming.part = own_part(&registry->documents[naming.document], place.at);
	}
	if (naming.document == MAP_NONE) {
		reply_nothing(lsp);
		return;
	}
	referring.document = naming.document;
	referring.part = naming.part;
	reply_begin(lsp);
	json_open(&lsp->json, '[');
	for (uint32_t i = 0; i < registry->count; i++) {
		referring.path = registry->documents[i].path;
		namings_each(view, i, naming.document, put_reference, &referring);
	}
	if (json_true_at(params, "context.includeDeclaration"))
		lsp_put_location(lsp, view, registry->documents[naming.document].path,
		                 named_place(&registry->documents[naming.document], naming.part), 0);
	json_close(&lsp->json);
	send_end(lsp);
}

/* --- symbols ------------------------------------------------------------------------------------------------------------ */

enum symbol_kind { SYMBOL_KEY = 20, SYMBOL_PART = 15 }; /* as LSP numbers them: Key, String */

struct symbol {
	struct str name;
	enum symbol_kind kind;
	struct location from, to, name_at;
};

static void symbol_open(struct lsp *lsp, struct view *view, struct str path, const struct symbol *symbol)
{
	struct json *json = &lsp->json;

	json_open(json, '{');
	json_key(json, "name");
	json_string(json, symbol->name.n ? symbol->name : STR("-"));
	json_key(json, "kind");
	json_number(json, symbol->kind);
	if (lsp->symbols_nested) {
		put_span(lsp, view, "range", path, symbol->from, symbol->to);
		put_span(lsp, view, "selectionRange", path, symbol->name_at, symbol->name_at);
		return;
	}
	json_key(json, "location");
	json_open(json, '{');
	json_pair(json, "uri", lsp_uri(lsp, view, path));
	put_span(lsp, view, "range", path, symbol->from, symbol->to);
	json_close(json);
}

static struct location line_end(struct view *view, struct str path, uint32_t line)
{
	return (struct location){line, (uint32_t)lines_get(&view->lines, path, line).n + 1};
}

/* The keys of front matter that are stated, each with its value's line. */
static void put_key_symbols(struct lsp *lsp, struct view *view, const struct document *document)
{
	const struct config *config = &view->registry->config;

	for (int i = 0; i < KEY_COUNT; i++) {
		struct location at = document->keys[i];
		struct symbol symbol = {.kind = SYMBOL_KEY, .from = {at.line, 1}, .name_at = at};
		if (!at.line)
			continue;
		symbol.name = config->own_keys[i].n ? config->own_keys[i] : str_from(document_keys.rows[i].key);
		symbol.to = line_end(view, document->path, at.line);
		symbol_open(lsp, view, document->path, &symbol);
		json_close(&lsp->json);
	}
}

static uint32_t depth_of(const struct document *document, uint32_t part)
{
	uint32_t depth = 0;

	while ((part = document->parts[part].parent) != MARKDOWN_NO_PART)
		depth++;
	return depth;
}

/* Parts come in the order of the text, each behind the one that holds it. */
static void put_part_symbols(struct lsp *lsp, struct view *view, const struct document *document)
{
	uint32_t open = 0; /* how many are open; each has its list of children open as well */

	for (uint32_t i = 0; i <= document->part_count; i++) {
		uint32_t depth = i < document->part_count ? depth_of(document, i) : 0;
		for (; lsp->symbols_nested && open > depth; open--) {
			json_close(&lsp->json);
			json_close(&lsp->json);
		}
		if (i == document->part_count)
			break;
		const struct markdown_part *part = &document->parts[i];
		struct symbol symbol = {part->title, SYMBOL_PART, part->at,
		                        line_end(view, document->path, part->last_line), part->at};
		symbol_open(lsp, view, document->path, &symbol);
		if (!lsp->symbols_nested) {
			json_close(&lsp->json);
			continue;
		}
		json_key(&lsp->json, "children");
		json_open(&lsp->json, '[');
		open++;
	}
}

void answer_symbols(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	const struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));
	uint32_t document = text ? map_get(&view->registry->by_path, text->path) : MAP_NONE;

	if (document == MAP_NONE) {
		reply_nothing(lsp);
		return;
	}
	reply_begin(lsp);
	json_open(&lsp->json, '[');
	put_key_symbols(lsp, view, &view->registry->documents[document]);
	put_part_symbols(lsp, view, &view->registry->documents[document]);
	json_close(&lsp->json);
	send_end(lsp);
}
