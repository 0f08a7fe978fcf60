/* Completion: keys, ids, bodies, types, topics, stages, parts and dates. */
#include "bin/lsp/cursor.h"
#include "registry/port/unicode.h"

#define ITEMS_MAX 200 /* of a longer list the editor is told that it goes on */

/* As LSP numbers them. */
enum item_kind { ITEM_PROPERTY = 10, ITEM_VALUE = 12, ITEM_ENUM = 20, ITEM_REFERENCE = 18, ITEM_KEYWORD = 14 };

struct completing {
	struct lsp *lsp;
	struct view *view;
	struct place place;
	struct cursor cursor;
	struct location word_at; /* what an item replaces: the word before the cursor */
	size_t word_bytes;
	struct str typed; /* folded */
	size_t count;
};

static bool matches(struct completing *completing, struct str name, struct str also)
{
	struct arena *arena = &completing->lsp->arena;

	return !completing->typed.n || str_find(unicode_fold(arena, name), completing->typed, 0) != SIZE_MAX ||
	       str_find(unicode_fold(arena, also), completing->typed, 0) != SIZE_MAX;
}

/* `detail` is shown beside the name, and finds the item as well as its name does. */
static void put_item(struct completing *completing, enum item_kind kind, struct str name, struct str detail,
                     struct str written)
{
	struct lsp *lsp = completing->lsp;
	struct json *json = &lsp->json;

	if (completing->count > ITEMS_MAX || !matches(completing, name, detail) || completing->count++ == ITEMS_MAX)
		return;
	json_open(json, '{');
	json_pair(json, "label", name);
	json_key(json, "kind");
	json_number(json, kind);
	json_pair(json, "detail", detail);
	json_pair(json, "filterText", arena_format(&lsp->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(detail)));
	json_key(json, "textEdit");
	json_open(json, '{');
	put_range(lsp, completing->view, completing->place.path, completing->word_at, completing->word_bytes);
	json_key(json, "newText");
	json_string(json, written);
	json_close(json);
	json_close(json);
}

/* --- keys -------------------------------------------------------------------------------------------------------------- */

static struct str meaning_of(const struct completing *completing, const struct key_row *row)
{
	return bilingual_str((struct bilingual){row->en, row->sv}, completing->lsp->language);
}

static void put_key(struct completing *completing, struct str key, const struct key_row *row)
{
	bool many = row->type == VALUE_MAP || row->type == VALUE_MAPS || row->type == VALUE_OWN_KEYS;

	put_item(completing, ITEM_PROPERTY, key, meaning_of(completing, row),
	         arena_format(&completing->lsp->arena, "%.*s:%s", STR_ARG(key), many ? "" : " "));
}

/* Front matter's keys as this collection writes them. */
static void put_front_matter_keys(struct completing *completing)
{
	const struct config *config = &completing->view->registry->config;
	bool *own = ARENA_ARRAY(&completing->lsp->arena, bool, document_keys.n);

	for (uint32_t i = 0; i < config->own_count; i++) {
		uint32_t code = map_get(&config->keys, config->own[i]);
		if (code >= document_keys.n)
			continue;
		own[code] = true;
		put_key(completing, config->own[i], &document_keys.rows[code]);
	}
	for (size_t i = 0; i < document_keys.n; i++)
		if (!own[i] && map_get(&config->keys, str_from(document_keys.rows[i].key)) == i)
			put_key(completing, str_from(document_keys.rows[i].key), &document_keys.rows[i]);
}

static void put_keys(struct completing *completing)
{
	const struct key_table *table = cursor_table(&completing->cursor, &completing->view->registry->config);

	if (table == &document_keys) {
		put_front_matter_keys(completing);
		return;
	}
	for (size_t i = 0; table && i < table->n; i++)
		put_key(completing, str_from(table->rows[i].key), &table->rows[i]);
}

/* --- values ------------------------------------------------------------------------------------------------------------ */

static void put_documents(struct completing *completing)
{
	const struct registry *registry = completing->view->registry;

	for (uint32_t i = 0; i < registry->count; i++)
		if (registry->documents[i].id.n)
			put_item(completing, ITEM_REFERENCE, registry->documents[i].id, registry->documents[i].title,
			         registry->documents[i].id);
}

static void put_parts(struct completing *completing, struct str id)
{
	const struct registry *registry = completing->view->registry;
	uint32_t index = registry_find(registry, id);

	for (uint32_t i = 0; index != NO_DOCUMENT && i < registry->documents[index].part_count; i++) {
		const struct markdown_part *part = &registry->documents[index].parts[i];
		if (part->anchor.n)
			put_item(completing, ITEM_REFERENCE, part->anchor, part->title, part->anchor);
	}
}

static void put_bodies(struct completing *completing)
{
	const struct vocabulary *vocabulary = &completing->view->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->body_count; i++)
		put_item(completing, ITEM_ENUM, vocabulary->bodies[i].id, vocabulary->bodies[i].name,
		         vocabulary->bodies[i].id);
}

static void put_types(struct completing *completing)
{
	const struct vocabulary *vocabulary = &completing->view->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->type_count; i++)
		put_item(completing, ITEM_ENUM, vocabulary->types[i].id,
		         bilingual_str(vocabulary->types[i].name, completing->lsp->language), vocabulary->types[i].id);
}

