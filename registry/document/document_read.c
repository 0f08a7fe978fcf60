/* A document's front matter: what its file, its place and its text state, in the words of its collection. */
#include "registry/document/document_read.h"
#include "registry/document/config.h"
#include "registry/document/document.h"
#include "registry/document/front_matter.h"
#include "registry/document/front_matter_slips.h"
#include "registry/document/key_map_apply.h"

static void unknown_key(struct reading *reading, const struct yaml_node *key)
{
	const struct problems *problems = reading->fields.problems;
	uint32_t meant = MAP_NONE;

	if (reading->config->mapped) {
		front_matter_key_near(&reading->fields, reading->config, &document_keys, key);
		return;
	}
	key_unknown(&reading->fields, &document_keys, NULL, UINT_MAX, key);
	/* a key that is misspelt is not missing as well */
	meant = map_get(&reading->config->keys, problems->at[problems->n - 1].args[1].text);
	if (meant < KEY_COUNT && !reading->document->keys[meant].line)
		reading->document->keys[meant] = key->value->at;
}

static void canonical_read(struct reading *reading, const struct yaml_node *root)
{
	bool seen[KEY_COUNT] = {false};

	for (const struct yaml_node *key = root->first; key; key = key->next) {
		uint32_t code = map_get(&reading->config->keys, key->text);
		if (code == CONFIG_UNUSED)
			continue;
		if (code == MAP_NONE)
			unknown_key(reading, key);
		else if (code >= KEY_COUNT || !seen[code]) /* of a key written twice, the first stands */
			key_read(&reading->fields, &document_keys.rows[code], key->text, key->value, reading->document);
		if (code < KEY_COUNT && !seen[code] && !yaml_is_null(key->value))
			reading->document->keys[code] = key->value->at;
		if (code < KEY_COUNT)
			seen[code] = true;
	}
}

/* Reads all that is stated of one field: of a fact the first way that gives a value, of a relation every one. */
static void field_read(struct reading *reading, const struct map_reading *map, uint32_t field)
{
	struct document *document = reading->document;
	struct stated stated;

	for (uint32_t next = 0; key_map_next(map, field, &next, &stated);) {
		reading->way = stated.way;
		key_read(&reading->fields, &document_keys.rows[field], stated.key, stated.value, document);
		reading->way = NULL;
		if (field < KEY_COUNT) {
			document->keys[field] = stated.value->at;
			return;
		}
	}
}

/* A key that is misspelt is not missing as well. */
static bool is_misspelt(const struct problems *problems, struct str key)
{
	for (size_t i = 0; i < problems->n; i++)
		if (problems->at[i].kind == PROBLEM_KEY_UNKNOWN && str_equal(problems->at[i].args[1].text, key))
			return true;
	return false;
}

/* Does a status word ask for these keys, or are they asked for of all? */
static void required_read(struct reading *reading, const struct yaml_node *root, const struct keys_required *required)
{
	const struct key_map *map = &reading->config->map;
	bool asked = !required->word.n || (reading->stage_word >= 0 &&
	                                   str_alike(map->stage_words[reading->stage_word].word, required->word));

	for (uint32_t i = 0; asked && i < required->keys.n; i++) {
		struct str key = required->keys.at[i].text;
		const struct yaml_node *value = yaml_get(root, key);
		uint32_t field = map_get(&reading->config->keys, key);
		if ((value && !yaml_is_null(value)) || (field < KEY_COUNT && reading->document->keys[field].line) ||
		    is_misspelt(reading->fields.problems, key))
			continue;
		fields_problem(&reading->fields, PROBLEM_KEY_MISSING, ((struct location){1, 1}), key, STR("..."));
	}
}

static void mapped_read(struct reading *reading, struct arena *nodes, const struct front_matter *front,
                        const struct yaml_node *root)
{
	const struct config *config = reading->config;
	const struct map_reading map = {config, front, root, reading->document->path, nodes};

	for (const struct yaml_node *key = root ? root->first : NULL; key; key = key->next)
		if (map_get(&config->keys, key->text) == MAP_NONE)
			unknown_key(reading, key);
	for (uint32_t i = 0; i < FIELDS; i++)
		field_read(reading, &map, i);
	for (uint32_t i = 0; i < config->map.required_count; i++)
		required_read(reading, root, &config->map.required[i]);
}

