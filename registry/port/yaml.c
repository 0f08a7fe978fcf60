#include "registry/port/yaml.h"

#include "registry/base/map.h"
#include "registry/base/utf8.h"
#include "registry/base/vec.h"

#include <yaml.h>

/* Maps of up to this many keys are searched for duplicates pair by pair, larger ones through a hash map. */
#define KEYS_FEW 16u

/* A place in the text, moved along with libyaml's marks, which count code points. */
struct cursor {
	size_t index, offset; /* in code points as libyaml counts them, in bytes */
	size_t line_start;
	uint32_t line; /* 0-based */
};

/* A list or map that is being read. */
struct frame {
	struct yaml_node *node;
	struct yaml_node *last; /* its last child so far */
	struct yaml_node *key;  /* of a map: the key whose value comes next, or NULL */
};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	struct str text;
	uint32_t first_line;
	struct yaml_limits limits;
	struct cursor cursor;
	VEC(struct frame) stack;
	uint32_t nodes;
	uint32_t documents;
	struct yaml_node *root;
	struct yaml_error *error;
};

/* ---- places ---- */

static size_t text_start(struct str text)
{
	/* libyaml leaves a byte order mark out of its count */
	return str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static void cursor_forward(struct cursor *cursor, struct str text, size_t index)
{
	while (cursor->index < index && cursor->offset < text.n) {
		if (text.at[cursor->offset] == '\n') {
			cursor->line++;
			cursor->line_start = cursor->offset + 1;
		}
		do
			cursor->offset++;
		while (cursor->offset < text.n && ((unsigned char)text.at[cursor->offset] & 0xC0) == 0x80);
		cursor->index++;
	}
}

static void cursor_back(struct cursor *cursor, struct str text, size_t index)
{
	size_t start = text_start(text);
	while (cursor->index > index && cursor->offset > start) {
		do
			cursor->offset--;
		while (cursor->offset > start && ((unsigned char)text.at[cursor->offset] & 0xC0) == 0x80);
		cursor->index--;
		if (text.at[cursor->offset] == '\n')
			cursor->line--;
	}
	cursor->line_start = cursor->offset;
	while (cursor->line_start > 0 && text.at[cursor->line_start - 1] != '\n')
		cursor->line_start--;
}

static struct location reader_location(struct reader *reader, yaml_mark_t mark)
{
	struct cursor *cursor = &reader->cursor;
	if (mark.index < cursor->index)
		cursor_back(cursor, reader->text, mark.index);
	else
		cursor_forward(cursor, reader->text, mark.index);
	return (struct location){reader->first_line + cursor->line,
	                         (uint32_t)(cursor->offset - cursor->line_start) + 1};
}

static struct location reader_location_of_byte(const struct reader *reader, size_t offset)
{
	struct location at = {reader->first_line, 1};
	for (size_t i = 0; i < offset && i < reader->text.n; i++) {
		at.column++;
		if (reader->text.at[i] == '\n') {
			at.line++;
			at.column = 1;
		}
	}
	return at;
}

static int reader_fail(struct reader *reader, enum yaml_problem problem, struct location at, struct str detail)
{
	*reader->error = (struct yaml_error){.problem = problem, .at = at, .detail = arena_copy(reader->arena, detail)};
	return -1;
}

/* ---- what libyaml is too slow for ---- */

/* The bytes of white space at the offset, as libyaml understands it (NEL, LS and PS break lines in YAML 1.1), or 0. */
static size_t blank_size(struct str text, size_t at)
{
	switch (text.at[at]) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
		return 1;
	case '\xC2':
		return text.n - at >= 2 && text.at[at + 1] == '\x85' ? 2 : 0;
	case '\xE2':
		return text.n - at >= 3 && text.at[at + 1] == '\x80' && (text.at[at + 2] & ~1) == '\xA8' ? 3 : 0;
	default:
		return 0;
	}
}

/* libyaml wipes its buffer of white space, as large as the longest run so far, at each word; and it compares each tag
 * directive with all before. Both are quadratic, and neither is of any use here. */
