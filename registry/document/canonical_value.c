/* Values on one line in canonical form. */
#include "registry/base/ascii.h"
#include "registry/document/canonical_internal.h"
#include "registry/document/yaml_line.h"

/* Would it be read as something else without quotation marks, here or by another reader of YAML? */
static bool is_bare(struct str text)
{
	struct date date = DATE_NONE;
	bool letter = false;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.at[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
		letter = letter || word || c == '/';
		if (!word && !is_digit(c) && (!i || !strchr("-_./ ", c)))
			return false;
	}
	return letter && text.n > 3 && !is_space(text.at[text.n - 1]) && !date_parse(text, &date) &&
	       !str_equal(text, STR("null")) && !str_equal(text, STR("true")) && !str_equal(text, STR("false"));
}

/* Names and words; the quotation marks of a title of several words are its writer's choice. */
static bool is_unquoted(const struct key_row *row, struct str text)
{
	return row &&
	       (row->type == VALUE_NAMES || row->type == VALUE_LISTED || row->type == VALUE_WORD ||
	        row->type == VALUE_REFERENCE || (row->type == VALUE_TEXT && yaml_is_plain(text))) &&
	       is_bare(text);
}

/* A date in another form than YYYY-MM-DD, or in quotation marks; how exactly an interval is written is its writer's choice. */
static bool date_value(const struct yaml_source *source, const struct yaml_node *value, struct str *out)
{
	struct problems problems = {0};
	struct fields fields = {.arena = source->arena, .problems = &problems, .dates = source->config->mapped};
	struct date date = DATE_NONE, back = DATE_NONE;
	bool read = fields_date(&fields, STR_EMPTY, value, &date);

	vec_release(&problems);
	if (!read)
		return false;
	*out = date_parse(value->text, &back) ? str_trim(value->text) : date_text(source->arena, date);
	return date_parse(*out, &back) && back.first == date.first && back.last == date.last;
}

static bool scalar_value(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *value,
                         struct str *out)
{
	struct str slice = yaml_source_slice(source, value);

	if (value->broken || !slice.n || strchr("|>", slice.at[0]))
		return false;
	if (row && row->type == VALUE_DATE && date_value(source, value, out))
		return true;
	*out = value->quoted && is_unquoted(row, value->text) ? value->text : slice;
	return true;
}

static bool flow_list(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *list,
                      struct str *out)
{
	struct str text = STR("["), item = STR_EMPTY;

	for (const struct yaml_node *at = list->first; at; at = at->next) {
		if (!canonical_value(source, row, at, &item))
			return false;
		text = arena_format(source->arena, "%.*s%s%.*s", STR_ARG(text), at == list->first ? "" : ", ",
		                    STR_ARG(item));
	}
	*out = arena_format(source->arena, "%.*s]", STR_ARG(text));
	return true;
}

struct ranked {
	const struct yaml_node *key;
	size_t rank;
};

static bool flow_map(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *map,
                     struct str *out)
{
	const struct key_table *table = row ? row->table : NULL;
	struct ranked *keys = ARENA_ARRAY(source->arena, struct ranked, yaml_count(map));
	size_t n = 0, rank = 0;
	struct str text = STR("{"), value = STR_EMPTY;

	for (const struct yaml_node *key = map->first; key; key = key->next) {
		struct ranked entry = {key, canonical_rank(source, table, key, rank)};
		size_t at = n++;
		rank = entry.rank;
		for (; at && keys[at - 1].rank > rank; at--)
			keys[at] = keys[at - 1];
		keys[at] = entry;
	}
	for (size_t i = 0; i < n; i++) {
		struct str key = yaml_source_slice(source, keys[i].key);
		if (!key.n ||
		    !canonical_value(source, canonical_row(source, table, keys[i].key), keys[i].key->value, &value))
			return false;
		text = arena_format(source->arena, "%.*s%s%.*s: %.*s", STR_ARG(text), i ? ", " : "", STR_ARG(key),
		                    STR_ARG(value));
	}
	*out = arena_format(source->arena, "%.*s}", STR_ARG(text));
	return true;
}

/* A text that is a list of one, as an item in brackets. */
static struct str item_text(const struct yaml_source *source, const struct yaml_node *value, struct str text)
{
	for (size_t i = 0; value->kind == YAML_SCALAR && !value->quoted && i < text.n; i++)
		if (strchr(",[]{}", text.at[i]))
			return yaml_in_quotes(source->arena, text);
	return text;
}

bool canonical_value(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *value,
                     struct str *out)
{
	if (value->kind != YAML_SCALAR && (!value->flow || value->at.line != value->end.line))
		return false;
	if (value->kind == YAML_SCALAR)
		return scalar_value(source, row, value, out);
	return value->kind == YAML_LIST ? flow_list(source, row, value, out) : flow_map(source, row, value, out);
}

bool canonical_names(const struct yaml_source *source, const struct yaml_node *list, size_t column, struct str *out)
{
	const struct key_row row = {.type = VALUE_NAMES};
	struct str text = STR("["), item = STR_EMPTY;

	for (const struct yaml_node *at = list->first; at; at = at->next) {
		if (at->kind != YAML_SCALAR || yaml_is_null(at) || !scalar_value(source, &row, at, &item))
			return false;
		item = item_text(source, at, item);
		text = arena_format(source->arena, "%.*s%s%.*s", STR_ARG(text), at == list->first ? "" : ", ",
		                    STR_ARG(item));
	}
	*out = arena_format(source->arena, "%.*s]", STR_ARG(text));
	return list->first && column + out->n <= CANONICAL_WIDTH;
}

bool canonical_key_value(const struct yaml_source *source, const struct key_row *row, const struct yaml_node *value,
                         struct str *out)
{
	bool list = row && (row->type == VALUE_NAMES || row->type == VALUE_LISTED || row->type == VALUE_ENTRIES);

	if (!canonical_value(source, row, value, out))
		return false;
	if (list && !source->config->mapped && value->kind != YAML_LIST && !yaml_is_null(value))
		*out = arena_format(source->arena, "[%.*s]", STR_ARG(item_text(source, value, *out)));
	return true;
}
