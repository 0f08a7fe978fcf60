/* Front matter in canonical form: entries of a map are runs of lines, which are put in order; values that stand on one line are written
 * anew, and all else stays as it is. */
#include "registry/document/canonical_internal.h"
#include "registry/document/front_matter.h"
#include "registry/document/yaml_line.h"

struct writer {
	struct yaml_source source;
	struct str end; /* of a line */
	VEC(char) out;
	struct location unsafe; /* of what is left alone, or line 0 */
};

struct entry {
	const struct yaml_node *key;
	const struct key_row *row;
	size_t rank;
	uint32_t from, to; /* its lines, those of comments above it included; `to` is behind the last */
};

struct entries {
	struct entry *at;
	size_t n, room;
};

static void put(struct writer *writer, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		vec_push(&writer->out, text.at[i]);
}

static void put_line(struct writer *writer, struct str line)
{
	put(writer, line);
	put(writer, writer->end);
}

static void put_spaces(struct writer *writer, size_t n)
{
	while (n--)
		vec_push(&writer->out, ' ');
}

static struct str without_space(struct str line)
{
	while (line.n && (line.at[line.n - 1] == ' ' || line.at[line.n - 1] == '\t'))
		line.n--;
	return line;
}

/* --- keys ------------------------------------------------------------------------------------------------------------ */

static bool is_comment(struct str line)
{
	size_t indent = yaml_indent(line);

	return indent < line.n && line.at[indent] == '#';
}

static bool is_blank(struct str line)
{
	return !str_trim(line).n;
}

/* Where what belongs to the next entry begins, of the lines between two: a comment that stands no deeper than the key below it. */
static uint32_t lead_of(const struct writer *writer, uint32_t from, uint32_t key_line, uint32_t column)
{
	for (uint32_t line = from; line < key_line; line++) {
		struct str text = yaml_source_line(&writer->source, line);
		if (is_blank(text) || (is_comment(text) && yaml_indent(text) < column))
			return line;
	}
	return key_line;
}

/* The entries of a block map in lines `from`..`to`, in order of their ranks. Returns the line behind the last. */
static uint32_t entries_find(struct entries *entries, const struct writer *writer, const struct key_table *table,
                             const struct yaml_node *map, uint32_t from, uint32_t to)
{
	size_t rank = 0;

	for (const struct yaml_node *key = map->first; key; key = key->next) {
		struct entry entry = {.key = key, .row = canonical_row(&writer->source, table, key), .from = from};
		uint32_t last = yaml_source_last(&writer->source, key->value);
		last = last < key->at.line ? key->at.line : last;
		rank = entry.rank = canonical_rank(&writer->source, table, key, rank);
		entry.to = lead_of(writer, last + 1, key->next ? key->next->at.line : to, key->at.column);
		from = entry.to;
		vec_push(entries, entry);
	}
	for (size_t i = 1; i < entries->n; i++) {
		struct entry moved = entries->at[i];
		size_t at = i;
		for (; at && entries->at[at - 1].rank > moved.rank; at--)
			entries->at[at] = entries->at[at - 1];
		entries->at[at] = moved;
	}
	return from;
}

/* --- values ---------------------------------------------------------------------------------------------------------- */

static void map_put(struct writer *writer, const struct key_table *table, const struct yaml_node *map, uint32_t from,
                    uint32_t to, size_t shift);

static void lines_put(struct writer *writer, uint32_t from, uint32_t to, size_t shift)
{
	for (uint32_t line = from; line < to; line++) {
		struct str text = yaml_source_line(&writer->source, line);
		put_spaces(writer, text.n ? shift : 0);
		put_line(writer, text);
	}
}

static bool has_comment(const struct writer *writer, uint32_t from, uint32_t to)
{
	for (uint32_t line = from; line < to; line++)
		if (str_find(yaml_source_line(&writer->source, line), STR("#"), 0) != SIZE_MAX)
			return true;
	return false;
}

/* What stands behind a value on its line: nothing, or a comment. */
static struct str rest_of_line(const struct writer *writer, struct location end)
{
	struct str rest = str_part(yaml_source_line(&writer->source, end.line), end.column - 1, SIZE_MAX);

	return without_space(rest);
}

/* One item of a block list: its first line begins with "- ". */
static void item_put(struct writer *writer, const struct key_row *row, const struct yaml_node *item, uint32_t from,
                     uint32_t to, size_t shift)
{
	struct str line = yaml_source_line(&writer->source, item->at.line), value = STR_EMPTY, rest = STR_EMPTY;
	uint32_t first = item->at.line;

	lines_put(writer, from, first, shift);
	if (item->kind == YAML_MAP && !item->flow) {
		map_put(writer, row ? row->table : NULL, item, first, to, shift);
		return;
	}
	if (yaml_source_last(&writer->source, item) == first && canonical_value(&writer->source, row, item, &value)) {
		rest = rest_of_line(writer, item->end);
		put_spaces(writer, shift);
		put(writer, str_part(line, 0, item->at.column - 1));
		put(writer, value);
		put_line(writer, rest);
		first++;
	}
	lines_put(writer, first, to, shift);
}