static int reader_refuse_slow(struct reader *reader)
{
	struct str text = reader->text;
	size_t run = 0;
	for (size_t i = 0; i < text.n;) {
		size_t size = blank_size(text, i);
		run = size ? run + size : 0;
		if (run > YAML_BLANKS_MAX)
			return reader_fail(reader, YAML_SYNTAX, reader_location_of_byte(reader, i),
			                   STR("too much white space"));
		i += size ? size : 1;
	}
	const struct str tag = STR("%TAG");
	for (size_t i = str_find(text, tag, 0); i != SIZE_MAX; i = str_find(text, tag, i + tag.n)) {
		if (i == text_start(text) || text.at[i - 1] == '\n')
			return reader_fail(reader, YAML_SYNTAX, reader_location_of_byte(reader, i),
			                   STR("tag directives are refused"));
	}
	return 0;
}

/* ---- duplicate keys ---- */

static void reader_note_duplicate(struct reader *reader, const struct yaml_node *key, const struct yaml_node *first)
{
	struct yaml_error *error = reader->error;
	/* inner maps end before outer ones: the first in the file is reported, not the first found */
	if (error->problem == YAML_DUPLICATE_KEY &&
	    (error->at.line < key->at.line || (error->at.line == key->at.line && error->at.column < key->at.column)))
		return;
	*error = (struct yaml_error){YAML_DUPLICATE_KEY, key->at, first->at, key->text};
}

static const struct yaml_node *yaml_key_find(const struct yaml_node *from, const struct yaml_node *until,
                                             struct str text)
{
	while (from != until && !str_equal(from->text, text))
		from = from->next;
	return from == until ? NULL : from;
}

/* Takes repeated keys out of a map, so that the first one stands. */
static void reader_drop_duplicates_few(struct reader *reader, struct yaml_node *map)
{
	for (struct yaml_node **link = &map->first; *link;) {
		const struct yaml_node *first = yaml_key_find(map->first, *link, (*link)->text);
		if (first) {
			reader_note_duplicate(reader, *link, first);
			*link = (*link)->next;
		} else {
			link = &(*link)->next;
		}
	}
}

static void reader_drop_duplicates_many(struct reader *reader, struct yaml_node *map)
{
	struct map seen = {0};
	VEC(const struct yaml_node *) keys = {0};
	for (struct yaml_node **link = &map->first; *link;) {
		uint32_t number = map_add(&seen, (*link)->text, (uint32_t)keys.n);
		if (number < keys.n) {
			reader_note_duplicate(reader, *link, keys.at[number]);
			*link = (*link)->next;
		} else {
			vec_push(&keys, *link);
			link = &(*link)->next;
		}
	}
	vec_release(&keys);
	map_release(&seen);
}

static void reader_drop_duplicates(struct reader *reader, struct yaml_node *map)
{
	uint32_t count = 0;
	for (const struct yaml_node *key = map->first; key && count <= KEYS_FEW; key = key->next)
		count++;
	if (count > KEYS_FEW)
		reader_drop_duplicates_many(reader, map);
	else
		reader_drop_duplicates_few(reader, map);
}

/* ---- the tree ---- */

static bool frame_wants_key(const struct frame *frame)
{
	return frame->node->kind == YAML_MAP && !frame->key;
}

static struct frame *reader_top(struct reader *reader)
{
	return reader->stack.n > 0 ? &reader->stack.at[reader->stack.n - 1] : NULL;
}

static void reader_attach(struct reader *reader, struct yaml_node *node)
{
	struct frame *top = reader_top(reader);
	if (!top) {
		reader->root = node;
	} else if (top->key) {
		top->key->value = node;
		top->key = NULL;
	} else {
		*(top->last ? &top->last->next : &top->node->first) = node;
		top->last = node;
		top->key = top->node->kind == YAML_MAP ? node : NULL;
	}
}

