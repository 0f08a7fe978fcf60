/* The fix of a relation that only the other side states: it is added to the acting document, the way its front matter is written.
 *
 * The register has counted the relation all along, so what applies does not change. What else the other side says of it (a state, a
 * day, a condition) is for people to move. */
#include "registry/graph/contradiction.h"
#include "rules/fix/fix_internal.h"

/* What is to be added to one document: relations of one type. */
struct addition {
	struct fixing *fixing;
	const struct fix_file *file;
	struct str key;
	struct str *items; /* as YAML: "x", or "{doc: x, part: y}" */
	size_t count;
	struct str newline;
};

bool fix_is_bare(const struct relation *relation)
{
	return relation->state == STATE_UNSTATED && relation->condition == CONDITION_NONE && !relation->from.known &&
	       !relation->source.name.n && !relation->note.n && !relation->except.n && !relation->retroactive;
}

/* --- which ones ------------------------------------------------------------------------------------------------------- */

/* Does the acting document state something of the same document already? */
static bool is_spoken_of(const struct registry *registry, const struct relation *inverse)
{
	const struct document *actor = &registry->documents[inverse->actor];

	RELATIONS_EACH(own, actor) {
		uint32_t named = own->inverse ? own->actor : own->target.document;
		if (named == inverse->target.document && relation_family(own->type) != FAMILY_SPEAKS)
			return true;
	}
	return false;
}

static bool is_addable(const struct registry *registry, const struct relation *relation, enum relation_type type)
{
	struct str id = registry->documents[relation->stated_in].id;

	return relation->inverse && relation->type == type && fix_is_bare(relation) && yaml_is_plain(id) &&
	       (!relation->target.part.n || yaml_is_plain(relation->target.part)) &&
	       registry_find(registry, id) == relation->stated_in && !is_spoken_of(registry, relation);
}

static bool is_told_before(struct str *items, size_t count, struct str item)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(items[i], item))
			return true;
	return false;
}

static void items_collect(struct addition *addition, const struct registry *registry, uint32_t actor,
                          enum relation_type type)
{
	struct arena *arena = addition->fixing->arena;

	addition->items = ARENA_ARRAY(arena, struct str, edges_count(&registry->by, actor) + 1);
	EDGES_EACH(relation, registry->by, actor) {
		struct str item = registry->documents[relation->stated_in].id;
		if (!is_addable(registry, relation, type))
			continue;
		if (relation->target.part.n)
			item = arena_format(arena, "{doc: %.*s, part: %.*s}", STR_ARG(item),
			                    STR_ARG(relation->target.part));
		/* items of one document come one after another */
		if (!is_told_before(addition->items + (addition->count ? addition->count - 1 : 0),
		                    addition->count ? 1 : 0, item))
			addition->items[addition->count++] = item;
	}
}

/* --- how it is written ------------------------------------------------------------------------------------------------ */

static struct str listed(const struct addition *addition)
{
	return arena_list(addition->fixing->arena, addition->items, addition->count, STR(", "));
}

static bool insert(const struct addition *addition, struct location at, struct str text)
{
	return fix_edit(addition->fixing, addition->file, at, STR_EMPTY, text);
}

static struct str formatted(const struct addition *addition, const char *before, const char *after)
{
	return arena_format(addition->fixing->arena, "%s%.*s%s", before, STR_ARG(listed(addition)), after);
}

/* The last line that a value takes, or 0 when that is not known: after a text that is a block (| or >). */
static uint32_t last_line(const struct yaml_node *node)
{
	const struct yaml_node *last = node->first;

	if (node->kind == YAML_SCALAR)
		return node->broken && node->end.column == 1 ? 0 : node->end.line; /* a block ends below itself */
	if (node->flow)
		return node->end.line;
	while (last && last->next)
		last = last->next;
	if (!last)
		return 0;
	if (node->kind == YAML_MAP)
		return yaml_is_null(last->value) ? last->at.line : last_line(last->value);
	return last_line(last);
}

/* What stands before the item on its line: "  - ". Empty when it is something else. */
static struct str dash_before(const struct addition *addition, const struct yaml_node *item)
{
	size_t to = fix_offset(addition->file, item->at);
	struct str before = STR_EMPTY;

	if (to == SIZE_MAX)
		return before;
	before = str_part(addition->file->text, addition->file->lines.at[item->at.line - 1], item->at.column - 1);
	return str_equal(str_trim(before), STR("-")) ? before : STR_EMPTY;
}

static struct str lines_of(const struct addition *addition, struct str prefix)
{
	struct arena *arena = addition->fixing->arena;
	struct str out = STR_EMPTY;

	for (size_t i = 0; i < addition->count; i++)
		out = arena_format(arena, "%.*s%.*s%.*s%.*s", STR_ARG(out), STR_ARG(prefix),
		                   STR_ARG(addition->items[i]), STR_ARG(addition->newline));
	return out;
}

/* - a
 * - b   <- below this line */
static bool add_below(const struct addition *addition, const struct yaml_node *list)
{
	const struct yaml_node *last = list->first;
	struct str prefix = STR_EMPTY;
	uint32_t line = 0;

	while (last && last->next)
		last = last->next;
	if (!last)
		return false;
	prefix = dash_before(addition, last);
	line = last_line(last);
	return prefix.n && line && insert(addition, (struct location){line + 1, 1}, lines_of(addition, prefix));
}

/* [a, b], or [] */
static bool add_within(const struct addition *addition, const struct yaml_node *list)
{
	const struct yaml_node *last = list->first;

	while (last && last->next)
		last = last->next;
	if (!last)
		return insert(addition, (struct location){list->at.line, list->at.column + 1},
		              formatted(addition, "", ""));
	return insert(addition, last->end, formatted(addition, ", ", ""));
}