static void put_topics(struct completing *completing)
{
	const struct vocabulary *vocabulary = &completing->view->registry->vocabulary;

	for (uint32_t i = 0; i < vocabulary->topic_count; i++)
		put_item(completing, ITEM_ENUM, vocabulary->topics[i].id,
		         bilingual_str(vocabulary->topics[i].label, completing->lsp->language),
		         vocabulary->topics[i].id);
}

static void put_today(struct completing *completing)
{
	struct str today = date_text(&completing->lsp->arena, date_today());

	put_item(completing, ITEM_VALUE, today, completing->lsp->language == LANGUAGE_EN ? STR("today") : STR("i dag"),
	         today);
}

/* Keys whose texts are words of the vocabulary. */
static const struct {
	const char *key;
	void (*put)(struct completing *completing);
} vocabularies[] = {
	{"type", put_types},        {"topics", put_topics},  {"topic", put_topics},     {"broader", put_topics},
	{"decided-by", put_bodies}, {"steward", put_bodies}, {"body", put_bodies},      {"by", put_bodies},
	{"via", put_bodies},        {"part-of", put_bodies}, {"successor", put_bodies}, {"parent", put_bodies},
};

static bool put_vocabulary(struct completing *completing, const struct key_row *row)
{
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
		if (strcmp(row->key, vocabularies[i].key) == 0) {
			vocabularies[i].put(completing);
			return true;
		}
	return false;
}

static void put_words(struct completing *completing, const struct key_row *row)
{
	for (const struct allowed *word = row->words; word && word->name; word++)
		put_item(completing, ITEM_KEYWORD, str_from(word->name), str_from(word->also), str_from(word->name));
}

/* "id#part" that is being written: the id before the cursor's word. */
static struct str document_before(const struct completing *completing)
{
	struct str before =
		str_part(completing->cursor.before, 0, completing->cursor.before.n - completing->word_bytes);
	size_t from = 0;

	if (!str_ends(before, STR("#")))
		return STR_EMPTY;
	for (from = --before.n; from && !strchr(" \t,[]{}\"'", before.at[from - 1]); from--)
		;
	return str_part(before, from, before.n - from);
}

static void put_references(struct completing *completing)
{
	struct str document = document_before(completing);

	if (document.n)
		put_parts(completing, document);
	else
		put_documents(completing);
}

static bool is_first_key(const struct key_row *row, enum value_type type)
{
	return (row->type == VALUE_ENTRY || row->type == VALUE_ENTRIES) && row->table && row->table->n &&
	       row->table->rows[0].type == type;
}

static void put_values(struct completing *completing, const struct key_row *row)
{
	if (put_vocabulary(completing, row))
		return;
	if (row->type == VALUE_DATE || is_first_key(row, VALUE_DATE))
		put_today(completing);
	else if (row->type == VALUE_WORD)
		put_words(completing, row);
	else if (row->type == VALUE_BOOL) {
		put_item(completing, ITEM_KEYWORD, STR("true"), STR_EMPTY, STR("true"));
		put_item(completing, ITEM_KEYWORD, STR("false"), STR_EMPTY, STR("false"));
	} else if (row->type == VALUE_REFERENCE || is_first_key(row, VALUE_REFERENCE))
		put_references(completing);
	else if (is_first_key(row, VALUE_TEXT))
		(void)put_vocabulary(completing, &row->table->rows[0]);
}

/* "part:" of the document that "doc:" names, beside it. */
static void put_yaml(struct completing *completing)
{
	const struct cursor *cursor = &completing->cursor;
	const struct key_row *row =
		cursor->depth ? cursor_row(cursor, &completing->view->registry->config, cursor->depth - 1) : NULL;

	if (row && (cursor->value || cursor->item || str_find(cursor->before, STR("["), 0) != SIZE_MAX))
		put_values(completing, row);
	if (!cursor->value)
		put_keys(completing);
}

/* In running text: "[[id" and "[[id#part". */
static void put_links(struct completing *completing)
{
	struct str before = completing->cursor.before;
	size_t open = SIZE_MAX, hash = 0;

	for (size_t at = 0; (at = str_find(before, STR("[["), at)) != SIZE_MAX; at += 2)
		open = at + 2;
	if (open == SIZE_MAX || str_find(before, STR("]]"), open) != SIZE_MAX)
		return;
	hash = str_find(before, STR("#"), open);
	if (hash == SIZE_MAX)
		put_documents(completing);
	else
		put_parts(completing, str_part(before, open, hash - open));
}

void answer_completion(struct lsp *lsp, struct view *view, const struct json_value *params)
{
	struct completing completing = {.lsp = lsp, .view = view, .place = lsp_place(lsp, view, params)};
	struct json *json = &lsp->json;
	struct str before;

	cursor_find(&completing.cursor, view, completing.place.path, completing.place.at.line,
	            completing.place.at.column - 1);
	before = completing.cursor.before;
	completing.word_bytes = cursor_word(&completing.cursor);
	completing.word_at = completing.place.at;
	completing.word_at.column -= (uint32_t)completing.word_bytes;
	completing.typed = unicode_fold(&lsp->arena, str_part(before, before.n - completing.word_bytes, before.n));
	reply_begin(lsp);
	json_open(json, '{');
	json_key(json, "items");
	json_open(json, '[');
	if (completing.cursor.yaml)
		put_yaml(&completing);
	else
		put_links(&completing);
	json_close(json);
	json_bool(json, "isIncomplete", completing.count > ITEMS_MAX);
	json_close(json);
	send_end(lsp);
}