static void list_put(struct writer *writer, const struct entry *entry, uint32_t from, size_t shift)
{
	const struct yaml_node *list = entry->key->value;

	shift += list->at.column == entry->key->at.column ? 2 : 0;
	for (const struct yaml_node *item = list->first; item; item = item->next) {
		uint32_t last = yaml_source_last(&writer->source, item);
		uint32_t to = item->next ? last + 1 : entry->to;
		item_put(writer, entry->row, item, from, to, shift);
		from = to;
	}
}

/* "key: [a, b]" for a list of names on lines of its own. */
static bool names_put(struct writer *writer, const struct entry *entry, struct str head)
{
	const struct yaml_node *list = entry->key->value;
	struct str text = STR_EMPTY;

	if (!entry->row || (entry->row->type != VALUE_NAMES && entry->row->type != VALUE_LISTED) ||
	    writer->source.config->mapped || has_comment(writer, entry->key->at.line, entry->to) ||
	    !canonical_names(&writer->source, list, head.n + 1, &text))
		return false;
	put(writer, head);
	put(writer, STR(" "));
	put_line(writer, text);
	return true;
}

/* The lines of a value that stands below its key. */
static void below_put(struct writer *writer, const struct entry *entry, struct str head, size_t shift)
{
	const struct yaml_node *value = entry->key->value;
	uint32_t line = entry->key->at.line;

	if (value->kind == YAML_LIST && names_put(writer, entry, head))
		return;
	put(writer, head);
	put_line(writer, rest_of_line(writer, (struct location){line, entry->key->end.column + 1}));
	if (value->kind == YAML_LIST)
		list_put(writer, entry, line + 1, shift);
	else
		map_put(writer, entry->row ? entry->row->table : NULL, value, line + 1, entry->to, shift);
}

/* An entry; the bytes before its key are `before`. */
static void entry_put(struct writer *writer, const struct entry *entry, struct str before, size_t shift)
{
	const struct yaml_node *key = entry->key, *value = key->value;
	struct str slice = yaml_source_slice(&writer->source, key), text = STR_EMPTY, head = STR_EMPTY;
	uint32_t line = key->at.line;

	head = arena_format(writer->source.arena, "%.*s%.*s:", STR_ARG(before), STR_ARG(slice));
	if (value->kind != YAML_SCALAR && !value->flow && value->at.line > line) {
		below_put(writer, entry, head, shift);
		return;
	}
	if (value->at.line == line && yaml_source_last(&writer->source, value) == line &&
	    canonical_key_value(&writer->source, entry->row, value, &text)) {
		put(writer, head);
		put(writer, STR(" "));
		put(writer, text);
		put_line(writer, rest_of_line(writer, value->end));
	} else {
		text = str_part(yaml_source_line(&writer->source, line), key->at.column - 1, SIZE_MAX);
		put(writer, before);
		put_line(writer, yaml_is_null(value) ? without_space(text) : text);
	}
	lines_put(writer, line + 1, entry->to, shift);
}

/* The key must be written as it is read back: "key:" at its place. */
static bool is_plain_entry(struct writer *writer, const struct yaml_node *key, size_t column)
{
	struct str line = yaml_source_line(&writer->source, key->at.line);

	return key->at.column == column && key->end.line == key->at.line &&
	       str_starts(str_part(line, key->end.column - 1, SIZE_MAX), STR(":"));
}

static void map_put(struct writer *writer, const struct key_table *table, const struct yaml_node *map, uint32_t from,
                    uint32_t to, size_t shift)
{
	struct entries entries = {0};
	size_t column = map->first ? map->first->at.column : 1;
	struct str line = map->first ? yaml_source_line(&writer->source, map->first->at.line) : STR_EMPTY;
	struct str blank = STR_EMPTY, lead = STR_EMPTY;
	uint32_t tail = entries_find(&entries, writer, table, map, from, to);
	char *spaces = NULL;

	spaces = ARENA_ARRAY(writer->source.arena, char, column + shift + 1);
	memset(spaces, ' ', column + shift);
	blank = (struct str){spaces, column - 1 + shift};
	lead = arena_format(writer->source.arena, "%.*s%.*s", (int)shift, spaces, (int)column - 1, line.at);
	for (size_t i = 0; i < entries.n; i++) {
		const struct entry *entry = &entries.at[i];
		if (!is_plain_entry(writer, entry->key, column))
			writer->unsafe = entry->key->at;
		lines_put(writer, entry->from, entry->key->at.line, shift);
		entry_put(writer, entry, i ? blank : lead, shift);
	}
	lines_put(writer, tail, to, shift);
	vec_release(&entries);
}