/* Only what a plain scalar can mean anyway is taken; "!!str" makes it text. */
static bool tag_is_core(const char *tag, enum yaml_kind kind)
{
	static const char *const scalars[] = {YAML_NULL_TAG, YAML_BOOL_TAG, YAML_STR_TAG, YAML_INT_TAG, YAML_FLOAT_TAG};
	if (!tag)
		return true;
	if (kind != YAML_SCALAR)
		return strcmp(tag, kind == YAML_LIST ? YAML_SEQ_TAG : YAML_MAP_TAG) == 0;
	for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
		if (strcmp(tag, scalars[i]) == 0)
			return true;
	}
	return false;
}

/* Makes the node of an event and hangs it into the tree. NULL when something about it is refused. */
static struct yaml_node *reader_add(struct reader *reader, const yaml_event_t *event, enum yaml_kind kind,
                                    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct location at = reader_location(reader, event->start_mark);
	const struct frame *top = reader_top(reader);
	if (anchor) {
		reader_fail(reader, YAML_ALIAS, at, str_from((const char *)anchor));
		return NULL;
	}
	if (!tag_is_core((const char *)tag, kind)) {
		struct str detail = arena_format(reader->arena, "tag %s", (const char *)tag);
		reader_fail(reader, YAML_SYNTAX, at, detail);
		return NULL;
	}
	if (kind != YAML_SCALAR && top && frame_wants_key(top)) {
		reader_fail(reader, YAML_KEY_SHAPE, at, STR_EMPTY);
		return NULL;
	}
	if (kind != YAML_SCALAR && reader->stack.n >= reader->limits.depth) {
		reader_fail(reader, YAML_TOO_DEEP, at, STR_EMPTY);
		return NULL;
	}
	if (reader->nodes >= reader->limits.nodes) {
		reader_fail(reader, YAML_TOO_MANY_NODES, at, STR_EMPTY);
		return NULL;
	}
	reader->nodes++;
	struct yaml_node *node = ARENA_NEW(reader->arena, struct yaml_node);
	node->kind = kind;
	node->at = at;
	reader_attach(reader, node);
	return node;
}

static int reader_take_scalar(struct reader *reader, const yaml_event_t *event)
{
	const yaml_char_t *tag = event->data.scalar.tag;
	struct str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
	struct yaml_node *node = reader_add(reader, event, YAML_SCALAR, event->data.scalar.anchor, tag);
	if (!node)
		return -1;
	if (text.n > 0 && memchr(text.at, '\0', text.n))
		return reader_fail(reader, YAML_SYNTAX, node->at, STR("control characters are not allowed"));
	node->text = arena_copy(reader->arena, text);
	node->broken = event->end_mark.line > event->start_mark.line;
	node->end = reader_location(reader, event->end_mark);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE ||
	               (tag && strcmp((const char *)tag, YAML_STR_TAG) == 0);
	return 0;
}

static int reader_open(struct reader *reader, struct yaml_node *node, bool flow)
{
	if (!node)
		return -1;
	node->flow = flow;
	vec_push(&reader->stack, (struct frame){.node = node});
	return 0;
}

static int reader_close(struct reader *reader, const yaml_event_t *event)
{
	struct yaml_node *node = reader->stack.at[--reader->stack.n].node;
	if (node->flow)
		node->end = reader_location(reader, event->end_mark);
	if (node->kind == YAML_MAP)
		reader_drop_duplicates(reader, node);
	return 0;
}

/* ---- events ---- */

