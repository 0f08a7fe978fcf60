#include "registry/document/front_matter_edit.h"

#include "registry/document/canonical_internal.h"
#include "registry/document/yaml_line.h"

struct adding {
	struct yaml_source source;
	const struct new_relation *relation;
	const struct yaml_node *root;
	uint32_t code; /* in config.keys */
	size_t at;     /* where something is put in, as an offset in `inner`; SIZE_MAX: nowhere */
	struct str put;
	size_t wrap; /* where a bracket is put in as well, or SIZE_MAX */
};

static bool is_bare(const struct new_relation *relation)
{
	return !relation->part.n && !relation->from.known && !relation->except.n;
}

/* "x", or in braces, with what is said of it. */
static struct str in_braces(const struct adding *adding)
{
	const struct new_relation *relation = adding->relation;
	struct arena *arena = adding->source.arena;
	struct str doc = yaml_scalar(arena, relation->doc), text = arena_format(arena, "{doc: %.*s", STR_ARG(doc));

	if (is_bare(relation))
		return doc;
	if (relation->part.n)
		text = arena_format(arena, "%.*s, part: %.*s", STR_ARG(text),
		                    STR_ARG(yaml_scalar(arena, relation->part)));
	if (relation->from.known)
		text = arena_format(arena, "%.*s, from: %.*s", STR_ARG(text),
		                    STR_ARG(date_text(arena, relation->from)));
	if (relation->except.n)
		text = arena_format(arena, "%.*s, except: %.*s", STR_ARG(text),
		                    STR_ARG(yaml_in_quotes(arena, relation->except)));
	return arena_format(arena, "%.*s}", STR_ARG(text));
}

static struct str line_end(const struct adding *adding)
{
	struct str inner = adding->source.inner;
	size_t end = str_find(inner, STR("\n"), 0);

	return end != SIZE_MAX && end && inner.at[end - 1] == '\r' ? STR("\r\n") : STR("\n");
}

/* The lines of an item of a block list, behind "  - ". */
static struct str in_lines(const struct adding *adding, struct str dash)
{
	const struct new_relation *relation = adding->relation;
	struct arena *arena = adding->source.arena;
	struct str end = line_end(adding), doc = yaml_scalar(arena, relation->doc), text = STR_EMPTY;
	int indent = (int)dash.n;

	if (is_bare(relation))
		return arena_format(arena, "%.*s%.*s%.*s", STR_ARG(dash), STR_ARG(doc), STR_ARG(end));
	text = arena_format(arena, "%.*sdoc: %.*s%.*s", STR_ARG(dash), STR_ARG(doc), STR_ARG(end));
	if (relation->part.n)
		text = arena_format(arena, "%.*s%*spart: %.*s%.*s", STR_ARG(text), indent, "",
		                    STR_ARG(yaml_scalar(arena, relation->part)), STR_ARG(end));
	if (relation->from.known)
		text = arena_format(arena, "%.*s%*sfrom: %.*s%.*s", STR_ARG(text), indent, "",
		                    STR_ARG(date_text(arena, relation->from)), STR_ARG(end));
	if (relation->except.n)
		text = arena_format(arena, "%.*s%*sexcept: %.*s%.*s", STR_ARG(text), indent, "",
		                    STR_ARG(yaml_in_quotes(arena, relation->except)), STR_ARG(end));
	return text;
}

/* Where the line behind this one begins. */
static size_t below(const struct adding *adding, uint32_t line)
{
	return yaml_source_offset(&adding->source, (struct location){line + 1, 1});
}

/* - a
 * - b   <- below this line */
static void add_below(struct adding *adding, const struct yaml_node *list)
{
	const struct yaml_node *last = list->first;
	struct str dash = STR_EMPTY;

	while (last->next)
		last = last->next;
	dash = str_part(yaml_source_line(&adding->source, last->at.line), 0, last->at.column - 1);
	if (!str_equal(str_trim(dash), STR("-")))
		return;
	adding->at = below(adding, yaml_source_last(&adding->source, last));
	adding->put = in_lines(adding, dash);
}

