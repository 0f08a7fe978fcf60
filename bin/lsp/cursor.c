#include "bin/lsp/cursor.h"

#include "registry/base/ascii.h"
#include "registry/query/disambiguate.h"

/* --- keys -------------------------------------------------------------------------------------------------------------- */

static void pop(struct cursor *cursor, size_t indent)
{
	while (cursor->depth && cursor->indents[cursor->depth - 1] >= indent)
		cursor->depth--;
}

static void push(struct cursor *cursor, struct str key, size_t indent, size_t column)
{
	if (cursor->depth == CURSOR_DEPTH)
		return;
	cursor->keys[cursor->depth] = key;
	cursor->indents[cursor->depth] = indent;
	cursor->columns[cursor->depth++] = column;
}

/* The bytes of a key that ends with a colon, or 0. */
static size_t key_bytes(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == ':' && (i + 1 == text.n || is_space(text.at[i + 1])))
			return i;
		if (strchr("#[]{},\"'", text.at[i]))
			return 0;
	}
	return 0;
}

#define FLOW_INDENT 4096u /* keys in braces count as further in than any others */

/* The rest of a line, which may hold "{doc: x, from: y}" or "[a, b]". */
static void flow_read(struct cursor *cursor, struct str line, size_t at)
{
	size_t braces = 0;

	while (at < line.n) {
		size_t n = key_bytes(str_part(line, at, line.n));
		if (braces && n) {
			pop(cursor, FLOW_INDENT + braces);
			push(cursor, str_part(line, at, n), FLOW_INDENT + braces, at);
			cursor->value = true;
			at += n + 1;
		} else if (line.at[at] == '{') {
			braces++;
			cursor->value = false;
			at++;
		} else if (line.at[at] == '}' && braces) {
			pop(cursor, FLOW_INDENT + braces--);
			at++;
		} else if (line.at[at] == ',' && braces) {
			pop(cursor, FLOW_INDENT + braces);
			cursor->value = false;
			at++;
		} else {
			at++;
		}
		while (at < line.n && line.at[at] == ' ')
			at++;
	}
}

/* One line, from its beginning; `is_own`: the cursor's, which ends there. */
static void line_read(struct cursor *cursor, struct str line, bool is_own)
{
	size_t at = 0, n = 0;

	cursor->item = false;
	while (at < line.n &&
	       (line.at[at] == ' ' || (line.at[at] == '-' && (at + 1 == line.n || line.at[at + 1] == ' ')))) {
		cursor->item = cursor->item || line.at[at] == '-';
		at++;
	}
	if (!is_own && (at == line.n || line.at[at] == '#'))
		return;
	pop(cursor, at);
	n = key_bytes(str_part(line, at, line.n));
	cursor->value = n > 0;
	if (n) {
		push(cursor, str_part(line, at, n), at, is_own ? at : SIZE_MAX);
		at += n + 1;
	}
	if (is_own)
		flow_read(cursor, line, at);
}

static bool is_fence(struct str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_part(line, 3, line.n)).n;
}

/* The table of the file's keys; NULL: it is a document. */
static const struct key_table *table_of(const struct registry *registry, struct str path)
{
	static const struct key_table *const tables[VOCABULARY_FILES] = {
		[VOCABULARY_BODIES] = &body_keys, [VOCABULARY_TYPES] = &type_keys, [VOCABULARY_TOPICS] = &topic_keys};

	if (str_equal(path, registry->config_path))
		return &config_keys;
	for (int i = 0; i < VOCABULARY_FILES; i++)
		if (str_equal(path, registry->vocabulary.paths[i]))
			return tables[i];
	return NULL;
}

void cursor_find(struct cursor *cursor, struct view *view, struct str path, uint32_t line, size_t byte)
{
	uint32_t at = 1;

	*cursor = (struct cursor){.table = table_of(view->registry, path)};
	cursor->yaml = cursor->table != NULL;
	if (!cursor->table && is_fence(lines_get(&view->lines, path, 1)) && line > 1) {
		cursor->table = &document_keys;
		cursor->yaml = true;
		at = 2;
	}
	for (; cursor->yaml && at < line; at++) {
		struct str above = lines_get(&view->lines, path, at);
		if (cursor->table == &document_keys && is_fence(above))
			cursor->yaml = false;
		else
			line_read(cursor, above, false);
	}
	cursor->line = lines_get(&view->lines, path, line);
	cursor->before = str_part(cursor->line, 0, byte);
	if (cursor->yaml)
		line_read(cursor, cursor->before, true);
}

const struct key_row *cursor_row(const struct cursor *cursor, const struct config *config, size_t depth)
{
	const struct key_table *table = cursor->table;
	const struct key_row *row = NULL;

	for (size_t i = 0; i <= depth; i++) {
		uint32_t code = MAP_NONE;
		if (!table)
			return NULL;
		if (i == 0 && table == &document_keys) {
			code = map_get(&config->keys, cursor->keys[0]);
			row = code < document_keys.n ? &document_keys.rows[code] : NULL;
		} else {
			row = key_find(table, UINT_MAX, cursor->keys[i]);
		}
		table = row ? row->table : NULL;
	}
	return row;
}

const struct key_table *cursor_table(const struct cursor *cursor, const struct config *config)
{
	const struct key_row *row = cursor->depth ? cursor_row(cursor, config, cursor->depth - 1) : NULL;

	return !cursor->depth ? cursor->table : row ? row->table : NULL;
}

