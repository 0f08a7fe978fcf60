/* Hover: of a document its title, its status today and why; of a key what it means; of a word of the vocabulary its name. */
#include "bin/command/open_registry.h"
#include "bin/lsp/cursor.h"
#include "bin/wording/reasons.h"
#include "bin/write/terminal.h"

static void reply(struct lsp *lsp, struct view *view, struct place place, struct location at, size_t bytes,
                  struct str text)
{
	struct json *json = &lsp->json;

	reply_begin(lsp);
	json_open(json, '{');
	json_key(json, "contents");
	json_open(json, '{');
	json_pair(json, "kind", STR("markdown"));
	json_pair(json, "value", text);
	json_close(json);
	put_range(lsp, view, place.path, at, bytes);
	json_close(json);
	send_end(lsp);
}

/* What comes from documents is no Markdown of ours. */
static struct str plain(struct lsp *lsp, struct str text)
{
	char *to = ARENA_ARRAY(&lsp->arena, char, 2 * text.n + 1);
	size_t n = 0;

	text = text_clean(&lsp->arena, text);
	for (size_t i = 0; i < text.n; i++) {
		if (strchr("\\`*_[]<>#|", text.at[i]))
			to[n++] = '\\';
		to[n++] = text.at[i];
	}
	return (struct str){to, n};
}

static struct str document_told(struct lsp *lsp, struct view *view, const struct naming *naming)
{
	const struct registry *registry = view->registry;
	const struct document *document = &registry->documents[naming->document];
	struct telling telling = {registry, &lsp->arena, lsp->language, false};
	struct date today = judging_day(&lsp->options, registry);
	uint32_t part = naming->part.n ? document_part(document, naming->part) : MARKDOWN_NO_PART;
	struct status_answer answer;
	struct str text;

	status_explain(&answer, &lsp->arena, registry, naming->document, today);
	text = arena_format(&lsp->arena, "**%.*s** (`%.*s`)\n\n", STR_ARG(plain(lsp, document->title)),
	                    STR_ARG(document->id));
	if (part != MARKDOWN_NO_PART)
		text = arena_format(&lsp->arena, "%.*s%.*s\n\n", STR_ARG(text),
		                    STR_ARG(plain(lsp, document->parts[part].title)));
	text = arena_format(&lsp->arena, "%.*s%.*s: **%.*s**\n", STR_ARG(text), STR_ARG(date_text(&lsp->arena, today)),
	                    STR_ARG(plain(lsp, status_told(&telling, naming->document, answer.status, answer.amendments,
	                                                   answer.amendment_count))));
	for (uint32_t i = 0; i < answer.reason_count; i++)
		text = arena_format(&lsp->arena, "%.*s\n- %.*s", STR_ARG(text),
		                    STR_ARG(plain(lsp, reason_says(&lsp->arena, &answer.reasons[i], lsp->language))));
	return text;
}

/* The cursor's key itself: its row, and where it stands. */
static const struct key_row *key_at(const struct cursor *cursor, const struct config *config, size_t byte,
                                    size_t *depth)
{
	for (size_t i = 0; i < cursor->depth; i++)
		if (cursor->columns[i] != SIZE_MAX && byte >= cursor->columns[i] &&
		    byte <= cursor->columns[i] + cursor->keys[i].n) {
			*depth = i;
			return cursor_row(cursor, config, i);
		}
	return NULL;
}

/* Behind the key that the byte is in. */
static size_t key_end(struct str line, size_t byte)
{
	while (byte < line.n && line.at[byte] != ':' && line.at[byte] != '\n')
		byte++;
	return byte < line.n ? byte + 1 : line.n;
}

static bool hover_key(struct lsp *lsp, struct view *view, struct place place)
{
	struct cursor cursor;
	const struct key_row *row = NULL;
	size_t byte = place.at.column - 1, depth = 0;

	cursor_find(&cursor, view, place.path, place.at.line,
	            key_end(lines_get(&view->lines, place.path, place.at.line), byte));
	row = cursor.yaml ? key_at(&cursor, &view->registry->config, byte, &depth) : NULL;
	if (!row)
		return false;
	reply(lsp, view, place, (struct location){place.at.line, (uint32_t)cursor.columns[depth] + 1},
	      cursor.keys[depth].n,
	      arena_format(&lsp->arena, "`%.*s`: %s", STR_ARG(cursor.keys[depth]),
	                   bilingual_in((struct bilingual){row->en, row->sv}, lsp->language)));
	return true;
}

/* The name of a word of the vocabulary, or "". */
static struct str vocabulary_told(struct lsp *lsp, const struct vocabulary *vocabulary, struct str word)
{
	uint32_t body = map_get(&vocabulary->body_by_id, word), type = map_get(&vocabulary->type_by_id, word),
		 topic = map_get(&vocabulary->topic_by_id, word);

	if (body != MAP_NONE)
		return vocabulary->bodies[body].name;
	if (type != MAP_NONE)
		return bilingual_str(vocabulary->types[type].name, lsp->language);
	return topic != MAP_NONE ? bilingual_str(vocabulary->topics[topic].label, lsp->language) : STR_EMPTY;
}

static bool hover_word(struct lsp *lsp, struct view *view, struct place place)
{
	struct cursor cursor;
	struct str line = lines_get(&view->lines, place.path, place.at.line), word, name;
	size_t end = place.at.column - 1, n = 0;

	while (end < line.n && !strchr(" \t,[]{}\"'#:", line.at[end]))
		end++;
	cursor_find(&cursor, view, place.path, place.at.line, end);
	n = cursor.yaml ? cursor_word(&cursor) : 0;
	word = str_part(cursor.before, cursor.before.n - n, n);
	name = vocabulary_told(lsp, &view->registry->vocabulary, word);
	if (!n || !name.n)
		return false;
	reply(lsp, view, place, (struct location){place.at.line, (uint32_t)(end - n) + 1}, n, plain(lsp, name));
	return true;
}

void answer_hover(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct place place = lsp_place(lsp, view, params);
	struct naming naming;

	if (naming_at(view, place, &naming) && naming.document != NO_DOCUMENT)
		reply(lsp, view, place, naming.at, naming.bytes, document_told(lsp, view, &naming));
	else if (!hover_key(lsp, view, place) && !hover_word(lsp, view, place))
		reply_nothing(lsp);
}