/* --- the whole ------------------------------------------------------------------------------------------------------- */

/* Do two trees say the same? A text may have become a list of one, and a date be written otherwise. */
static bool says_same(const struct yaml_node *a, const struct yaml_node *b)
{
	struct date x = DATE_NONE, y = DATE_NONE;
	const struct yaml_node *p = a->first, *q = b->first;

	if (a->kind == YAML_SCALAR && b->kind == YAML_LIST)
		return b->first && !b->first->next && says_same(a, b->first);
	if (a->kind == YAML_MAP && b->kind == YAML_LIST)
		return b->first && !b->first->next && says_same(a, b->first);
	if (a->kind != b->kind || (a->kind == YAML_SCALAR && yaml_is_null(a) != yaml_is_null(b)))
		return false;
	if (a->kind == YAML_SCALAR)
		return str_equal(a->text, b->text) ||
		       (date_parse(b->text, &y) &&
		        (!date_parse(a->text, &x) || (x.first == y.first && x.last == y.last)));
	if (yaml_count(a) != yaml_count(b))
		return false;
	for (; p; p = p->next, q = a->kind == YAML_LIST ? q->next : q) {
		const struct yaml_node *value = a->kind == YAML_MAP ? yaml_get(b, p->text) : q;
		if (!value || !says_same(a->kind == YAML_MAP ? p->value : p, value))
			return false;
	}
	return true;
}

const struct yaml_node *canonical_parse(struct arena *arena, const struct config *config, struct str text,
                                        struct front_matter *front, struct location *at)
{
	struct problems problems = {0};
	struct fields fields = {.arena = arena, .problems = &problems};
	const struct yaml_node *root = NULL;

	if (front_matter_is_text(&fields, text) &&
	    front_matter_find(front, &fields, text, FORM_YAML, config->limits.front_matter_bytes)) {
		size_t before = problems.n;
		root = front_matter_parse(&fields, arena, front, &config->limits);
		if (problems.n > before || (root && root->kind != YAML_MAP))
			root = NULL;
	}
	*at = problems.n ? problems.at[problems.n - 1].at : LOCATION_FILE;
	vec_release(&problems);
	return root;
}

static struct canonical unsafe(struct location at)
{
	return (struct canonical){CANONICAL_UNSAFE, STR_EMPTY, at};
}

/* Writes the front matter anew; the lines above the first blank one, at its head, stay there. */
static void front_put(struct writer *writer, const struct yaml_node *root)
{
	uint32_t first = writer->source.first_line, last = first + (uint32_t)writer->source.lines.n - 1;
	uint32_t head = first;

	for (uint32_t line = first; line < root->first->at.line; line++)
		head = is_blank(yaml_source_line(&writer->source, line)) ? line + 1 : head;
	lines_put(writer, first, head, 0);
	map_put(writer, &document_keys, root, head, last, 0);
}

static struct canonical rewrite(struct arena *arena, const struct config *config, struct str text,
                                const struct front_matter *front, const struct yaml_node *root)
{
	struct writer writer = {.source = {.inner = front->inner, .first_line = 2, .arena = arena, .config = config}};
	struct canonical done = {CANONICAL_SAME, STR_EMPTY, LOCATION_FILE};
	size_t head = (size_t)(front->inner.at - text.at), tail = head + front->inner.n;
	struct front_matter again = {0};
	const struct yaml_node *node = NULL;

	yaml_source_begin(&writer.source);
	writer.end = head > 1 && text.at[head - 2] == '\r' ? STR("\r\n") : STR("\n");
	node = yaml_source_odd(&writer.source, root);
	if (node) {
		done = unsafe(node->at);
	} else if (root->first) {
		put(&writer, str_part(text, 0, head));
		front_put(&writer, root);
		put(&writer, str_part(text, tail, SIZE_MAX));
		done.text = arena_copy(arena, (struct str){writer.out.at, writer.out.n});
		node = str_equal(done.text, text) ? root : canonical_parse(arena, config, done.text, &again, &done.at);
		if (writer.unsafe.line || !node || !says_same(root, node))
			done = unsafe(writer.unsafe.line ? writer.unsafe : root->at);
		else
			done.outcome = node == root ? CANONICAL_SAME : CANONICAL_CHANGED;
	}
	vec_release(&writer.source.lines);
	vec_release(&writer.out);
	return done;
}

struct canonical canonical_of(struct arena *arena, const struct config *config, struct str text)
{
	struct canonical done = {CANONICAL_UNREAD, STR_EMPTY, LOCATION_FILE};
	struct front_matter front = {0};
	const struct yaml_node *root = canonical_parse(arena, config, text, &front, &done.at);

	return root ? rewrite(arena, config, text, &front, root) : done;
}
