/* Places in texts: lines and columns as the editor counts them, and as the register does. */
#include "bin/lsp/lsp.h"
#include "registry/base/memory.h"
#include "registry/base/utf8.h"

/* The byte of a line that a column of units is. Beyond the line's end, its end; within a pair of surrogates, before it. */
static size_t byte_of(struct str line, int64_t units, bool utf8)
{
	size_t at = 0, next = 0;
	int64_t counted = 0;

	if (utf8)
		return units < 0 ? 0 : (uint64_t)units < line.n ? (size_t)units : line.n;
	while (at < line.n) {
		counted += utf8_next(line, &next) > 0xFFFF ? 2 : 1;
		if (counted > units)
			return at;
		at = next;
	}
	return at;
}

/* The offset where a line begins, and in `end` where it ends, without its line break; lines end at LF, CR LF and CR alone. Beyond the last line, the
 * text's end. */
static size_t line_at(struct str text, int64_t number, size_t *end)
{
	size_t at = 0;

	for (int64_t i = 0;; i++) {
		for (*end = at; *end < text.n && text.at[*end] != '\n' && text.at[*end] != '\r'; (*end)++)
			;
		if (i >= number)
			return at;
		if (*end == text.n)
			return text.n;
		at = *end + (text.at[*end] == '\r' && *end + 1 < text.n && text.at[*end + 1] == '\n' ? 2 : 1);
	}
}

static size_t offset_of(const struct lsp *lsp, struct str text, const struct json_value *position)
{
	int64_t line = json_number_at(position, "line", 0);
	size_t end = 0, at = line < 0 ? 0 : line_at(text, line, &end);

	return line < 0 ? 0
	                : at + byte_of(str_part(text, at, end - at), json_number_at(position, "character", 0),
	                               lsp->utf8);
}

void open_text_change(struct lsp *lsp, struct open_text *text, const struct json_value *change)
{
	const struct json_value *range = json_value_at(change, "range");
	struct str old = {text->text, text->n}, put = json_text_at(change, "text");
	size_t from = range ? offset_of(lsp, old, json_value_at(range, "start")) : 0;
	size_t to = range ? offset_of(lsp, old, json_value_at(range, "end")) : old.n;
	size_t n = 0;

	if (to < from)
		to = from;
	n = old.n - (to - from) + put.n;
	if (n > text->room) {
		text->room = n + n / 2;
		text->text = memory_resize(text->text, text->room + 1, 1);
	}
	memmove(text->text + from + put.n, text->text + to, old.n - to);
	if (put.n)
		memcpy(text->text + from, put.at, put.n);
	text->n = n;
	lsp->changed = lsp->unpublished = true;
}

struct location lsp_location(const struct lsp *lsp, struct view *view, struct str path,
                             const struct json_value *position)
{
	int64_t line = json_number_at(position, "line", 0);
	struct location at = {.line = line < 0 ? 1 : line >= UINT32_MAX - 1 ? UINT32_MAX - 1 : (uint32_t)line + 1};
	struct str text = lines_get(&view->lines, path, at.line);

	at.column = (uint32_t)byte_of(text, json_number_at(position, "character", 0), lsp->utf8) + 1;
	return at;
}

struct place lsp_place(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	const struct open_text *text = open_text_find(lsp, json_text_at(params, "textDocument.uri"));
	struct place place = {.path = text ? text->path : STR_EMPTY};

	if (place.path.n)
		place.at = lsp_location(lsp, view, place.path, json_value_at(params, "position"));
	return place;
}

static void put_position(struct lsp *lsp, struct view *view, const char *key, struct str path, struct location at)
{
	struct json *json = &lsp->json;
	uint32_t column = !at.line ? 1 : lsp->utf8 ? at.column : lines_units(&view->lines, path, at);

	json_key(json, key);
	json_open(json, '{');
	json_key(json, "line");
	json_number(json, at.line ? (long)at.line - 1 : 0);
	json_key(json, "character");
	json_number(json, column ? (long)column - 1 : 0);
	json_close(json);
}

void put_span(struct lsp *lsp, struct view *view, const char *key, struct str path, struct location from,
              struct location to)
{
	json_key(&lsp->json, key);
	json_open(&lsp->json, '{');
	put_position(lsp, view, "start", path, from);
	put_position(lsp, view, "end", path, to);
	json_close(&lsp->json);
}

void put_range(struct lsp *lsp, struct view *view, struct str path, struct location at, size_t bytes)
{
	put_span(lsp, view, "range", path, at, (struct location){at.line, at.column + (uint32_t)bytes});
}

void lsp_put_location(struct lsp *lsp, struct view *view, struct str path, struct location at, size_t bytes)
{
	json_open(&lsp->json, '{');
	json_pair(&lsp->json, "uri", lsp_uri(lsp, view, path));
	put_range(lsp, view, path, at, bytes);
	json_close(&lsp->json);
}

/* json_key writes a key as it is. */
void json_key_text(struct lsp *lsp, struct str key)
{
	char *to = ARENA_ARRAY(&lsp->arena, char, 3 * key.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < key.n; i++) {
		if (key.at[i] == '"' || key.at[i] == '\\' || (unsigned char)key.at[i] < ' ')
			n += (size_t)snprintf(to + n, 4, "%%%02X", (unsigned)key.at[i]);
		else
			to[n++] = key.at[i];
	}
	json_key(&lsp->json, to);
}