static int reader_take(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (reader->documents++ > 0)
			return reader_fail(reader, YAML_MANY_DOCUMENTS, reader_location(reader, event->start_mark),
			                   STR_EMPTY);
		return 0;
	case YAML_ALIAS_EVENT:
		return reader_fail(reader, YAML_ALIAS, reader_location(reader, event->start_mark),
		                   str_from((const char *)event->data.alias.anchor));
	case YAML_SCALAR_EVENT:
		return reader_take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return reader_open(reader,
		                   reader_add(reader, event, YAML_LIST, event->data.sequence_start.anchor,
		                              event->data.sequence_start.tag),
		                   event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
	case YAML_MAPPING_START_EVENT:
		return reader_open(reader,
		                   reader_add(reader, event, YAML_MAP, event->data.mapping_start.anchor,
		                              event->data.mapping_start.tag),
		                   event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return reader_close(reader, event);
	default:
		return 0;
	}
}

/* libyaml points at where it gave up. For what was begun and never ended, where it began says more. */
static bool context_says_more(const yaml_parser_t *parser)
{
	if (!parser->context)
		return false;
	return strcmp(parser->context, "while scanning a simple key") == 0 ||
	       strcmp(parser->problem, "found unexpected end of stream") == 0 ||
	       strcmp(parser->problem, "found unexpected document indicator") == 0;
}

static int reader_fail_syntax(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	struct str detail = str_from(parser->problem);
	struct location at;
	if (parser->error == YAML_MEMORY_ERROR)
		memory_failed();
	if (parser->context)
		detail = arena_format(reader->arena, "%s, %s", parser->problem, parser->context);
	if (parser->error == YAML_READER_ERROR)
		at = reader_location_of_byte(reader, parser->problem_offset);
	else
		at = reader_location(reader, context_says_more(parser) ? parser->context_mark : parser->problem_mark);
	reader_fail(reader, YAML_SYNTAX, at, detail);
	if (parser->context)
		reader->error->other = reader_location(reader, parser->context_mark);
	return -1;
}

static int reader_run(struct reader *reader)
{
	bool more = true;
	int status = 0;
	while (more && status == 0) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event))
			return reader_fail_syntax(reader);
		more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_NO_EVENT;
		status = reader_take(reader, &event);
		yaml_event_delete(&event);
	}
	return status;
}

enum yaml_problem yaml_parse(struct yaml_node **root, struct arena *arena, struct str text, uint32_t first_line,
                             struct yaml_limits limits, struct yaml_error *error)
{
	struct reader reader = {
		.arena = arena, .text = text, .first_line = first_line, .limits = limits, .error = error};
	reader.cursor.offset = text_start(text);
	*root = NULL;
	*error = (struct yaml_error){.problem = YAML_OK};
	if (reader_refuse_slow(&reader) < 0)
		return error->problem;
	if (!yaml_parser_initialize(&reader.parser))
		memory_failed();
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)(text.at ? text.at : ""), text.n);
	if (reader_run(&reader) == 0)
		*root = reader.root;
	yaml_parser_delete(&reader.parser);
	vec_release(&reader.stack);
	return error->problem;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, struct str key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	const struct yaml_node *found = yaml_key_find(map->first, NULL, key);
	return found ? found->value : NULL;
}

bool yaml_is_null(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && !node->quoted &&
	       (node->text.n == 0 || str_equal(node->text, STR("~")) || str_equal(node->text, STR("null")));
}

/* ---- writing ---- */

bool yaml_is_plain(struct str word)
{
	if (!word.n || utf8_invalid_at(word) != SIZE_MAX || str_equal(word, STR("null")))
		return false;
	for (size_t at = 0; at < word.n;) {
		bool first = at == 0;
		uint32_t c = utf8_next(word, &at);
		/* beyond ASCII, letters of Europe: what YAML takes for spaces and marks stands elsewhere */
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		              (c >= 0xC0 && c < 0x530);
		if (!letter && (first || (c != '-' && c != '.' && c != '_')))
			return false;
	}
	return true;
}

static bool is_written_as_it_is(uint32_t c)
{
	return (c >= ' ' && c < 0x7F && c != '"' && c != '\\') ||
	       (c > 0xA0 && c < 0xFEFF && c != 0x2028 && c != 0x2029);
}

struct str yaml_scalar(struct arena *arena, struct str text)
{
	char *out = NULL;
	size_t n = 0;

	if (yaml_is_plain(text))
		return arena_copy(arena, text);
	out = ARENA_ARRAY(arena, char, text.n * 10 + 3);
	out[n++] = '"';
	for (size_t at = 0; at < text.n;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);
		if (is_written_as_it_is(c)) {
			memcpy(out + n, text.at + from, at - from);
			n += at - from;
		} else {
			struct str escape = arena_format(arena, "\\U%08x", c);
			memcpy(out + n, escape.at, escape.n);
			n += escape.n;
		}
	}
	out[n++] = '"';
	return (struct str){out, n};
}
