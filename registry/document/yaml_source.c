/* Front matter as it is written: its lines, and where its values stand in them. */
#include "registry/document/canonical_internal.h"

size_t yaml_source_offset(const struct yaml_source *source, struct location at)
{
	size_t line = at.line - source->first_line, offset = 0;

	if (!at.line || line >= source->lines.n)
		return source->inner.n;
	offset = source->lines.at[line] + at.column - 1;
	return offset < source->inner.n ? offset : source->inner.n;
}

struct str yaml_source_slice(const struct yaml_source *source, const struct yaml_node *node)
{
	size_t from = yaml_source_offset(source, node->at), to = 0;

	if (!node->end.line)
		return STR_EMPTY;
	to = yaml_source_offset(source, node->end);
	return str_part(source->inner, from, to > from ? to - from : 0);
}

struct str yaml_source_line(const struct yaml_source *source, uint32_t number)
{
	size_t line = number - source->first_line;
	struct str rest = STR_EMPTY, text = STR_EMPTY;

	if (line + 1 >= source->lines.n)
		return STR_EMPTY;
	rest = str_part(source->inner, source->lines.at[line], source->lines.at[line + 1] - source->lines.at[line]);
	(void)str_next_line(&rest, &text);
	return text;
}

uint32_t yaml_source_last(const struct yaml_source *source, const struct yaml_node *node)
{
	uint32_t last = node->at.line;

	/* a block of text ends at the beginning of a later line */
	if (node->end.line)
		return node->end.line > last && node->end.column == 1 ? node->end.line - 1 : node->end.line;
	for (const struct yaml_node *child = node->first; child; child = child->next) {
		const struct yaml_node *deepest = child->value ? child->value : child;
		uint32_t end = yaml_source_last(source, deepest);
		last = end > last ? end : last;
		last = child->at.line > last ? child->at.line : last;
	}
	return last;
}

void yaml_source_begin(struct yaml_source *source)
{
	vec_push(&source->lines, 0);
	for (size_t i = 0; i < source->inner.n; i++)
		if (source->inner.at[i] == '\n')
			vec_push(&source->lines, i + 1);
}

/* YAML also breaks lines at marks that are no line ends here. */
static bool has_odd_lines(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\r' && (i + 1 == text.n || text.at[i + 1] != '\n'))
			return true;
	return str_find(text, STR("\xC2\x85"), 0) != SIZE_MAX || str_find(text, STR("\xE2\x80\xA8"), 0) != SIZE_MAX ||
	       str_find(text, STR("\xE2\x80\xA9"), 0) != SIZE_MAX;
}

/* What a person would not have written like that: tags. */
static const struct yaml_node *tag_in(const struct yaml_source *source, const struct yaml_node *node)
{
	size_t at = yaml_source_offset(source, node->at);

	if (at < source->inner.n && source->inner.at[at] == '!')
		return node;
	for (const struct yaml_node *child = node->first; child; child = child->next) {
		const struct yaml_node *found = tag_in(source, child);
		if (!found && child->value)
			found = tag_in(source, child->value);
		if (found)
			return found;
	}
	return NULL;
}

const struct yaml_node *yaml_source_odd(const struct yaml_source *source, const struct yaml_node *root)
{
	return root->flow || has_odd_lines(source->inner) ? root : tag_in(source, root);
}

const struct key_row *canonical_row(const struct yaml_source *source, const struct key_table *table,
                                    const struct yaml_node *key)
{
	uint32_t index = MAP_NONE;

	if (table != &document_keys)
		return table ? key_find(table, UINT_MAX, key->text) : NULL;
	index = map_get(&source->config->keys, key->text);
	return index < document_keys.n ? &document_keys.rows[index] : NULL;
}

size_t canonical_rank(const struct yaml_source *source, const struct key_table *table, const struct yaml_node *key,
                      size_t before)
{
	const struct key_row *row = canonical_row(source, table, key);

	return row ? (size_t)(row - table->rows) + 1 : before;
}