size_t cursor_word(const struct cursor *cursor)
{
	size_t n = 0;

	while (n < cursor->before.n && !strchr(" \t,[]{}\"'#:", cursor->before.at[cursor->before.n - 1 - n]))
		n++;
	return n;
}

/* --- documents that are named ------------------------------------------------------------------------------------------ */

struct told {
	struct view *view;
	uint32_t stating, only;
	naming_fn *function;
	void *context;
	bool stopped;
};

/* What stands at a place, without quotes, up to where a name ends. */
static struct str word_at(struct told *told, struct location *at, const char *ends)
{
	struct str line = lines_get(&told->view->lines, told->view->registry->documents[told->stating].path, at->line);
	struct str rest = str_part(line, at->column - 1, line.n);
	size_t n = 0;

	if (rest.n && (rest.at[0] == '"' || rest.at[0] == '\'')) {
		at->column++;
		rest = str_part(rest, 1, rest.n);
	}
	while (n < rest.n && !strchr(ends, rest.at[n]))
		n++;
	return str_part(rest, 0, n);
}

static void tell(struct told *told, struct naming naming)
{
	if (!told->stopped && naming.at.line)
		told->stopped = told->function(told->context, &naming);
}

static void tell_reference(struct told *told, const struct reference *reference, uint32_t document)
{
	const struct registry *registry = told->view->registry;
	struct naming naming = {
		.at = reference->at, .name = reference->name, .document = document, .part = reference->part};
	struct str word;

	if (!reference->name.n || !reference->at.line || (told->only != NO_DOCUMENT && told->only != document))
		return;
	word = word_at(told, &naming.at, " \t,]}\"'");
	naming.bytes = word.n;
	naming.by_id = document != NO_DOCUMENT && str_equal(reference->name, registry->documents[document].id);
	if (!str_starts(word, reference->name))
		naming.bytes = reference->name.n; /* several words, in a collection of others */
	tell(told, naming);
}

static uint32_t document_cited(const struct told *told, const struct citation *citation, uint32_t number)
{
	if (citation->kind == CITATION_WIKI || citation->kind == CITATION_LINK)
		return citation->document;
	if (citation->kind == CITATION_ACT || citation->name == NO_NAME)
		return NO_DOCUMENT;
	return citation_disambiguate(told->view->registry, told->stating, number).document;
}

static void tell_citation(struct told *told, const struct citation *citation, uint32_t number)
{
	struct naming naming = {.at = citation->at,
	                        .name = citation->text,
	                        .bytes = citation->text.n,
	                        .part = citation->part,
	                        .document = document_cited(told, citation, number),
	                        .by_id = citation->kind == CITATION_WIKI,
	                        .by_link = citation->kind == CITATION_LINK};

	if (told->only != NO_DOCUMENT && told->only != naming.document)
		return;
	if (naming.by_id || naming.by_link)
		naming.bytes = word_at(told, &naming.at, naming.by_id ? "]|" : ") \t>").n;
	tell(told, naming);
}

void namings_each(struct view *view, uint32_t document, uint32_t only, naming_fn *function, void *context)
{
	const struct document *stating = &view->registry->documents[document];
	struct told told = {view, document, only, function, context, false};

	RELATIONS_EACH(relation, stating) {
		tell_reference(&told, &relation->target,
		               relation->inverse ? relation->actor : relation->target.document);
		tell_reference(&told, &relation->source, relation->source.document);
		if (relation->condition == CONDITION_ADOPTED)
			tell_reference(&told, &relation->when, relation->when.document);
	}
	for (uint32_t i = 0; i < stating->scope_count; i++) {
		const struct scope *scope = &stating->scopes[i];
		tell_reference(&told, &scope->source, scope->source.document);
		tell_reference(&told, &scope->made_binding.source, scope->made_binding.source.document);
	}
	for (uint32_t i = 0; i < stating->citation_count; i++)
		tell_citation(&told, &stating->citations[i], i);
}

struct covering {
	struct location at;
	struct naming *out;
	bool found;
};

static bool covers(void *context, const struct naming *naming)
{
	struct covering *covering = context;
	struct location at = covering->at;

	if (at.line != naming->at.line || at.column < naming->at.column ||
	    at.column > naming->at.column + naming->bytes)
		return false;
	*covering->out = *naming;
	covering->found = true;
	return true;
}

/* Its own id, in its own front matter. */
static bool own_id(struct view *view, struct place place, uint32_t index, struct naming *out)
{
	const struct document *document = &view->registry->documents[index];
	struct told told = {.view = view, .stating = index};
	struct covering covering = {place.at, out, false};

	if (!document->keys[KEY_ID].line)
		return false;
	*out = (struct naming){.at = document->keys[KEY_ID], .name = document->id, .document = index, .by_id = true};
	out->bytes = word_at(&told, &out->at, " \t,]}\"'").n;
	return covers(&covering,
	              &(struct naming){
			      .at = out->at, .bytes = out->bytes, .name = out->name, .document = index, .by_id = true});
}

bool naming_at(struct view *view, struct place place, struct naming *out)
{
	uint32_t document = map_get(&view->registry->by_path, place.path);
	struct covering covering = {place.at, out, false};

	if (document == MAP_NONE)
		return false;
	if (own_id(view, place, document, out))
		return true;
	namings_each(view, document, NO_DOCUMENT, covers, &covering);
	return covering.found;
}