/* [a, b], or one value, which becomes a list; a collection of its own lists ids in one text. */
static void add_within(struct adding *adding, const struct yaml_node *value)
{
	struct arena *arena = adding->source.arena;
	struct str item = in_braces(adding);
	bool list = value->kind == YAML_LIST;
	bool commas = !list && adding->source.config->mapped && !value->quoted && item.at[0] != '{';

	if (value->broken)
		return;
	adding->at = yaml_source_offset(&adding->source, value->end) - list;
	adding->put = arena_format(arena, "%s%.*s%s", list && !value->first ? "" : ", ", STR_ARG(item),
	                           list || commas ? "" : "]");
	if (!list && !commas)
		adding->wrap = yaml_source_offset(&adding->source, value->at);
}

/* The key as this collection spells it. */
static struct str key_of(const struct adding *adding)
{
	const struct config *config = adding->source.config;

	for (uint32_t i = 0; i < config->own_count; i++)
		if (map_get(&config->keys, config->own[i]) == adding->code)
			return config->own[i];
	return str_from(document_keys.rows[adding->code].key);
}

/* A key of its own, below the last of those that come before it; the last of all stands at the end, below what is told in comments. */
static void add_key(struct adding *adding)
{
	const struct yaml_node *after = NULL;
	uint32_t line = adding->source.first_line - 1;
	bool before_relations = false;
	size_t rank = 0;

	for (const struct yaml_node *key = adding->root->first; key; key = key->next) {
		rank = canonical_rank(&adding->source, &document_keys, key, rank);
		after = rank <= adding->code + 1 ? key : after;
	}
	before_relations = rank <= CONFIG_RELATION;
	if (after) {
		line = yaml_source_last(&adding->source, after->value);
		line = line < after->at.line ? after->at.line : line;
	}
	adding->at = after && !after->next && before_relations ? adding->source.inner.n : below(adding, line);
	adding->put = arena_format(adding->source.arena, "%.*s:%.*s%.*s", STR_ARG(key_of(adding)),
	                           STR_ARG(line_end(adding)), STR_ARG(in_lines(adding, STR("  - "))));
}

static void add(struct adding *adding)
{
	for (const struct yaml_node *key = adding->root->first; key; key = key->next) {
		const struct yaml_node *value = key->value;
		if (map_get(&adding->source.config->keys, key->text) != adding->code)
			continue;
		if (yaml_is_null(value) && !value->text.n) {
			adding->at = below(adding, key->at.line);
			adding->put = in_lines(adding, STR("  - "));
		} else if (value->kind == YAML_LIST && !value->flow) {
			add_below(adding, value);
		} else if (!yaml_is_null(value) && (value->flow || value->kind == YAML_SCALAR)) {
			add_within(adding, value);
		}
		return;
	}
	add_key(adding);
}

static struct str put_in(struct adding *adding, struct str text, size_t inner)
{
	struct arena *arena = adding->source.arena;
	size_t at = inner + adding->at;

	if (adding->wrap == SIZE_MAX)
		return arena_format(arena, "%.*s%.*s%.*s", STR_ARG(str_part(text, 0, at)), STR_ARG(adding->put),
		                    STR_ARG(str_part(text, at, SIZE_MAX)));
	return arena_format(arena, "%.*s[%.*s%.*s%.*s", STR_ARG(str_part(text, 0, inner + adding->wrap)),
	                    STR_ARG(str_part(text, inner + adding->wrap, adding->at - adding->wrap)),
	                    STR_ARG(adding->put), STR_ARG(str_part(text, at, SIZE_MAX)));
}

bool front_matter_add(struct arena *arena, const struct config *config, struct str text,
                      const struct new_relation *relation, struct str *out, struct location *at)
{
	struct front_matter front = {0};
	struct adding adding = {.relation = relation, .at = SIZE_MAX, .wrap = SIZE_MAX};
	const struct yaml_node *odd = NULL;

	adding.code = (relation->inverse ? CONFIG_INVERSE : CONFIG_RELATION) + (uint32_t)relation->type;
	adding.root = canonical_parse(arena, config, text, &front, at);
	if (!adding.root)
		return false;
	adding.source = (struct yaml_source){.inner = front.inner, .first_line = 2, .arena = arena, .config = config};
	yaml_source_begin(&adding.source);
	odd = yaml_source_odd(&adding.source, adding.root);
	*at = odd ? odd->at : adding.root->at;
	if (!odd && adding.root->at.column == 1)
		add(&adding);
	vec_release(&adding.source.lines);
	if (adding.at == SIZE_MAX)
		return false;
	*out = put_in(&adding, text, (size_t)(front.inner.at - text.at));
	return canonical_parse(arena, config, *out, &front, at) != NULL; /* it is still read */
}