/* key: a, which becomes a list; a collection of its own lists ids in one text */
static bool add_beside(const struct addition *addition, const struct yaml_node *value)
{
	bool commas = addition->fixing->registry->config.mapped && value->kind == YAML_SCALAR;

	if (value->kind == YAML_SCALAR ? value->end.column == 1 || (commas && value->quoted) : !value->flow)
		return false;
	if (commas)
		return !memchr(listed(addition).at, '{', listed(addition).n) &&
		       insert(addition, value->end, formatted(addition, ", ", ""));
	return insert(addition, value->at, STR("[")) && insert(addition, value->end, formatted(addition, ", ", "]"));
}

/* The key's value is nothing yet. */
static bool add_first(const struct addition *addition, const struct yaml_node *key)
{
	struct location at = key->end;

	at.column++;
	return !key->value->text.n &&
	       fix_edit(addition->fixing, addition->file, key->end, STR(":"), STR(":")) && /* it stands there */
	       addition->fixing->edits.n-- && insert(addition, at, formatted(addition, " [", "]"));
}

static bool add_to(const struct addition *addition, const struct yaml_node *key)
{
	const struct yaml_node *value = key->value;

	if (yaml_is_null(value))
		return add_first(addition, key);
	if (value->kind != YAML_LIST)
		return add_beside(addition, value);
	return value->flow ? add_within(addition, value) : add_below(addition, value);
}

/* The list that shows how this file writes lists: that of a relation, else any. */
static const struct yaml_node *list_as_example(const struct registry *registry, const struct yaml_node *root)
{
	const struct yaml_node *found = NULL;

	for (const struct yaml_node *key = root->first; key; key = key->next) {
		uint32_t code = map_get(&registry->config.keys, key->text);
		if (key->value->kind != YAML_LIST || !key->value->first)
			continue;
		if (code != MAP_NONE && code != CONFIG_UNUSED && code >= CONFIG_RELATION)
			return key->value;
		found = key->value;
	}
	return found;
}

/* A new key, on the last line of the front matter. */
static bool add_key(const struct addition *addition)
{
	const struct fix_file *file = addition->file;
	const struct registry *registry = addition->fixing->registry;
	const struct yaml_node *list = list_as_example(registry, file->root);
	struct arena *arena = addition->fixing->arena;
	struct str indent = STR_EMPTY, prefix = STR_EMPTY;

	if (file->root->flow || registry->config.mapped || !file->root->first)
		return false;
	indent = str_part(file->text, file->lines.at[file->root->at.line - 1], file->root->at.column - 1);
	if (str_trim(indent).n)
		return false;
	if (list && !list->flow)
		prefix = dash_before(addition, list->first);
	return insert(addition, (struct location){file->front.lines, 1},
	              prefix.n ? arena_format(arena, "%.*s%.*s:%.*s%.*s", STR_ARG(indent), STR_ARG(addition->key),
	                                      STR_ARG(addition->newline), STR_ARG(lines_of(addition, prefix)))
	                       : arena_format(arena, "%.*s%.*s: [%.*s]%.*s", STR_ARG(indent), STR_ARG(addition->key),
	                                      STR_ARG(listed(addition)), STR_ARG(addition->newline)));
}

static bool add(const struct addition *addition, uint32_t code)
{
	for (const struct yaml_node *key = addition->file->root->first; key; key = key->next)
		if (map_get(&addition->fixing->registry->config.keys, key->text) == code)
			return add_to(addition, key);
	return add_key(addition);
}

/* --- the fix ------------------------------------------------------------------------------------------------------------ */

static const struct fix *make(struct fixing *fixing, uint32_t actor, enum relation_type type)
{
	struct str first = STR_EMPTY;
	struct addition addition = {.fixing = fixing, .key = str_from(relation_name(type))};

	addition.file = fix_file(fixing, &fixing->other, actor);
	if (!addition.file || !addition.file->root)
		return NULL;
	first = str_part(addition.file->text, 0, addition.file->lines.n > 1 ? addition.file->lines.at[1] : 0);
	addition.newline = str_ends(first, STR("\r\n")) ? STR("\r\n") : STR("\n");
	items_collect(&addition, fixing->registry, actor, type);
	if (!addition.count || !add(&addition, CONFIG_RELATION + (uint32_t)type))
		return NULL;
	return fix_make(fixing, FIX_RELATION, addition.key, listed(&addition), fixing->registry->documents[actor].id);
}

/* All that lacks in one document of one type is added at once, whichever finding it is the fix of. */
const struct fix *fix_reciprocal(struct fixing *fixing, const struct finding *finding)
{
	const struct registry *registry = fixing->registry;
	const struct document *document = &registry->documents[finding->document];
	const struct relation *relation = NULL;
	struct str name = STR_EMPTY;
	uint32_t known = 0;

	for (uint32_t i = 0; i < document->relation_count && !relation; i++)
		if (document->relations[i].inverse && document->relations[i].target.at.line == finding->at.line &&
		    document->relations[i].target.at.column == finding->at.column)
			relation = &document->relations[i];
	if (!relation || relation->actor == NO_DOCUMENT || !is_addable(registry, relation, relation->type))
		return NULL;
	name = arena_format(fixing->arena, "%u %u", relation->actor, (unsigned)relation->type);
	known = map_add(&fixing->shared, name, (uint32_t)fixing->fixes.n);
	if (known == fixing->fixes.n)
		vec_push(&fixing->fixes, make(fixing, relation->actor, relation->type));
	return fixing->fixes.at[known];
}