/* Where a collection tells no titles, the first heading is one; what cites a document by its title must know it before bodies are read. */
static void title_from_heading(struct reading *reading, const struct front_matter *front)
{
	struct document *document = reading->document;
	struct location at = {0};
	struct str title = front_matter_heading(front, &at);

	if (!title.n)
		return;
	document->title = arena_copy(reading->fields.arena, title);
	document->keys[KEY_TITLE] = at;
}

/* In a collection with keys of its own, the file's name is the id unless it has a key for that, and a type is not needed. */
static bool is_needed(const struct config *config, size_t key)
{
	return document_keys.rows[key].required && (!config->mapped || key == KEY_TITLE || config->own_keys[key].n);
}

static void required_keys(struct reading *reading, const struct front_matter *front)
{
	if (reading->config->mapped && !reading->document->keys[KEY_TITLE].line)
		title_from_heading(reading, front);
	for (size_t i = 0; i < KEY_COUNT; i++) {
		struct str own = reading->config->own_keys[i];
		if (is_needed(reading->config, i) && !reading->document->keys[i].line)
			fields_problem(&reading->fields, PROBLEM_KEY_MISSING, ((struct location){1, 1}),
			               own.n ? own : str_from(document_keys.rows[i].key),
			               i == KEY_ID && !own.n ? document_stem(reading->document->path) : STR("..."));
	}
}

/* Moves what was collected into the arena. */
static void reading_finish(struct reading *reading)
{
	struct document *document = reading->document;

	document->relation_count = (uint32_t)reading->relations.n;
	document->relations = ARENA_ARRAY(reading->fields.arena, struct relation, reading->relations.n);
	if (reading->relations.n)
		memcpy(document->relations, reading->relations.at,
		       reading->relations.n * sizeof *reading->relations.at);
	vec_release(&reading->relations);
}

static void front_matter_read(struct reading *reading, struct arena *scratch, const struct front_matter *front)
{
	struct str inner = front->inner;
	size_t before = reading->fields.problems->n;
	const struct yaml_node *root = front_matter_parse(&reading->fields, scratch, front, &reading->config->limits);
	bool map = root && root->kind == YAML_MAP;

	reading->document->readable = front_matter_is_readable(root, reading->fields.problems->n - before);
	if (!reading->document->readable)
		return;
	if (reading->config->mapped)
		mapped_read(reading, scratch, front, map ? root : NULL);
	else if (map)
		canonical_read(reading, root);
	if (map && front->form == FORM_YAML && str_find(inner, STR(" #"), 0) != SIZE_MAX)
		front_matter_values_cut(&reading->fields, root, inner);
	required_keys(reading, front);
}

static enum word_kind word_kind_of(struct str word)
{
	const struct key_row *row = key_find(&document_keys, UINT_MAX, word);

	if (!row)
		return WORD_UNKNOWN;
	return row->type == VALUE_NAMES || row->type == VALUE_LISTED || row->type == VALUE_ENTRIES ? WORD_LIST_KEY
	                                                                                           : WORD_KEY;
}

void document_read_front_matter(struct document *document, struct arena *arena, struct arena *scratch,
                                const struct config *config, struct str text)
{
	struct problems problems = {0};
	struct reading reading = {
		.text = text,
		.document = document,
		.config = config,
		.stage_word = -1,
		.fields = {.arena = arena, .problems = &problems, .commas = config->mapped, .dates = config->mapped}};
	struct front_matter front = {0};

	reading.fields.reading = &reading;
	reading.fields.knows = word_kind_of;
	document->id = document_stem(document->path);
	document->bytes = (uint32_t)text.n;
	document->decided = document->dated = document->referred = document->reply_by = DATE_NONE;
	document->in_force = document->expires = document->review_by = document->known_until = DATE_NONE;
	document->announced = document->annulled.on = DATE_NONE;
	document->type_index = document->decided_by_index = document->steward_index = NO_BODY;
	if (front_matter_is_text(&reading.fields, text)) {
		if (front_matter_find(&front, &reading.fields, text, config->map.forms,
		                      config->limits.front_matter_bytes))
			front_matter_read(&reading, scratch, &front);
		document->body_at = (uint32_t)(text.n - front.rest.n);
		document->body_line = front.lines + 1;
		document->body_empty = front.closed && !str_trim(front.rest).n;
	}
	reading_finish(&reading);
	for (size_t i = 0; i < problems.n; i++) /* of a text in two versions, no part is known */
		document->parts_unread = document->parts_unread || problems.at[i].kind == PROBLEM_CONFLICT;
	for (size_t i = 0; i < problems.n; i++)
		document_add_problem(document, arena, problems.at[i]);
	vec_release(&problems);
}
